"""Weighs what later reports say was done against what was owed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from communique.ledger.case import Owed
from communique.ledger.deeds import Deeds, Key, wordings
from communique.ledger.noted import Done, Noted
from communique.ledger.shapes import Shapes
from communique.ledger.sides import Side
from communique.ledger.weighing import Judged, weigh
from communique.model import Evidence

YEARS = 2  # for which a deed is weighed against a promise that is spoken of no more


def keys_for(mentions: Sequence[Noted], deeds: Deeds) -> list[Key]:
    """What the deeds are filed under that can bear on an undertaking."""
    owing = deeds.keys_for(sides_of(mentions), [m.shape for m in wordings(mentions)])
    return [*owing, *deeds.keys_of_taking_back(dict.fromkeys(s for m in mentions for s in m.by))]


def owed_of(mentions: Sequence[Noted]) -> Owed | None:
    """What an undertaking owes; None where nobody knows since when it is owed."""
    since = min((m.date for m in mentions if m.date), default="")
    if not since:
        return None
    due = due_of(mentions)
    sides = sides_of(mentions)
    starts = [m.undertaking.deadline.start for m in mentions if m.undertaking.deadline and m.undertaking.deadline.start]
    return Owed(
        mentions=wordings(mentions),
        sides=sides,
        names=frozenset(word for side in sides for word in (*side.words, *side.plain)),
        refrain=mentions[0].undertaking.polarity == "refrain",
        since=since,
        due=due,
        from_due=max(starts, default=None),
        until=_horizon(mentions, due),
    )


def evidence_for(owed: Owed, deeds: Deeds, shapes: Shapes) -> tuple[Evidence, ...]:
    """The evidence on an undertaking, in order of date."""
    done = deeds.about(deeds.keys_for(owed.sides, [m.shape for m in owed.mentions]), owed.since)
    found = (evidence_in(each, owed, shapes) for each in done)
    return ordered(e for e in found if e is not None)


def evidence_in(done: Done, owed: Owed, shapes: Shapes) -> Evidence | None:
    """What one deed says of an undertaking, or None."""
    judged = weigh(done, owed, shapes)
    return _evidence(done, judged) if judged is not None else None


def ordered(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Evidence in order of date."""
    return tuple(sorted(evidence, key=lambda e: (e.date or "", e.document, e.start, e.end)))


def _horizon(mentions: Sequence[Noted], due: str | None) -> str:
    """Two years after it was last spoken of or fell due: what is done later is not done on its account."""
    last = max([m.date for m in mentions if m.date] + ([due] if due else []))
    try:
        return add_years(last, YEARS)
    except ValueError:
        return "9999-12-31"


def add_years(day: str, count: int) -> str:
    """The ISO day ``count`` years on, or the last of February where it was the 29th.

    Raises:
        ValueError: ``day`` is no ISO date, or the year leaves 1 to 9999.
    """
    here = date.fromisoformat(day)
    month_end = here.month == 2 and here.day == 29
    return here.replace(year=here.year + count, day=28 if month_end else here.day).isoformat()


def due_of(mentions: Sequence[Noted]) -> str | None:
    """The last day on which the act can be done in time: the latest that was named."""
    ends = [m.undertaking.deadline.end for m in mentions if m.undertaking.deadline and m.undertaking.deadline.end]
    return max(ends, default=None)


def sides_of(mentions: Sequence[Noted]) -> tuple[Side, ...]:
    """Who owes; a promise for others who have no name of their own ("its members would") binds whoever gave it, too."""
    obligors = [s for m in mentions for s in m.obligor]
    if any(side.code or side.words for side in obligors):
        return tuple(dict.fromkeys(obligors))
    promisors = [s for m in mentions if m.undertaking.kind == "commitment" for s in m.by]
    return tuple(dict.fromkeys((*obligors, *promisors)))


def _evidence(done: Done, judged: Judged) -> Evidence:
    deed = done.deed
    return Evidence(
        document=done.document,
        event=done.event,
        start=deed.start,
        end=deed.end,
        verdict=judged.verdict,
        date=judged.day,
        statement=deed.statement,
        confidence=round(judged.confidence - (0.2 if deed.statement else 0.0), 2),
        why=judged.why,
    )
