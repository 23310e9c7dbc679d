"""Actors with codes and sectors, agents, titles, read from ``data/``."""

from __future__ import annotations

from typing import NamedTuple


class Registry(NamedTuple):
    """Actors with codes and sectors, agents, titles."""


def load_registry() -> Registry:
    """Loads the table; one a process."""
    return Registry()
