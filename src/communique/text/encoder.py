"""Runs spaCy's token encoder (hash embeddings, then a residual network over neighbouring words) several times as fast.

Own code, because it takes half of all parsing time in spaCy, most of which goes into moving arrays through memory: here
the embedding of a word is kept and looked up, and the network runs over pieces that stay in the processor's cache. The
weights are spaCy's, and the results are the same but for rounding. Architecture: ``spacy.Tok2Vec.v2`` with
``MultiHashEmbed`` and ``MaxoutWindowEncoder`` (https://spacy.io/api/architectures).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MAX_KEPT = 12_000  # embeddings of words; the memory must not grow with the input
PIECE = 512  # words that go through the network together: their arrays fit into the cache
TINY = 1e-8  # keeps the variance above zero; spaCy's value

Floats = npt.NDArray[np.float32]


class Layer(NamedTuple):
    """One step over each word and its two neighbours: ``pieces`` linear maps, the largest counts, then normalised."""

    weight: Floats  # (3 widths in, pieces × width out): all of the first piece, then all of the second, …
    bias: Floats  # (pieces × width,)
    scale: Floats  # (width,)
    shift: Floats  # (width,)


class Encoder:
    """Stands for one token encoder of a pipeline; gives an array (words, width) a document."""

    def __init__(self, model: Any) -> None:
        """``model`` is a Tok2Vec: an embedding, then a network."""
        embedding, network = model.layers
        features, _, tables, mix, _ = embedding.layers
        self._columns = features.attrs["columns"]
        self._tables, self._mix = tables.layers[0], mix.layers[0]
        self._layers = tuple(_layer(residual.layers[0]) for residual in network.layers[0].layers)
        self._width = self._layers[0].scale.shape[0]
        self._gap = network.attrs["pad"]  # rows between documents; as many as layers, so that none sees the next
        self._rows: dict[bytes, int] = {}
        self._kept = np.full((MAX_KEPT, self._width), 0, np.float32)  # all at once, so that it grows no more
        self._again = np.zeros(MAX_KEPT, np.bool_)  # rows that came again since some were last forgotten

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        sizes = [len(doc) for doc in docs]
        if not sum(sizes):
            return [np.zeros((0, self._width), np.float32) for _ in docs]
        tables = [doc.to_array(self._columns).reshape(len(doc), len(self._columns)) for doc in docs]
        ends = np.cumsum(sizes)[:-1]
        encoded: list[Floats] = []
        for group in _pieces(np.split(self._embedded(np.concatenate(tables)), ends)):
            encoded += self._network(group)
        return encoded

    def _embedded(self, features: npt.NDArray[np.uint64]) -> Floats:
        """The embeddings of words with these features; those of kinds that were not met before are worked out."""
        kinds: list[bytes] = features.view(f"V{features.itemsize * features.shape[1]}").ravel().tolist()
        new = self._unmet(kinds)
        if len(self._rows) + len(new) > MAX_KEPT:
            self._forget()
            new = self._unmet(kinds)
            if len(self._rows) + len(new) > MAX_KEPT:
                return self._asked(features)
        known = len(self._rows)
        if new:
            self._keep(list(new), self._asked(features[list(new.values())]))
        rows = np.array([self._rows[kind] for kind in kinds])
        self._again[rows[rows < known]] = True
        found: Floats = self._kept[rows]
        return found

    def _forget(self) -> None:
        """Forgets the words that came but once since it was last called; all of them, where that is too few."""
        kinds = [kind for kind, again in zip(self._rows, self._again, strict=False) if again]
        kinds = kinds if len(kinds) <= MAX_KEPT * 3 // 4 else []
        rows = self._kept[[self._rows[kind] for kind in kinds]]
        self._again[:] = False
        self._rows.clear()
        self._keep(kinds, rows)

    def _unmet(self, kinds: Sequence[bytes]) -> dict[bytes, int]:
        """The kinds that are not kept, each with a place where it stands."""
        return {kind: i for i, kind in enumerate(kinds) if kind not in self._rows}

    def _asked(self, features: npt.NDArray[np.uint64]) -> Floats:
        answer: Floats = self._mix.predict(self._tables.predict(features))
        return answer

    def _keep(self, kinds: Sequence[bytes], rows: Floats) -> None:
        begin = len(self._rows)
        self._kept[begin : begin + len(kinds)] = rows
        self._rows.update(zip(kinds, range(begin, begin + len(kinds)), strict=True))

    def _network(self, embedded: Sequence[Floats]) -> list[Floats]:
        """Every layer over all words; rows of zeros stand before, between and after the documents."""
        width, gap = self._width, self._gap
        starts = [gap + 1]  # a row more, which stays zero, is what the first and the last row see beyond
        for rows in embedded:
            starts.append(starts[-1] + len(rows) + gap)
        words = np.zeros((starts[-1] + 1, width), np.float32)
        for start, rows in zip(starts, embedded, strict=False):
            words[start : start + len(rows)] = rows
        inner = words[1:-1]
        around = np.empty((len(inner), 3 * width), np.float32)
        for layer in self._layers:
            around[:, :width] = words[:-2]
            around[:, width : 2 * width] = inner
            around[:, 2 * width :] = words[2:]
            inner += _normal(_largest(product(around, layer.weight) + layer.bias, width), layer)
        return [words[start : start + len(rows)].copy() for start, rows in zip(starts, embedded, strict=False)]


def product(rows: Floats, weight: Floats, into: Floats | None = None) -> Floats:
    """``rows`` times ``weight``, each row the same to the last bit whatever rows stand beside it.

    It is written ``into`` an array, where one is given.

    The matrix library takes another way for a single row, whose sums are rounded otherwise: it is given company.
    """
    if len(rows) == 1:
        alone: Floats = np.matmul(np.concatenate([rows, rows]), weight)[:1]
        if into is not None:
            into[:] = alone
        return alone
    answer: Floats = np.matmul(rows, weight, out=into)
    return answer


def with_fast_encoder(nlp: Language) -> Language:
    """``nlp`` with the encoder that its components share replaced, in place, for prediction: it cannot be trained."""
    from thinc.api import Model  # noqa: PLC0415 - costs a second; only those who parse pay for it

    def forward(model: Any, docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats], Any]:
        return model.attrs["encoder"](docs), None

    pipe: Any = nlp.get_pipe("tok2vec")
    pipe.model = Model("encoder", forward, attrs={"encoder": Encoder(pipe.model)})
    return nlp


def _layer(step: Any) -> Layer:
    maxout, normal = step.layers[1].layers[0].layers
    weight, bias = maxout.get_param("W"), maxout.get_param("b")  # (width, pieces, inputs), (width, pieces)
    flat = weight.transpose(1, 0, 2).reshape(-1, weight.shape[2])
    return Layer(np.ascontiguousarray(flat.T), bias.T.ravel(), normal.get_param("G"), normal.get_param("b"))


def _largest(values: Floats, width: int) -> Floats:
    best = values[:, :width]
    for start in range(width, values.shape[1], width):
        best = np.maximum(best, values[:, start : start + width])
    return best


def _normal(values: Floats, layer: Layer) -> Floats:
    values -= values.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", values, values) / values.shape[1] + TINY
    values *= (spread**-0.5)[:, None]
    values *= layer.scale
    values += layer.shift
    return values


def _pieces(texts: Sequence[Floats]) -> Iterator[list[Floats]]:
    """The texts in runs of about :data:`PIECE` words."""
    group: list[Floats] = []
    count = 0
    for rows in texts:
        group.append(rows)
        count += len(rows)
        if count >= PIECE:
            yield group
            group, count = [], 0
    if group:
        yield group
