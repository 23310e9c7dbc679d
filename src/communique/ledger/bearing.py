"""What deeds bear on undertakings: for each it is told which are to be weighed, and then they are weighed together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from communique.ledger.case import Owed
from communique.ledger.evidence import evidence_in, ordered
from communique.ledger.noted import Done
from communique.ledger.weighing import Scale
from communique.ledger.withdrawing import takes_back
from communique.lexicon.kinship import Kinship
from communique.model import Evidence

TOGETHER = 256  # undertakings whose deeds are weighed together: enough to be quick, few enough to be held
T = TypeVar("T")


class Weighed(NamedTuple):
    """What an undertaking owes, the evidence on it, and whether it was withdrawn."""

    owed: Owed | None
    evidence: tuple[Evidence, ...]
    withdrawn: bool


class Look(NamedTuple):
    """What is known of an undertaking, and the deeds that are still to be weighed against it."""

    known: Weighed
    deeds: tuple[Done, ...]


def look_at(known: Weighed, deeds: Iterable[Done], kinship: Kinship) -> Look:
    """Parts the deeds that take an undertaking back from those to be weighed: what is taken back is broken by none."""
    if known.owed is None:
        return Look(known, ())
    left: list[Done] = []
    taken, verbs = known.withdrawn, kinship.words["withdrawing_verbs"]
    for done in deeds:
        if done.deed.gist.verb in verbs and takes_back(done, known.owed, kinship):
            taken = True
        else:
            left.append(done)
    return Look(known._replace(withdrawn=taken), tuple(left))


def weighed_in(looks: Sequence[Look], scale: Scale) -> list[Weighed]:
    """What is known of each undertaking after its deeds have been weighed."""
    pairs = [(done, look.known.owed) for look in looks for done in look.deeds if look.known.owed is not None]
    found = iter(evidence_in(pairs, scale))
    return [_with(look.known, [e for e in islice(found, len(look.deeds)) if e is not None]) for look in looks]


def _with(known: Weighed, found: Sequence[Evidence]) -> Weighed:
    return known._replace(evidence=ordered((*known.evidence, *found))) if found else known


def batches(things: Sequence[T]) -> Iterator[Sequence[T]]:
    """The things in order, so many at a time as are weighed together."""
    return (things[at : at + TOGETHER] for at in range(0, len(things), TOGETHER))
