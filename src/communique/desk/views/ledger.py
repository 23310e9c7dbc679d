"""The Ledger page, and one undertaking of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from communique.archive.archive import Archive
from communique.desk.asked import Asked
from communique.desk.condition import rows_where
from communique.desk.errors import NotThereError
from communique.desk.layout import STATUSES
from communique.desk.shapes import Found, Owing
from communique.desk.views.lists import fetched, held_of, named, page_of
from communique.desk.views.owing import OWING, ROLES
from communique.desk.views.pieces import Piece, around, goes_on, heading, pieces
from communique.desk.warehouse import Session, Warehouse
from communique.errors import InputError

COLUMNS = (*OWING, "first_date", "last_date", "documents", "status", "as_of")


class EntryRow(Owing, frozen=True, kw_only=True):
    """An entry of the ledger in a list."""

    first_date: str | None
    last_date: str | None
    documents: list[str]
    status: str
    as_of: str | None


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a document on an undertaking (``verdict`` None), or evidence of its keeping."""

    document: str
    item: str | None
    date: str | None
    heading: str
    publisher: str | None
    verdict: str | None
    claimed: bool
    why: str
    pieces: tuple[Piece, ...]
    more: bool = False  # whether the report goes on behind them


class Latest(msgspec.Struct, frozen=True, kw_only=True):
    """The latest evidence on an entry, and how much there is."""

    verdict: str
    date: str | None
    claimed: bool
    count: int


class LedgerView(Found, frozen=True, kw_only=True):
    """The Ledger page: how many of each status, and a page of entries."""

    statuses: list[tuple[str, int]]
    kinds: list[tuple[str, int]]
    entries: list[EntryRow]
    latest: dict[str, Latest]  # by the ids of those that have evidence


class UndertakingView(msgspec.Struct, frozen=True, kw_only=True):
    """The Undertaking page: the entry, its mentions and evidence by date."""

    entry: EntryRow
    history: tuple[Owed, ...]


def ledger_view(session: Session, warehouse: Warehouse, archive: Archive, asked: Asked) -> LedgerView:
    """A page of the ledger, overdue first."""
    where = rows_where(session, archive, "entries", asked.query)
    condition = f"WHERE {where.sql}" if where.sql else ""
    counts = dict(session.rows(f"SELECT status, count(*) FROM entries {condition} GROUP BY status", where.parameters))
    kinds = session.rows(
        f"SELECT kind, count(*) FROM entries {condition} GROUP BY kind ORDER BY kind", where.parameters
    )
    numbers, following = page_of(session, warehouse, "entries", asked, where)
    entries = [entry_row(row) for row in fetched(session, "entries", COLUMNS, numbers)]
    return LedgerView(
        total=sum(counts.values()), statuses=[(status, counts.get(status, 0)) for status in STATUSES],
        kinds=[(kind, count) for kind, count in kinds],
        entries=entries, latest=_latest(session, [entry.id for entry in entries]), next=following,
    )


def _latest(session: Session, ids: list[str]) -> dict[str, Latest]:
    rows = session.rows(
        "SELECT entry, verdict, date, statement IS NOT NULL FROM evidence WHERE entry IN (SELECT unnest(?))"
        ' ORDER BY entry, date NULLS FIRST, document, start, "end", verdict', [ids]
    )
    found: dict[str, Latest] = {}
    for entry, verdict, date, claimed in rows:
        count = found[entry].count + 1 if entry in found else 1
        found[entry] = Latest(verdict=verdict, date=date, claimed=claimed, count=count)
    return found


def entry_row(row: Sequence[Any]) -> EntryRow:
    """A row of ``COLUMNS`` as a struct."""
    return EntryRow(**held_of(COLUMNS, row, ROLES))


def undertaking_view(session: Session, archive: Archive, id: str) -> UndertakingView:
    """An entry with the words of every mention and of all evidence, by date.

    Raises:
        NotThereError: the ledger has no such entry.
    """
    rows = session.rows(f"SELECT {named(COLUMNS)} FROM entries WHERE id = ?", [id])
    if not rows:
        raise NotThereError(f"The ledger has no entry “{id[:80]}”.")
    said = session.rows('SELECT document, undertaking, start, "end" FROM mentions WHERE entry = ?', [id])
    shown = session.rows(
        'SELECT document, event, start, "end", verdict, date, statement, why FROM evidence WHERE entry = ?', [id]
    )
    history = [
        *(_owed(archive, document, item, (start, end), None, None, False, "") for document, item, start, end in said),
        *(
            _owed(archive, document, item, (start, end), verdict, date, statement is not None, why)
            for document, item, start, end, verdict, date, statement, why in shown
        ),
    ]
    ordered = sorted(history, key=lambda o: (o.date or "9999", o.verdict or "", o.document, o.item or ""))
    return UndertakingView(entry=entry_row(rows[0]), history=tuple(ordered))


def _owed(
    archive: Archive, document: str, item: str | None, span: tuple[int, int], verdict: str | None, date: str | None,
    claimed: bool, why: str,
) -> Owed:
    try:
        found = archive.document(document)
    except InputError:  # the archive was replaced since the snapshot
        return Owed(
            document=document, item=item, date=date, heading=document, publisher=None, verdict=verdict, claimed=claimed,
            why=why, pieces=(),
        )
    info = found.record.document
    key = f"{item or 'a0'}.action"
    window = around(found.input.text, span, 160)
    words = pieces(found.input.text, [(key, span)], window)
    return Owed(
        document=document, item=item, date=date or (info.date or "")[:10] or None,
        heading=heading(info.title, found.input.text), publisher=info.publisher, verdict=verdict, claimed=claimed,
        why=why, pieces=words, more=goes_on(found.input.text, window),
    )
