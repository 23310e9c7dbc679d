"""The numbers of a page, asked of the desk's snapshot by the functions that serve the page."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from communique.archive.archive import Archive, open_archive
from communique.archive.query import Query
from communique.desk.asked import Asked, in_words
from communique.desk.condition import facts_where
from communique.desk.derive import make
from communique.desk.shapes import Matrix, Places, Series
from communique.desk.views.counting import by_place, hits, over_time, who_to_whom
from communique.desk.views.ledger import ledger_view
from communique.desk.warehouse import Session, Warehouse
from communique.workers.pool import all_cores

LIMIT = 600.0  # seconds


class Statuses(msgspec.Struct, frozen=True, kw_only=True):
    """How many undertakings have each status."""

    counts: list[tuple[str, int]]


class Numbers(msgspec.Struct, frozen=True, kw_only=True):
    """What is drawn, and what it is of."""

    shown: Series | Places | Matrix | Statuses
    question: str
    archive: str  # fingerprint


def numbers(path: Path, what: str, query: Query) -> Numbers:
    """What the desk's page shows of ``what`` (``events-over-time``, ``dyads``, ``map`` or ``ledger``).

    Raises:
        DataError: there is no archive at ``path``, or it cannot be read.
        InputError: the query cannot be met.
    """
    with (
        open_archive(path) as archive,
        _snapshot(path, archive.fingerprint()) as warehouse,
        warehouse.session(LIMIT) as session,
    ):
        return numbers_of(session, warehouse, archive, what, query)


def numbers_of(session: Session, warehouse: Warehouse, archive: Archive, what: str, query: Query) -> Numbers:
    """The same of a snapshot that is open.

    Raises:
        InputError: the query cannot be met.
    """
    question = in_words(query) or ("all undertakings" if what == "ledger" else "all events")
    shown: Series | Places | Matrix | Statuses
    if what == "ledger":
        shown = Statuses(counts=ledger_view(session, warehouse, archive, Asked(table="entries", query=query)).statuses)
    else:
        shown = _shown(session, what, hits(session, facts_where(session, archive, query)))
    return Numbers(shown=shown, question=question, archive=warehouse.archive)


def _shown(session: Session, what: str, table: str) -> Series | Places | Matrix:
    if what == "events-over-time":
        return over_time(session, table)
    return by_place(session, table) if what == "map" else who_to_whom(session, table)


@contextmanager
def _snapshot(path: Path, mark: str) -> Iterator[Warehouse]:
    """A snapshot for this figure alone: nothing is left beside the archive."""
    with tempfile.TemporaryDirectory(prefix="communique-") as folder:
        make(path, Path(folder) / "snapshot", jobs=all_cores())
        warehouse = Warehouse(Path(folder) / "snapshot", mark)
        try:
            yield warehouse
        finally:
            warehouse.close()
