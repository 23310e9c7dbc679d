"""A conditional clause: its words, and where they end."""

from __future__ import annotations

from collections.abc import Sequence

from communique.model import Span, Token

QUOTES = ('"', "“", "``")
_CLOSING = frozenset((",", ";", ":", ".", "!", "?", '"', "”", "''", "’", ")", "'", "-", "–", "—", "``", "“"))


class Condition:
    """A conditional clause: its words without the marker, and the word that it qualifies."""

    __slots__ = ("end", "first", "governor", "last", "start")

    def __init__(self, first: int, last: int, span: Span, governor: Token) -> None:
        self.first = first  # index of the first token, marker included
        self.last = last  # index of the last token
        self.start, self.end = span
        self.governor = governor


def end_of(below: Sequence[Token], start: int, tokens: tuple[Token, ...]) -> Token | None:
    """The last token of the condition: as far as its words run on without a gap."""
    last: Token | None = None
    for token in below:
        if token.i > (last.i if last else start - 1) + 1 or token.text in ('"', "”", "''", ";"):
            break
        last = token
    while last is not None and last.i > start and (last.text in _CLOSING or last.dep == "cc"):
        last = tokens[last.i - tokens[0].i - 1]
    return last
