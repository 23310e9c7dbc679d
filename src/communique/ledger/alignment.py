"""How much of the words of one act another says: the same word, one of its group, or one that is near in meaning.

Many pairs of acts are looked at in one product of the words' vectors. What is told of a pair does not depend on the
others: vectors are whole numbers, so that products are exact, and shares are summed up in the order of the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.ledger.words import Floats, Numbers, WordTable

SAME_BEGINNING = 0.9  # how much a form of a word (of a name, mostly) counts beside the same word
SAME_KIND = 0.6  # and verbs that the tables count as one kind of act
FAR = 0.3  # words less near than this have nothing to do with each other
TOGETHER = 512  # pairs of acts that are looked at in one product: more take more memory and no less time
Those = NDArray[np.bool_]


class Phrase(NamedTuple):
    """The words of an act by their numbers, each once, and which parts of the act each of them stands in."""

    words: tuple[int, ...]
    parts: tuple[int, ...]  # 0, ``ONE``, ``OTHER`` or the sum of both


ONE, OTHER = 1, 2  # of what is owed: all but the verbs, what is acted upon; of a deed: what it is about, its object


class Alignment:
    """How much words of one act are told by the words of another."""

    def __init__(self, words: WordTable) -> None:
        self._words = words

    def shares(self, pairs: Sequence[tuple[Phrase, Phrase]]) -> Floats:
        """For each pair of what is owed and what is told ten figures, in the order of the signs from "owed_words" on.

        Shares are 0 to 1, rare words counting more, and 0 where there are no words; the others are counts.
        """
        starts = range(0, len(pairs), TOGETHER)
        return np.concatenate([np.zeros((0, 10)), *(self._shares(pairs[at : at + TOGETHER]) for at in starts)])

    def _shares(self, pairs: Sequence[tuple[Phrase, Phrase]]) -> Floats:
        owed, told = _table(p.words for p, _ in pairs), _table(p.words for _, p in pairs)
        nouns, things = _in_parts(_table(p.parts for p, _ in pairs))
        about, object_ = _in_parts(_table(p.parts for _, p in pairs))
        like = self.like(owed, told)
        told_best, owed_best = like.max(2), like.max(1)  # of the words owed, and of the words told
        among_nouns = np.where(nouns[:, :, None], like, 0.0).max(1)
        owing, telling = self._words.rarities(owed), self._words.rarities(told)
        names = self._words.are_names(owed) & nouns
        found = (names & (told_best >= SAME_BEGINNING)).sum(1)
        return np.stack(
            [
                _share(owing, told_best),
                _share(owing * nouns, told_best),
                _share(owing * things, told_best),
                _share(telling, owed_best),
                _share(telling * about, among_nouns),
                _share(telling * object_, among_nouns),
                found,
                names.sum(1) - found,
                (owed > 0).sum(1),
                (told > 0).sum(1),
            ],
            axis=1,
        )

    def like(self, ones: Numbers, others: Numbers) -> Floats:
        """How like the words of each pair are, 0 to 1, (batch, a, b); ``ones`` (batch, a), ``others`` (batch, b)."""
        words = self._words
        near = words.near(ones, others)
        near[words.of_one_kind(ones, others) & (near < SAME_KIND)] = SAME_KIND
        near[near < FAR] = 0.0
        near[words.begin_alike(ones, others)] = SAME_BEGINNING
        near[words.of_one_group(ones, others)] = 1.0
        return near


def _table(rows: Iterable[Sequence[int]]) -> Numbers:
    """Rows of unlike length as one array, filled up with 0; one column at least."""
    listed = [row or (0,) for row in rows]
    return np.array(list(zip_longest(*listed, fillvalue=0)), np.int32).T


def _in_parts(parts: Numbers) -> tuple[Those, Those]:
    return (parts & ONE) > 0, (parts & OTHER) > 0


def _share(weights: Floats, likes: Floats) -> Floats:
    """What part of the weights is told; sums run from the first word on, so that empty places change nothing."""
    whole, part = weights.cumsum(1)[:, -1], (weights * likes).cumsum(1)[:, -1]
    result: Floats = np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0)
    return result
