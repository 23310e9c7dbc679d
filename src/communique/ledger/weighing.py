"""What one deed says of one undertaking: right party, right act, right thing, in time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from communique.ledger.case import Case, Owed, Reading
from communique.ledger.doers import NOBODY, OBLIGOR, OTHER, Doers
from communique.ledger.leaning import (
    MATERIAL_CONFLICT,
    SIGNS,
    Leaning,
    deals_with_it,
    is_of_another,
    is_worth_weighing,
    leaning_of,
    likeness_in_words,
)
from communique.ledger.likeness import (
    Likeness,
    are_told_apart,
    compare,
    have_place_in_common,
    have_words_in_common,
    likeness_of,
)
from communique.ledger.noted import Done, itself_of
from communique.ledger.shapes import Shape, Shapes
from communique.ledger.theatre import Theatre
from communique.ledger.verdicts import verdict_of
from communique.ledger.withdrawing import is_about_words
from communique.ledger.words import Floats
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
        self._leaning = Leaning(shapes)

    @cached_property
    def _speaks(self) -> Weights:
        return load_weights("evidence", SIGNS)  # when first asked for: who fits weights has none of these signs yet

    @cached_property
    def _breaks(self) -> Weights:
        return load_weights("breach", SIGNS)

    def weigh(self, pairs: Iterable[tuple[Done, Owed]]) -> list[Judged | None]:
        """The verdict of each deed on its undertaking, or None where it says nothing of it.

        What the tables know is decided by their rules; where they are silent, signs are weighed, all pairs together.
        """
        judged: list[Judged | None] = []
        left: dict[int, Case] = {}
        for n, (done, owed) in enumerate(pairs):
            found = self._known(done, owed)
            if isinstance(found, Case):
                left[n] = found
            judged.append(None if isinstance(found, Case) else found)
        for n, likely in zip(left, self._lean(list(left.values())), strict=True):
            judged[n] = likely
        return judged

    def _known(self, done: Done, owed: Owed) -> Judged | Case | None:
        """What the tables know, or the case that they leave open; None where the deed says nothing."""
        if not is_later(done, owed) or (owed.theatre is not None and not self._is_there(done, owed, owed.theatre)):
            return None
        left: Case | None = None
        for reading in self._readings(done, owed):
            cases, apart = self._beside(done, reading, owed)
            for case in () if apart else cases:
                verdict = verdict_of(case)
                if verdict is not None:
                    doer = reading.doer
                    return Judged(verdict[0], done.day, doer.confidence, f"{doer.why}; {verdict[1]}")
            if left is None and not (reading.by_itself and MATERIAL_CONFLICT in done.quads):
                # what was dealt with may have gone by itself, but not to war; an act by somebody else is nothing
                left = _most_like(case for case in cases if is_worth_weighing(case.like))
        if left is None or is_about_words(done, self.shapes.kinship):  # a promise renewed is not kept
            return None
        return left

    def _is_there(self, done: Done, owed: Owed, theatre: Theatre) -> bool:
        """Whether a deed was done in the country of those who owe, where these are told by common nouns alone.

        Where the country is not known, "all parties" did only what was done at the place that is spoken of.
        """
        named = {*theatre.named, *(side.code for side in owed.sides if side.code is not None)}
        if done.anchor is not None and named:
            return done.anchor in named or any(actor.code in named for actor in done.actor)
        acted = done.shape(self.shapes)
        everyone = any(side.everyone for side in owed.sides)
        return not everyone or any(have_place_in_common(m.shape, acted) for m in owed.mentions)

    def _beside(self, done: Done, reading: Reading, owed: Owed) -> tuple[list[Case], bool]:
        """A reading beside each wording that it can speak to, and whether names tell it apart from any wording.

        None are left where it was done to another thing of the kind: one wording names the place or the person, though
        another leaves it out.
        """
        acted, shapes = reading.shape, self.shapes
        heard = [m for m in owed.mentions if _may_hear(m.shape, acted)]
        if not heard:
            return [], False
        apart = {m.shape.number for m in owed.mentions if are_told_apart(m.shape, acted, owed.names)}
        if any(is_of_another(m.shape, acted) for m in owed.mentions if m.shape.number in apart):
            return [], True
        cases: list[Case] = []
        for mention in heard:
            like = likeness_of(mention.shape, acted, apart=mention.shape.number in apart)
            if _may_speak(done, acted, mention.shape, like):
                cases.append(Case(done, reading, mention, like, owed, shapes))
        return cases, bool(apart)

    def _readings(self, done: Done, owed: Owed) -> Iterator[Reading]:
        doer = self._doers.of(done, owed.sides)
        if doer is not None:
            yield Reading(done.shape(self.shapes), doer, by_itself=False)
        about = done.deed.about
        if about and doer is not OBLIGOR and self.shapes.kinship.group(about[0]) in owed.words:
            yield Reading(self.shapes.of(itself_of(done.deed)), NOBODY, by_itself=True)

    def beside_any(self, done: Done, owed: Owed) -> Case | None:
        """A deed, by whomever, beside the wording that is most like it, however little: what weights are fitted to."""
        acted = done.shape(self.shapes)
        reading = Reading(acted, self._doers.of(done, owed.sides) or OTHER, by_itself=False)
        likes = [(m, compare(m.shape, acted, owed.names)) for m in owed.mentions]
        return _most_like(Case(done, reading, m, like, owed, self.shapes) for m, like in likes)

    def signs(self, cases: Sequence[Case]) -> Floats:
        """The signs that the deeds of cases speak to what is owed, a row for each in the order of ``SIGNS``."""
        return self._leaning.signs_of(cases)

    def _lean(self, left: Sequence[Case]) -> Iterator[Judged | None]:
        """What each deed likely says of its undertaking, where that is likely enough."""
        signs = self.signs(left)
        for case, row, odds in zip(left, signs, self._speaks.each_odds(signs), strict=True):
            yield self._likely(case, row, odds) if odds >= self._speaks.least else None

    def _likely(self, case: Case, signs: Floats, odds: float) -> Judged | None:
        if not deals_with_it(case, signs.tolist()):
            return None
        (against,) = self._breaks.each_odds(signs[None])
        verdict = leaning_of(case, breaks=against >= self._breaks.least)
        if verdict is None:
            return None
        why = f"{case.reading.doer.why}; {verdict[1]}: {likeness_in_words(case)}"
        return Judged(verdict[0], case.day, 1 / (1 + math.exp(-odds)), why)


def _most_like(cases: Iterable[Case]) -> Case | None:
    """The first case in which deed and wording have most in common."""
    return max(cases, key=lambda case: _alike(case.like), default=None)


def _alike(like: Likeness) -> int:
    return len(like.objects) + len(like.shared) + 2 * bool(like.kinds)


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
