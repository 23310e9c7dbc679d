"""Cuts a text into the pieces that are parsed on their own: paragraphs, headings, list items, turns.

A parser trained on running prose reads over line breaks and bullets; giving it one block at a time keeps it from
tying a heading to the sentence below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from communique.lexicon.files import load_toml
from communique.model import Span

MAX_BLOCK = 8_000  # code points; longer ones are cut at a space, for the parser's memory grows with the block
MAX_WRAPPED = 120  # code points; a longer line was not wrapped by hand, so the next one is a block of its own
MAX_HEADING = 120  # code points
MAX_CAPITALS = 300  # code points of a heading in capitals
_NAMED_TURN = re.compile(r"^[ \t]*((?:[A-Z][\w.’'-]*[ ]){0,4}[A-Z][\w.’'-]+):[ \t]+(?=\S)", re.M)
MIN_TURNS = 3  # lines that open with a name and a colon, one of them twice: a transcript
_SENTENCE_END = re.compile(r"[^\W\d_]{3}[.!?][\"”’')]*\s+(?=[\"“‘(]*[^\W\d_a-z])")


class Piece(NamedTuple):
    """A block before it is parsed: where its prose lies, what kind it is, and its label ("(a)") if it has one."""

    start: int
    end: int
    kind: str  # paragraph | heading | item | turn
    label: Span | None


@cache
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["kind"], re.compile(row["pattern"])) for row in load_toml("layout/blocks.toml")["label"])


@cache
def _topics() -> frozenset[str]:
    return frozenset(load_toml("layout/blocks.toml")["topics"])


def split_blocks(text: str, asides: Sequence[Span] = ()) -> list[Piece]:
    """The blocks of ``text`` in order, leaving out ``asides`` (dateline, sign-off) and blank space."""
    pieces: list[Piece] = []
    turns = _named_turns(text)
    at = 0
    for start, end in [*sorted(asides), (len(text), len(text))]:
        for lines in _paragraphs(text, at, start):
            pieces.extend(_blocks(text, lines, turns))
        at = max(at, end)
    return [short for piece in _titled(text, pieces) for short in _shorten(text, piece)]


def _paragraphs(text: str, start: int, end: int) -> Iterator[list[Span]]:
    """Runs of lines with no blank line between them."""
    lines: list[Span] = []
    for match in re.finditer(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+", text[start:end]):
        raw = match.group()
        low, high = match.start() + start, match.end() + start
        gap = text[lines[-1][1] : low] if lines else ""
        if lines and (gap.count("\n") > 1 or (gap.count("\r") > 1 and "\n" not in gap)):
            yield lines
            lines = []
        if raw.strip():
            lines.append((low + len(raw) - len(raw.lstrip()), high - len(raw) + len(raw.rstrip())))
    if lines:
        yield lines


def _named_turns(text: str) -> dict[int, int]:
    """Where the labels of turns without a title begin and end ("Lin Qiao: …"); empty unless the names come again."""
    topics = _topics()
    found = [match for match in _NAMED_TURN.finditer(text) if match.group(1).split(" ", 1)[0] not in topics]
    names = [match.group(1) for match in found]
    if len(found) < MIN_TURNS or len(set(names)) in (1, len(names)):
        return {}
    return {match.start(1): match.end(1) + 1 for match in found}


def _label(text: str, start: int, end: int, turns: dict[int, int]) -> tuple[str, Span] | None:
    if start in turns:
        return "turn", (start, turns[start])
    for kind, pattern in _labels():
        match = pattern.match(text, start, end)
        if match:
            return kind, (start, start + len(match.group().rstrip()))
    return None


def _blocks(text: str, lines: list[Span], turns: dict[int, int]) -> Iterator[Piece]:
    """A paragraph's lines joined where they are one wrapped paragraph, apart where a line is a block of its own."""
    width = max(end - start for start, end in lines)
    open_piece: Piece | None = None
    last = lines[0]
    for start, end in lines:
        label = _label(text, start, end, turns)
        joins = open_piece and not label and not _breaks(text, open_piece, last, (start, end), width)
        last = (start, end)
        if open_piece and joins:
            open_piece = open_piece._replace(end=end)
            continue
        if open_piece:
            yield _judged(text, open_piece, len(lines))
        prose = start
        if label:
            prose = min(label[1][1], end)
            while prose < end and text[prose].isspace():
                prose += 1
        open_piece = Piece(prose, end, label[0] if label else "paragraph", label[1] if label else None)
        if label and label[0] == "heading":
            open_piece = open_piece._replace(start=start)
    if open_piece:
        yield _judged(text, open_piece, len(lines))


def _breaks(text: str, piece: Piece, last: Span, line: Span, width: int) -> bool:
    """Whether ``line`` begins a new block after ``piece``, whose last line is ``last``."""
    start, end = line
    length = last[1] - last[0]
    if piece.kind == "heading":
        return True
    if text[start].islower():
        return False
    if text[last[0] : last[1]].isupper() and not text[start:end].isupper():
        return True  # a line in capitals is a heading of its own
    ended = text[piece.end - 1] in ".!?:;\"”'’)"
    short = length < 0.7 * max(width, 60)
    return short or length > MAX_WRAPPED or (ended and end - start > 1.3 * length and length < 60)


def _judged(text: str, piece: Piece, lines: int) -> Piece:
    """A short unlabelled line without closing punctuation is a heading."""
    words = text[piece.start : piece.end]
    short = len(words) < MAX_HEADING and "\n" not in words
    heading = piece.kind == "paragraph" and lines > 1 and short and not _closed(words)
    return piece._replace(kind="heading") if heading else piece


def _titled(text: str, pieces: list[Piece]) -> list[Piece]:
    """A short line without closing punctuation that stands alone above other blocks is a heading as well."""
    return [
        piece._replace(kind="heading")
        if piece.kind == "paragraph" and _is_title(text[piece.start : min(piece.end, piece.start + MAX_CAPITALS)])
        else piece
        for piece in pieces[:-1]
    ] + pieces[-1:]


def _is_title(words: str) -> bool:
    short = len(words) < (MAX_CAPITALS if words.isupper() else MAX_HEADING)
    return short and "\n" not in words and not words[0].islower() and not _closed(words)


def _closed(words: str) -> bool:
    return words[-1] in ".!?:;,\"”'’_-–—…"


def _shorten(text: str, piece: Piece) -> Iterator[Piece]:
    while piece.end - piece.start > MAX_BLOCK:
        cut = _cut(text, piece.start, piece.start + MAX_BLOCK)
        yield piece._replace(end=cut)
        while cut < piece.end and text[cut].isspace():
            cut += 1
        piece = piece._replace(start=cut, label=None)
    if piece.end > piece.start or piece.label:
        yield piece


def _cut(text: str, start: int, limit: int) -> int:
    """Where to cut an overlong block: after its last full sentence, else at its last space, else at the limit."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, start + MAX_BLOCK // 2, limit)]
    cut = ends[-1] if ends else text.rfind(" ", start, limit)
    while cut > start and text[cut - 1].isspace():
        cut -= 1
    return cut if cut > start else limit
