"""Whether an entry of the ledger is what a query asks for: the ledger is built anew, so no index can tell."""

from __future__ import annotations

from collections.abc import Iterable

from communique.archive.index import folded
from communique.archive.query import Query
from communique.model import Entry, EntryParty


def stands(query: Query, entry: Entry, documents: frozenset[str] | None) -> bool:
    """Of entries, the days are those from the first to the last mention; ``documents`` are those with the words."""
    return (
        (not query.status or entry.status in query.status)
        and (not query.kind or entry.kind in query.kind)
        and (not query.event or entry.event in query.event)
        and _named(query.actor, entry.obligor)
        and _named(query.recipient, entry.beneficiary)
        and _falls(query, entry.first_date, entry.last_date)
        and (documents is None or any(mention.document in documents for mention in entry.mentions))
    )


def _named(names: tuple[str, ...], parties: Iterable[EntryParty]) -> bool:
    wanted = set(map(folded, names))
    return not wanted or any(folded(n) in wanted for party in parties for n in (party.name, party.code) if n)


def _falls(query: Query, first: str | None, last: str | None) -> bool:
    """Whether the days overlap those of the query; what is undated never does."""
    if query.since is None and query.until is None:
        return True
    if first is None or last is None:
        return False
    return (query.since is None or last[:10] >= query.since) and (query.until is None or first[:10] <= query.until)
