"""Corrections by hand: rows that are only ever added, and the view of a record that they give."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from communique.archive.changes import EXISTS, FOLLOWING, REVIEWED, Change, changed, item_at, value_of
from communique.errors import InputError
from communique.model import Record
from communique.verify import LISTS

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
        return changed(whole, Change(target=name, field=field, new=new))
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


def _part(target: str) -> str | None:
    """Which list an id belongs to, by its first letter."""
    return {
        "e": "entities", "p": "places", "t": "times", "v": "events", "s": "statements", "u": "undertakings",
        "a": "deeds",
    }.get(target[:1])


def _anchor(record: Record, target: str) -> str:
    part, position = item_at(record, target)
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
