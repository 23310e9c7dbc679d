"""Finds for each mention that the rules leave single the earlier one that it is nearest to in meaning.

It is offered to the latest of its sides and of all. When such an offer comes or goes, those near behind it look again
only where that can make a difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from communique.ledger.likeness import differ_in_promise, have_words_in_common
from communique.ledger.matching import deadlines_agree, tie_of
from communique.ledger.nearing import MANY, SIGNS, are_foreign, crowd_of, signs_of
from communique.ledger.noted import Noted
from communique.ledger.places import Place
from communique.ledger.shapes import Shapes
from communique.ledger.sides import Sides
from communique.ledger.singles import ROUNDED, Singles
from communique.lexicon.weights import load_weights

SHORT = 8  # of those that one is offered to, how many are looked at word by word, the nearest first


class Offer(NamedTuple):
    """What a single mention is nearest to."""

    chosen: Place | None  # the likeliest; None where none is likely enough were they ``looked``
    odds: float  # of its being the same, as if the crowd were none
    floor: float  # what lies less near than this makes no difference
    crowd: int  # how many it can be; where none is chosen, at least so many
    looked: int  # a little less than it was when it was looked for, so that not all has to be counted anew


class Moves(NamedTuple):
    """Which mentions came into the sight of one, and which left it; some of them it may have seen all the time."""

    came: set[Place]
    left: set[Place]

    def all(self) -> list[Place]:
        """Both, each once."""
        return sorted(self.came | self.left)


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
        self._most = {sign: max(0.0, weight) for sign, weight in self._weight.items()}
        self._singles = Singles(mentions, shapes)
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
        moves: defaultdict[Place, Moves] = defaultdict(lambda: Moves(set(), set()))
        gone = sorted(gone)
        for place in gone:
            del self._offers[place]
            for behind, seen_now in self._singles.remove(place):
                moves[behind].left.add(place)
                moves[behind].came.update(seen_now)
        fresh = sorted(come)
        for place in fresh:
            for behind, unseen in self._singles.add(place):
                if behind in self._offers:
                    moves[behind].came.add(place)
                    moves[behind].left.update(unseen)
        changed = set(gone)
        seen = {place: moves[place] for place in sorted(moves.keys() & self._offers.keys())}
        near = iter(self._singles.nearness([(place, m) for place, moved in seen.items() for m in moved.all()]))
        again = {place: self._again(place, moved, [next(near) for _ in moved.all()]) for place, moved in seen.items()}
        for place in sorted({*fresh, *seen}):
            was = self.of(place)
            self._offers[place] = again.get(place) or self._offer(place)
            if self.of(place) != was:
                changed.add(place)
        return changed

    def _again(self, place: Place, moved: Moves, near: Sequence[float]) -> Offer | None:
        """The offer of a mention after others, so near, came into its sight or left it; None: look anew."""
        offer, mention = self._offers[place], self._mentions[place]
        close = [m for m, each in zip(moved.all(), near, strict=True) if each >= offer.floor - ROUNDED]
        if offer.chosen is not None:
            crowd = len(self._singles.seen_from(place))
            return None if close or crowd < offer.looked else offer._replace(crowd=crowd)
        crowd = offer.crowd - len(moved.left)
        if crowd < offer.looked or not moved.left.isdisjoint(close):
            return None
        needed = self._needed(offer.looked)  # where none was likely enough, one that is not either changes nothing
        likely = (self._odds(self._mentions[m], mention) for m in close)
        if any(odds is not None and odds >= needed for odds in likely):
            return None
        return offer._replace(crowd=crowd)

    def _offer(self, place: Place) -> Offer:
        known = self._singles.seen_from(place)
        mention = self._mentions[place]
        looked = int(FEWER * len(known))
        needed = self._needed(looked)
        least = self._least_near(needed, mention)
        nearest = self._singles.nearest(place, known, SHORT)
        best, chosen = -np.inf, None
        for near, other in nearest:
            if near < least - ROUNDED:
                break  # nothing that they have in common could make up for that
            if self._odds_at_best(self._mentions[other], mention, near) < max(best, needed):
                continue
            odds = self._odds(self._mentions[other], mention)
            if odds is not None and odds > best:
                best, chosen = odds, other
        bound = nearest[-1][0] if len(known) >= SHORT else NOTHING
        if best < needed:
            return Offer(None, -np.inf, max(bound, least), len(known), looked)
        return Offer(chosen, best, bound, len(known), looked)

    def _least_near(self, needed: float, mention: Noted) -> float:
        """How near another mention must be at least, whatever else they have in common, to have the odds needed."""
        weight = self._weight["near"]
        due = mention.undertaking.deadline is not None
        return (needed - self._odds_beside(due=due, kind=True, words=True)) / weight if weight > 0 else NOTHING

    def _odds_at_best(self, earlier: Noted, mention: Noted, near: float) -> float:
        """The odds that a mention so near cannot exceed, by a quick look at what they have in common."""
        one, other = earlier.shape, mention.shape
        weight = self._weight["near"]
        kind = not one.kinds.isdisjoint(other.kinds)
        words = have_words_in_common(one, other)
        due = earlier.undertaking.deadline is not None and mention.undertaking.deadline is not None
        nearness = weight * (near + ROUNDED) if weight > 0 else -weight
        return self._odds_beside(due=due, kind=kind, words=words) + nearness

    def _odds_beside(self, *, due: bool, kind: bool, words: bool) -> float:
        """The odds that another mention can have beside what its nearness adds, by what the two can have in common."""
        most = self._most
        rest = sum(most[sign] for sign in ("verb", "apart", "numbers_differ", "any_side", "unaddressed"))
        common = (most["objects"] + MANY * most["shared"]) * words
        return self._weights.start + rest + common + most["kinds"] * kind + most["deadline_same"] * due

    def _odds(self, earlier: Noted, mention: Noted) -> float | None:
        """The odds that two mentions are of one undertaking, the crowd left out; None where they cannot be."""
        tie = tie_of(earlier, mention, self._sides)
        if tie is None or not deadlines_agree(earlier, mention):
            return None
        if are_foreign(earlier.shape, mention.shape, self._shapes):
            return None
        if differ_in_promise(earlier.shape, mention.shape, self._shapes.kinship):
            return None
        return self._weights.odds(signs_of(earlier, mention, tie, 0.0, self._shapes))
