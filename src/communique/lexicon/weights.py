"""How much each sign weighs in the ledger's decisions, read from ``data/model/ledger.toml``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from operator import mul
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.errors import DataError
from communique.lexicon.files import load_toml


class Weights(NamedTuple):
    """A logistic regression: the odds that a decision is right, from signs of it."""

    start: float  # the odds where no sign is seen
    values: tuple[float, ...]  # what each sign adds to them
    least: float  # the odds from which on it is decided so

    def odds(self, signs: Sequence[float]) -> float:
        """Logarithm of the odds, given the signs in the order that the weights were asked for."""
        total: float = sum(map(mul, self.values, signs))
        return self.start + total

    def each_odds(self, signs: NDArray[np.float64]) -> list[float]:
        """The same for each row of signs; added up in order, so that a row's odds are those it has alone."""
        found: list[float] = (self.start + (signs * self.values).cumsum(1)[:, -1]).tolist()
        return found


@cache
def load_weights(decision: str, signs: tuple[str, ...]) -> Weights:
    """The weights of a decision.

    Raises:
        DataError: the file has weights of other signs.
    """
    table = load_toml("model/ledger.toml")[decision]
    if set(table["weights"]) != set(signs):
        raise DataError(f"model/ledger.toml: {decision}: weights of other signs than {', '.join(signs)}")
    return Weights(table["start"], tuple(float(table["weights"][sign]) for sign in signs), table["least"])
