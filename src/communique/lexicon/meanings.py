"""Says what words name on a date, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

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
        why = f"{alias.role} of {actor.name}, {term}" + (", your own row" if alias.own else "")
        yield Meaning(actor, alias.role, fits, why if fits or not date else f"{why}: not on {date}")


def rows_of(found: Iterable[Meaning], words: str, registry: Registry) -> list[dict[str, Any]]:
    """The meanings as rows of a table, and at the end that as a common noun, where ``words`` are one."""
    rows: list[dict[str, Any]] = [
        {
            "name": m.actor.name,
            "code": m.actor.code,
            "sector": " ".join(m.actor.sector),
            "kind": m.actor.kind,
            "holds": "yes" if m.holds else "no",
            "why": m.why,
        }
        for m in found
    ]
    agent = registry.agents.get(words.lower())
    if agent is not None:
        home = "; of the report's country where no other is said" if agent.home else ""
        weak = "; the words around it say of what sector" if agent.weak else ""
        why = f"common noun{home}{weak}"
        rows.append(
            {
                "name": words.lower(),
                "code": None,
                "sector": agent.sector,
                "kind": agent.kind,
                "holds": "yes",
                "why": why,
            }
        )
    return rows
