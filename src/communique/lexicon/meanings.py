"""Says what words name on a date, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from communique.lexicon.registry import Actor, Alias, Registry


class Meaning(NamedTuple):
    """One thing that words can name, and whether it holds on the day asked for."""

    actor: Actor
    role: str
    holds: bool
    why: str


def meanings(words: str, date: str | None, registry: Registry) -> tuple[Meaning, ...]:
    """What ``words`` mean on ``date`` (ISO; None: any day), best first, each with the reason in words."""
    aliases = registry.aliases(words)
    on = registry.on(aliases, date)
    return tuple(_meanings([*on, *(a for a in aliases if a not in on)], on, date))


def _meanings(aliases: Iterable[Alias], on: list[Alias], date: str | None) -> Iterator[Meaning]:
    for alias in aliases:
        actor = alias.actor
        term = f"{actor.start or '…'} to {actor.end or '…'}" if actor.start or actor.end else "without limit in time"
        fits = alias in on
        why = f"{alias.role} of {actor.name}, {term}"
        yield Meaning(actor, alias.role, fits, why if fits or not date else f"{why}: not on {date}")
