"""What one deed says of one undertaking: right party, right act, right thing, in time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from communique.ledger.case import Case, Owed, Reading
from communique.ledger.doers import Doer, doer_of
from communique.ledger.leaning import SIGNS, is_worth_weighing, leaning_of, likeness_in_words, signs_of
from communique.ledger.likeness import compare
from communique.ledger.noted import Done, day_of
from communique.ledger.shapes import Shapes
from communique.ledger.verdicts import verdict_of
from communique.lexicon.weights import load_weights


class Judged(NamedTuple):
    """A verdict with its day, its confidence and the reasons."""

    verdict: str
    day: str
    confidence: float
    why: str


def weigh(done: Done, owed: Owed, shapes: Shapes) -> Judged | None:
    """The verdict of one deed on an undertaking, or None where it says nothing of it.

    What the tables know is decided by their rules; where they are silent, signs are weighed.
    """
    cases = cases_of(done, owed, shapes)
    for case in cases:
        verdict = verdict_of(case)
        if verdict is not None:
            doer = case.reading.doer
            return Judged(verdict[0], case.day, doer.confidence, f"{doer.why}; {verdict[1]}")
    return _leaning(cases)


def cases_of(done: Done, owed: Owed, shapes: Shapes) -> Sequence[Case]:
    """Each reading of a deed beside each wording of an undertaking; none where it cannot speak to it."""
    day = day_of(done)
    if done.date < owed.since or not owed.since <= day <= owed.until or done.document == owed.mentions[0].document:
        return ()
    found: list[Case] = []
    for reading in _readings(done, owed, shapes):
        likes = [compare(mention.shape, reading.shape, owed.names) for mention in owed.mentions]
        if any(like.apart for like in likes):
            continue  # one wording names the place or the person, though another leaves it out
        found += [
            Case(done, reading, mention.shape, like, owed, day, shapes)
            for mention, like in zip(owed.mentions, likes, strict=True)
        ]
    return found


def _leaning(cases: Sequence[Case]) -> Judged | None:
    """What the case that speaks most for it says, where that is likely enough."""
    weights = load_weights("evidence", SIGNS)
    best, chosen = weights.least, None
    for case in filter(is_worth_weighing, cases):
        odds = weights.odds(signs_of(case))
        if odds >= best:
            best, chosen = odds, case
    verdict = leaning_of(chosen) if chosen is not None else None
    if chosen is None or verdict is None:
        return None
    why = f"{chosen.reading.doer.why}; {verdict[1]}: {likeness_in_words(chosen)}"
    return Judged(verdict[0], chosen.day, 1 / (1 + math.exp(-best)), why)


def _readings(done: Done, owed: Owed, shapes: Shapes) -> Iterator[Reading]:
    doer = doer_of(done, owed.sides, shapes.kinship, shapes.nearness)
    if doer is not None:
        yield Reading(done.shape, doer, by_itself=False)
    if done.itself is not None and not (doer is not None and doer.why == "the obligor"):
        yield Reading(done.itself, Doer("doer not named", "nobody", 0.5, 2), by_itself=True)
