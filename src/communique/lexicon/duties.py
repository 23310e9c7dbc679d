"""The language of demands, commitments and obligations, read from ``data/``."""

from __future__ import annotations

from typing import NamedTuple


class Duties(NamedTuple):
    """The language of demands, commitments and obligations."""


def load_duties() -> Duties:
    """Loads the table; one a process."""
    return Duties()
