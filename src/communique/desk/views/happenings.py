"""Happenings: what several reports tell, as one, with the spread of their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from communique.archive.archive import Archive
from communique.desk.asked import Asked
from communique.desk.condition import happenings_where, types
from communique.desk.errors import NotThereError
from communique.desk.shapes import EventRow, Found, Side
from communique.desk.views.lists import COLUMNS as EVENT
from communique.desk.views.lists import event_row, fetched, held_of, named, page_of
from communique.desk.views.pieces import Piece, around, event_spans, goes_on, pieces
from communique.desk.views.reading import EventView, event_view
from communique.desk.warehouse import Session, Warehouse
from communique.errors import InputError
from communique.happenings.happening import NUMBERS
from communique.model import Event, Record

SEVERAL = (1, 2, 3, 5, 10)  # reports: how many happenings are told by at least so many
MOST = 100  # events of one happening that a page shows
ROOM = 160  # letters of a report before and behind the sentence


class Range(msgspec.Struct, frozen=True, kw_only=True):
    """What the reports say of one number: the lowest, the highest, and the one stated last."""

    low: int
    high: int
    latest: int


class HappeningRow(msgspec.Struct, frozen=True, kw_only=True):
    """A happening in a list; ``numbers`` are the spreads in words, as "27 to 40 dead"."""

    id: str
    event: str
    mode: list[str]
    quad_code: int
    actor: list[Side]
    recipient: list[Side]
    date_start: str
    date_end: str
    place: str | None
    country_code: str | None
    lat: float | None
    lon: float | None
    numbers: str
    dead: Range | None
    injured: Range | None
    arrested: Range | None
    participants: Range | None
    documents: int
    document: list[str]


class HappeningsView(Found, frozen=True, kw_only=True):
    """The Happenings page: how many, by how many reports and of which type, and a page of them, the newest first."""

    told: list[tuple[int, int]]  # by at least so many reports
    types: list[tuple[str, int]]
    happenings: list[HappeningRow]


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """One report's event of a happening, with its words; none where a correction has taken it out since."""

    document: str
    event: str
    type: str
    quad_code: int
    date: str | None  # of the report
    heading: str
    publisher: str | None
    actor: list[Side]
    recipient: list[Side]
    date_start: str | None
    date_end: str | None
    place: str | None
    numbers: dict[str, int]
    carried: bool  # whether the report has it from somebody
    pieces: tuple[Piece, ...]
    more: bool


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """A number as the reports state it, in the order in which they came: which of the tellings, and how many."""

    kind: str
    low: int
    high: int
    latest: int
    values: list[tuple[int, int]]


class HappeningView(msgspec.Struct, frozen=True, kw_only=True):
    """The Happening page: what all say together, each number as each states it, and every report's words."""

    happening: HappeningRow
    stated: list[Stated]
    tellings: list[Telling]
    more: int  # events of reports that are not shown


class Same(msgspec.Struct, frozen=True, kw_only=True):
    """The happening that an event tells, and by how many reports it is told."""

    id: str
    documents: int


class ToldEvent(EventView, frozen=True, kw_only=True):
    """The Event page: the event, and the happening that it tells; none where it is no happening."""

    happening: Same | None


SPREADS = tuple(f"{kind}_{end}" for kind in NUMBERS for end in Range.__struct_fields__)
COLUMNS = (
    "id", "event", "mode", "quad_code", "actor", "actor_code", "recipient", "recipient_code", "date_start", "date_end",
    "place", "country_code", "lat", "lon", "numbers", *SPREADS, "documents", "document",
)


def happenings_view(session: Session, warehouse: Warehouse, archive: Archive, asked: Asked) -> HappeningsView:
    """A page of the happenings that are asked for, and what they are."""
    where = happenings_where(session, archive, asked.query)
    condition = f"WHERE {where.sql}" if where.sql else ""
    least = ", ".join(f"count(*) FILTER (documents >= {n})" for n in SEVERAL)
    counts = session.rows(f"SELECT event, {least} FROM happened {condition} GROUP BY event", where.parameters)
    sums = [sum(column) for column in list(zip(*counts, strict=True))[1:]] or [0] * len(SEVERAL)
    by_type = {event: all for event, all, *_ in counts}
    numbers, following = page_of(session, warehouse, "happened", asked, where)
    return HappeningsView(
        total=sums[0], told=[(n, count) for n, count in zip(SEVERAL, sums, strict=True) if n >= asked.query.least],
        types=[(event, by_type.get(n, 0)) for n, event in enumerate(types())], happenings=_rows(session, numbers),
        next=following,
    )


