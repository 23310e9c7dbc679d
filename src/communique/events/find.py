"""Finds events: who did what to whom."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon.frames import Frames
from communique.model import Event, Header, Mentions, Statement, Text


def find_events(
    text: Text, header: Header, mentions: Mentions, statements: Sequence[Statement], frames: Frames
) -> tuple[Event, ...]:
    """The events of ``text`` in order of their first word."""
    return ()
