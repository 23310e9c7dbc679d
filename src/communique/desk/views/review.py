"""The Review page: one event after the other to accept, reject or put right."""

from __future__ import annotations

import msgspec

from communique.archive.archive import Archive
from communique.archive.changes import REVIEWED
from communique.archive.columns import arrow
from communique.archive.corrections import Correction
from communique.archive.query import Query
from communique.desk.condition import facts_where
from communique.desk.views.reading import EventView, event_view
from communique.desk.warehouse import Session
from communique.schema import terms

LAST = 10


class ReviewView(msgspec.Struct, frozen=True, kw_only=True):
    """The Review page: the event whose turn it is, how many are left, and what was decided last."""

    total: int
    event: EventView | None
    document: str | None
    skip: int  # how many of those to go were passed over
    chosen: bool  # whether the event was asked for by name, whosever turn it is
    judged: bool  # whether somebody has accepted or corrected it already
    types: list[str]
    auxiliaries: list[str]
    last: list[Correction]


def review_view(
    session: Session, archive: Archive, query: Query, skip: int, chosen: tuple[str, str] | None = None
) -> ReviewView:
    """The next event that the question finds and nobody has judged: what the program is least sure of comes first.

    Args:
        session: A session on the snapshot.
        archive: The archive, read as it is now: what was judged a moment ago does not come again.
        query: Which events are reviewed.
        skip: How many of them are passed over.
        chosen: The document and the id of an event that is shown instead, judged or not.

    Raises:
        NotThereError: there is no such event.
    """
    condition = facts_where(session, archive, query)
    clauses = [c for c in (condition.sql, _unjudged(session, archive)) if c]
    where = f"WHERE {' AND '.join(clauses)}" if clauses else ""
    (total,) = session.row(f"SELECT count(*) FROM facts {where}", condition.parameters)
    rows = session.rows(
        f"SELECT r.document, r.id FROM rows r JOIN (SELECT number FROM facts {where} ORDER BY sure, number"
        f" LIMIT 1 OFFSET {skip}) USING (number)",
        condition.parameters,
    )
    document, id = chosen or (rows[0] if rows else (None, None))
    event = event_view(archive, document, id) if document is not None and id is not None else None
    closed = terms()["Event"]
    return ReviewView(
        total=max(0, total - skip), event=event, document=document, skip=skip, chosen=chosen is not None,
        judged=event is not None and any(c.field == REVIEWED and c.new for c in event.corrections),
        types=list(closed["event"]), auxiliaries=list(closed["auxiliary"]),
        last=archive.last_corrections(LAST),
    )


def _unjudged(session: Session, archive: Archive) -> str:
    judged = sorted(archive.judged())
    if not judged:
        return ""
    pa = arrow()
    documents, ids = zip(*judged, strict=True)
    session.hold("judged", pa.table({"document": pa.array(documents, "string"), "id": pa.array(ids, "string")}))
    return "number NOT IN (SELECT number FROM rows JOIN judged USING (document, id))"
