"""Finds toponyms and resolves them to places with coordinates."""

from __future__ import annotations

from communique.lexicon.gazetteer import Gazetteer
from communique.model import Header, Place, Text


def find_places(text: Text, header: Header, publisher: str | None, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The toponyms of ``text`` in order, resolved over the whole document."""
    return ()
