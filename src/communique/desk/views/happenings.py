"""Happenings: what several reports tell, as one, with the spread of their numbers."""

from __future__ import annotations

import msgspec

from communique.archive.archive import Archive
from communique.desk.asked import Asked
from communique.desk.condition import happenings_where
from communique.desk.shapes import Side
from communique.desk.views.lists import fetched, held_of, page_of
from communique.desk.warehouse import Session, Warehouse
from communique.happenings.happening import NUMBERS


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


SPREADS = tuple(f"{kind}_{end}" for kind in NUMBERS for end in Range.__struct_fields__)
COLUMNS = (
    "id", "event", "mode", "quad_code", "actor", "actor_code", "recipient", "recipient_code", "date_start", "date_end",
    "place", "country_code", "lat", "lon", "numbers", *SPREADS, "documents", "document",
)


def page_of_happenings(
    session: Session, warehouse: Warehouse, archive: Archive, asked: Asked
) -> tuple[list[HappeningRow], str | None]:
    """A page of the happenings that are asked for, the newest first, and the cursor of the next."""
    where = happenings_where(session, archive, asked.query)
    numbers, following = page_of(session, warehouse, "happenings", asked, where)
    return [_row(row) for row in fetched(session, "happenings", COLUMNS, numbers)], following


def _row(row: tuple[object, ...]) -> HappeningRow:
    held = held_of(COLUMNS, row, ("actor", "recipient"))
    for kind in NUMBERS:
        held[kind] = _range([held.pop(f"{kind}_{end}") for end in Range.__struct_fields__])
    return HappeningRow(**held)


def _range(values: list[int | None]) -> Range | None:
    low, high, latest = values
    return None if low is None or high is None or latest is None else Range(low=low, high=high, latest=latest)
