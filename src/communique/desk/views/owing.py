"""Undertakings as the documents word them, before the ledger merges them."""

from __future__ import annotations

from communique.archive.archive import Archive
from communique.desk.asked import Asked
from communique.desk.condition import rows_where
from communique.desk.shapes import Owing
from communique.desk.views.lists import fetched, held_of, page_of
from communique.desk.warehouse import Session, Warehouse

ROLES = ("by", "obligor", "beneficiary")
OWING = (  # the columns of :class:`Owing`
    "id", "kind", "by", "by_code", "obligor", "obligor_code", "beneficiary", "beneficiary_code", "action", "event",
    "mode", "polarity", "condition", "deadline",
)
COLUMNS = (*OWING, "document", "statement", "entry", "heading", "publisher", "document_date")


class UndertakingRow(Owing, frozen=True, kw_only=True):
    """An undertaking in a list."""

    document: str
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
    numbers, following = page_of(session, warehouse, "undertakings", asked, where)
    rows = fetched(session, "undertakings", COLUMNS, numbers)
    return [UndertakingRow(**held_of(COLUMNS, row, ROLES)) for row in rows], following
