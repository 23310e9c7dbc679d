"""Gists made ready for comparing: what the tables say of their words is looked up once, not with every comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.lexicon.kinship import Kinship, Words, load_kinship
from communique.lexicon.nearness import Nearness, load_nearness
from communique.model import Gist

STEM = 5  # letters that a country's name, its people and its adjective share
VERB = 1.4  # how much more the verb says than another word of its rank
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What a gist is compared by, synonyms counted as one. ``Shapes`` makes each once."""

    gist: Gist
    number: int
    kinds: Words  # kinds of act that verb and objects name
    against: Words  # kinds of act that break these
    stalls: Words  # kinds of state that break these once they are due
    things: Words  # what is acted upon
    around: Words  # the other content words
    names: Words
    ends: Words
    numbers: Words
    verb: str  # the act, or the one that is allowed, continued or prevented
    acts: tuple[str, ...]  # the verbs that say something
    nouns: tuple[str, ...]  # the other words that do, what is acted upon first

    @property
    def words(self) -> Words:
        """What is acted upon, and the other content words."""
        return self.things | self.around

    def known(self) -> Words:
        """The beginnings of its names and other words."""
        return frozenset(word[:STEM] for word in (*self.gist.names, *self.gist.others))


class Shapes:
    """The shapes of all gists asked for so far, each made once, with the middles of their words in one table."""

    def __init__(self) -> None:
        self.kinship: Kinship = load_kinship()
        self.nearness: Nearness = load_nearness()
        self._made: dict[Gist, Shape] = {}
        self._same: dict[Words, Words] = {}
        self._against: dict[Words, Words] = {}
        self._stalls: dict[Words, Words] = {}
        self._rows: dict[int, int] = {}
        self._middles: Floats = np.zeros((64, self.nearness.axes), np.float32)

    def of(self, gist: Gist) -> Shape:
        """The shape of a gist."""
        made = self._made.get(gist)
        if made is None:
            made = self._made[gist] = self._make(gist, len(self._made))
        return made

    def _make(self, gist: Gist, number: int) -> Shape:
        group = self.kinship.group
        kinds = self._one(self.kinship.kinds_in(gist.verb, gist.objects))
        return Shape(
            gist=gist,
            number=number,
            kinds=kinds,
            against=self._told_of(kinds, self.kinship.against, self._against),
            stalls=self._told_of(kinds, self.kinship.stalls, self._stalls),
            things=self._one(frozenset(map(group, gist.objects))),
            around=frozenset(map(group, gist.others)),
            names=self._one(frozenset(gist.names)),
            ends=self._one(frozenset(map(group, gist.ends))),
            numbers=self._one(frozenset(gist.numbers)),
            verb=gist.inner or gist.verb,
            acts=self.telling(v.split(" ", 1)[0] for v in (gist.verb, gist.inner) if v),
            nouns=self.telling((*gist.objects, *gist.others)),
        )

    def telling(self, words: Iterable[str]) -> tuple[str, ...]:
        """Those words that say something, each once."""
        idle, empty = self.kinship.words["idle_words"], self.kinship.words["empty_verbs"]
        return tuple(w for w in dict.fromkeys(words) if w not in idle and w not in empty)

    def _one(self, words: Words) -> Words:
        """The same set, held once: many acts share it."""
        return self._same.setdefault(words, words)

    def _told_of(self, kinds: Words, table: Mapping[str, Words], known: dict[Words, Words]) -> Words:
        """What a table says of any of these kinds."""
        found = known.get(kinds)
        if found is None:
            found = known[kinds] = frozenset(each for kind in kinds for each in table.get(kind, ()))
        return found

    def row(self, shape: Shape) -> int:
        """The row of its middle, which is worked out when it is first asked for."""
        row = self._rows.get(shape.number)
        if row is None:
            row = self._rows[shape.number] = len(self._rows)
            if row == len(self._middles):
                self._middles = np.concatenate([self._middles, np.zeros_like(self._middles)])
            self._middles[row] = self._middle(shape.gist)
        return row

    def _middle(self, gist: Gist) -> Floats:
        """Where the words of an act lie, taken together: verb, objects and other content words, each once."""
        verbs = [v for v in (gist.verb, gist.inner) if v and v not in self.kinship.words["empty_verbs"]]
        idle = self.kinship.words["idle_words"]
        rest = [self.kinship.group(w) for w in (*gist.objects, *gist.others) if w not in idle]
        words = list(dict.fromkeys([*verbs, *rest]))
        return self.nearness.middle(words, [VERB if w in verbs else 1.0 for w in words])

    def near(self, one: Shape, other: Shape) -> float:
        """How near the middles of two acts lie, -1 to 1; 0 where no word of one is known."""
        mine, theirs = self.row(one), self.row(other)
        return float(self._middles[mine] @ self._middles[theirs])

    def near_rows(self, one: int, others: NDArray[np.int32]) -> Floats:
        """The same for one act and many, by their rows; what is told of two does not depend on the others."""
        result: Floats = np.einsum("ij,j->i", self._middles[others], self._middles[one])
        return result

    def each_near(self, pairs: Sequence[tuple[Shape, Shape]]) -> Floats:
        """The same for each of some pairs."""
        ones, others = [self.row(one) for one, _ in pairs], [self.row(other) for _, other in pairs]
        result: Floats = np.einsum("ij,ij->i", self._middles[ones], self._middles[others])
        return result

    def verbs(self, one: Shape, other: Shape) -> float:
        """How near the verbs of two acts are, 0 to 1."""
        return self.nearness.verbs(one.verb, other.verb)
