"""Rows of events, a page at a time or all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from communique.desk.asked import Asked
from communique.desk.condition import Condition
from communique.desk.shapes import EventRow, Side
from communique.desk.warehouse import Session, Warehouse
from communique.errors import InputError

COLUMNS = (
    "document", "id", "event", "quad_code", "mode", "actor", "actor_code", "recipient", "recipient_code", "date_start",
    "date_end", "place", "country_code", "auxiliary", "words", "confidence", "statement", "heading", "publisher",
    "document_date",
)


def after(warehouse: Warehouse, cursor: str | None) -> int:
    """The number that a page goes on behind.

    Raises:
        InputError: the cursor is none, or of another state of the archive.
    """
    if cursor is None:
        return -1
    mark, _, number = cursor.partition(".")
    if not number.isascii() or not number.isdigit():
        raise InputError(f"cursor: {cursor[:80]!r} is not one that this desk gave")
    if mark != warehouse.archive[:12]:
        raise InputError("the archive has changed since that page was made; begin again from the first page")
    return int(number[:15])


def cursor_at(warehouse: Warehouse, number: int) -> str:
    """The cursor of a page that ends at this number."""
    return f"{warehouse.archive[:12]}.{number}"


def page_of_events(
    session: Session, warehouse: Warehouse, asked: Asked, condition: Condition
) -> tuple[list[EventRow], str | None]:
    """One page of the events, and the cursor of the next."""
    numbers, following = page_of(session, warehouse, "facts", asked, condition)
    return rows_of(session, numbers), following


def rows_of(session: Session, numbers: Sequence[int]) -> list[EventRow]:
    """The events with these numbers, in their order."""
    return [event_row(row) for row in fetched(session, "rows", COLUMNS, numbers)]


def page_of(
    session: Session, warehouse: Warehouse, table: str, asked: Asked, condition: Condition
) -> tuple[list[int], str | None]:
    """The numbers of the rows of one page, and the cursor of the next: a table's rows are numbered in their order."""
    clauses = [c for c in (condition.sql, "number > ?") if c]
    numbers = session.rows(
        f"SELECT number FROM {table} WHERE {' AND '.join(clauses)} ORDER BY number LIMIT {asked.size + 1}",
        (*condition.parameters, after(warehouse, asked.cursor)),
    )
    shown = [n for (n,) in numbers[: asked.size]]
    return shown, cursor_at(warehouse, shown[-1]) if len(numbers) > asked.size else None


def fetched(
    session: Session, table: str, columns: Sequence[str], numbers: Sequence[int]
) -> list[tuple[Any, ...]]:
    """These columns of the rows with these numbers, in their order; of a file only the groups that hold them."""
    if not numbers:
        return []
    marks = ",".join(map(str, numbers))
    return session.rows(
        f"SELECT {named(columns)} FROM {table} WHERE number BETWEEN {numbers[0]} AND {numbers[-1]}"
        f" AND number IN ({marks}) ORDER BY number"
    )


def held_of(columns: Sequence[str], row: Sequence[Any], roles: Sequence[str]) -> dict[str, Any]:
    """A row by the names of its columns; the parties of each role, in it as names and codes, as sides."""
    held = dict(zip(columns, row, strict=True))
    for role in roles:
        held[role] = sides(held[role], held.pop(f"{role}_code"))
    return held


def event_row(row: Sequence[Any]) -> EventRow:
    """A row of ``COLUMNS`` as a struct."""
    return EventRow(**held_of(COLUMNS, row, ("actor", "recipient")))


def sides(names: Sequence[str], codes: Sequence[str]) -> list[Side]:
    """Parties, each once."""
    pairs = dict.fromkeys(zip(names, codes, strict=True))
    return [Side(name=name, code=code or None) for name, code in pairs]


def named(columns: Sequence[str], table: str = "") -> str:
    """Columns as SQL has them; some are called as its words are."""
    return ", ".join(f'{table}"{column}"' for column in columns)


def all_events(session: Session, condition: Condition, columns: Sequence[str]) -> Iterator[list[tuple[Any, ...]]]:
    """All events that the condition allows, some rows at a time, with these columns of ``rows``."""
    names = named(columns, "r.")
    if condition.sql:
        session.do(
            f"CREATE OR REPLACE TEMP TABLE wanted AS SELECT number FROM facts WHERE {condition.sql}",
            condition.parameters,
        )
    source = "rows r SEMI JOIN wanted USING (number)" if condition.sql else "rows r"
    yield from session.batches(f"SELECT {names} FROM {source} ORDER BY r.number")
