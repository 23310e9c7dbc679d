"""Lists of documents: what the archive has read."""

from __future__ import annotations

import msgspec

from communique.archive.archive import Archive
from communique.desk.asked import Asked
from communique.desk.condition import rows_where
from communique.desk.shapes import Found
from communique.desk.views.excerpts import Excerpt, excerpt_of, pattern_of
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
    excerpt: Excerpt | None = None  # where it has the words that were looked for


class DocumentsView(Found, frozen=True, kw_only=True):
    """A page of documents, the newest first."""

    documents: list[DocumentRow]


def documents_view(session: Session, warehouse: Warehouse, archive: Archive, asked: Asked) -> DocumentsView:
    """The documents that have the words and days asked for."""
    condition = rows_where(session, archive, "documents", asked.query)
    where = f"WHERE {condition.sql}" if condition.sql else ""
    (total,) = session.row(f"SELECT count(*) FROM documents {where}", condition.parameters)
    numbers, following = page_of(session, warehouse, "documents", asked, condition)
    rows = fetched(session, "documents", COLUMNS, numbers)
    excerpts = _excerpts(archive, asked.query.text, [row[0] for row in rows])
    found = [
        DocumentRow(**dict(zip(COLUMNS, row, strict=True)), excerpt=excerpt)
        for row, excerpt in zip(rows, excerpts, strict=True)
    ]
    return DocumentsView(total=total, documents=found, next=following)


def _excerpts(archive: Archive, words: str | None, ids: list[str]) -> list[Excerpt | None]:
    pattern = pattern_of(words) if words else None
    if pattern is None:
        return [None] * len(ids)
    return [excerpt_of(text, pattern) if text else None for text in archive.texts(ids)]
