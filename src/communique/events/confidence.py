"""How sure an event is: the probability that it is right, by its signs and the weights of ``confidence.tsv``.

Method: logistic regression, fitted by ``scripts/calibrate.py`` on the project's own articles and sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import exp

START, TOLD_FROM, TOLD_ALONE_FROM = "(start)", "(told from)", "(told from, alone)"
_LEAST, _MOST = 0.01, 0.99


def confidence_of(signs: Iterable[str], weights: Mapping[str, float]) -> float:
    """The confidence of an event with these signs, from 0 to 1; signs without a weight say nothing."""
    total = weights.get(START, 0.0) + sum(weights.get(sign, 0.0) for sign in signs)
    return round(min(_MOST, max(_LEAST, 1 / (1 + exp(-total)))), 2)
