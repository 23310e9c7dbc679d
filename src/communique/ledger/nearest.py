"""Finds for each mention that the rules leave single the earlier one that it is nearest to in meaning.

It is offered to the latest of its sides and of all. When such an offer comes or goes, those near behind it look again
only where that can make a difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

import numpy as np

from communique.ledger.matching import deadlines_agree, tie_of
from communique.ledger.nearing import MANY, SIGNS, are_foreign, crowd_of, signs_of
from communique.ledger.noted import Noted
from communique.ledger.shapes import Floats, Shape, Shapes
from communique.ledger.sides import Sides
from communique.ledger.windows import Place, Windows
from communique.lexicon.weights import load_weights

WIDE = 64  # single mentions of a side that one is offered to, latest first
ANY = 32  # and such of any side
SHORT = 8  # of these, how many are looked at word by word, the nearest first
ROUNDED = 1e-4  # to which nearness is told: its last digits depend on what else is worked out beside it


class Single(NamedTuple):
    """What is looked up of a single mention again and again."""

    document: str
    polarity: str
    shape: Shape
    keys: tuple[str, ...]


class Offer(NamedTuple):
    """What a single mention is nearest to."""

    chosen: Place | None  # the likeliest; None where none is likely enough were they ``looked``
    odds: float  # of its being the same, as if the crowd were none
    floor: float  # what lies less near than this makes no difference
    crowd: int  # how many it can be; where none is chosen, at least so many
    looked: int  # a little less than it was when it was looked for, so that not all has to be counted anew


NOTHING = -2.0  # less near than anything
FEWER = 0.8  # of a crowd: as long as no more of it goes, who was too unlikely stays so


class Nearest:
    """The offers of all single mentions, kept while some come and go."""

    def __init__(self, mentions: Mapping[Place, Noted], shapes: Shapes, sides: Sides) -> None:
        self._mentions = mentions
        self._shapes = shapes
        self._sides = sides
        self._weights = load_weights("merging", SIGNS)
        self._weight = dict(zip(SIGNS, self._weights.values, strict=True))
        self._rows = Windows()
        self._singles: dict[Place, Single] = {}
        self._offers: dict[Place, Offer] = {}

    def of(self, place: Place) -> Place | None:
        """The mention that a single one is likely enough the same as; None where there is none."""
        offer = self._offers.get(place)
        return offer.chosen if offer is not None and offer.odds >= self._needed(offer.crowd) else None

    def _needed(self, crowd: int) -> float:
        """The odds that a mention must have where it could be any of so many."""
        return self._weights.least - self._weight["crowd"] * crowd_of(crowd)

    def change(self, come: Iterable[Place], gone: Iterable[Place]) -> set[Place]:
        """Takes in mentions that are single now, and out others; returns those whose nearest may be another."""
        looks: defaultdict[Place, set[Place]] = defaultdict(set)
        gone = sorted(gone)
        for place in gone:
            del self._offers[place]
            for key in self._singles.pop(place).keys:
                count = WIDE if key else ANY
                self._rows.remove([key], place)
                for behind in self._rows.after(key, place, count):
                    looks[behind].update((place, *self._rows.before(key, behind, count)[-1:]))
        fresh = sorted(come)
        for place in fresh:
            self._singles[place] = single = self._single(place)
            for key in single.keys:
                count = WIDE if key else ANY
                self._rows.add([key], place)
                for behind in self._rows.after(key, place, count):
                    if behind in self._offers:
                        looks[behind].update((place, *self._rows.before(key, behind, count + 1)[count:]))
        changed = set(gone)
        seen = {place: looks[place] for place in sorted(looks.keys() & self._offers.keys())}
        again = dict(zip(seen, self._nearness_of(seen), strict=True))
        for place in sorted({*fresh, *seen}):
            was = self.of(place)
            offer = self._again(place, len(seen[place]), again[place]) if place in seen else None
            self._offers[place] = offer or self._offer(place)
            if self.of(place) != was:
                changed.add(place)
        return changed

    def _nearness_of(self, seen: Mapping[Place, set[Place]]) -> list[float]:
        """How near the nearest of these is to each mention."""
        pairs = [(place, m) for place, places in seen.items() for m in places]
        if not pairs:
            return []
        near = self._shapes.each_near([(self._mentions[a].shape, self._mentions[b].shape) for a, b in pairs])
        starts = [0, *accumulate(map(len, seen.values()))][:-1]
        nearest: list[float] = np.maximum.reduceat(near, starts).tolist()
        return nearest

    def _single(self, place: Place) -> Single:
        mention = self._mentions[place]
        keys = dict.fromkeys(k for side in mention.obligor for k in side.keys[:2])
        return Single(mention.document, mention.undertaking.polarity, mention.shape, ("", *keys))

    def _known(self, place: Place) -> list[Place]:
        """What a mention is offered to, latest first."""
        single = self._singles[place]
        rows = (self._rows.before(key, place, WIDE if key else ANY) for key in single.keys)
        return self._those_like(single, sorted({*chain.from_iterable(rows)}, reverse=True))

    def _those_like(self, single: Single, places: Iterable[Place]) -> list[Place]:
        """Those that are not of its own document, and do or refrain as it does."""
        document, polarity, singles = single.document, single.polarity, self._singles
        return [m for m in places if (s := singles[m]).document != document and s.polarity == polarity]

    def _again(self, place: Place, count: int, near: float) -> Offer | None:
        """The offer of a mention when so many came into its sight or left it, the nearest so near; None: look anew."""
        offer = self._offers[place]
        crowd = offer.crowd - count if offer.chosen is None else len(self._known(place))
        if crowd < offer.looked or near >= offer.floor - ROUNDED:
            return None
        return offer._replace(crowd=crowd)

    def _offer(self, place: Place) -> Offer:
        known = self._known(place)
        mention = self._mentions[place]
        looked = int(FEWER * len(known))
        needed = self._needed(looked)
        least = self._least_near(needed, mention)
        rough = self._rough(place, known)
        order = np.argsort(-rough, kind="stable")[:SHORT].tolist()
        best, chosen = -np.inf, None
        for at in order:
            if rough[at] < least - ROUNDED:
                break  # nothing that they have in common could make up for that
            odds = self._odds(self._mentions[known[at]], mention)
            if odds is not None and odds > best:
                best, chosen = odds, known[at]
        bound = float(rough[order[-1]]) if len(known) >= SHORT else NOTHING
        if best < needed:
            return Offer(None, -np.inf, max(bound, least), len(known), looked)
        return Offer(chosen, best, bound, len(known), looked)

    def _least_near(self, needed: float, mention: Noted) -> float:
        """How near another mention must be at least, whatever else they have in common, to have the odds needed."""
        weight = self._weight["near"]
        return (needed - self._at_best(mention)) / weight if weight > 0 else NOTHING

    def _at_best(self, mention: Noted) -> float:
        """The odds that any other mention can have beside what its nearness adds."""
        due = mention.undertaking.deadline is not None
        most = {**self._weight, "near": 0.0, "shared": MANY * self._weight["shared"], "crowd": 0.0}
        most["deadline_same"] *= due
        return self._weights.start + sum(max(0.0, weight) for weight in most.values())

    def _rough(self, place: Place, others: Sequence[Place]) -> Floats:
        near = self._shapes.nearest(self._mentions[place].shape, [self._mentions[m].shape for m in others])
        rounded: Floats = np.rint(near / ROUNDED) * ROUNDED
        return rounded

    def _odds(self, earlier: Noted, mention: Noted) -> float | None:
        """The odds that two mentions are of one undertaking, the crowd left out; None where they cannot be."""
        tie = tie_of(earlier, mention, self._sides)
        if tie is None or not deadlines_agree(earlier, mention):
            return None
        if are_foreign(earlier.shape, mention.shape, self._shapes):
            return None
        return self._weights.odds(signs_of(earlier, mention, tie, 0.0, self._shapes))
