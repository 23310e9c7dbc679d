"""Says which statement carries a word: the innermost one whose content holds it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from communique.model import Span, Statement, Token

Owner = TypeVar("Owner")


class Stretches(Generic[Owner]):
    """Spans that may lie in each other, cut into stretches that each know all their owners, the innermost last.

    Of two owners the inner is the one with less ground; of equals the later one.
    Built once a document in n log n for n spans; a question then takes log n.
    """

    __slots__ = ("_owners", "_starts")

    def __init__(self, owned: Iterable[tuple[Sequence[Span], Owner]]) -> None:
        spans = [
            (-sum(e - b for b, e in ground), order, start, end, owner)
            for order, (ground, owner) in enumerate(owned)
            for start, end in ground
        ]
        self._starts = sorted({edge for _, _, start, end, _ in spans for edge in (start, end)})
        self._owners: list[list[Owner]] = [[] for _ in self._starts]
        at = {edge: n for n, edge in enumerate(self._starts)}
        for _, _, start, end, owner in sorted(spans, key=lambda s: s[:2]):
            for n in range(at[start], at[end]):
                self._owners[n].append(owner)

    def all_at(self, offset: int) -> Sequence[Owner]:
        """The owners of the character at ``offset``, the outermost first."""
        n = bisect_right(self._starts, offset) - 1
        return self._owners[n] if n >= 0 else ()


class Carriers:
    """The statements of a document by the words that they carry; built once, then asked often."""

    __slots__ = ("_stretches",)

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._stretches = Stretches([(statement.content, statement) for statement in statements])

    def at(self, offset: int) -> Statement | None:
        """The innermost statement whose content holds the character at ``offset``."""
        owners = self._stretches.all_at(offset)
        return owners[-1] if owners else None

    def all_of(self, token: Token) -> Sequence[Statement]:
        """The statements whose content holds the first letter of ``token``, the outermost first."""
        return self._stretches.all_at(token.start)

    def of(self, token: Token) -> Statement | None:
        """The innermost statement whose content holds the first letter of ``token``."""
        return self.at(token.start)


def statement_of(token: Token, statements: Iterable[Statement]) -> Statement | None:
    """The innermost statement whose content holds ``token``; for many tokens build :class:`Carriers` once."""
    return Carriers(statements).of(token)
