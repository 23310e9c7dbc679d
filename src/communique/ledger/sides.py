"""Tells whether two reports name the same party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communique.lexicon.kinship import Kinship
from communique.model import Entity, EntryParty, Party

KEPT = 200_000  # pairs of parties whose likeness is kept


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A party as one document names it: its name, its code, and the words that tell it from others.

    ``Sides`` makes each once, so that two are equal where they are one object.
    """

    name: str
    code: str | None
    sector: tuple[str, ...]
    words: frozenset[str]  # words that are names or rare
    plain: frozenset[str]  # the other words of the name
    everyone: bool  # "all parties": whoever is meant
    keys: tuple[str, ...]  # what it can be looked up by: its code, and the words that are its own

    @property
    def nameless(self) -> bool:
        """Whether it is told by common nouns alone, of no known country: "both sides", "the fighters"."""
        return self.code is None and (self.everyone or not self.words)

    def party(self) -> EntryParty:
        """The party as it stands in the ledger."""
        return EntryParty(name=self.name, code=self.code, sector=self.sector)


Roles = tuple[Side, ...]


class Sides:
    """The sides of all names met so far, each made once, and how they stand to each other."""

    def __init__(self, kinship: Kinship) -> None:
        self.kinship = kinship
        self._made: dict[tuple[str, str | None, tuple[str, ...]], Side] = {}
        self._shared: dict[tuple[Roles, Roles], bool] = {}

    def named(self, name: str, code: str | None, sector: tuple[str, ...]) -> Side:
        """A side by its name with code and sector, as far as they are known."""
        key = (name, code, sector)
        if key not in self._made:
            self._made[key] = _side(name, code, sector, self.kinship)
        return self._made[key]

    def of(self, parties: Iterable[Party], entities: Mapping[str, Entity]) -> Roles:
        """The sides of a role, in order, each once."""
        known = (entities[p.entity] for p in parties if p.entity in entities)
        return tuple(dict.fromkeys(self.named(e.name, e.code, e.sector) for e in known))

    def share(self, ones: Roles, others: Roles) -> bool:
        """Whether the smaller group is part of the larger."""
        if not ones or not others:
            return False
        found = self._shared.get((ones, others))
        if found is None:
            if len(self._shared) >= KEPT:
                self._shared.clear()
            found = self._shared[ones, others] = self._share(ones, others)
        return found

    def _share(self, ones: Roles, others: Roles) -> bool:
        small, large = sorted((ones, others), key=len)
        return all(any(is_same(a, b, self.kinship) for b in large) for a in small)


def _side(name: str, code: str | None, sector: tuple[str, ...], kinship: Kinship) -> Side:
    words = {_bare(w) for w in name.lower().replace("’", "'").split()} - {""}
    small = {_bare(w) for w in name.replace("’", "'").split() if w[0].islower()}
    plain = words & (kinship.words["plain_names"] | small)  # names have capital letters
    own = frozenset(_root(word, kinship) for word in words - plain)
    everyone = name.lower().strip() in kinship.words["everyone"]
    keys = (code, *sorted(own)[:3]) if code is not None else tuple(sorted(own))[:4] or tuple(sorted(plain))[:2]
    return Side(name, code, sector, own, frozenset(plain), everyone, keys)


def is_same(one: Side, other: Side, kinship: Kinship) -> bool:
    """Whether two sides are one: the same name, or the same country and compatible sectors.

    A state's ministry, army, police and courts are one side; its rebels, parties, firms and citizens are not. That two
    are organisations of many countries makes them no more one than that two have no code.
    """
    if one.words and one.words & other.words and _codes_agree(one, other):
        smaller = min(len(one.words), len(other.words))
        return len(one.words & other.words) * 2 >= smaller
    if one.code is not None and one.code == other.code and one.code not in kinship.words["codes_of_no_country"]:
        return _sectors_agree(one, other, kinship)
    if (one.code is None or other.code is None) and is_state(one, kinship) and is_state(other, kinship):
        return True
    alike = one.code is None or other.code is None or one.code == other.code
    return alike and not one.words and not other.words and bool(one.plain & other.plain)


def may_be_same(one: Side, other: Side, kinship: Kinship) -> bool:
    """Whether nothing keeps two sides from being one: one of them is named by common nouns only, or without a code."""
    if one.everyone or other.everyone:
        return True
    if one.code is not None and other.code is not None:
        return one.code == other.code and not (one.words and other.words) and _may_share(one, other, kinship)
    return not (one.words and other.words) or bool(one.words & other.words)


def _may_share(one: Side, other: Side, kinship: Kinship) -> bool:
    """Whether two common nouns of one country can mean one party: not a union and a ministry."""
    loose = kinship.words["loose_sectors"].intersection(one.sector + other.sector)
    return not one.sector or not other.sector or bool(loose) or _sectors_agree(one, other, kinship)


def _bare(word: str) -> str:
    return word.strip("\"'“”‘’.,;:()[]").removesuffix("'s")


def _root(word: str, kinship: Kinship) -> str:
    """A name without the ending that makes it a people or an adjective: "thule" and "thulian" are both "thul"."""
    for ending in sorted(kinship.words["name_endings"], key=lambda e: (-len(e), e)):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def _codes_agree(one: Side, other: Side) -> bool:
    return one.code is None or other.code is None or one.code == other.code


def is_state(side: Side, kinship: Kinship) -> bool:
    return bool(side.sector) and side.sector[0] in kinship.words["state_sectors"]


def _sectors_agree(one: Side, other: Side, kinship: Kinship) -> bool:
    if not one.sector or not other.sector or one.sector[0] == other.sector[0]:
        whole = one if not one.sector else other
        rest = other if whole is one else one
        return (not whole.sector and (not rest.sector or is_state(rest, kinship))) or bool(
            set(one.sector) & set(other.sector)
        )
    return (is_state(one, kinship) and is_state(other, kinship)) or bool(set(one.sector) & set(other.sector))
