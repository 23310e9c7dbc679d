"""Answers that are remembered for a while: memory must not grow with the input."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Kept(dict[K, V]):
    """Gives the answer to each question, worked out when it was not asked lately.

    When ``most`` answers are kept they become the older half; those that are asked for again come back into the newer
    one, and the rest goes when that is full. So at most twice as many are kept, and what comes on every page stays.
    """

    def __init__(self, answer: Callable[[K], V], most: int) -> None:
        self._answer = answer
        self._most = most
        self._older: dict[K, V] = {}

    def __missing__(self, question: K) -> V:
        found = self._older.pop(question, None)
        if found is None:
            found = self._answer(question)
        if len(self) >= self._most:
            self._older = dict(self)
            self.clear()
        self[question] = found
        return found
