"""Chains of mentions: one for each actor of a document, and the store that finds them again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from communique.mentions.phrases import Phrase
from communique.model import Entity, EntityMention

FIRST_PERSON = "first person, whoever speaks"
"""Why of the entity that "we" and "I" have until the statements are known."""

THING = "words kept; not a known kind of actor"
"""Why of an entity that is likely to be no actor at all."""
PAPER = "a paper whose issuers are not said"
"""Why of a document that stands for nobody known."""


class Chain:
    """One actor of the document while it is being read."""

    __slots__ = (
        "code",
        "counted",
        "gender",
        "guessed",
        "index",
        "kind",
        "lemma",
        "mark",
        "modifiers",
        "name",
        "number",
        "owner",
        "said",
        "sector",
        "spans",
        "why",
        "wikidata",
    )

    def __init__(self, index: int, name: str, code: str | None, sector: tuple[str, ...], kind: str) -> None:
        self.index = index
        self.name = name
        self.code = code
        self.sector = sector
        # state | government | igo | ngo | armed | party | body | person | people | company | thing | first
        self.kind = kind
        self.number = "one"  # one | many
        self.counted = False  # whether it came in the plural, and is no single body
        self.gender = ""
        self.guessed = False  # whether its country was told by its surroundings, not by its own words
        self.lemma = ""
        self.mark: str | None = None  # the id that the user gave it
        self.owner: int | None = None  # index of the chain that possesses it
        self.modifiers: frozenset[str] = frozenset()
        self.said: set[str] = set()  # by which pronouns it was taken up: "thing" for it, "many" for they
        self.spans: dict[tuple[int, int], str] = {}
        self.why = ""
        self.wikidata: str | None = None

    @property
    def single(self) -> bool:
        """Whether a plural noun cannot mean it: "the states" is not one state."""
        return self.number == "one" and self.kind in ("state", "igo", "ngo", "person", "government", "body", "region")

    @property
    def actor(self) -> bool:
        """Whether it is known to be somebody who acts."""
        return bool(self.code or self.sector or self.kind not in ("thing", "first"))


class Reference(NamedTuple):
    """A phrase and the chains it belongs to."""

    phrase: Phrase
    chains: tuple[Chain, ...]


class Chains:
    """All chains of a document, found by key, by name and by noun."""

    def __init__(self) -> None:
        self.all: list[Chain] = []
        self._by_key: dict[tuple[str, ...], Chain] = {}
        self._by_noun: dict[str, list[Chain]] = {}
        self._by_code: dict[tuple[str, str], Chain] = {}
        self.groups: dict[str, tuple[Chain, ...]] = {}  # the last group for a noun: "ministers", "parties"

    def new(self, name: str, code: str | None, sector: tuple[str, ...], kind: str, why: str) -> Chain:
        """A chain of its own."""
        chain = Chain(len(self.all), name, code, sector, kind)
        chain.why = why
        self.all.append(chain)
        return chain

    def get(self, *key: str) -> Chain | None:
        """The chain stored under this key."""
        return self._by_key.get(key)

    def keep(self, chain: Chain, *key: str) -> Chain:
        """Stores ``chain`` under this key unless another has it."""
        return self._by_key.setdefault(key, chain)

    def note_noun(self, chain: Chain, noun: str, last: bool = True) -> None:
        """From here on "the NOUN" can mean ``chain``; of two, the one noted last; without ``last`` one noted before."""
        found = self._by_noun.setdefault(noun, [])
        if last and (not found or found[-1] is not chain):
            found.append(chain)
        elif not last and chain not in found:
            found.insert(0, chain)
        if chain.code:
            self._by_code[(noun, chain.code)] = chain

    def replace(self, old: Chain, new: Chain) -> None:
        """From here on every noun and key that could mean ``old`` means ``new``."""
        for found in self._by_noun.values():
            found[:] = [new if c is old else c for c in found]
        self._by_key.update({key: new for key, c in self._by_key.items() if c is old})
        self._by_code.update({key: new for key, c in self._by_code.items() if c is old})
        for chain in self.all:
            chain.owner = new.index if chain.owner == old.index else chain.owner

    def holder_of(self, noun: str, code: str | None) -> Chain | None:
        """The only holder of an office that was spoken of, where no name was given and no country contradicts."""
        held = unique([c for c in self._by_noun.get(noun, ()) if c.kind == "person" and c.number == "one" and c.spans])
        held = tuple(c for c in held if code is None or c.code in (None, code))
        return held[0] if len(held) == 1 and held[0].why.startswith("noun: ") and held[0].lemma == noun else None

    def nouns_of(self, chain: Chain) -> set[str]:
        """The nouns that can mean the chain."""
        return {noun for noun, found in self._by_noun.items() if chain in found}

    def named_with(self, noun: str) -> tuple[Chain, ...]:
        """The persons by name who hold this office, each once, in order."""
        return unique([c for c in self._by_noun.get(noun, ()) if c.kind == "person" and c.number == "one" and c.spans])

    def of_noun(
        self,
        noun: str,
        modifiers: frozenset[str],
        code: str | None,
        owner: int | None,
        plural: bool,
        loose: bool = False,
    ) -> Chain | None:
        """The last chain of this noun whose country, modifiers and possessor do not contradict.

        ``loose``: the modifiers only describe ("the fallen president"), so that a person known by name may be meant.
        """
        if code:
            known = self._by_code.get((noun, code))
            if known is None or known.index == owner or (plural and known.single):
                return None
            return known
        for chain in reversed(self._by_noun.get(noun, ())[-8:]):
            if (owner is not None and chain.owner != owner) or (plural and chain.single):
                continue
            if chain.counted and not plural:
                continue
            named = loose and chain.kind == "person" and chain.why.startswith(("named", "known"))
            if modifiers <= chain.modifiers or (not chain.modifiers and not modifiers) or named:
                return chain
        return None


def entities_of(chains: Iterable[Chain], more: Iterable[Chain] = ()) -> tuple[tuple[Entity, ...], dict[int, str]]:
    """The entities in the order of their first mention, and the id of each chain; chains without mentions are left
    out, except ``more``, which have an id behind the others but are no entities yet.
    """
    used = sorted((c for c in chains if c.spans), key=lambda c: (min(c.spans), c.index))
    named = len(used)
    used += sorted({c for c in more if not c.spans}, key=lambda c: c.index)
    given = {chain.mark for chain in used if chain.mark is not None}
    ids: dict[int, str] = {}
    number = 0
    for chain in used:
        number += 1
        while f"e{number}" in given:
            number += 1
        ids[chain.index] = chain.mark if chain.mark is not None else f"e{number}"
    return tuple(entity_of(chain, ids[chain.index]) for chain in used[:named]), ids


def entity_of(chain: Chain, entity_id: str) -> Entity:
    mentions = tuple(EntityMention(start=s, end=e, kind=k) for (s, e), k in sorted(chain.spans.items()))
    return Entity(
        id=entity_id,
        name=chain.name,
        code=chain.code,
        sector=chain.sector,
        identifier_id=chain.wikidata,
        mentions=mentions,
        why=chain.why or None,
    )


def unique(chains: Sequence[Chain]) -> tuple[Chain, ...]:
    """Each chain once, in order."""
    return tuple(dict.fromkeys(chains))
