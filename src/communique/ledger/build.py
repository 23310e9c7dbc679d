"""Builds the ledger from records."""

from __future__ import annotations

from collections.abc import Iterable

from communique.model import Entry, Record


def build_ledger(records: Iterable[Record], as_of: str | None = None) -> tuple[Entry, ...]:
    """One entry for each undertaking over all ``records``, sorted by id; independent of the records' order."""
    return ()
