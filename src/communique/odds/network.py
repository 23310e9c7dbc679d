"""The odds network in numpy: each word looks at the words that it hangs together with, then the types are weighed.

Own code, since it is a few matrix products, and a framework to run them would take longer to load than they take.
Fitted by ``communique.training.student``, which has the same network to learn with.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from communique.odds.features import BESIDE, Columns

PIECE = 1500  # words that go through together, in whole sentences: memory must not grow with the text
TINY = 1e-5  # keeps the variance above zero, as in torch.nn.LayerNorm
PIECES = 3  # linear maps of a layer, of which the largest counts
USUAL = 3  # of BESIDE, those that nearly every word has: before, after, head

Floats = npt.NDArray[np.float32]


class Network:
    """Weights by name, and the vectors of words: ``chances`` gives an array (words, types)."""

    def __init__(self, weights: Mapping[str, Floats], vectors: Floats) -> None:
        self._weights = weights
        self._layers = sum(name.startswith("layer.") and name.endswith(".weight") for name in weights)
        self._maps = [np.ascontiguousarray(weights[f"layer.{n}.weight"].T) for n in range(self._layers)]
        self._words = np.concatenate([vectors @ weights["vector.weight"].T, np.zeros((1, self._width), np.float32)])
        self._vectors = vectors

    @property
    def _width(self) -> int:
        return int(self._weights["vector.weight"].shape[0])

    def chances(self, columns: Columns) -> Floats:
        """The probability of each type for each word; the first type is that of nothing to tell.

        Words that are not judged tell nothing.
        """
        about = self._about(columns)
        total = len(columns.words)
        parts = [self._part(columns, start, end, about) for start, end in _parts(columns)]
        types = self._weights["out.bias"].shape[0]
        found: Floats = np.concatenate(parts) if total else np.zeros((0, types), np.float32)
        return found

    def _about(self, columns: Columns) -> Floats:
        """What the whole text is about: the mean of its words' vectors, as a row to add to each word's."""
        rows = columns.words[columns.content]
        mean = self._vectors[rows].mean(axis=0) if len(rows) else np.zeros(self._vectors.shape[1], np.float32)
        found: Floats = self._linear(mean[None, :], "about")[0]
        return found

    def _part(self, columns: Columns, start: int, end: int, about: Floats) -> Floats:
        words = self._words[columns.words[start:end]] + self._weights["vector.bias"] + about
        for number, table in enumerate(("form", "tag", "dep", "label")):
            words += self._weights[f"{table}.weight"][columns.kinds[start:end, number]]
        words += self._weights["shape.weight"][columns.shape[start:end]]
        words = self._normal(words, "start")
        beside = columns.beside[start:end] - start
        beside[columns.beside[start:end] == len(columns.words)] = end - start
        for layer in range(self._layers - 1):
            words = words + self._layer(words, words, beside, layer)
        sentence = columns.sentence[start:end]
        edges = np.flatnonzero(np.r_[True, sentence[1:] != sentence[:-1]])
        sizes = np.diff(np.r_[edges, len(sentence)])
        means = np.add.reduceat(words, edges, axis=0) / sizes[:, None].astype(np.float32)
        judged = np.flatnonzero(columns.judged[start:end])
        own = words[judged]
        told = own + self._layer(own, words, beside[judged], self._layers - 1)
        both = np.concatenate([told, np.repeat(means, sizes, axis=0)[judged]], axis=1)
        found = np.zeros((end - start, self._weights["out.bias"].shape[0]), np.float32)
        found[:, 0] = 1.0
        found[judged] = _softmax(self._linear(np.maximum(self._linear(both, "hidden"), 0), "out"))
        return found

    def _layer(self, own: Floats, words: Floats, beside: npt.NDArray[np.int32], number: int) -> Floats:
        """What the words beside say to each of ``own``: linear maps over all of them, the largest of which counts.

        Neighbours and heads nearly every word has; the others, which one word in twelve has, are added where they are.
        """
        weights, width = self._maps[number], self._width
        padded = np.concatenate([words, np.zeros((1, width), np.float32)])
        usual = np.concatenate([own, *(padded.take(beside[:, n], axis=0) for n in range(USUAL))], axis=1)
        said = usual @ weights[: usual.shape[1]]
        said += self._weights[f"layer.{number}.bias"]
        for n in range(USUAL, len(BESIDE)):
            held = np.flatnonzero(beside[:, n] != len(words))
            said[held] += words.take(beside[held, n], axis=0) @ weights[(n + 1) * width : (n + 2) * width]
        maps: Floats = said.reshape(len(own), PIECES, width)
        return self._normal(np.maximum(np.maximum(maps[:, 0], maps[:, 1]), maps[:, 2]), f"normal.{number}")

    def _linear(self, rows: Floats, name: str) -> Floats:
        found: Floats = rows @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return found

    def _normal(self, rows: Floats, name: str) -> Floats:
        centred: Floats = rows - rows.mean(axis=1, keepdims=True)
        spread = np.sqrt(np.einsum("ij,ij->i", centred, centred) / np.float32(rows.shape[1]) + np.float32(TINY))
        centred /= spread[:, None]
        centred *= self._weights[f"{name}.weight"]
        centred += self._weights[f"{name}.bias"]
        return centred


def _parts(columns: Columns) -> list[tuple[int, int]]:
    """Runs of whole sentences of about :data:`PIECE` words."""
    sentence = columns.sentence
    if not len(sentence):
        return []
    edges = [*np.flatnonzero(np.r_[True, sentence[1:] != sentence[:-1]]).tolist(), len(sentence)]
    cuts = [0]
    for edge in edges[1:]:
        if edge - cuts[-1] >= PIECE:
            cuts.append(edge)
    if cuts[-1] != len(sentence):
        cuts.append(len(sentence))
    return list(pairwise(cuts))


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    found: Floats = powers / powers.sum(axis=1, keepdims=True)
    return found
