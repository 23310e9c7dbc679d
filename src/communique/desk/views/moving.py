"""What the map and the matrix of Explore are redrawn from while the brush moves: their counts, bin by bin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from communique.archive.archive import Archive
from communique.desk.asked import Asked
from communique.desk.condition import facts_where
from communique.desk.views.counting import (
    SPOTS,
    busiest_places,
    hits,
    marks,
    over_time,
    places_in,
    who_to_whom,
)
from communique.desk.warehouse import Session


class Moving(msgspec.Struct, frozen=True, kw_only=True):
    """Counts by bin of the spots and the cells of the page with the same filters, in the order that they have there.

    Of each: the bin, the quad code and the count of every bin in which something happened, one after the other.
    """

    bins: int
    spots: list[list[int]]
    cells: list[list[int]]


def moving(session: Session, archive: Archive, asked: Asked) -> Moving:
    """The counts of Explore's map and matrix over time.

    Raises:
        InputError: a filter cannot be met.
    """
    table = hits(session, facts_where(session, archive, asked.query))
    series = over_time(session, table)
    bins = {date.fromisoformat(day): n for n, day in enumerate(series.bins)}
    spots = {row[0]: n for n, row in enumerate(busiest_places(session, table)[:SPOTS])}
    matrix = who_to_whom(session, table)
    row, column = places_in(session, matrix.actors), places_in(session, matrix.recipients)
    cells = {(cell.row, cell.column): n for n, cell in enumerate(matrix.cells)}
    bin = f"date_trunc('{series.unit}', day)::DATE"
    placed = session.rows(
        f"SELECT {bin} AS bin, quad, count(*), place FROM {table} WHERE day IS NOT NULL"
        f" AND place IN ({marks(spots)}) GROUP BY ALL ORDER BY bin, quad, place"
    ) if spots else []
    paired = session.rows(
        f"SELECT {bin} AS bin, quad, count(*), actor, recipient FROM pairs JOIN {table} USING (number)"
        f" WHERE day IS NOT NULL AND actor IN ({marks(row)}) AND recipient IN ({marks(column)})"
        " GROUP BY ALL ORDER BY bin, quad, actor, recipient"
    ) if cells else []
    return Moving(
        bins=len(bins), spots=_apart(len(spots), bins, ((*r[:3], spots[r[3]]) for r in placed)),
        cells=_apart(len(cells), bins, ((*r[:3], cells[row[r[3]], column[r[4]]]) for r in paired)),
    )


def _apart(many: int, bins: dict[date, int], rows: Iterable[tuple[Any, ...]]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(many)]
    for day, quad, count, place in rows:
        found[place] += (bins[day], quad, count)
    return found
