"""Corrections by hand: rows that are only ever added, and the view of a record that they give."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

import msgspec

from communique.errors import InputError
from communique.formats.json_lines import parse
from communique.lexicon.ontology import load_ontology
from communique.model import Document, Event, Record
from communique.verify import LISTS, verify

EXISTS = "exists"  # the field whose value false takes an item out of the record, and true puts it back
FIXED = ("id", "why")
COLUMNS = "number, generation, target, anchor, field, old, new, who, made, why"


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """One thing put right: who says so, when (ISO 8601), of which item and field, what it was, what it is, and why.

    ``applies`` is False where the document was coded anew since and the words of the item are no longer in its record.
    """

    number: int
    document: str
    target: str
    field: str
    old: Any
    new: Any
    who: str
    made: str
    why: str
    applies: bool


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be put right: a field of an item of a record, and its new value as JSON has it."""

    target: str
    field: str
    new: Any


Row = tuple[int, int, str, str, str, str, str, str, str, str]


def corrected(
    connection: sqlite3.Connection, number: int, generation: int, record: Record
) -> tuple[Record, tuple[Correction, ...]]:
    """The record, of this document and generation, as corrected; and the corrections, oldest first."""
    rows = _rows(connection, number)
    if not rows:
        return record, ()
    found, made = record, []
    for row in rows:
        made_for, target, anchor, field, new = row[1], row[2], row[3], row[4], json.loads(row[6])
        same = made_for == generation or not _refers(field, new)
        result = _applied(found, record, target, anchor, field, new) if same else None
        made.append(_correction(row, record.document.id, result is not None))
        found = result or found
    return found, tuple(made)


def check(record: Record, coded: Record, document: Document, change: Change) -> tuple[Record, tuple[Change, ...]]:
    """The ``record`` (as corrected so far; ``coded`` is the original) after ``change``, and all that changes with it.

    Raises:
        InputError: there is no such item or field, or the value does not fit; the message says what would.
    """
    if (change.field, change.new) == (EXISTS, True):
        return _restored(record, coded, change.target), (change,)
    changes = (change, *_following(record, change))
    result = record
    for one in changes:
        result = _changed(result, one)
    before = {str(f) for f in verify([record], [document])}
    faults = [f for f in verify([result], [document]) if str(f) not in before]
    if faults:
        raise InputError(f"{change.target}: {faults[0].where}: {faults[0].message}")
    return result, changes


def value_of(record: Record, target: str, field: str) -> Any:
    """The value of a field, as JSON has it.

    Raises:
        InputError: there is no such item or field.
    """
    part, position = _at(record, target)
    item = msgspec.to_builtins(getattr(record, part)[position])
    if field == EXISTS:
        return True
    if field not in item or field in FIXED:
        fields = ", ".join([*(name for name in item if name not in FIXED), EXISTS])
        raise InputError(f"{target}: has no field {field!r} to correct; it has {fields}")
    return item[field]


def insert(
    connection: sqlite3.Connection, number: int, generation: int, record: Record, coded: Record,
    changes: Iterable[Change], who: str, made: str, why: str,
) -> None:
    """Adds the rows of ``changes`` to ``record``, the view so far of the document with this number."""
    for change in changes:
        restores = (change.field, change.new) == (EXISTS, True)
        old = False if restores else value_of(record, change.target, change.field)
        row = (
            number, generation, change.target, _anchor(coded, change.target), change.field,
            _json(old), _json(change.new), who, made, why,
        )
        connection.execute(
            "INSERT INTO corrections (document, generation, target, anchor, field, old, new, who, made, why)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row,
        )


def given_value(words: str, old: Any) -> Any:
    """A value as written on a command line: JSON; or plain words, in a list one item for each comma."""
    try:
        return parse(words.encode("utf-8", "surrogatepass"))[0]
    except InputError:
        return [w.strip() for w in words.split(",") if w.strip()] if isinstance(old, list | tuple) else words


def _rows(connection: sqlite3.Connection, number: int) -> list[Row]:
    return connection.execute(
        f"SELECT {COLUMNS} FROM corrections WHERE document = ? ORDER BY number", (number,)
    ).fetchall()


