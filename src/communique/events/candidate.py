"""What a sentence may tell: a predicate, the rule that reads it, and the words that fill its roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.lexicon.frames import Pattern, Rule
from communique.model import Span, Text, Token


@dataclass(slots=True)
class Candidate:
    """A predicate read as an event. ``actors`` and ``recipients`` are the heads of the phrases in the roles."""

    token: Token  # the head word
    words: tuple[Token, ...]  # all words of the pattern, in text order
    pattern: Pattern
    event: str
    carrier: Token  # the word whose clause says whether, when and how it happened
    actors: list[Token] = field(default_factory=list)
    recipients: list[Token] = field(default_factory=list)
    mutual: bool = False
    below: Candidate | None = None  # the act that is promised, refused, asked for, stopped
    consumed: bool = False  # it is itself below another: not told as having happened
    modes: frozenset[str] = frozenset()  # auxiliary modes
    notes: tuple[str, ...] = ()  # what changed the type, in words

    @property
    def rule(self) -> Rule:
        """The rule that reads the predicate."""
        return self.pattern.rule


def spans_of(words: Sequence[Token], text: Text) -> tuple[Span, ...]:
    """The words as spans in text order, neighbours joined."""
    spans: list[Span] = []
    for word in sorted(set(words), key=lambda t: t.i):
        if spans and word.i and text.tokens[word.i - 1].end == spans[-1][1]:
            spans[-1] = (spans[-1][0], word.end)
        else:
            spans.append((word.start, word.end))
    return tuple(spans)
