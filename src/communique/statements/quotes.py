"""Pairs quotation marks over sentences and paragraphs: TeX, straight and curly ones, reopened and never closed ones.

The rule of English printers: a quotation that runs over paragraphs is opened again at each and closed at the last.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from communique.model import Block, Span, Text

_MARK = re.compile(r"``|''|[\"“”„«»]|(?<![^\s(\[—–-])[‘'](?=[^\s'])|[’'](?=[\s.,;:!?)\]—–-]|$)")
_KINDS = {
    "``": "tex",
    "''": "tex",
    '"': "straight",
    "“": "curly",
    "”": "curly",
    "„": "curly",
    "«": "guillemet",
    "»": "guillemet",
}
_OPENING = frozenset({"``", "“", "„", "«", "‘"})
_CLOSING = frozenset({"”", "»", "’"})
_LIKE = frozenset({'"', "''"})  # the same mark opens and closes
LONG = 5  # words: a shorter quotation inside a sentence is a quoted phrase, not a speech
SINGLE_REACH = 600  # characters: how far the fellow of a single quotation mark is looked for
MAX_PARTS = 12  # paragraphs: a mark that opens more is a slip of the typesetter


class Quote(NamedTuple):
    """One quotation. ``parts`` are its stretches with their marks, one a paragraph; ``speech``: it can stand alone as
    somebody's words, and is no quoted phrase, title or scare quotes; ``closed``: its closing mark was found."""

    parts: tuple[Span, ...]
    speech: bool
    closed: bool

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]


class Quotes:
    """The quotations of a document in order."""

    __slots__ = ("_parts", "_starts", "all", "ending_at")

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self.all = tuple(quotes)
        self._parts = sorted((part, quote) for quote in quotes for part in quote.parts)
        self._starts = [part[0] for part, _ in self._parts]
        self.ending_at = {quote.end: quote for quote in quotes}

    def at(self, offset: int) -> Quote | None:
        """The quotation that holds the character at ``offset``, its marks included."""
        n = bisect_right(self._starts, offset) - 1
        if n >= 0 and offset < self._parts[n][0][1]:
            return self._parts[n][1]
        return None

    def after(self, offset: int) -> Quote | None:
        """The first quotation part that begins at ``offset`` or later."""
        n = bisect_right(self._starts, offset - 1)
        return self._parts[n][1] if n < len(self._parts) else None


class _Open(NamedTuple):
    kind: str
    parts: list[Span]
    start: int


def find_quotes(text: Text) -> Quotes:
    """The outermost quotations of ``text``; those inside another one are part of it."""
    quotes: list[Quote] = []
    carried: _Open | None = None
    for block, following in zip(text.blocks, [*text.blocks[1:], None], strict=False):
        found, carried = _in_block(text.text, block, carried)
        quotes.extend(found)
        if carried and not (following and _reopens(text.text, following, carried)):
            quotes.append(_finish(text.text, [*carried.parts, (carried.start, block.end)], closed=False))
            carried = None
        elif carried:
            carried = carried._replace(parts=[*carried.parts, (carried.start, block.end)])
    return Quotes(quotes)


def _reopens(text: str, block: Block, carried: _Open) -> bool:
    match = _MARK.match(text, block.start, block.end)
    return bool(match) and len(carried.parts) < MAX_PARTS and _kind(match.group()) == carried.kind  # type: ignore[union-attr]


def _kind(mark: str) -> str:
    return _KINDS.get(mark, "single")


def _in_block(text: str, block: Block, carried: _Open | None) -> tuple[list[Quote], _Open | None]:
    """The quotations that end in ``block``, and the one that is still open at its end."""
    quotes: list[Quote] = []
    opened: _Open | None = None
    depth = 0
    for match in _MARK.finditer(text, block.start, block.end):
        mark, start, end = match.group(), match.start(), match.end()
        kind = _kind(mark)
        if carried and start == block.start:
            opened, carried, depth = carried._replace(start=start), None, 0
        elif opened is None:
            if _opens(text, mark, start, end, block) and (kind != "single" or _closes_soon(text, end, block)):
                opened, depth = _Open(kind, [], start), 0
        elif kind == opened.kind:
            if mark in _OPENING:
                depth += 1
            elif depth:
                depth -= 1
            elif mark not in _LIKE or not _opens_plainly(text, start, end, block):
                quotes.append(_finish(text, [*opened.parts, (opened.start, end)], closed=True))
                opened = None
    if opened and opened.kind == "single":
        opened = None  # an apostrophe, more likely than a quotation
    return quotes, opened


def _opens(text: str, mark: str, start: int, end: int, block: Block) -> bool:
    if mark in _OPENING:
        return True
    if mark in _CLOSING:
        return False
    return _opens_plainly(text, start, end, block)


def _closes_soon(text: str, at: int, block: Block) -> bool:
    """Whether a single quotation mark has its fellow before any double one; else it is an apostrophe."""
    following = _MARK.search(text, at, min(block.end, at + SINGLE_REACH))
    return bool(following) and following.group() in ("'", "’")  # type: ignore[union-attr]


def _opens_plainly(text: str, start: int, end: int, block: Block) -> bool:
    """Whether the spaces around a mark that looks the same on both sides show that it opens."""
    before = text[start - 1] if start > block.start else " "
    after = text[end] if end < block.end else " "
    return (before.isspace() or before in "([—–-:") and not after.isspace()


def _finish(text: str, parts: list[Span], *, closed: bool) -> Quote:
    return Quote(tuple(parts), _is_speech(text, parts), closed)


def _is_speech(text: str, parts: Sequence[Span]) -> bool:
    """Told by length, capital, closing punctuation and what stands before the opening mark."""
    if len(parts) > 1:
        return True
    start, end = parts[0]
    words = text[start:end].strip("\"“”„«»‘’'` ")
    if not words:
        return False
    lead = text[max(0, start - 2) : start].rstrip()
    introduced = not lead or lead[-1] in ',:.!?;—–)”"' or text[start - 1 : start] in ("", "\n", "\r")
    ended = words[-1] in ".,!?…—-" or text[end : end + 1] in (",", ".")
    count = words.count(" ") + 1
    if introduced and (ended or words[0].isupper()) and (count > 1 or words[-1] in ",.!?"):
        return True
    return count >= LONG and ended and words[0].isupper()
