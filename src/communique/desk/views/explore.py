"""The Explore page: filters, time, map, matrix and table, all of one question."""

from __future__ import annotations

from communique.archive.archive import Archive
from communique.desk.asked import Asked, pairs_of
from communique.desk.condition import facts_where
from communique.desk.shapes import Explore
from communique.desk.views.counting import by_place, by_type, hits, over_time, who_to_whom
from communique.desk.views.lists import page_of_events
from communique.desk.warehouse import Session, Warehouse


def explore(session: Session, warehouse: Warehouse, archive: Archive, asked: Asked) -> Explore:
    """All that the page shows.

    Raises:
        InputError: a filter cannot be met.
        TooLongError: it took longer than the session allows.
    """
    condition = facts_where(session, archive, asked.query)
    table = hits(session, condition)
    kinds = by_type(session, table)
    (documents,) = session.row(f"SELECT count(DISTINCT docnum) FROM {table}")
    events, following = page_of_events(session, warehouse, asked, condition)
    query: dict[str, list[str]] = {}
    for name, value in pairs_of(asked.query):
        query.setdefault(name, []).append(value)
    return Explore(
        query=query, total=sum(k.count for k in kinds), documents=documents, types=kinds,
        series=over_time(session, table), places=by_place(session, table), matrix=who_to_whom(session, table),
        events=events, next=following,
    )
