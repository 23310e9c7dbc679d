"""Tells whose deed it was: the obligor's, one of its country's, or nobody's that is named."""

from __future__ import annotations

from typing import Literal, NamedTuple

from communique.ledger.noted import Done
from communique.ledger.sides import Roles, Side, is_same
from communique.lexicon.kinship import Kinship
from communique.lexicon.nearness import Nearness


class Doer(NamedTuple):
    """How the doer of a deed stands to the obligor."""

    why: str
    tie: Literal["obligor", "country", "perhaps", "nobody", "other"]
    confidence: float
    strict: int  # how sure the words must be of what was dealt with: 0 as usual, 1 named, 2 beyond doubt


OBLIGOR = Doer("the obligor", "obligor", 0.8, 0)
NOBODY = Doer("doer not named", "nobody", 0.5, 2)
OTHER = Doer("somebody else", "other", 0.0, 2)  # whose deed speaks to nothing; the weights are fitted to such, too
KEPT = 200_000  # pairs of doers and obligors that are kept


class Doers:
    """How all doers met so far stand to those who owe, each pair told once."""

    def __init__(self, kinship: Kinship, nearness: Nearness) -> None:
        self.kinship = kinship
        self.nearness = nearness
        self._told: dict[tuple[Roles, Roles], Doer | None] = {}

    def of(self, done: Done, sides: Roles) -> Doer | None:
        """How the doer stands to those who owe; None where it is somebody else."""
        if done.passive or not done.actor:
            return NOBODY
        key = (done.actor, sides)
        if key not in self._told:
            if len(self._told) >= KEPT:
                self._told.clear()
            self._told[key] = _doer_of(done.actor, sides, self.kinship, self.nearness)
        return self._told[key]


def _doer_of(actors: Roles, sides: Roles, kinship: Kinship, nearness: Nearness) -> Doer | None:
    same = [(side, actor) for side in sides for actor in actors if is_same(side, actor, kinship)]
    if any(_are_tied(side, actor) for side, actor in same):
        return OBLIGOR
    if any(side.everyone for side in sides):
        return Doer("one of those meant", "obligor", 0.8, 0)
    if any(_of_its_country(side, actor, kinship) for side in sides for actor in actors):
        return Doer("of the obligor's country", "country", 0.6, 1)
    if same:
        return Doer("perhaps the obligor", "perhaps", 0.6, 1)
    if all(is_unnamed(actor, nearness) for actor in actors):
        fights = any(_fights(actor, kinship) for actor in actors)
        bare = fights and any(is_unnamed(side, nearness) for side in sides)
        return Doer("perhaps the obligor", "perhaps", 0.5, 1) if bare else NOBODY
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
    if side.code is None or side.code != actor.code or side.code in kinship.words["codes_of_no_country"]:
        return False
    opposed = kinship.words["opposed_sectors"]
    return not opposed & {*side.sector, *actor.sector}


def is_unnamed(side: Side, nearness: Nearness) -> bool:
    """Whether common nouns alone name it: "soldiers", "the treasury"."""
    if side.code is not None:
        return False
    first, _, rest = side.name.partition(" ")
    capitals = [word for word in rest.split() if word[:1].isupper() and word.lower() not in side.plain]
    return not side.words or (not capitals and nearness.knows(first.lower()))  # "Villagers from the valley"
