"""Finds undertakings: who owes what, by when, on what condition."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon.duties import Duties
from communique.model import Event, Header, Mentions, Statement, Text, Undertaking


def find_undertakings(
    text: Text,
    header: Header,
    mentions: Mentions,
    statements: Sequence[Statement],
    events: Sequence[Event],
    duties: Duties,
) -> tuple[Undertaking, ...]:
    """The undertakings of ``text`` in order of their first word."""
    return ()
