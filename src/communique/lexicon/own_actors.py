"""The user's own actors: what a file of them holds, what is wrong with it, and the registry with them in front."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from communique.lexicon.registry import Actor, Agent, Alias, Registry, folded, is_acronym, last_words

OWN = "user:"
"""What the id of every actor of the user begins with."""
SHORTEST = 3  # letters: shorter names that are no acronyms are likely to be words of other things


class Problem(NamedTuple):
    """What is wrong with a line of the user's file; the rest of the file is used."""

    line: int
    message: str


class OwnName(NamedTuple):
    """A form of words and what it names, as a line of the user's file says."""

    form: str
    alias: Alias
    line: int


class UserActors(NamedTuple):
    """What a file of the user's holds; ``agents`` are its common nouns."""

    names: tuple[OwnName, ...]
    agents: dict[str, Agent]
    problems: tuple[Problem, ...]


def own_alias(form: str, actor: Actor) -> Alias:
    """What a form of the user's names; an acronym counts in capitals only."""
    return Alias(actor, "name", is_acronym(form), own=True)


def with_actors(registry: Registry, user: UserActors) -> Registry:
    """The registry with the user's rows, which come before all that it says of the same words while they hold."""
    names = dict(registry.names)
    own: dict[str, list[Alias]] = {}
    prefixes = set(registry.prefixes)
    for form, alias, _ in user.names:
        own.setdefault(folded(form), []).append(alias)
        pieces = re.split(r"(\W+)", form)
        prefixes.update(folded("".join(pieces[:n])) for n in range(1, len(pieces) + 1))
    for key, found in own.items():
        dated = all(a.actor.start or a.actor.end for a in found)
        if key:
            names[key] = (*found, *(registry.names.get(key, ()) if dated else ()))
    return registry._replace(
        names=names,
        prefixes=frozenset(prefixes),
        agents={**registry.agents, **user.agents},
        ends=registry.ends | last_words(user.agents),
    )


def clashing(user: UserActors) -> UserActors:
    """Adds a problem for every name that two rows give to two actors at the same time."""
    seen: dict[str, list[OwnName]] = {}
    more: list[Problem] = []
    for row in user.names:
        for other in seen.setdefault(folded(row.form), []):
            if _said(other.alias.actor) != _said(row.alias.actor) and _overlap(other.alias.actor, row.alias.actor):
                both = f"{_said(other.alias.actor)} (line {other.line}) and {_said(row.alias.actor)}"
                more.append(Problem(row.line, f"{row.form!r} is both {both} at one time"))
        seen[folded(row.form)].append(row)
    problems = sorted({*user.problems, *more})
    return user._replace(problems=tuple(problems))


def doubts(user: UserActors, registry: Registry, codes: Iterable[str]) -> tuple[Problem, ...]:
    """Rows that can be used but may not be meant: unknown codes, names too short, names that mean another already."""
    known = {*registry.states, *codes}
    return tuple(dict.fromkeys(_doubts(user, registry, known)))


def ends_early(start: str, end: str) -> bool:
    """Whether a term ends before it begins; partial dates are compared as far as they go."""
    size = min(len(start), len(end))
    return bool(size) and end[:size] < start[:size]


def _doubts(user: UserActors, registry: Registry, codes: set[str]) -> Iterator[Problem]:
    for form, alias, line in user.names:
        actor = alias.actor
        if actor.code and actor.code not in codes:
            yield Problem(line, f"{actor.code!r} is no code of a state or of PLOVER; it is used as it stands")
        if not actor.code and not actor.sector:
            yield Problem(line, f"{actor.name!r} has neither code nor sector")
        if len(folded(form)) < SHORTEST and not alias.upper:
            yield Problem(line, f"{form!r} is so short that it will be found in other names")
        if folded(form) in registry.agents or form.islower():
            yield Problem(line, f"{form!r} is a common noun; names are found with a capital only")
        for other in registry.aliases(form)[:1]:
            if (other.actor.code, other.actor.sector) != (actor.code, actor.sector):
                yield Problem(line, f"{form!r} takes the place of {other.actor.name} ({_said(other.actor)})")


def _overlap(one: Actor, two: Actor) -> bool:
    return not (ends_early(two.start, one.end) or ends_early(one.start, two.end))


def _said(actor: Actor) -> str:
    return " ".join([actor.code or "no code", *actor.sector])
