"""Undertakings as the documents word them, before the ledger merges them."""

from __future__ import annotations

from typing import Any

import msgspec

from communique.archive.archive import Archive
from communique.desk.asked import Asked
from communique.desk.condition import rows_where
from communique.desk.shapes import Side
from communique.desk.views.lists import after, cursor_at, named, sides
from communique.desk.warehouse import Session, Warehouse

COLUMNS = (
    "document", "id", "kind", "by", "by_code", "obligor", "obligor_code", "beneficiary", "beneficiary_code", "action",
    "event", "mode", "polarity", "condition", "deadline", "statement", "entry", "heading", "publisher", "document_date",
)


class UndertakingRow(msgspec.Struct, frozen=True, kw_only=True):
    """An undertaking in a list."""

    document: str
    id: str
    kind: str
    by: list[Side]
    obligor: list[Side]
    beneficiary: list[Side]
    action: str
    event: str | None
    mode: list[str]
    polarity: str
    condition: str | None
    deadline: str | None
    statement: str | None
    entry: str | None
    heading: str
    publisher: str | None
    document_date: str | None


def page_of_undertakings(
    session: Session, warehouse: Warehouse, archive: Archive, asked: Asked
) -> tuple[list[UndertakingRow], str | None]:
    """A page of undertakings, the newest first, and the cursor of the next."""
    where = rows_where(session, archive, "undertakings", asked.query)
    skip = after(warehouse, asked.cursor) + 1
    rows = session.rows(
        f"SELECT {named(COLUMNS)} FROM undertakings {f'WHERE {where.sql}' if where.sql else ''}"
        f" ORDER BY day DESC NULLS LAST, document, id LIMIT {asked.size + 1} OFFSET {skip}",
        where.parameters,
    )
    following = cursor_at(warehouse, skip + asked.size - 1) if len(rows) > asked.size else None
    return [_row(row) for row in rows[: asked.size]], following


def _row(row: tuple[Any, ...]) -> UndertakingRow:
    held = dict(zip(COLUMNS, row, strict=True))
    for role in ("by", "obligor", "beneficiary"):
        codes = held.pop(f"{role}_code")
        held[role] = sides(held[role], codes)
    return UndertakingRow(**held)
