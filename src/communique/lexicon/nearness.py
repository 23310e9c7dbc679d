"""How near words are in meaning, read from ``data/lexicon/near_words.npz`` (made by ``scripts/near_words.py``)."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
KEPT = 50_000  # pairs of verbs whose nearness is kept
UNLISTED = 1.5  # the rarity of a word that is not in the table


class Nearness:
    """The table of words: asked for the middle of a phrase and for how near two verbs are."""

    def __init__(self, at: Mapping[str, int], vectors: NDArray[np.int8], weights: NDArray[np.uint8]) -> None:
        self._at = at
        rows = vectors.astype(np.float32)
        self._whole = vectors
        self._lengths = np.maximum(np.linalg.norm(rows, axis=1), 1e-9)
        self._vectors: Floats = rows / self._lengths[:, None]
        self._weights = weights.astype(np.float32) / 50
        self._rarities: list[float] = self._weights.tolist()
        self._near: dict[tuple[str, str], float] = {}

    @property
    def rows(self) -> Mapping[str, int]:
        """Each word with the number of its row in ``vectors``."""
        return self._at

    @property
    def vectors(self) -> Floats:
        """A vector of length 1 a row, (words, axes)."""
        return self._vectors

    @property
    def axes(self) -> int:
        """The length of a vector."""
        return int(self._vectors.shape[1])

    def middle(self, words: Sequence[str], weights: Sequence[float]) -> Floats:
        """Where the words lie, taken together: a vector of length 1, or 0 where the table knows none of them.

        Each says as much as it is rare, times its weight of ``weights``. A word that is not in the table lies nowhere.
        """
        middle = np.zeros(self.axes, np.float32)
        for word, weight in zip(words, weights, strict=True):
            row = self.row(word)
            if row is not None:
                middle += self._vectors[row] * (self._weights[row] * weight)
        length = float(np.linalg.norm(middle))
        result: Floats = middle / np.float32(length) if length else middle
        return result

    def row(self, word: str) -> int | None:
        """The row of a word, or of a verb without its particle; None where the table has neither."""
        found = self._at.get(word)
        return self._at.get(word.split(" ", 1)[0]) if found is None and " " in word else found

    def rarity(self, word: str) -> float:
        """How much a word says by being rare, 2 to 5; one that is not in the table (a name, mostly) says less."""
        row = self.row(word)
        return self._rarities[row] if row is not None else UNLISTED

    def words(self) -> list[str]:
        """The words of the table, sorted."""
        return sorted(self._at)

    def knows(self, word: str) -> bool:
        """Whether the word, or its singular, is in the table: no name."""
        return word in self._at or word.removesuffix("s") in self._at

    def verbs(self, one: str, other: str) -> float:
        """How near two verbs are, 0 to 1."""
        if one == other:
            return 1.0
        key = (one, other) if one < other else (other, one)
        if key not in self._near:
            if len(self._near) >= KEPT:
                self._near.clear()
            mine, theirs = self.row(one), self.row(other)
            known = mine is not None and theirs is not None
            self._near[key] = max(0.0, float(self._vectors[mine] @ self._vectors[theirs])) if known else 0.0
        return self._near[key]

    def each(self, ones: NDArray[np.int32], others: NDArray[np.int32]) -> NDArray[np.float64]:
        """How near many pairs of words are, 0 to 1; 0 where one of them has no row (-1).

        Args:
            ones: Rows of words, (batch, a).
            others: Rows of words, (batch, b).

        Returns:
            A figure a pair, (batch, a, b). The vectors' products are sums of whole numbers below 2 to the 24th, which
            single precision tells exactly: so what is told of a pair does not depend on what is asked beside it.
        """
        product = self._whole[ones].astype(np.float32) @ self._whole[others].astype(np.float32).transpose(0, 2, 1)
        lengths = self._lengths[ones].astype(np.float64)[:, :, None] * self._lengths[others][:, None, :]
        found: NDArray[np.float64] = np.clip(product / lengths, 0.0, 1.0)
        found[(ones < 0)[:, :, None] | (others < 0)[:, None, :]] = 0.0
        return found


@cache
def load_nearness() -> Nearness:
    """Loads the table."""
    data = files("communique").joinpath("data", "lexicon", "near_words.npz").read_bytes()
    with np.load(io.BytesIO(data)) as table:
        words = table["words"].tobytes().decode("utf-8").split("\n")
        return Nearness({word: n for n, word in enumerate(words)}, table["vectors"], table["weights"])
