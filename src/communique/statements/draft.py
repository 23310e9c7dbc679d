"""A statement while it is being found, and the words of a phrase as spans."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from communique.model import Party, Span, Text, Token
from communique.statements.quotes import Quote, Quotes

_TRIMMED = frozenset({",", ";", ":", "-", "--", "—", "–", ".", "...", "…", "/"})


class Draft(msgspec.Struct, kw_only=True):
    """What is known so far. ``trigger`` is the cue's main word; ``clause`` heads the content where one clause does."""

    act: str
    why: str
    trigger: Token | None = None
    source: list[Token] = []
    speaker: Token | None = None
    addressee: Token | None = None
    cue: list[Token] = []
    content: list[Span] = []
    clause: Token | None = None
    quotes: list[Quote] = []
    quotable: bool = False  # the cue may introduce a quotation
    negated: bool = False
    voice: bool = False  # a stretch of the document that somebody speaks or writes, not a sentence about it
    spoken: bool = False  # a turn of a transcript or a post: the document is made of such voices
    single: bool = False  # a voice of one sentence
    issued: bool = False  # its speaker is whoever issues the document ("The Ministers condemned …")
    parties: tuple[Party, ...] = ()  # where no token names the speaker
    source_spans: list[Span] = []  # where no token does


def spans_of(tokens: Iterable[Token], text: Text) -> list[Span]:
    """The stretches of neighbouring tokens, without punctuation at their ends (quotation marks and brackets stay)."""
    runs: list[list[Token]] = []
    for token in sorted(set(tokens), key=lambda t: t.i):
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    spans = []
    for run in runs:
        while run and run[0].text in _TRIMMED:
            run = run[1:]
        while run and run[-1].text in _TRIMMED:
            run = run[:-1]
        while len(run) > 1 and run[-1].text == ")" and not any(t.text == "(" for t in run):
            run = run[:-1]  # "(which denies that any patrol crossed the line)"
        if run:
            spans.append(_with_marks(run[0].start, run[-1].end, text.text))
    return spans


def _with_marks(start: int, end: int, text: str) -> Span:
    """The parser sees a TeX quotation mark as one character; the span takes both."""
    if text[start : start + 1] == "'" and text[start - 1 : start] == "'":
        start -= 1
    if text[end - 1 : end + 1] == "``" or text[end - 1 : end + 1] == "''":
        end += 1
    return start, end


def with_quotes(spans: Iterable[Span], quotes: Quotes, cue: Token | None) -> tuple[list[Span], list[Quote]]:
    """``spans`` widened to the whole of every quotation that they enter, unless the cue stands in it too."""
    around = quotes.at(cue.start) if cue else None
    wide: list[Span] = []
    entered: list[Quote] = []
    for start, end in spans:
        wide.append((start, end))
        at = start
        while at < end:
            quote = quotes.at(at) or quotes.after(at)
            if quote is None or quote.start >= end:
                break
            if quote is not around and quote not in entered:
                entered.append(quote)
                wide.extend(quote.parts)
            at = max(quote.end, at + 1)
    return merged(wide), entered


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same ground as ``spans``, in order, without overlaps."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        elif start < end:
            result.append((start, end))
    return result


def without(spans: Iterable[Span], hole: Span) -> list[Span]:
    """``spans`` with the stretch ``hole`` cut out."""
    result = []
    for start, end in spans:
        if hole[1] <= start or hole[0] >= end:
            result.append((start, end))
            continue
        result.extend(piece for piece in ((start, hole[0]), (hole[1], end)) if piece[0] < piece[1])
    return result
