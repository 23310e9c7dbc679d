"""Links each mention to the earlier ones that the rules take for the same undertaking.

A mention's links depend on the mentions near before it in its blocks alone, never on what else was joined. When one is
added, those near behind it are compared with it alone, and lose what it pushes out of their sight.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import chain

from communique.ledger.matching import ANY_BLOCK, is_lost, is_one, keys_for, signature_of
from communique.ledger.noted import Noted
from communique.ledger.places import Place
from communique.ledger.sides import Sides
from communique.ledger.windows import Windows

NEAR = 40  # wordings of one block that each new one is compared with, latest first: keeps the work linear
Links = tuple[Place, ...]


class Blocks:
    """The links of all mentions, kept while mentions are added."""

    def __init__(self, mentions: Mapping[Place, Noted], sides: Sides) -> None:
        """``mentions`` are all that are known; whoever adds to them calls ``add``."""
        self._mentions = mentions
        self._sides = sides
        self._kinship = sides.kinship
        self._rows = Windows()
        self._alike = Windows()
        self._filed: set[Place] = set()
        self.links: dict[Place, Links] = {}

    def add(self, new: Iterable[Place]) -> dict[Place, Links | None]:
        """Links new mentions; returns those whose links came or changed, with the links that they had."""
        stale, looks = self._file(sorted(new))
        changed: dict[Place, Links | None] = {}
        for place in sorted({*stale, *looks}):
            links = self._looked(place) if place in stale else self._again(place, looks[place])
            was = self.links.get(place)
            if links != was:
                changed[place] = was
                self.links[place] = links
        return changed

    def _file(self, new: list[Place]) -> tuple[set[Place], Mapping[Place, set[Place]]]:
        """Files mentions; returns those to be linked anew, and what others are to be compared with.

        Of wordings that are the same only the first stands in the blocks: a promise repeated a thousand times costs one
        comparison.
        """
        stale = set(new)
        for place in new:
            signature = signature_of(self._mentions[place])
            self._alike.add([signature], place)
            stale.update(self._alike.after(signature, place, 1))
        looks: defaultdict[Place, set[Place]] = defaultdict(set)
        for place in sorted(stale):
            first = self._same(place) is None
            if first == (place in self._filed):
                continue
            keys = keys_for(self._mentions[place], self._kinship)
            if first:
                self._filed.add(place)
                self._rows.add(keys, place)
            else:
                self._filed.discard(place)
                self._rows.remove(keys, place)
            for key in keys:
                for behind in self._seen_from(key, place):
                    if behind not in stale:
                        looks[behind].update([place] if first else self._rows.before(key, behind, NEAR)[-1:])
        return stale, looks

    def _seen_from(self, key: tuple[str, str], place: Place) -> Iterable[Place]:
        """The mentions that see a place under a key: those that name nobody, and they alone, look at everybody's."""
        behind = self._rows.after(key, place, NEAR)
        return behind if key[0] != ANY_BLOCK else (n for n in behind if is_lost(self._mentions[n]))

    def _same(self, place: Place) -> Place | None:
        """The last earlier mention with the same wording."""
        mention = self._mentions[place]
        for earlier in self._alike.before(signature_of(mention), place, 1):
            if is_one(self._mentions[earlier], mention, self._sides):
                return earlier
        return None

    def _looked(self, place: Place) -> Links:
        """The earlier mentions in sight that are of the same undertaking."""
        same = self._same(place)
        if same is not None:
            return (same,)
        return self._like(self._mentions[place], self._sight(place))

    def _again(self, place: Place, looks: set[Place]) -> Links:
        """The same where the links before are known, and only ``looks`` may have come into sight."""
        known = set(self.links[place])
        sight = self._sight(place)
        found = self._like(self._mentions[place], (m for m in sight if m in looks and m not in known))
        return tuple(sorted((*found, *(m for m in sight if m in known))))

    def _like(self, mention: Noted, places: Iterable[Place]) -> Links:
        """Those of earlier mentions that are of the undertaking of this one."""
        mentions, kinds, renewed = self._mentions, mention.shape.kinds, mention.undertaking.renewed
        found = []
        for place in places:
            earlier = mentions[place]
            if not renewed and kinds.isdisjoint(earlier.shape.kinds):
                continue  # most are told apart here already
            if is_one(earlier, mention, self._sides):
                found.append(place)
        return tuple(sorted(found))

    def _sight(self, place: Place) -> Collection[Place]:
        """The mentions that one is compared with."""
        mention = self._mentions[place]
        lost = is_lost(mention)
        keys = [key for key in keys_for(mention, self._kinship) if lost or key[0] != ANY_BLOCK]
        return dict.fromkeys(chain.from_iterable(self._rows.before(key, place, NEAR) for key in keys))
