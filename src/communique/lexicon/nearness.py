"""How near words are in meaning, read from ``data/lexicon/near_words.npz`` (made by ``scripts/near_words.py``)."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
RARE = 5.0  # the weight of a word that is not in the table: most likely a name
STEM = 5  # letters that a name and its adjective share
KEPT = 50_000  # pairs of verbs whose nearness is kept
ALIKE = 0.9  # the nearness of two names that share their first letters ("Kenya", "Kenyan")


class Points(NamedTuple):
    """The words of a phrase as directions, with how much each says."""

    words: tuple[str, ...]
    vectors: Floats  # a row a word, of length 1, or 0 where the word is unknown
    weights: Floats
    middle: Floats  # the weighted mean, of length 1


class Nearness:
    """The table of words: asked for the points of a phrase and for how near two phrases are."""

    def __init__(self, at: Mapping[str, int], vectors: NDArray[np.int8], weights: NDArray[np.uint8]) -> None:
        self._at = at
        rows = vectors.astype(np.float32)
        self._vectors: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        self._near: dict[tuple[str, str], float] = {}
        self._weights = weights

    def points(self, words: Sequence[str], weights: Sequence[float] = ()) -> Points:
        """The points of a phrase, each word once; ``weights`` multiply how much each word says."""
        width = self._vectors.shape[1]
        rows = np.zeros((len(words), width), np.float32)
        said = np.empty(len(words), np.float32)
        for n, word in enumerate(words):
            found = self._at.get(word)
            if found is None and " " in word:
                found = self._at.get(word.split(" ", 1)[0])
            if found is not None:
                rows[n] = self._vectors[found]
            said[n] = RARE if found is None else self._weights[found] / 50
        if weights:
            said *= np.asarray(weights, np.float32)
        middle = said @ rows if len(words) else np.zeros(width, np.float32)
        length = float(np.linalg.norm(middle))
        return Points(tuple(words), rows, said, middle / length if length else middle)

    def words(self) -> list[str]:
        """The words of the table, sorted."""
        return sorted(self._at)

    def knows(self, word: str) -> bool:
        """Whether the word, or its singular, is in the table: no name."""
        return word in self._at or word.removesuffix("s") in self._at

    def verbs(self, one: str, other: str) -> float:
        """How near two verbs are."""
        key = (one, other) if one < other else (other, one)
        if key not in self._near:
            if len(self._near) >= KEPT:
                self._near.clear()
            self._near[key] = self.near(self.points([one]), self.points([other]))
        return self._near[key]

    def nearest(self, words: Sequence[str], others: Sequence[str]) -> float:
        """The nearness of the two words that are nearest, one of each row; 0 where there are none."""
        if set(words) & set(others):
            return 1.0
        if not words or not others:
            return 0.0
        one, other = self.points(words), self.points(others)
        return float(max(0.0, (one.vectors @ other.vectors.T).max()))

    def near(self, one: Points, other: Points) -> float:
        """0 to 1: how far each word of either phrase has a near one in the other, weighted by how much it says."""
        if not one.words or not other.words:
            return 0.0
        table = one.vectors @ other.vectors.T
        for row, word in enumerate(one.words):
            for column, theirs in enumerate(other.words):
                if word == theirs:
                    table[row, column] = 1.0
                elif word[:STEM] == theirs[:STEM] and len(word) >= STEM <= len(theirs):
                    table[row, column] = max(table[row, column], ALIKE)
        mine = np.maximum(table.max(1), 0) @ one.weights / one.weights.sum()
        rest = np.maximum(table.max(0), 0) @ other.weights / other.weights.sum()
        return float((mine + rest) / 2)


@cache
def load_nearness() -> Nearness:
    """Loads the table."""
    data = files("communique").joinpath("data", "lexicon", "near_words.npz").read_bytes()
    with np.load(io.BytesIO(data)) as table:
        words = table["words"].tobytes().decode("utf-8").split("\n")
        return Nearness({word: n for n, word in enumerate(words)}, table["vectors"], table["weights"])
