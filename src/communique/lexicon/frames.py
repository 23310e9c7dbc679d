"""Predicates of events with their PLOVER types and roles, read from ``data/``."""

from __future__ import annotations

from typing import NamedTuple


class Frames(NamedTuple):
    """Predicates of events with their PLOVER types and roles."""


def load_frames() -> Frames:
    """Loads the table; one a process."""
    return Frames()
