"""Places with coordinates, read from ``data/``."""

from __future__ import annotations

from typing import NamedTuple


class Gazetteer(NamedTuple):
    """Places with coordinates."""


def load_gazetteer() -> Gazetteer:
    """Loads the table; one a process."""
    return Gazetteer()