def page_of_happenings(
    session: Session, warehouse: Warehouse, archive: Archive, asked: Asked
) -> tuple[list[HappeningRow], str | None]:
    """A page of the happenings that are asked for, the newest first, and the cursor of the next."""
    where = happenings_where(session, archive, asked.query)
    numbers, following = page_of(session, warehouse, "happened", asked, where)
    return _rows(session, numbers), following


def happening_view(session: Session, archive: Archive, id: str) -> HappeningView:
    """A happening with the words of each report, in the order in which they came.

    Raises:
        NotThereError: there is no such happening.
    """
    rows = session.rows(f"SELECT number, {named(COLUMNS)} FROM happenings WHERE id = ?", [id])
    if not rows:
        raise NotThereError(f"There is no happening “{id[:80]}”: it has come together with another, or never was.")
    told = session.rows("SELECT number FROM told WHERE happening = ? ORDER BY number", [rows[0][0]])
    events = [event_row(row) for row in fetched(session, "rows", EVENT, [number for (number,) in told])]
    events.sort(key=lambda e: (e.document_date or "9999", e.document, e.id))
    tellings = [_telling(archive, event) for event in events[:MOST]]
    stated = [_stated(kind, tellings) for kind in NUMBERS if any(kind in t.numbers for t in tellings)]
    return HappeningView(
        happening=_row(rows[0][1:]), stated=stated, tellings=tellings, more=max(0, len(events) - MOST)
    )


def told_event(session: Session, archive: Archive, document: str, id: str, as_coded: bool) -> ToldEvent:
    """An event with the happening that it tells.

    Raises:
        NotThereError: there is no such document, or no such event in it.
    """
    view = event_view(archive, document, id, as_coded)
    return ToldEvent(**msgspec.structs.asdict(view), happening=_same(session, archive, document, id))


def _same(session: Session, archive: Archive, document: str, event: str) -> Same | None:
    told = session.rows(
        "SELECT number, happening FROM told WHERE docnum = ? ORDER BY number", [archive.number(document)]
    )
    rows = fetched(session, "rows", ("document", "id", "number"), [number for number, _ in told])
    number = next((number for *found, number in rows if found == [document, event]), None)
    happenings = [happening for at, happening in told if at == number]
    found = fetched(session, "happenings", ("id", "documents"), happenings)
    return Same(id=found[0][0], documents=found[0][1]) if found else None


def _telling(archive: Archive, row: EventRow) -> Telling:
    text, event, record = _read(archive, row)
    words: tuple[Piece, ...] = ()
    more = False
    if record is not None and event is not None:
        window = around(text, event.sentence, ROOM)
        words, more = pieces(text, event_spans(record, event), window), goes_on(text, window)
    numbers = {kind: getattr(event.size, kind) for kind in NUMBERS} if event else {}
    return Telling(
        document=row.document, event=row.id, type=row.event, quad_code=row.quad_code,
        date=(row.document_date or "")[:10] or None, heading=row.heading, publisher=row.publisher, actor=row.actor,
        recipient=row.recipient, date_start=row.date_start, date_end=row.date_end, place=row.place,
        numbers={kind: number for kind, number in numbers.items() if number is not None},
        carried=row.statement is not None, pieces=words, more=more,
    )


def _read(archive: Archive, row: EventRow) -> tuple[str, Event | None, Record | None]:
    """The report's text and the event as it is now; none where the archive was replaced, or it was taken out."""
    try:
        found = archive.document(row.document)
    except InputError:
        return "", None, None
    event = next((e for e in found.record.events if e.id == row.id), None)
    return found.input.text, event, found.record


def _stated(kind: str, tellings: Sequence[Telling]) -> Stated:
    values = [(n, telling.numbers[kind]) for n, telling in enumerate(tellings) if kind in telling.numbers]
    numbers = [number for _, number in values]
    return Stated(kind=kind, low=min(numbers), high=max(numbers), latest=numbers[-1], values=values)


def _rows(session: Session, numbers: Sequence[int]) -> list[HappeningRow]:
    return [_row(row) for row in fetched(session, "happenings", COLUMNS, numbers)]


def _row(row: Sequence[Any]) -> HappeningRow:
    held = held_of(COLUMNS, row, ("actor", "recipient"))
    for kind in NUMBERS:
        held[kind] = _range([held.pop(f"{kind}_{end}") for end in Range.__struct_fields__])
    return HappeningRow(**held)


def _range(values: list[int | None]) -> Range | None:
    low, high, latest = values
    return None if low is None or high is None or latest is None else Range(low=low, high=high, latest=latest)
