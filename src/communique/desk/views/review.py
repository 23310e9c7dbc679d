"""The Review page: one event after the other to accept, reject or put right."""

from __future__ import annotations

import msgspec

from communique.archive.archive import Archive
from communique.archive.corrections import REVIEWED, Correction
from communique.desk.asked import Asked
from communique.desk.condition import facts_where
from communique.desk.views.lists import after, cursor_at
from communique.desk.views.reading import EventView, event_view
from communique.desk.warehouse import Session, Warehouse
from communique.schema import terms

LAST = 10


class ReviewView(msgspec.Struct, frozen=True, kw_only=True):
    """The Review page: the event whose turn it is, how many are left, and what was decided last."""

    total: int
    event: EventView | None
    document: str | None
    next: str | None  # cursor of the event after this one
    judged: bool  # whether somebody has accepted or corrected it already
    types: list[str]
    auxiliaries: list[str]
    last: list[Correction]


def review_view(session: Session, warehouse: Warehouse, archive: Archive, asked: Asked) -> ReviewView:
    """The next event that the question finds: those that the program is least sure of come first."""
    condition = facts_where(session, archive, asked.query)
    where = f"WHERE {condition.sql}" if condition.sql else ""
    skip = after(warehouse, asked.cursor) + 1
    (total,) = session.row(f"SELECT count(*) FROM facts {where}", condition.parameters)
    rows = session.rows(
        f"SELECT r.document, r.id FROM rows r JOIN (SELECT number FROM facts {where} ORDER BY sure, number"
        f" LIMIT 1 OFFSET {skip}) USING (number)",
        condition.parameters,
    )
    document, id = rows[0] if rows else (None, None)
    event = event_view(archive, document, id) if document is not None and id is not None else None
    closed = terms()["Event"]
    return ReviewView(
        total=max(0, total - skip), event=event, document=document,
        next=cursor_at(warehouse, skip) if skip + 1 < total else None,
        judged=event is not None and any(c.field == REVIEWED and c.new for c in event.corrections),
        types=list(closed["event"]), auxiliaries=list(closed["auxiliary"]),
        last=archive.last_corrections(LAST),
    )
