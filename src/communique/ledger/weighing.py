"""What one deed says of one undertaking: right party, right act, right thing, in time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from communique.ledger.alignment import Alignment
from communique.ledger.case import Case, Owed, Reading
from communique.ledger.doers import NOBODY, OBLIGOR, OTHER, Doers
from communique.ledger.leaning import (
    SIGNS,
    Leaning,
    deals_with_it,
    is_of_another,
    is_worth_weighing,
    leaning_of,
    likeness_in_words,
)
from communique.ledger.likeness import Likeness, are_told_apart, compare, have_words_in_common
from communique.ledger.noted import Done, Noted, itself_of
from communique.ledger.shapes import Shape, Shapes
from communique.ledger.verdicts import verdict_of
from communique.ledger.withdrawing import is_about_words
from communique.lexicon.weights import Weights, load_weights


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
        self._leaning = Leaning(Alignment(shapes.kinship, shapes.nearness), shapes)

    @cached_property
    def _speaks(self) -> Weights:
        return load_weights("evidence", SIGNS)  # when first asked for: who fits weights has none of these signs yet

    @cached_property
    def _breaks(self) -> Weights:
        return load_weights("breach", SIGNS)

    def weigh(self, done: Done, owed: Owed) -> Judged | None:
        """The verdict of one deed on an undertaking, or None where it says nothing of it.

        What the tables know is decided by their rules; where they are silent, signs are weighed.
        """
        if not is_later(done, owed):
            return None
        for case in self.cases(done, owed):
            verdict = verdict_of(case)
            if verdict is not None:
                doer = case.reading.doer
                return Judged(verdict[0], done.day, doer.confidence, f"{doer.why}; {verdict[1]}")
        return self._leans(done, owed)

    def cases(self, done: Done, owed: Owed) -> Sequence[Case]:
        """Each reading of a deed beside each wording of an undertaking that it can speak to."""
        if not is_later(done, owed):
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

    def signs(self, done: Done, owed: Owed, *, worth: bool = True) -> tuple[Case, tuple[float, ...]] | None:
        """The signs that a deed speaks to an undertaking, beside the wording that is most like it.

        None where no wording has enough in common with the deed for signs to be worth weighing; with ``worth`` false
        they are read all the same.
        """
        doer = self._doers.of(done, owed.sides) or OTHER
        acted = self.shapes.of(done.deed.gist)
        told = self._leaning.told_by(done.deed, acted, owed)
        best: tuple[int, Noted, Likeness] | None = None
        for mention in owed.mentions:
            like = compare(mention.shape, acted, owed.names)
            if worth and is_of_another(like):
                return None  # one wording names the place, though another leaves it out
            if worth and not is_worth_weighing(like):
                continue
            alike = len(like.objects) + len(like.shared) + 2 * bool(like.kinds)
            if best is None or alike > best[0]:
                best = alike, mention, like
        if best is None:
            return None
        _, mention, like = best
        case = Case(done, Reading(acted, doer, by_itself=False), mention.shape, like, owed, self.shapes)
        return case, self._leaning.signs_of(case, told, mention)

    def _leans(self, done: Done, owed: Owed) -> Judged | None:
        """What a deed likely says of an undertaking, where that is likely enough."""
        if self._doers.of(done, owed.sides) is None or is_about_words(done, self.shapes.kinship):
            return None  # an act by somebody else is nothing, and a promise renewed is not kept
        found = self.signs(done, owed)
        if found is None:
            return None
        case, signs = found
        odds = self._speaks.odds(signs)
        if odds < self._speaks.least or not deals_with_it(case, signs):
            return None
        verdict = leaning_of(case, breaks=self._breaks.odds(signs) >= self._breaks.least)
        if verdict is None:
            return None
        why = f"{case.reading.doer.why}; {verdict[1]}: {likeness_in_words(case)}"
        return Judged(verdict[0], done.day, 1 / (1 + math.exp(-odds)), why)


def is_later(done: Done, owed: Owed) -> bool:
    """Whether the deed was told elsewhere and done in the time in which it can speak to the undertaking."""
    if done.date < owed.since or not owed.since <= done.day <= owed.until:
        return False
    return done.document != owed.mentions[0].document


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
