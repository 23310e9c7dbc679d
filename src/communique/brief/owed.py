"""What is owed and overdue on the last day of the period, and what was kept or broken within it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from communique.brief.shapes import Period
from communique.brief.telling import Source, Telling, listed, quoted, words
from communique.ledger.status import status_of
from communique.model import Entry, Evidence

OWED = ("overdue", "contested", "partly", "open")  # in this order
SOON = ("overdue", "contested", "partly")  # told though nobody spoke of it in the period


def entry_at(entry: Entry, day: str) -> Entry:
    """The entry with the evidence and the status that it had on this day. A withdrawal counts on every day."""
    evidence = tuple(e for e in entry.evidence if e.date is None or e.date[:10] <= day)
    due = entry.deadline.end if entry.deadline else None
    status = status_of(evidence, entry.polarity == "refrain", due, entry.status == "withdrawn", day)
    return msgspec.structs.replace(entry, evidence=evidence, status=status, as_of=day)


def settled(entries: Iterable[Entry], period: Period) -> Iterator[Telling]:
    """What was kept or broken within the period."""
    for entry in _then(entries, period):
        fresh = [e for e in entry.evidence if e.date and period.since <= e.date[:10] <= period.until]
        if fresh:
            yield _settled(entry, fresh)


def owed(entries: Iterable[Entry], period: Period) -> Iterator[Telling]:
    """What is owed on the last day."""
    for entry in _then(entries, period):
        spoken = (entry.last_date or entry.first_date or "")[:10] >= period.since
        if entry.status in SOON or (entry.status == "open" and (spoken or _due(entry) != "9999")):
            yield _owed(entry)


def _then(entries: Iterable[Entry], period: Period) -> Iterator[Entry]:
    """The entries that there were on the last day, as they were then."""
    return (entry_at(e, period.until) for e in entries if e.first_date and e.first_date[:10] <= period.until)


def _due(entry: Entry) -> str:
    return (entry.deadline.end if entry.deadline else None) or "9999"


def _owed(entry: Entry) -> Telling:
    due = _due(entry)
    sources = tuple(Source(m.document, m.undertaking, (m.start, m.end)) for m in entry.mentions)
    place = OWED.index(entry.status)
    return Telling(
        kind="owed", countries=_countries(entry), day=entry.first_date and entry.first_date[:10],
        text=lambda: _sentence(entry) + (f" Due {due}." if due != "9999" else ""), tags=(entry.kind,),
        status=entry.status, entry=entry.id, weight=(-place, len(entry.mentions), due != "9999"),
        order=(place, due, entry.first_date or "", entry.id), sources=sources,
    )


def _settled(entry: Entry, fresh: list[Evidence]) -> Telling:
    first = entry.mentions[:1]
    sources = (
        *(Source(e.document, e.event, (e.start, e.end)) for e in fresh),
        *(Source(m.document, m.undertaking, (m.start, m.end)) for m in first),
    )
    day = fresh[-1].date
    return Telling(
        kind="settled", countries=_countries(entry), day=day, text=lambda: f"{_sentence(entry)} {_kept(fresh)}.",
        tags=(entry.kind,), status=entry.status, entry=entry.id, weight=(len(fresh),), order=(day or "", entry.id),
        sources=sources,
    )


def _kept(fresh: list[Evidence]) -> str:
    verdicts = (f"{words()['verdicts'][e.verdict]} on {e.date}{' (claimed)' if e.statement else ''}" for e in fresh)
    return "; ".join(verdicts).capitalize()


def _sentence(entry: Entry) -> str:
    who = listed([p.name for p in entry.obligor]) or "Somebody"
    by = listed([p.name for p in entry.by])
    modal = words()["modals"][entry.kind] + (" not" if entry.polarity == "refrain" else "")
    condition = f", on condition: “{quoted(entry.condition)}”" if entry.condition else ""
    source = f" ({words()['sources'][entry.kind]} {by})" if by and by != who else ""
    return f"{who} {modal} “{quoted(entry.action)}”{condition}{source}."


def _countries(entry: Entry) -> frozenset[str]:
    """Those that owe; where none of them has a country, those that it is owed to or asked by."""
    obligors = frozenset(p.code for p in entry.obligor if p.code)
    return obligors or frozenset(p.code for p in (*entry.beneficiary, *entry.by) if p.code)
