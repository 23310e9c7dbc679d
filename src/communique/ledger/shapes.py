"""Gists made ready for comparing: what the tables say of their words is looked up once, not with every comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.lexicon.kinship import Kinship, Words, load_kinship
from communique.lexicon.nearness import Nearness, load_nearness
from communique.model import Gist

STEM = 5  # letters that a country's name, its people and its adjective share
VERB = 1.4  # how much more the verb says than another word of its rank
Floats = NDArray[np.float32]


class Shape(NamedTuple):
    """What a gist is compared by, synonyms counted as one."""

    gist: Gist
    number: int  # its row among the middles
    kinds: Words  # kinds of act that verb and objects name
    against: Words  # kinds of act that break these
    things: Words  # what is acted upon
    around: Words  # the other content words
    words: Words  # both
    names: Words
    known: Words  # the beginnings of its names and other words
    ends: Words
    numbers: Words
    verb: str  # the act, or the one that is allowed, continued or prevented


class Shapes:
    """The shapes of all gists met so far, each made once, with the middles of their words in one table."""

    def __init__(self) -> None:
        self.kinship: Kinship = load_kinship()
        self.nearness: Nearness = load_nearness()
        self._made: dict[Gist, Shape] = {}
        self._middles: Floats = np.zeros((64, self.nearness.axes), np.float32)

    def of(self, gist: Gist) -> Shape:
        """The shape of a gist."""
        made = self._made.get(gist)
        if made is None:
            made = self._made[gist] = self._make(gist, len(self._made))
        return made

    def _make(self, gist: Gist, number: int) -> Shape:
        kinship = self.kinship
        if number == len(self._middles):
            self._middles = np.concatenate([self._middles, np.zeros_like(self._middles)])
        self._middles[number] = self._middle(gist)
        kinds = kinship.kinds_in(gist.verb, gist.objects)
        things = frozenset(map(kinship.group, gist.objects))
        around = frozenset(map(kinship.group, gist.others))
        return Shape(
            gist=gist,
            number=number,
            kinds=kinds,
            against=frozenset(broken for kind in kinds for broken in kinship.against.get(kind, ())),
            things=things,
            around=around,
            words=things | around,
            names=frozenset(gist.names),
            known=frozenset(word[:STEM] for word in (*gist.names, *gist.others)),
            ends=frozenset(map(kinship.group, gist.ends)),
            numbers=frozenset(gist.numbers),
            verb=gist.inner or gist.verb,
        )

    def _middle(self, gist: Gist) -> Floats:
        """Where the words of an act lie, taken together: verb, objects and other content words, each once."""
        verbs = [v for v in (gist.verb, gist.inner) if v and v not in self.kinship.words["empty_verbs"]]
        idle = self.kinship.words["idle_words"]
        rest = [self.kinship.group(w) for w in (*gist.objects, *gist.others) if w not in idle]
        words = list(dict.fromkeys([*verbs, *rest]))
        return self.nearness.middle(words, [VERB if w in verbs else 1.0 for w in words])

    def near(self, one: Shape, other: Shape) -> float:
        """How near the middles of two acts lie, -1 to 1; 0 where no word of one is known."""
        return float(self._middles[one.number] @ self._middles[other.number])

    def nearest(self, one: Shape, others: Sequence[Shape]) -> Floats:
        """The same for one act and many."""
        result: Floats = self._middles[[other.number for other in others]] @ self._middles[one.number]
        return result

    def verbs(self, one: Shape, other: Shape) -> float:
        """How near the verbs of two acts are, 0 to 1."""
        return self.nearness.verbs(one.verb, other.verb)
