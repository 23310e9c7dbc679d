"""Links each mention to the earlier ones of the same undertaking, and keeps the groups that the links make.

A mention's links depend on the mentions near before it in its blocks alone, never on what else was joined. So mentions
may be added in any order: only those near behind a new one are linked again, and the groups are what they would be had
all been there at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from communique.ledger.matching import ANY_BLOCK, deadlines_agree, is_lost, is_one, keys_for, signature_of, tie_of
from communique.ledger.nearing import SIGNS, are_foreign, crowd_of, signs_of
from communique.ledger.noted import Noted, place_of
from communique.ledger.shapes import Shapes
from communique.ledger.sides import keys_of
from communique.ledger.windows import Place, Windows
from communique.lexicon.weights import load_weights

NEAR = 40  # wordings of one block that each new one is compared with, latest first: keeps the work linear
WIDE = 64  # undertakings of a side that one which the rules leave single is offered to, latest first
ANY = 32  # and such of any side
SHORT = 8  # of these, how many are looked at word by word
Links = tuple[Place, ...]


class Groups:
    """The mentions of each undertaking, kept while mentions are added."""

    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes
        self.kinship = shapes.kinship
        self._weights = load_weights("merging", SIGNS)
        self.mentions: dict[Place, Noted] = {}
        self.members: dict[Place, list[Place]] = {}  # by the first mention of each group
        self._first: dict[Place, Place] = {}
        self._blocks = Windows()
        self._alike = Windows()
        self._openers = Windows()
        self._links: dict[Place, Links] = {}
        self._near: dict[Place, Links] = {}
        self._beside: dict[Place, set[Place]] = {}
        self._keys: dict[Place, list[tuple[str, str]]] = {}

    def add(self, noted: Iterable[Noted]) -> tuple[set[Place], set[Place]]:
        """Adds mentions; returns the first mentions of the groups that came or changed, and of those that are gone."""
        new = {place_of(n): n for n in noted}
        new = {place: n for place, n in sorted(new.items()) if place not in self.mentions}
        self.mentions.update(new)
        stale = self._filed(new)
        reopened: set[Place] = set()
        loose: set[Place] = set(new)
        for place in sorted(stale):
            links = self._linked(place)
            if links != self._links.get(place):
                was = place in self._links and not self._links[place]
                self._links[place] = links
                loose.add(place)
                if was == bool(links):
                    reopened.add(place)
        lonely = set(reopened)
        for place in sorted(reopened):
            keys = self._side_keys(self.mentions[place])
            (self._openers.remove if self._links[place] else self._openers.add)(keys, place)
            for key in keys:
                lonely.update(self._openers.after(key, place, WIDE if key else ANY))
        for place in sorted(lonely):
            near = self._nearest(place) if not self._links[place] else ()
            if near != self._near.get(place, ()):
                self._near[place] = near
                loose.add(place)
        return self._regroup(loose)

    def _filed(self, new: dict[Place, Noted]) -> set[Place]:
        """Files the mentions; returns those whose links are to be looked for (again).

        Of wordings that are the same only the first stands in the blocks: a promise repeated a thousand times costs one
        comparison.
        """
        stale = set(new)
        for place, mention in new.items():
            signature = signature_of(mention)
            self._alike.add([signature], place)
            stale.update(self._alike.after(signature, place, 1))
        for place in sorted(stale):
            mention = self.mentions[place]
            first = self._same(place, mention) is None
            filed = place in self._keys
            if first == filed:
                continue
            keys = self._keys.pop(place, None) or keys_for(mention, self.kinship)
            if first:
                self._keys[place] = keys
            (self._blocks.add if first else self._blocks.remove)(keys, place)
            for key in keys:
                behind = self._blocks.after(key, place, NEAR)
                stale.update(behind if key[0] != ANY_BLOCK else (n for n in behind if is_lost(self.mentions[n])))
        return stale

    def _same(self, place: Place, mention: Noted) -> Place | None:
        """The last earlier mention with the same wording."""
        for earlier in self._alike.before(signature_of(mention), place, 1):
            if is_one(self.mentions[earlier], mention, self.kinship):
                return earlier
        return None

    def _linked(self, place: Place) -> Links:
        """The earlier mentions that the rules take for the same undertaking."""
        mention = self.mentions[place]
        same = self._same(place, mention)
        if same is not None:
            return (same,)
        lost = is_lost(mention)
        keys = [key for key in keys_for(mention, self.kinship) if lost or key[0] != ANY_BLOCK]
        near = dict.fromkeys(m for key in keys for m in self._blocks.before(key, place, NEAR))
        return tuple(m for m in near if is_one(self.mentions[m], mention, self.kinship))

    def _side_keys(self, mention: Noted) -> list[str]:
        return ["", *dict.fromkeys(k for side in mention.obligor for k in keys_of(side)[:2])]

    def _nearest(self, place: Place) -> Links:
        """What a mention that the rules leave single is nearest to in meaning; nothing where none is near enough."""
        mention = self.mentions[place]
        keys = self._side_keys(mention)
        pool = dict.fromkeys(m for key in keys for m in self._openers.before(key, place, WIDE if key else ANY))
        known = [m for m in pool if self._may_be(mention, self.mentions[m])]
        if not known:
            return ()
        crowd = crowd_of(len(known))
        rough = self.shapes.nearest(mention.shape, [self.mentions[m].shape for m in known])
        best, chosen = self._weights.least, None
        for at in np.argsort(-rough, kind="stable")[:SHORT]:
            odds = self._odds(self.mentions[known[at]], mention, crowd)
            if odds is not None and (odds > best or (chosen is None and odds == best)):
                best, chosen = odds, known[at]
        return (chosen,) if chosen is not None else ()

    @staticmethod
    def _may_be(mention: Noted, earlier: Noted) -> bool:
        return earlier.document != mention.document and earlier.undertaking.polarity == mention.undertaking.polarity

    def _odds(self, earlier: Noted, mention: Noted, crowd: float) -> float | None:
        """The odds that two mentions are of one undertaking; None where they cannot be."""
        if not deadlines_agree(earlier, mention):
            return None
        if are_foreign(earlier.shape, mention.shape, self.shapes):
            return None
        tie = tie_of(earlier, mention, self.kinship)
        return None if tie is None else self._weights.odds(signs_of(earlier, mention, tie, crowd, self.shapes))

    def _regroup(self, loose: Iterable[Place]) -> tuple[set[Place], set[Place]]:
        """Puts mentions whose links changed, and those grouped with them, into groups anew."""
        touched: set[Place] = set()
        for place in loose:
            touched.add(place)
            for old in self._beside.get(place, ()):
                touched.add(old)
            touched.update(self._links[place])
            touched.update(self._near.get(place, ()))
        firsts = {self._first[p] for p in touched if p in self._first}
        nodes = touched | {m for first in firsts for m in self.members[first]}
        before = {first: self.members.pop(first) for first in firsts}
        for place in loose:
            self._join(place)
        left = sorted(nodes)
        seen: set[Place] = set()
        changed: set[Place] = set()
        for place in left:
            if place not in seen:
                group = self._component(place)
                seen.update(group)
                self.members[place] = group
                self._first.update(dict.fromkeys(group, place))
                if before.get(place) != group:
                    changed.add(place)
        return changed, firsts - set(self.members)

    def _join(self, place: Place) -> None:
        """Brings the neighbours of a mention up to its links."""
        wanted = {*self._links[place], *self._near.get(place, ())}
        beside = self._beside.setdefault(place, set())
        for old in [o for o in beside if o < place and o not in wanted]:
            beside.discard(old)
            self._beside[old].discard(place)
        for earlier in wanted:
            beside.add(earlier)
            self._beside.setdefault(earlier, set()).add(place)

    def _component(self, place: Place) -> list[Place]:
        seen, stack = {place}, [place]
        while stack:
            for other in self._beside.get(stack.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    stack.append(other)
        return sorted(seen)

    def noted(self, first: Place) -> Sequence[Noted]:
        """The mentions of the group that begins with this one, in order."""
        return [self.mentions[place] for place in self.members[first]]
