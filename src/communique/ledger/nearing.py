"""How near the words of two acts are: what the kinship tables do not list, told by vectors of meaning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from communique.ledger.likeness import compare
from communique.ledger.noted import Noted
from communique.lexicon.kinship import Kinship
from communique.lexicon.nearness import Nearness, Points
from communique.model import Gist

FOREIGN = 0.05  # how near the things of two acts must be, whatever their verbs
VERB = 1.4  # how much more the verb says than another word of its rank


def points_of(gist: Gist, nearness: Nearness, kinship: Kinship) -> Points:
    """The points of an act: verb, objects and other content words, each once."""
    empty = kinship.words["empty_verbs"]
    verb = [] if gist.verb in empty else [gist.verb]
    inner = [gist.inner] if gist.inner else []
    rest = [kinship.group(w) for w in (*gist.objects, *gist.others) if w not in kinship.words["idle_words"]]
    words = list(dict.fromkeys([*verb, *inner, *rest]))
    return nearness.points(words, [VERB if w in (*verb, *inner) else 1.0 for w in words])


class Grip(NamedTuple):
    """How near a deed comes to an act owed, 0 to 1."""

    verb: float  # its verb to the verb owed
    thing: float  # what it deals with to what is owed, either way


def grip_of(owed: Gist, done: Gist, nearness: Nearness, kinship: Kinship) -> Grip:
    """How near a deed comes to an act owed by verb and by the things dealt with."""
    verb = nearness.verbs(owed.inner or owed.verb, done.inner or done.verb)
    mine, theirs = _grouped(owed.objects, kinship), _grouped(done.objects, kinship)
    all_mine = [*mine, *_grouped(owed.others, kinship)]
    all_theirs = [*theirs, *_grouped(done.others, kinship)]
    thing = max(nearness.nearest(mine, all_theirs), nearness.nearest(theirs, all_mine))
    return Grip(verb, thing)


def _grouped(words: Iterable[str], kinship: Kinship) -> list[str]:
    return list(dict.fromkeys(kinship.group(w) for w in words if w not in kinship.words["idle_words"]))


def are_foreign(one: Gist, other: Gist, nearness: Nearness, kinship: Kinship) -> bool:
    """Whether what two acts deal with has nothing in common: "release the prisoners" and "publish the map"."""
    if not one.objects or not other.objects or not compare(one, other, kinship).kinds:
        return False
    mine, theirs = (
        [kinship.group(w) for w in (*gist.objects, *gist.others) if w not in kinship.words["idle_words"]]
        for gist in (one, other)
    )
    if not mine or not theirs:
        return False
    here, there = nearness.points(mine), nearness.points(theirs)
    known = bool(here.vectors.any(axis=1).all() and there.vectors.any(axis=1).all())
    return known and nearness.near(here, there) < FOREIGN


def nearness_of(one: Noted, other: Noted, pair: tuple[Points, Points], nearness: Nearness, kinship: Kinship) -> float:
    """How likely two mentions of one party are of one undertaking, 0 to 1 and a little more.

    The nearness of the words, more where the kind of act, the numbers or the deadline are the same or where the words
    say that it was promised before; less where numbers differ or one act undoes the other.
    """
    like = compare(one.gist, other.gist, kinship)
    score = nearness.near(*pair)
    kinds = kinship.kinds_in(one.gist.verb, one.gist.objects)
    others = kinship.kinds_in(other.gist.verb, other.gist.objects)
    if like.kinds:
        score += 0.1
    elif others & frozenset(k for kind in kinds for k in kinship.against.get(kind, frozenset())):
        score -= 0.2
    if like.objects:
        score += 0.1
    mine, theirs = set(one.gist.numbers), set(other.gist.numbers)
    if mine and theirs:
        score += 0.1 if mine & theirs else -0.1
    if other.undertaking.renewed:
        score += 0.06
    first, second = one.undertaking.deadline, other.undertaking.deadline
    if first is not None and second is not None and first.end and first.end == second.end:
        score += 0.08
    return score - (0.1 if like.apart else 0.0)
