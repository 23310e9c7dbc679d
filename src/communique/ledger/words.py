"""The words that acts are told in, each with a number and what the tables say of it: looked up once, then in arrays."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from communique.lexicon.kinship import Kinship
from communique.lexicon.nearness import Nearness

BEGINNING = 5  # letters that two forms of one name share ("Kenya", "Kenyan")
Numbers = NDArray[np.int32]
Floats = NDArray[np.float64]
_ROW, _GROUP, _BEGINNING, _KIND = range(4)


class WordTable:
    """All words asked for so far. Number 0 is no word: it says nothing and is like no word."""

    def __init__(self, kinship: Kinship, nearness: Nearness) -> None:
        self._kinship = kinship
        self._nearness = nearness
        self._kinds = {word: n for n, word in enumerate(sorted(kinship.kinds), 1)}
        self._numbers: dict[str, int] = {"": 0}
        self._groups: dict[str, int] = {"": 0}
        self._beginnings: dict[str, int] = {"": 0}
        self._told: Numbers = np.zeros((1024, 4), np.int32)
        self._told[0, _ROW] = -1
        self._rarities: Floats = np.zeros(1024)
        self._akin = _akin(kinship)

    def number(self, word: str) -> int:
        """The number of a word."""
        found = self._numbers.get(word)
        return self._add(word) if found is None else found

    def numbers(self, words: Iterable[str]) -> tuple[int, ...]:
        """The numbers of words, in order."""
        return tuple(map(self.number, words))

    def _add(self, word: str) -> int:
        number = self._numbers[word] = len(self._numbers)
        if number == len(self._told):
            self._told = np.concatenate([self._told, np.zeros_like(self._told)])
            self._rarities = np.concatenate([self._rarities, np.zeros_like(self._rarities)])
        row, group = self._nearness.row(word), self._kinship.group(word)
        self._told[number] = (
            -1 if row is None else row,
            self._groups.setdefault(group, len(self._groups)),
            self._beginnings.setdefault(word[:BEGINNING], len(self._beginnings)),
            self._kinds.get(word, 0),
        )
        self._rarities[number] = self._nearness.rarity(word)
        return number

    def rarities(self, words: Numbers) -> Floats:
        """How much each word says by being rare; 0 for no word."""
        found: Floats = self._rarities[words]
        return found

    def are_names(self, words: Numbers) -> NDArray[np.bool_]:
        """Which words no dictionary has: names, mostly."""
        found: NDArray[np.bool_] = (self._told[words, _ROW] < 0) & (words > 0)
        return found

    def of_one_group(self, ones: Numbers, others: Numbers) -> NDArray[np.bool_]:
        """Which pairs are one word or of one group; ``ones`` (batch, a), ``others`` (batch, b), pairs (batch, a, b)."""
        return self._pairs(ones, others, _GROUP)

    def begin_alike(self, ones: Numbers, others: Numbers) -> NDArray[np.bool_]:
        """Which pairs begin with the same letters: forms of one name, mostly; the shapes are as above."""
        return self._pairs(ones, others, _BEGINNING)

    def _pairs(self, ones: Numbers, others: Numbers, column: int) -> NDArray[np.bool_]:
        told = self._told[:, column]
        found: NDArray[np.bool_] = told[ones][:, :, None] == told[others][:, None, :]
        return found

    def of_one_kind(self, ones: Numbers, others: Numbers) -> NDArray[np.bool_]:
        """Which pairs can name one kind of act; the shapes are as above."""
        kinds = self._told[:, _KIND]
        found: NDArray[np.bool_] = self._akin[kinds[ones][:, :, None], kinds[others][:, None, :]]
        return found

    def near(self, ones: Numbers, others: Numbers) -> Floats:
        """How near the words of each pair are in meaning, 0 to 1; the shapes are as above."""
        rows = self._told[:, _ROW]
        return self._nearness.each(rows[ones], rows[others])


def _akin(kinship: Kinship) -> NDArray[np.bool_]:
    """Which two words of the table of kinds, in order, have a kind in common; row and column 0 are no such word."""
    places = {kind: n for n, kind in enumerate(sorted({k for kinds in kinship.kinds.values() for k in kinds}))}
    has = np.zeros((len(kinship.kinds) + 1, len(places)), np.float32)
    for n, word in enumerate(sorted(kinship.kinds), 1):
        has[n, [places[kind] for kind in kinship.kinds[word]]] = 1
    found: NDArray[np.bool_] = (has @ has.T) > 0
    return found
