"""Names of months, days, feasts, numbers and the rules that join them into time expressions, read from ``data/``."""

from __future__ import annotations

from typing import NamedTuple


class Calendar(NamedTuple):
    """Names of months, days, feasts, numbers and the rules that join them into time expressions."""


def load_calendar() -> Calendar:
    """Loads the table; one a process."""
    return Calendar()
