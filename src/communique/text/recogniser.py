"""Runs spaCy's recogniser of names several times as fast, all sentences of a batch abreast.

Own code, because in spaCy every step asks each of 74 moves whether it may be made, at the cost of the interpreter's
lock; it takes a third of all parsing time. Here one word of every sentence is decided at once: each move of the
recogniser takes one word, and no name reaches over the end of a sentence. The weights and moves are spaCy's, and so are
the names, but for rounding. Architecture: ``spacy.TransitionBasedParser.v2`` with the state type ``ner``
(https://spacy.io/api/architectures).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from communique.text.encoder import Encoder, Floats, product

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NAME = "ner"
OUTSIDE = "O"
FEATURES = 3  # the word, the first word of the name that is open, the word before; spaCy's choice of state

Integers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]


class Recogniser:
    """Names the words of parsed blocks with the weights of the pipeline's own recogniser, which need not run."""

    def __init__(self, nlp: Language) -> None:
        pipe: Any = nlp.get_pipe(NAME)
        reader, lower, upper = pipe.model.layers
        self._encoder = Encoder(reader.layers[0])
        narrow = reader.layers[2]
        self._narrow, self._narrow_bias = _turned(narrow), narrow.get_param("b")
        weight = lower.get_param("W")  # (features, hidden, pieces, inputs)
        if weight.shape[0] != FEATURES:
            raise ValueError(f"a recogniser of {FEATURES} features is expected, this one has {weight.shape[0]}")
        self._hidden = weight.shape[1]
        flat = weight.transpose(0, 2, 1, 3).reshape(-1, weight.shape[3])
        self._lower = np.ascontiguousarray(flat.T)  # (inputs, features × pieces × hidden)
        self._padding = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(1, -1)  # stands for a word that is absent
        self._lower_bias = lower.get_param("b").T.ravel()
        self._upper, self._upper_bias = _turned(upper), upper.get_param("b")
        moves = [pipe.moves.get_class_name(i) for i in range(pipe.moves.n_moves)]
        labels = sorted({move[2:] for move in moves} - {""})
        self._labels: Integers = np.array([labels.index(m[2:]) + 1 if m[2:] else 0 for m in moves])
        self._opens: Truths = np.array([move.startswith("B-") for move in moves])
        self._keeps: Truths = np.array([move.startswith(("B-", "I-")) for move in moves])
        self._barred = _barred(moves, [0, *labels])
        self.labels = ("", *labels)

    def __call__(self, docs: Sequence[Doc], begins: Truths, blanks: Truths) -> Integers:
        """For every word of ``docs``, one after the other, the index in :attr:`labels` of its label.

        ``begins`` marks the first word of every sentence, ``blanks`` words of white space, at which no name begins.
        """
        found = np.zeros(len(begins), np.int64)
        if not len(begins):
            return found
        features = self._features(docs)
        starts = np.flatnonzero(begins)
        lengths = np.diff(starts, append=len(begins))
        order = np.argsort(-lengths, kind="stable")
        starts, lengths = starts[order], lengths[order]
        label, first = np.zeros(len(starts), np.int64), np.full(len(starts), -1)  # of the name that is open, if any
        for step in range(lengths[0]):
            count = int(np.searchsorted(-lengths, -step))  # sentences that are longer than this
            label, first = label[:count], first[:count]
            at = starts[:count] + step
            move = self._moves(features, at, first, label, step < lengths[:count] - 1, blanks[at])
            found[at] = self._labels[move]
            first = np.where(self._opens[move], at, first)
            label = np.where(self._keeps[move], self._labels[move], 0)
            first = np.where(label > 0, first, -1)
        return found

    def _features(self, docs: Sequence[Doc]) -> Floats:
        """What each word adds to the hidden layer as each of the features; the last row is for none."""
        words = np.concatenate(self._encoder(docs))
        rows = np.empty((len(words) + 1, self._lower.shape[1]), np.float32)
        product(product(words, self._narrow) + self._narrow_bias, self._lower, rows[:-1])
        rows[-1] = self._padding
        return rows.reshape(len(words) + 1, FEATURES, -1)

    def _moves(
        self, features: Floats, at: Integers, first: Integers, label: Integers, goes_on: Truths, blank: Truths
    ) -> Integers:
        """The best move for each of the words ``at`` that may be made there."""
        last = np.where(first >= 0, at - 1, -1)
        summed = features[at, 0] + features[first, 1]
        summed += features[last, 2]
        summed += self._lower_bias
        hidden = np.maximum(summed[:, : self._hidden], summed[:, self._hidden :])
        scores = product(hidden, self._upper) + self._upper_bias
        scores += self._barred[label, goes_on.astype(np.int64), blank.astype(np.int64)]
        best: Integers = scores.argmax(axis=1)
        return best


def _barred(moves: Sequence[str], labels: Sequence[object]) -> Floats:
    """Minus infinity for moves that may not be made: by the label of the open name, if the sentence goes on, if blank.

    Within a name only its own label may go on or end; outside one, a name begins (B) or stands alone (U), or none is
    there (O). What begins or goes on needs another word in the sentence, and no name begins with white space.
    """
    table = np.full((len(labels), 2, 2, len(moves)), -np.inf, np.float32)
    for open_, label in enumerate(labels):
        for goes_on in (0, 1):
            for blank in (0, 1):
                for i, move in enumerate(moves):
                    kind, name = move[:1], move[2:]
                    if open_:
                        free = name == label and (kind == "L" or (kind == "I" and goes_on))
                    else:
                        named = name and not blank and (kind == "U" or (kind == "B" and goes_on))
                        free = move == OUTSIDE or bool(named)
                    if free:
                        table[open_, goes_on, blank, i] = 0
    return table


def _turned(linear: Any) -> Floats:
    return np.ascontiguousarray(linear.get_param("W").T)
