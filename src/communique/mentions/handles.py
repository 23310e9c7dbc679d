"""Reads account names: "@FijiPMDesk" speaks for the government of Fiji."""

from __future__ import annotations

import re

from communique.lexicon.registry import Actor, Registry, government_of

COUNTRY = 2  # letters
_PIECES = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+|\d+")


def pieces_of_handle(words: str) -> list[str]:
    """The words that an account name is written together of: Mayor, Vey of "@MayorVey"."""
    return _PIECES.findall(words)


def country_of_handle(words: str, registry: Registry) -> str | None:
    """The country whose two letters end an account name: "@AnaVeySE"; None where no letters do."""
    last = _PIECES.findall(words)[-1:]
    return registry.alpha2.get(last[0]) if last and len(last[0]) == COUNTRY else None


def actor_of_handle(words: str, registry: Registry) -> Actor | None:
    """The actor that an account name spells out in its capitals, or None: a state with an office, or a known name."""
    pieces = _PIECES.findall(words)
    office = {p.lower() for p in pieces[1:]} & registry.words["offices"]
    if office and pieces[0].upper() in registry.states and len(pieces[0]) > COUNTRY:
        return government_of(registry.states[pieces[0].upper()])  # "@SweMFA"
    for last in range(len(pieces), 0, -1):
        for first in range(0, last):
            form = " ".join(pieces[first:last])
            alias = next((a for a in registry.aliases(form) if a.role in ("name", "adjective", "capital")), None)
            if alias is None or len(form) < 2:
                continue
            rest = {p.lower() for p in (*pieces[:first], *pieces[last:])}
            if not rest:
                return alias.actor
            if alias.actor.kind == "state" and rest & registry.words["offices"]:
                return government_of(alias.actor)
            return alias.actor
    return None
