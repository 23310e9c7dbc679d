"""What one deed says of one undertaking: right party, right act, right thing, in time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from communique.ledger.case import Case, Owed, Reading
from communique.ledger.doers import NOBODY, OBLIGOR, Doers
from communique.ledger.leaning import SIGNS, is_worth_weighing, leaning_of, likeness_in_words, signs_of
from communique.ledger.likeness import Likeness, are_told_apart, compare, have_words_in_common
from communique.ledger.noted import Done, itself_of
from communique.ledger.shapes import Shape, Shapes
from communique.ledger.verdicts import verdict_of
from communique.lexicon.weights import load_weights


class Judged(NamedTuple):
    """A verdict with its day, its confidence and the reasons."""

    verdict: str
    day: str
    confidence: float
    why: str


class Scale:
    """Weighs deeds against what is owed."""

    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes
        self._doers = Doers(shapes.kinship, shapes.nearness)
        self._weights = load_weights("evidence", SIGNS)

    def weigh(self, done: Done, owed: Owed) -> Judged | None:
        """The verdict of one deed on an undertaking, or None where it says nothing of it.

        What the tables know is decided by their rules; where they are silent, signs are weighed.
        """
        cases = self.cases(done, owed)
        for case in cases:
            verdict = verdict_of(case)
            if verdict is not None:
                doer = case.reading.doer
                return Judged(verdict[0], done.day, doer.confidence, f"{doer.why}; {verdict[1]}")
        return self._leaning(cases) if cases else None

    def cases(self, done: Done, owed: Owed) -> Sequence[Case]:
        """Each reading of a deed beside each wording of an undertaking that it can speak to."""
        if done.date < owed.since or not owed.since <= done.day <= owed.until:
            return ()
        if done.document == owed.mentions[0].document:
            return ()
        found: list[Case] = []
        for reading in self._readings(done, owed):
            acted = reading.shape
            heard = [m.shape for m in owed.mentions if _may_hear(m.shape, acted)]
            if not heard or any(are_told_apart(m.shape, acted, owed.names) for m in owed.mentions):
                continue  # one wording names the place or the person, though another leaves it out
            for wording in heard:
                like = compare(wording, acted, owed.names)
                if _may_speak(done, acted, wording, like):
                    found.append(Case(done, reading, wording, like, owed, self.shapes))
        return found

    def _readings(self, done: Done, owed: Owed) -> Iterator[Reading]:
        doer = self._doers.of(done, owed.sides)
        if doer is not None:
            yield Reading(self.shapes.of(done.deed.gist), doer, by_itself=False)
        about = done.deed.about
        if about and doer is not OBLIGOR and self.shapes.kinship.group(about[0]) in owed.words:
            yield Reading(self.shapes.of(itself_of(done.deed)), NOBODY, by_itself=True)

    def _leaning(self, cases: Sequence[Case]) -> Judged | None:
        """What the case that speaks most for it says, where that is likely enough."""
        best, chosen = self._weights.least, None
        for case in filter(is_worth_weighing, cases):
            odds = self._weights.odds(signs_of(case))
            if odds >= best:
                best, chosen = odds, case
        verdict = leaning_of(chosen) if chosen is not None else None
        if chosen is None or verdict is None:
            return None
        why = f"{chosen.reading.doer.why}; {verdict[1]}: {likeness_in_words(chosen)}"
        return Judged(verdict[0], chosen.done.day, 1 / (1 + math.exp(-best)), why)


def _may_hear(wording: Shape, acted: Shape) -> bool:
    """Whether deed and wording have anything in common: a quicker look."""
    if have_words_in_common(wording, acted) or not acted.kinds.isdisjoint(wording.against):
        return True
    return not acted.gist.objects and not acted.kinds.isdisjoint(wording.kinds)


def _may_speak(done: Done, acted: Shape, wording: Shape, like: Likeness) -> bool:
    """Whether deed and wording have so much in common that any rule or weight could find for them: a quick look."""
    if like.objects or len(like.shared) >= 2 or not acted.kinds.isdisjoint(wording.against):
        return True
    return bool(like.kinds) and (bool(like.shared) or (done.deed.negated and not acted.gist.objects))
