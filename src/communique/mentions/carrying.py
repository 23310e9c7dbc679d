"""Says which statement carries a word: the innermost one whose content holds it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from communique.model import Statement, Token


class Carriers:
    """The contents of a document's statements, cut into stretches that each have one innermost statement.

    Built once a document in n log n for n spans; a question then takes log n.
    """

    __slots__ = ("_owners", "_starts")

    def __init__(self, statements: Iterable[Statement]) -> None:
        spans = [
            (sum(e - b for b, e in statement.content), order, start, end, statement)
            for order, statement in enumerate(statements)
            for start, end in statement.content
        ]
        edges = sorted({edge for _, _, start, end, _ in spans for edge in (start, end)})
        self._starts = edges
        self._owners: list[Statement | None] = [None] * len(edges)
        at = {edge: n for n, edge in enumerate(edges)}
        # The longest first, so that what lies inside it overwrites it; of equals the later one is the inner.
        for _, _, start, end, statement in sorted(spans, key=lambda s: (-s[0], s[1])):
            for n in range(at[start], at[end]):
                self._owners[n] = statement

    def at(self, offset: int) -> Statement | None:
        """The innermost statement whose content holds the character at ``offset``."""
        n = bisect_right(self._starts, offset) - 1
        return self._owners[n] if n >= 0 else None

    def of(self, token: Token) -> Statement | None:
        """The innermost statement whose content holds the first letter of ``token``."""
        return self.at(token.start)


def statement_of(token: Token, statements: Iterable[Statement]) -> Statement | None:
    """The innermost statement whose content holds ``token``; for many tokens build :class:`Carriers` once."""
    return Carriers(statements).of(token)
