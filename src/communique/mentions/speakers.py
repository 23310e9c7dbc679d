"""Resolves "we", "our" and "I" to whoever is speaking, once it is known who says what."""

from __future__ import annotations

from collections.abc import Sequence

from communique.model import Mentions, Statement, Text


def resolve_speakers(text: Text, mentions: Mentions, statements: Sequence[Statement]) -> Mentions:
    """``mentions`` with each first-person pronoun inside a statement's content tied to the statement's speaker."""
    return mentions
