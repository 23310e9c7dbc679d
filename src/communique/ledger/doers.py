"""Tells whose deed it was: the obligor's, one of its country's, or nobody's that is named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from communique.ledger.noted import Done
from communique.ledger.sides import Side, is_same
from communique.lexicon.kinship import Kinship
from communique.lexicon.nearness import Nearness


class Doer(NamedTuple):
    """How the doer of a deed stands to the obligor."""

    why: str
    tie: Literal["obligor", "country", "perhaps", "nobody"]
    confidence: float
    strict: int  # how sure the words must be of what was dealt with: 0 as usual, 1 named, 2 beyond doubt


def doer_of(done: Done, sides: Sequence[Side], kinship: Kinship, nearness: Nearness) -> Doer | None:
    """How the doer stands to those who owe; None where it is somebody else."""
    if done.passive or not done.actor:
        return Doer("doer not named", "nobody", 0.5, 2)
    same = [(side, actor) for side in sides for actor in done.actor if is_same(side, actor, kinship)]
    if any(_are_tied(side, actor) for side, actor in same):
        return Doer("the obligor", "obligor", 0.8, 0)
    if any(side.everyone for side in sides):
        return Doer("one of those meant", "obligor", 0.8, 0)
    if any(_of_its_country(side, actor, kinship) for side in sides for actor in done.actor):
        return Doer("of the obligor's country", "country", 0.6, 1)
    if same:
        return Doer("perhaps the obligor", "perhaps", 0.6, 1)
    if all(_is_unnamed(actor, nearness) for actor in done.actor):
        fights = any(_fights(actor, kinship) for actor in done.actor)
        bare = fights and any(_is_unnamed(side, nearness) for side in sides)
        return Doer("perhaps the obligor", "perhaps", 0.5, 1) if bare else Doer("doer not named", "nobody", 0.5, 2)
    return None


def _are_tied(side: Side, actor: Side) -> bool:
    """Whether a name or a country ties two sides, not only that both are organs of some state."""
    return bool(side.words & actor.words or side.plain & actor.plain) or side.code == actor.code is not None


def _fights(side: Side, kinship: Kinship) -> bool:
    """ "Front fighters", "soldiers": men under arms, who may be those of a side that has no name."""
    last = side.name.rsplit(" ", 1)[-1].lower()
    return kinship.group(last.removesuffix("s")) in kinship.words["armed_groups"]


def _of_its_country(side: Side, actor: Side, kinship: Kinship) -> bool:
    """Whether a state's engineers, boats or citizens did it: not its rebels, its opposition or its parties."""
    if side.code is None or side.code != actor.code:
        return False
    opposed = kinship.words["opposed_sectors"]
    return not opposed & {*side.sector, *actor.sector}


def _is_unnamed(side: Side, nearness: Nearness) -> bool:
    """Whether common nouns alone name it: "soldiers", "the treasury"."""
    if side.code is not None:
        return False
    first, _, rest = side.name.partition(" ")
    capitals = [word for word in rest.split() if word[:1].isupper() and word.lower() not in side.plain]
    return not side.words or (not capitals and nearness.knows(first.lower()))  # "Villagers from the valley"
