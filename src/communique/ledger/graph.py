"""Which mentions hold together: links come and go, and what falls apart is found without going through the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from communique.ledger.places import Place

Pair = tuple[Place, Place]


class Graph:
    """Mentions and the links between them."""

    def __init__(self) -> None:
        self._beside: dict[Place, set[Place]] = {}

    def tie(self, place: Place, wanted: set[Place]) -> list[Pair]:
        """Ties a mention to these earlier ones and to no others; returns the links that it lost by that."""
        beside = self._beside.setdefault(place, set())
        lost = [old for old in beside if old < place and old not in wanted]
        for old in lost:
            beside.discard(old)
            self._beside[old].discard(place)
        for earlier in wanted:
            beside.add(earlier)
            self._beside.setdefault(earlier, set()).add(place)
        return [(old, place) for old in lost]

    def cut_off(self, lost: Iterable[Pair]) -> Iterator[set[Place]]:
        """The parts, each whole, that fell off what they were one with when these links were lost.

        What is left of each group without them is whole as well: what held together through such a part alone is looked
        at again.
        """
        waiting = sorted(lost)
        pairs = list(waiting)
        told: set[Place] = set()
        while waiting:
            one, other = waiting.pop()
            part = None if one in told or other in told else self._between(one, other)
            if part is not None:
                told |= part
                ends = {b if a in part else a for a, b in pairs if (a in part) != (b in part)}
                again = list(pairwise(sorted(ends - told)))
                waiting += again
                pairs += again
                yield part

    def _between(self, one: Place, other: Place) -> set[Place] | None:
        """All that one of two mentions holds together with, where that leaves the other out; None where they hold.

        Both are searched from in step, so that a small part that falls off a large group costs what is small.
        """
        if not self._beside[one].isdisjoint(self._beside[other]):
            return None
        seen = {one}, {other}
        left = [one], [other]
        while left[0] and left[1]:
            for mine, here, there in ((0, seen[0], seen[1]), (1, seen[1], seen[0])):
                near = self._beside[left[mine].pop()]
                if not near.isdisjoint(there):
                    return None
                left[mine].extend(near - here)
                here |= near
        return seen[0] if not left[0] else seen[1]
