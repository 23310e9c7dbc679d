"""The Statements page: who says what to whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from communique.archive.archive import Archive
from communique.desk.asked import Asked
from communique.desk.condition import rows_where
from communique.desk.shapes import Found, Side
from communique.desk.views.lists import fetched, held_of, page_of
from communique.desk.warehouse import Session, Warehouse
from communique.schema import terms

COLUMNS = (
    "document", "id", "speaker", "speaker_code", "addressee", "addressee_code", "act", "form", "negated", "cue",
    "content", "day", "heading", "publisher",
)


class StatementRow(msgspec.Struct, frozen=True, kw_only=True):
    """A statement in a list."""

    document: str
    id: str
    speaker: list[Side]
    addressee: list[Side]
    act: str
    form: str
    negated: bool
    cue: str
    content: str
    day: str | None
    heading: str
    publisher: str | None


class StatementsView(Found, frozen=True, kw_only=True):
    """The Statements page: how many of each act, and a page of statements, the newest first."""

    acts: list[tuple[str, int]]
    statements: list[StatementRow]


def statements_view(session: Session, warehouse: Warehouse, archive: Archive, asked: Asked) -> StatementsView:
    """A page of the statements that are asked for."""
    where = rows_where(session, archive, "statements", asked.query)
    condition = f"WHERE {where.sql}" if where.sql else ""
    counts = dict(session.rows(f"SELECT act, count(*) FROM statements {condition} GROUP BY act", where.parameters))
    numbers, following = page_of(session, warehouse, "statements", asked, where)
    return StatementsView(
        total=sum(counts.values()), acts=[(act, counts.get(act, 0)) for act in terms()["Statement"]["act"]],
        statements=[statement_row(row) for row in fetched(session, "statements", COLUMNS, numbers)], next=following,
    )


def statement_row(row: Sequence[Any]) -> StatementRow:
    """A row of ``COLUMNS`` as a struct."""
    held = held_of(COLUMNS, row, ("speaker", "addressee"))
    day: date | None = held["day"]
    return StatementRow(**{**held, "day": day and day.isoformat()})
