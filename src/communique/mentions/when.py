"""Finds time expressions and works out their TIMEX3 values."""

from __future__ import annotations

from communique.lexicon.calendar import Calendar
from communique.model import Header, Text, Time


def find_times(text: Text, header: Header, calendar: Calendar) -> tuple[Time, ...]:
    """The time expressions of ``text`` in order, with values anchored on ``header.date``."""
    return ()
