"""Cuts marked texts into the encoder's word pieces, with a mask for each party. Used in training and in coding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from communique.model import Span
from communique.relation.markup import Marked

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SURROGATE = re.compile("[\ud800-\udfff]")  # no character: the tokenizer would refuse the text
MAX_PIECES = 160  # word pieces; what lies behind is cut off: sentences this long are enumerations

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


class Batch(NamedTuple):
    """Arrays of shape (texts, pieces): ids, 1 where there is a piece, weight 1 on the actor, recipient, other spans."""

    ids: Ints
    mask: Ints
    actor: Floats
    recipient: Floats
    other: Floats
    offsets: list[list[Span]]


def load_tokenizer(definition: str) -> Tokenizer:
    """The tokenizer in a ``tokenizer.json``'s text."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - costs start-up time that most runs need not pay

    tokenizer = Tokenizer.from_str(definition)
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_PIECES)
    return tokenizer


def batch_of(tokenizer: Tokenizer, texts: Sequence[Marked]) -> Batch:
    """The arrays of a batch of marked texts, padded to the longest."""
    encodings = tokenizer.encode_batch([SURROGATE.sub("\ufffd", t.text) for t in texts])
    width = max((len(e.ids) for e in encodings), default=1)
    shape = (len(texts), width)
    batch = Batch(
        np.zeros(shape, np.int64),
        np.zeros(shape, np.int64),
        np.zeros(shape, np.float32),
        np.zeros(shape, np.float32),
        np.zeros(shape, np.float32),
        [e.offsets for e in encodings],
    )
    for row, (text, encoding) in enumerate(zip(texts, encodings, strict=True)):
        batch.ids[row, : len(encoding.ids)] = encoding.ids
        batch.mask[row, : len(encoding.ids)] = 1
        for weights, spans in ((batch.actor, text.actor), (batch.recipient, text.recipient), (batch.other, text.other)):
            for column, (start, end) in enumerate(encoding.offsets):
                if end > start and any(start < b and a < end for a, b in spans):
                    weights[row, column] = 1.0
    return batch
