"""Mentions that the user has marked: kept as they are, tied to what the program knows, never overwritten."""

from __future__ import annotations

from collections.abc import Iterable

from communique.model import Mark, Text, Token


def marks_by_head(text: Text, marks: Iterable[Mark]) -> tuple[dict[int, Mark], list[Mark], list[str]]:
    """The marks by the token that heads their words; those that lie outside the prose; warnings for bad ones.

    A mark whose span is empty or outside the text is left out with a warning.
    """
    by_head: dict[int, Mark] = {}
    outside: list[Mark] = []
    warnings = []
    for mark in sorted(marks, key=lambda m: (m.start, m.end)):
        if not 0 <= mark.start < mark.end <= len(text.text):
            warnings.append(f"mention {mark.start}-{mark.end} lies outside the text and was left out")
            continue
        head = _head(text.tokens_in(mark.start, mark.end))
        if head is None or head.i in by_head:
            outside.append(mark)
        else:
            by_head[head.i] = mark
    return by_head, outside, warnings


def _head(tokens: tuple[Token, ...]) -> Token | None:
    """The token of the span that hangs on a word outside it; of several, the first noun."""
    inside = {t.i for t in tokens}
    heads = [t for t in tokens if t.head is t or t.head.i not in inside]
    nouns = [t for t in heads if t.pos in ("NOUN", "PROPN", "PRON")]
    return next(iter(nouns or heads), None)
