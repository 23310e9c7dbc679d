"""Finds statements: source, cue and content of every attribution, and the act it performs."""

from __future__ import annotations

from communique.lexicon.speech import Speech
from communique.model import Header, Mentions, Statement, Text


def find_statements(text: Text, header: Header, mentions: Mentions, speech: Speech) -> tuple[Statement, ...]:
    """The statements of ``text`` in order of their first word."""
    return ()
