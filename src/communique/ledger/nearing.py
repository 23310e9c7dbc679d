"""How likely two mentions that the tables do not bring together are of one undertaking: signs, weighed."""

from __future__ import annotations

import math

from communique.ledger.likeness import compare
from communique.ledger.matching import Tie, numbers_differ
from communique.ledger.noted import Noted
from communique.ledger.shapes import Shape, Shapes

SIGNS = (
    "near",  # how near the words lie in meaning
    "verb",  # and the verbs alone
    "kinds",  # a kind of act in common
    "objects",  # a thing in common
    "shared",  # other words in common, up to three
    "apart",  # names tell the objects apart
    "numbers_differ",
    "deadline_same",
    "any_side",  # the sides may be the same, but nothing says so
    "unaddressed",  # one of the two obliges nobody in particular
    "crowd",  # logarithm (base 2) of how many others it could as well be
)
FOREIGN = 0.1  # how near some words of theirs must be, whatever is done to them
MANY = 3  # words shared, beyond which more say nothing


def are_foreign(one: Shape, other: Shape, shapes: Shapes) -> bool:
    """Whether acts of one kind deal with things that have nothing in common: "release the prisoners", "the map"."""
    if not one.things or not other.things or one.kinds.isdisjoint(other.kinds) or one.words & other.words:
        return False
    return max(shapes.nearness.verbs(a, b) for a in one.words for b in other.words) < FOREIGN


def crowd_of(count: int) -> float:
    """The sign "crowd" where it could be any of so many; four at least, for in small ledgers most is not told."""
    return math.log2(max(4, count))


def signs_of(earlier: Noted, later: Noted, tie: Tie, crowd: float, shapes: Shapes) -> tuple[float, ...]:
    """The signs, in the order of ``SIGNS``, that two mentions of sides so tied are of one undertaking."""
    one, other = earlier.shape, later.shape
    like = compare(one, other)
    return (
        shapes.near(one, other),
        shapes.verbs(one, other),
        bool(like.kinds),
        bool(like.objects),
        min(MANY, len(like.shared)),
        like.apart,
        numbers_differ(one, other),
        _is_due_the_same_day(earlier, later),
        tie == "any",
        tie == "unaddressed",
        crowd,
    )


def _is_due_the_same_day(one: Noted, other: Noted) -> bool:
    first, second = one.undertaking.deadline, other.undertaking.deadline
    return first is not None and second is not None and first.end is not None and first.end == second.end
