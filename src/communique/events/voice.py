"""Whose words a predicate is, where its own clause does not say: the issuers of a resolution or communiqué."""

from __future__ import annotations

from collections.abc import Sequence

from communique.model import Statement, Token


class Voices:
    """The statements of a document by the words that introduce them. ``starts`` are the offsets of those words."""

    __slots__ = ("_cues", "starts")

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._cues = {span[0]: s for s in reversed(statements) for span in s.cue}
        self.starts = frozenset(self._cues)

    def of(self, words: Sequence[Token]) -> Statement | None:
        """The statement that one of ``words`` introduces."""
        return next((self._cues[w.start] for w in words if w.start in self._cues), None)
