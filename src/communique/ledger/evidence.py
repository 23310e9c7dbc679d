"""Weighs what later reports say was done against what was owed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from communique.ledger.case import Owed
from communique.ledger.deeds import Deeds, Key
from communique.ledger.noted import Done
from communique.ledger.sides import Roles
from communique.ledger.summary import Summary, in_order
from communique.ledger.theatre import joined
from communique.ledger.weighing import Judged, Scale
from communique.model import Evidence

YEARS = 5  # for which a deed is weighed against a promise that is spoken of no more


def owed_of(told: Summary) -> Owed | None:
    """What an undertaking owes; None where nobody knows since when it is owed."""
    if not told.since:
        return None
    sides = sides_of(told)
    theatres = [m.theatre for m in told.said if m.theatre is not None]
    return Owed(
        mentions=told.said,
        words=frozenset().union(*(m.shape.words for m in told.said)),
        sides=sides,
        by=in_order(told.by),
        names=frozenset(word for side in sides for word in (*side.words, *side.plain)),
        refrain=told.first.undertaking.polarity == "refrain",
        since=told.since,
        due=told.due,
        from_due=told.from_due,
        theatre=joined(theatres) if theatres else None,
        until=_horizon(told),
    )


def keys_for(owed: Owed, deeds: Deeds) -> list[Key]:
    """What the deeds are filed under that can bear on an undertaking, or take it back."""
    return [*deeds.keys_for(owed), *deeds.keys_of_taking_back(owed.by)]


def evidence_in(pairs: Sequence[tuple[Done, Owed]], scale: Scale) -> list[Evidence | None]:
    """What each deed says of its undertaking, or None."""
    judged = scale.weigh(pairs)
    return [_evidence(done, j) if j is not None else None for (done, _), j in zip(pairs, judged, strict=True)]


def ordered(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Evidence in order of date."""
    return tuple(sorted(evidence, key=lambda e: (e.date or "", e.document, e.start, e.end, e.verdict, e.why)))


def _horizon(told: Summary) -> str:
    """Five years after it was last spoken of or fell due: what is done later is not done on its account."""
    try:
        return add_years(max(told.last, told.due or ""), YEARS)
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


def sides_of(told: Summary) -> Roles:
    """Who owes; a promise for others who have no name of their own ("its members would") binds whoever gave it, too."""
    if any(side.code or side.words for side in told.obligor):
        return in_order(told.obligor)
    return tuple(dict.fromkeys((*in_order(told.obligor), *in_order(told.promisor))))


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
