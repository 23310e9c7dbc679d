"""Corrections by hand: rows that are only ever added, and the view of a record that they give."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from communique.errors import InputError
from communique.formats.json_lines import parse
from communique.lexicon.ontology import load_ontology
from communique.model import Document, Event, Record
from communique.verify import LISTS, verify

EXISTS = "exists"  # the field whose value false takes an item out of the record, and true puts it back
REVIEWED = "reviewed"  # a field of every item that changes nothing in it: a person found it right
ACCEPTED = "accepted"
FOLLOWING = ("quad_code", "event_scale", "cameo", "mode")  # what changes with an event's type
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


class View(NamedTuple):
    """A record as corrected; ``whole`` has the items too that were taken out; the corrections, oldest first."""

    record: Record
    whole: Record
    corrections: tuple[Correction, ...]


Row = tuple[int, int, str, str, str, str, str, str, str, str]


def corrected(connection: sqlite3.Connection, number: int, generation: int, record: Record) -> View:
    """The record, of this document and generation, as corrected."""
    whole, gone, made = record, set[str](), []
    for row in _rows(connection, number):
        made_for, target, anchor, field, new = row[1], row[2], row[3], row[4], json.loads(row[6])
        same = made_for == generation or not _refers(field, new)
        name = _moved(record, target, anchor) if same else None
        result = _applied(whole, gone, name, field, new)
        made.append(_correction(row, record.document.id, result is not None))
        whole = result or whole
    return View(_without(whole, gone), whole, tuple(made))


def check(
    record: Record, whole: Record, document: Document, change: Change, alone: bool = False
) -> tuple[Record, tuple[Change, ...]]:
    """The ``record`` (as corrected so far; ``whole`` with what was taken out) after ``change``, and all that changes.

    With ``alone`` nothing else follows from it.

    Raises:
        InputError: there is no such item or field, or the value does not fit; the message says what would.
    """
    if (change.field, change.new) == (EXISTS, True):
        return _restored(record, whole, change.target), (change,)
    if change.field == REVIEWED:
        if change.new not in (ACCEPTED, None):
            raise InputError(f"{change.target}: `{REVIEWED}` is {ACCEPTED!r} or null")
        _at(record, change.target)
        return record, (change,)
    changes = (change,) if alone else (change, *_following(record, change))
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
        old = _old(connection, number, record, change)
        row = (
            number, generation, change.target, _anchor(coded, change.target), change.field,
            _json(old), _json(change.new), who, made, why,
        )
        connection.execute(
            "INSERT INTO corrections (document, generation, target, anchor, field, old, new, who, made, why)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row,
        )


def undoing(connection: sqlite3.Connection, correction: int) -> tuple[int, tuple[Change, ...]]:
    """The number of the document of this correction, and what takes it back with all that followed from it.

    Raises:
        InputError: there is no such correction.
    """
    rows = connection.execute(
        "SELECT b.number, b.document, b.target, b.field, b.old FROM corrections a JOIN corrections b"
        " ON (b.document, b.target, b.who, b.made, b.why) = (a.document, a.target, a.who, a.made, a.why)"
        " WHERE a.number = ? ORDER BY b.number", (correction,)
    ).fetchall()
    if not rows:
        raise InputError(f"there is no correction {correction}")
    groups: list[list[tuple[int, int, str, str, str]]] = []
    for row in rows:
        follows = row[3] in FOLLOWING and groups and groups[-1][-1][0] == row[0] - 1 and groups[-1][0][3] == "event"
        if follows:
            groups[-1].append(row)
        else:
            groups.append([row])
    group = next(g for g in groups if any(number == correction for number, *_ in g))
    return rows[0][1], tuple(Change(target=r[2], field=r[3], new=json.loads(r[4])) for r in reversed(group))


def last_rows(connection: sqlite3.Connection, most: int) -> list[tuple[int, int]]:
    """The numbers of the last corrections, the newest first, with those of their documents."""
    return connection.execute(
        "SELECT number, document FROM corrections ORDER BY number DESC LIMIT ?", (most,)
    ).fetchall()


def _old(connection: sqlite3.Connection, number: int, record: Record, change: Change) -> Any:
    """What a field is before the change."""
    if change.field == REVIEWED:
        found = connection.execute(
            "SELECT new FROM corrections WHERE (document, target, field) = (?, ?, ?) ORDER BY number DESC LIMIT 1",
            (number, change.target, REVIEWED),
        ).fetchone()
        return json.loads(found[0]) if found else None
    restores = (change.field, change.new) == (EXISTS, True)
    return False if restores else value_of(record, change.target, change.field)


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


def _applied(whole: Record, gone: set[str], name: str | None, field: str, new: Any) -> Record | None:
    """``whole`` with the correction of the item of this name, or None; ``gone`` are the items taken out so far."""
    if name is None or (field not in (EXISTS, REVIEWED) and name in gone):
        return None
    if field == REVIEWED:
        return whole
    if field == EXISTS:
        if (name in gone) != bool(new):
            return None
        (gone.discard if new else gone.add)(name)
        return whole
    try:
        return _changed(whole, Change(target=name, field=field, new=new))
    except InputError:
        return None


def _without(record: Record, gone: set[str]) -> Record:
    if not gone:
        return record
    parts = {part: tuple(i for i in getattr(record, part) if i.id not in gone) for part in LISTS}
    return msgspec.structs.replace(record, **parts)


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


def _restored(found: Record, whole: Record, name: str) -> Record:
    """The item, as it was when it was taken out, back in its place."""
    part, position = _at(whole, name)
    order = [item.id for item in getattr(whole, part)]
    kept = [item for item in getattr(found, part) if item.id != name]
    items = sorted([*kept, getattr(whole, part)[position]], key=lambda item: order.index(item.id))
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
