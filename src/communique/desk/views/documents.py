"""Lists of documents: what the archive has read."""

from __future__ import annotations

import msgspec

from communique.archive.archive import Archive
from communique.archive.columns import arrow
from communique.desk.asked import Asked
from communique.desk.condition import Condition
from communique.desk.views.lists import fetched, page_of
from communique.desk.warehouse import Session, Warehouse

COLUMNS = ("document", "date", "heading", "publisher", "url", "language", "corrected")


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
    condition = Condition(" AND ".join(clauses), tuple(parameters))
    where = f"WHERE {condition.sql}" if clauses else ""
    (total,) = session.row(f"SELECT count(*) FROM documents {where}", parameters)
    numbers, following = page_of(session, warehouse, "documents", asked, condition)
    found = [
        DocumentRow(**dict(zip(COLUMNS, row, strict=True))) for row in fetched(session, "documents", COLUMNS, numbers)
    ]
    return DocumentsView(total=total, documents=found, next=following)
