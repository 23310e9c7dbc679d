"""Cues of speech and the acts they perform, read from ``data/``."""

from __future__ import annotations

from typing import NamedTuple


class Speech(NamedTuple):
    """Cues of speech and the acts they perform."""


def load_speech() -> Speech:
    """Loads the table; one a process."""
    return Speech()
