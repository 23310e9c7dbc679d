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

MAX_KEPT = 30_000  # embeddings of words; the memory must not grow with the input
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
        self._gemm = model.ops.gemm  # spaCy's: one thread, whatever the environment says
        features, _, tables, mix, _ = embedding.layers
        self._columns = features.attrs["columns"]
        self._tables, self._mix = tables.layers[0], mix.layers[0]
        self._layers = tuple(_layer(residual.layers[0]) for residual in network.layers[0].layers)
        self._width = self._layers[0].scale.shape[0]
        self._gap = network.attrs["pad"]  # rows between documents; as many as layers, so that none sees the next
        self._rows: dict[bytes, int] = {}
        self._kept = np.zeros((MAX_KEPT, self._width), np.float32)

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        encoded: list[Floats] = []
        for group in _pieces(docs):
            encoded += self._network([self._embedded(doc) for doc in group])
        return encoded

    def _embedded(self, doc: Doc) -> Floats:
        if not len(doc):
            return np.zeros((0, self._width), np.float32)
        features = np.ascontiguousarray(np.asarray(doc.to_array(self._columns), np.uint64).reshape(len(doc), -1))
        kinds: list[bytes] = features.view(f"V{features.itemsize * features.shape[1]}").ravel().tolist()
        new = [i for i, kind in enumerate(kinds) if kind not in self._rows]
        if len(self._rows) + len(new) > MAX_KEPT:
            self._rows.clear()
            new = list(range(len(kinds)))
            if len(new) > MAX_KEPT:
                return self._asked(features)
        if new:
            self._keep([kinds[i] for i in new], self._asked(features[new]))
        return self._kept[[self._rows[kind] for kind in kinds]]

    def _asked(self, features: npt.NDArray[np.uint64]) -> Floats:
        answer: Floats = self._mix.predict(self._tables.predict(features))
        return answer

    def _keep(self, kinds: Sequence[bytes], rows: Floats) -> None:
        for kind, row in zip(kinds, rows, strict=True):
            if kind not in self._rows:
                self._kept[len(self._rows)] = row
                self._rows[kind] = len(self._rows)

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
            inner += _normal(_largest(self._gemm(around, layer.weight) + layer.bias, width), layer)
        return [words[start : start + len(rows)].copy() for start, rows in zip(starts, embedded, strict=False)]


def with_fast_encoders(nlp: Language) -> Language:
    """``nlp`` with every encoder of its own replaced, in place, for prediction; it cannot be trained any more."""
    from thinc.api import Model  # noqa: PLC0415 - costs a second; only those who parse pay for it

    def forward(model: Any, docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats], Any]:
        return model.attrs["encoder"](docs), None

    for name in ("tok2vec", "ner"):
        pipe: Any = nlp.get_pipe(name)
        if name == "tok2vec":
            pipe.model = Model("encoder", forward, attrs={"encoder": Encoder(pipe.model)})
        else:
            inner = pipe.model.get_ref("tok2vec")
            inner.layers[0] = Model("encoder", forward, attrs={"encoder": Encoder(inner.layers[0])})
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


def _pieces(docs: Sequence[Doc]) -> Iterator[list[Doc]]:
    """The documents in runs of about :data:`PIECE` words."""
    group: list[Doc] = []
    count = 0
    for doc in docs:
        group.append(doc)
        count += len(doc)
        if count >= PIECE:
            yield group
            group, count = [], 0
    if group:
        yield group
