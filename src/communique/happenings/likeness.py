"""Whether an event is the happening that others are: enough must agree, and nothing that is known may differ."""

from __future__ import annotations

import math
from collections.abc import Sequence

from communique.happenings.facts import Facts, Side, Spot

ENOUGH = 2  # of actor, recipient and place must agree
NEARBY = 30.0  # km between two names for where it happened
DEGREE = 111.2  # km of a degree of latitude


class Likeness:
    """The events of one happening so far, and what they say together."""

    def __init__(self, first: Facts) -> None:
        self._actors = list(first.actors)
        self._recipients = list(first.recipients)
        self._places = [first.place] if first.place else []
        self._first, self._last = first.first, first.last

    def add(self, facts: Facts) -> None:
        self._actors += _new(self._actors, facts.actors)
        self._recipients += _new(self._recipients, facts.recipients)
        if facts.place is not None:
            self._places.append(facts.place)

    def score(self, facts: Facts) -> int:
        """0: another happening; else the more agrees, the higher. Days are compared with those of the first member."""
        if not self._touches(facts):
            return 0
        mutual = not facts.recipients and not self._recipients and len(facts.actors) > 1
        actors = (_agree_on_all if mutual else _agree)(self._actors, facts.actors)
        if actors < 0 or (recipients := _agree(self._recipients, facts.recipients)) < 0:
            return 0
        if actors + recipients + 1 < ENOUGH or (place := self._agree_on_place(facts.place)) < 0:
            return 0
        agreed = actors + recipients + place
        return 2 * agreed + (facts.first == self._first) if agreed >= ENOUGH else 0

    def _touches(self, facts: Facts) -> bool:
        """Whether the days meet; single days may lie beside each other, as in reports of one night, but not weeks."""
        long = (self._last - self._first).days > 1 or (facts.last - facts.first).days > 1
        apart = 0 if long else 1
        return (facts.first - self._last).days <= apart and (self._first - facts.last).days <= apart

    def _agree_on_place(self, place: Spot | None) -> int:
        if place is None or not self._places:
            return 0
        return max(_same_place(place, other) for other in self._places)


def _agree(known: Sequence[Side], told: Sequence[Side]) -> int:
    """1: a party is the same; 0: one side is not known; -1: they differ."""
    if not known or not told:
        return 0
    for one in known:
        for other in told:
            if one.may_be(other):
                return 1
    return -1


def _agree_on_all(known: Sequence[Side], told: Sequence[Side]) -> int:
    """Of those that meet, all of the shorter list must be in the other: two pairs may have one in common."""
    if not known or not told:
        return 0
    short, long = sorted((known, told), key=len)
    return 1 if all(any(one.may_be(other) for other in long) for one in short) else -1


def _new(known: Sequence[Side], told: Sequence[Side]) -> list[Side]:
    return [side for side in told if (side.known, side.noun) not in {(k.known, k.noun) for k in known}]


def _same_place(one: Spot, other: Spot) -> int:
    """1: the same spot or one near it; 0: one may lie in the other; -1: elsewhere."""
    if one.geonameid and one.geonameid == other.geonameid:
        return 0 if one.resolution == "country" else 1
    if one.country_code and other.country_code and one.country_code != other.country_code:
        return -1
    if {one.resolution, other.resolution} & {"country", "province", None}:
        return 0
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 1 if one.words == other.words else 0
    wide = (one.lon - other.lon) * math.cos(math.radians(one.lat))
    return 1 if math.hypot(one.lat - other.lat, wide) * DEGREE <= NEARBY else -1
