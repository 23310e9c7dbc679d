"""Keeps the groups of mentions that are one undertaking: those that links of rules and of nearness hold together.

Mentions may be added in any order: the groups are what they would be had all been there at once.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence

from communique.ledger.blocks import Blocks
from communique.ledger.entry import mention_of
from communique.ledger.graph import Graph, Pair
from communique.ledger.nearest import Nearest
from communique.ledger.noted import Noted
from communique.ledger.places import Place
from communique.ledger.shapes import Shapes
from communique.ledger.sides import Sides
from communique.ledger.summary import Summary, summary_of
from communique.model import EntryMention

LARGE = 24  # mentions from which on what they come to is kept, and put together with that of what joins them


class Groups:
    """The mentions of each undertaking, kept while mentions are added."""

    def __init__(self, shapes: Shapes, sides: Sides) -> None:
        self.mentions: dict[Place, Noted] = {}
        self.members: dict[Place, list[Place]] = {}  # by the first mention of each group
        self._first: dict[Place, Place] = {}
        self._told: dict[Place, Summary] = {}  # of large groups
        self._shown: dict[Place, EntryMention] = {}  # the mentions of large groups
        self._graph = Graph()
        self._blocks = Blocks(self.mentions, sides)
        self._nearest = Nearest(self.mentions, shapes, sides)

    def add(self, noted: Iterable[Noted]) -> tuple[set[Place], set[Place]]:
        """Adds mentions; returns the first mentions of the groups that came or changed, and of those that are gone."""
        new = {n.place: n for n in noted}
        new = {place: n for place, n in sorted(new.items()) if place not in self.mentions}
        self.mentions.update(new)
        links = self._blocks.links
        relinked = self._blocks.add(new)
        single = {place for place in relinked if not links[place]}
        were = {place for place, was in relinked.items() if was == ()}
        moved = self._nearest.change(single - were, were - single)
        return self._regroup(sorted({*new, *relinked, *moved}))

    def _wanted(self, place: Place) -> set[Place]:
        """The earlier mentions that one is held together with."""
        near = self._nearest.of(place)
        return {*self._blocks.links[place], *([near] if near else ())}

    def _regroup(self, loose: Sequence[Place]) -> tuple[set[Place], set[Place]]:
        """Puts mentions whose links changed, and those grouped with them, into groups anew."""
        lost: list[Pair] = []
        for place in loose:
            lost += self._graph.tie(place, self._wanted(place))
        touched: set[Place] = set()  # the first mentions of groups that were or are, and are not what they were
        for part in self._graph.cut_off(lost):
            for first in sorted({self._first[p] for p in part if p in self._first}):
                touched |= self._cut(first, part)
            touched.add(self._put(sorted(part)))
        for place in loose:
            if place not in self._first:
                touched.add(self._put([place]))
        for place in loose:
            for earlier in self._wanted(place):
                touched |= self._merge(self._first[place], self._first[earlier])
        here = {first for first in touched if first in self.members}
        return here, touched - here

    def _put(self, members: list[Place]) -> Place:
        """Makes a group; returns its first mention."""
        first = members[0]
        self.members[first] = members
        self._first.update(dict.fromkeys(members, first))
        return first

    def _cut(self, first: Place, part: set[Place]) -> set[Place]:
        """Takes a part out of a group; returns the first mentions of what it was and what is left."""
        left = [p for p in self.members.pop(first) if p not in part]
        told = self._told.pop(first, None)
        if not left:
            return {first}
        if left[0] == first:
            self.members[first] = left
            if told is not None and not told.rests_on(self.mentions[p] for p in part if self._first.get(p) == first):
                self._told[first] = told
            return {first}
        return {first, self._put(left)}

    def _merge(self, one: Place, other: Place) -> set[Place]:
        """Makes one group of two; returns the first mentions of both."""
        if one == other:
            return set()
        first, later = min(one, other), max(one, other)
        size = len(self.members[first]) + len(self.members[later])
        told = self.told(first).plus(self.told(later)) if size >= LARGE else None
        members, more = self.members[first], self.members.pop(later)
        self._first.update(dict.fromkeys(more, first))
        self._told.pop(later, None)
        if len(more) < LARGE:
            for place in more:
                insort(members, place)
        else:
            members[:] = sorted(members + more)
        if told is not None:
            self._told[first] = told
        return {first, later}

    def told(self, first: Place) -> Summary:
        """What the mentions of the group that begins with this one come to."""
        told = self._told.get(first)
        if told is None:
            told = summary_of(self.mentions[place] for place in self.members[first])
            if len(self.members[first]) >= LARGE:
                self._told[first] = told
        return told

    def shown(self, first: Place) -> tuple[EntryMention, ...]:
        """The mentions of the group that begins with this one, as an entry tells them."""
        members = self.members[first]
        if len(members) < LARGE:
            return tuple(mention_of(self.mentions[place]) for place in members)
        for place in members:
            if place not in self._shown:
                self._shown[place] = mention_of(self.mentions[place])
        return tuple(map(self._shown.__getitem__, members))

    def noted(self, first: Place) -> list[Noted]:
        """The same mentions, as they were noted."""
        return [self.mentions[place] for place in self.members[first]]
