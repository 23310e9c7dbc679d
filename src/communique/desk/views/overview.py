"""The Overview page: what the archive holds, and what needs attention."""

from __future__ import annotations

import msgspec

from communique.archive.archive import Archive
from communique.archive.history import Run
from communique.archive.query import Query
from communique.desk.asked import Asked
from communique.desk.shapes import Actor, EventRow, Series, TypeCount
from communique.desk.views.counting import by_type, over_time
from communique.desk.views.ledger import EntryRow, ledger_view
from communique.desk.views.lists import rows_of
from communique.desk.warehouse import Session, Warehouse

FEW = 8
FIRST = 7  # undertakings: as long as the table beside them


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """The Overview page."""

    counts: dict[str, int]
    first: str | None
    last: str | None
    types: list[TypeCount]
    series: Series
    statuses: list[tuple[str, int]]
    due: list[EntryRow]
    actors: list[Actor]
    events: list[EventRow]
    run: Run | None


def overview(session: Session, warehouse: Warehouse, archive: Archive) -> Overview:
    """What the page shows."""
    first, last = session.row("SELECT min(day), max(day) FROM documents")
    newest = [n for (n,) in session.rows(f"SELECT number FROM facts ORDER BY number LIMIT {FEW}")]
    due = ledger_view(session, warehouse, archive, Asked(table="entries", query=Query(), size=FIRST))
    runs = archive.runs()
    return Overview(
        counts={name: table.rows for name, table in warehouse.dictionary.tables.items()},
        first=first and first.isoformat(), last=last and last.isoformat(),
        types=by_type(session, "facts"), series=over_time(session, "facts"), statuses=due.statuses, due=due.entries,
        actors=busiest(session, FEW), events=rows_of(session, newest), run=runs[-1] if runs else None,
    )


def busiest(session: Session, most: int) -> list[Actor]:
    """Who is in the most events, as actor or recipient."""
    rows = session.rows(
        f"SELECT label, coalesce(most, label), acts FROM terms WHERE acts > 0 ORDER BY acts DESC, term LIMIT {most}"
    )
    return [Actor(term=term, name=name, count=n) for term, name, n in rows]
