"""Lists of documents: what the archive has read."""

from __future__ import annotations

import msgspec

from communique.archive.archive import Archive
from communique.archive.columns import arrow
from communique.desk.asked import Asked
from communique.desk.views.lists import after, cursor_at
from communique.desk.warehouse import Session, Warehouse


class DocumentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A document in a list."""

    document: str
    date: str | None
    heading: str
    publisher: str | None
    url: str | None
    language: str | None
    corrected: bool


class DocumentsView(msgspec.Struct, frozen=True, kw_only=True):
    """A page of documents, the newest first."""

    total: int
    documents: list[DocumentRow]
    next: str | None


def documents_view(session: Session, warehouse: Warehouse, archive: Archive, asked: Asked) -> DocumentsView:
    """The documents that have the words and days asked for."""
    clauses: list[str] = []
    parameters: list[str] = []
    query = asked.query
    if query.text is not None:
        session.hold("matching", arrow().table({"docnum": arrow().array(archive.matching(query.text), "int32")}))
        clauses.append("docnum IN (SELECT docnum FROM matching)")
    for clause, day in (("day >= ?", query.since), ("day <= ?", query.until)):
        if day:
            clauses.append(clause)
            parameters.append(day)
    where = f"WHERE {' AND '.join(clauses)}" if clauses else ""
    skip = after(warehouse, asked.cursor) + 1
    (total,) = session.row(f"SELECT count(*) FROM documents {where}", parameters)
    rows = session.rows(
        f"SELECT document, date, heading, publisher, url, language, corrected FROM documents {where}"
        f" ORDER BY day DESC NULLS LAST, document LIMIT {asked.size + 1} OFFSET {skip}",
        parameters,
    )
    found = [
        DocumentRow(document=a, date=b, heading=c, publisher=d, url=e, language=f, corrected=g)
        for a, b, c, d, e, f, g in rows[: asked.size]
    ]
    return DocumentsView(
        total=total, documents=found,
        next=cursor_at(warehouse, skip + asked.size - 1) if len(rows) > asked.size else None,
    )
