"""Builds the ledger from records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.ledger.book import Book
from communique.ledger.collecting import uncollected
from communique.model import Entry, Record
from communique.model.judgement import Judgement


def build_ledger(
    records: Iterable[Record], as_of: str | None = None, judgements: Iterable[Judgement] = ()
) -> tuple[Entry, ...]:
    """One entry for each undertaking over all ``records``, sorted by id; independent of the records' order.

    Args:
        records: Records of any documents; the same document twice counts once.
        as_of: The day (ISO) that statuses hold at; what was published later is left out. None: that of the last
            document.
        judgements: What people decided on entries, in the order they did.
    """
    book = Book(as_of)
    book.add(records)
    return book.entries(judgements)


def each_entry(records: Iterable[Record], as_of: str | None = None) -> Iterator[Entry]:
    """The entries of :func:`build_ledger` one at a time, for ledgers that are too large to be held whole."""
    book = Book(as_of)
    book.add(records)
    with uncollected():
        yield from book.last_entries()