def _correction(row: Row, document: str, applies: bool) -> Correction:
    number, _, target, _, field, old, new, who, made, why = row
    return Correction(
        number=number, document=document, target=target, field=field, old=json.loads(old), new=json.loads(new),
        who=who, made=made, why=why, applies=applies,
    )


def _applied(found: Record, coded: Record, target: str, anchor: str, field: str, new: Any) -> Record | None:
    """``found`` with the correction, where the item with its words is still in the record as ``coded``."""
    name = _moved(coded, target, anchor)
    if name is None:
        return None
    try:
        if field == EXISTS and new:
            return _restored(found, coded, name)
        return _changed(found, Change(target=name, field=field, new=new))
    except InputError:
        return None


def _refers(field: str, new: Any) -> bool:
    """Whether a value names other items by their ids, which mean something else once the document is coded anew."""
    if isinstance(new, list):
        return any(_refers(field, item) for item in new)
    if isinstance(new, dict):
        return new.get("entity") is not None or new.get("time") is not None
    return field in ("event_loc", "statement")


def _moved(coded: Record, target: str, anchor: str) -> str | None:
    """The id, in this record, of the item that had this id and these words when it was corrected."""
    part = _part(target)
    items = getattr(coded, part) if part else ()
    same = [i.id for i in items if _words_of(i) == anchor]
    return target if target in same else next(iter(same), None)


def _changed(record: Record, change: Change) -> Record:
    part, position = _at(record, change.target)
    items = list(getattr(record, part))
    if change.field == EXISTS:
        if change.new is not False:
            raise InputError(f"{change.target}: `{EXISTS}` can be set to false")
        del items[position]
        return msgspec.structs.replace(record, **{part: tuple(items)})
    value_of(record, change.target, change.field)
    item = items[position]
    try:
        items[position] = msgspec.convert({**msgspec.to_builtins(item), change.field: change.new}, type(item))
    except msgspec.ValidationError as error:
        raise InputError(f"{change.target}: {change.field}: {error}") from None
    return msgspec.structs.replace(record, **{part: tuple(items)})


def _restored(found: Record, coded: Record, name: str) -> Record:
    """The item as it was coded, back in its place."""
    part, position = _at(coded, name)
    order = [item.id for item in getattr(coded, part)]
    kept = [item for item in getattr(found, part) if item.id != name]
    items = sorted([*kept, getattr(coded, part)[position]], key=lambda item: order.index(item.id))
    return msgspec.structs.replace(found, **{part: tuple(items)})


def _following(record: Record, change: Change) -> tuple[Change, ...]:
    """What changes with an event's type: quad code and scale; modes and CAMEO codes that the new type does not have."""
    part, position = _at(record, change.target)
    kind = load_ontology().events.get(str(change.new)) if (part, change.field) == ("events", "event") else None
    if kind is None:
        return ()
    event: Event = getattr(record, part)[position]
    cameo = event.cameo if event.cameo in kind.cameo else None
    values = {
        "quad_code": kind.quad, "event_scale": kind.scale, "cameo": cameo,
        "mode": [mode for mode in event.mode if mode in kind.modes],
    }
    return tuple(
        Change(target=change.target, field=field, new=value)
        for field, value in values.items()
        if value != value_of(record, change.target, field)
    )


def _at(record: Record, target: str) -> tuple[str, int]:
    for part in LISTS:
        for position, item in enumerate(getattr(record, part)):
            if item.id == target:
                return part, position
    raise InputError(f"the record of {record.document.id} has no item {target!r}")


def _part(target: str) -> str | None:
    """Which list an id belongs to, by its first letter."""
    return {
        "e": "entities", "p": "places", "t": "times", "v": "events", "s": "statements", "u": "undertakings",
        "a": "deeds",
    }.get(target[:1])


def _anchor(record: Record, target: str) -> str:
    part, position = _at(record, target)
    return _words_of(getattr(record, part)[position])


def _words_of(item: Any) -> str:
    """Where the words of an item stand, as JSON: what stays the same when the document is coded anew."""
    action = getattr(item, "action", None)
    spans = getattr(item, "event_text", None) or [
        *getattr(item, "cue", ()), *getattr(item, "content", ()),
        *((m.start, m.end) for m in getattr(item, "mentions", ())[:1]),
    ]
    single = action or item
    return _json([list(span) for span in spans] or [[single.start, single.end]])


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
