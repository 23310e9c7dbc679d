"""The odds of a text: how likely each of its words is to tell each type of event.

The weights (``data/model/odds.npz``) were fitted by ``scripts/fit_odds.py`` on the project's own texts.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

import msgspec
import numpy as np

from communique.lexicon.nearness import load_nearness
from communique.model import Text, Token
from communique.odds.features import KINDS, Vocabulary, columns_of
from communique.odds.network import Floats, Network

LEANINGS = "leanings"  # what the teacher makes of each word alone: (words, types), in eighths of a logit
SHARE = 0.03 / 8  # of a leaning beside the axes of a meaning


def meanings(vectors: Floats, leanings: Floats) -> Floats:
    """What the network sees of each word with a vector: its meaning, and to which types it leans."""
    found: Floats = np.concatenate([vectors, leanings * np.float32(SHARE)], axis=1)
    return found


class Odds(NamedTuple):
    """The probabilities for the words of one text; those of no event are in the first column."""

    types: tuple[str, ...]
    chances: Floats  # (words, types)
    likeliest: tuple[tuple[float, int], ...]  # of each word the odds of its likeliest type, and its column, negative

    def of(self, words: Iterable[Token], event: str) -> float:
        """How likely one of the words is to tell ``event``."""
        column = self.types.index(event)
        return max((float(self.chances[w.i, column]) for w in words), default=0.0)

    def telling(self, words: Iterable[Token]) -> float:
        """How likely one of the words is to tell some event."""
        return max((1 - float(self.chances[w.i, 0]) for w in words), default=0.0)

    def best(self, words: Iterable[Token]) -> tuple[str, float]:
        """The type that one of the words tells most likely, and how likely."""
        chance, column = max(self.likeliest[w.i] for w in words)
        return self.types[-column], chance


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What ``odds.json`` says: the types, the words and labels that have weights of their own, and how it was made."""

    types: tuple[str, ...]
    form: tuple[str, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]
    label: tuple[str, ...]
    made: dict[str, str | int | float]


class OddsModel:
    """Works out the odds of texts. Nothing is loaded before the first."""

    def __init__(self, folder: Traversable | None = None) -> None:
        self.folder = folder or files("communique").joinpath("data", "model")

    @cached_property
    def _facts(self) -> Facts:
        return msgspec.json.decode(self.folder.joinpath("odds.json").read_bytes(), type=Facts)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words and kinds that the network knows."""
        kinds = [getattr(self._facts, kind) for kind in KINDS]
        return Vocabulary(load_nearness().rows, tuple({k: n for n, k in enumerate(names, 1)} for names in kinds))

    @cached_property
    def _network(self) -> Network:
        with np.load(io.BytesIO(self.folder.joinpath("odds.npz").read_bytes())) as table:
            weights = {name: table[name].astype(np.float32) for name in table.files}
        return Network(weights, meanings(load_nearness().vectors, weights.pop(LEANINGS)))

    def of(self, text: Text) -> Odds:
        """The odds of each word of ``text``: they hang on nothing else."""
        chances = self._network.chances(columns_of(text, self.vocabulary))
        columns = chances[:, 1:].argmax(axis=1) + 1 if len(chances) else np.zeros(0, np.int64)
        best = chances[np.arange(len(chances)), columns]
        return Odds(self._facts.types, chances, tuple(zip(best.tolist(), (-columns).tolist(), strict=True)))
