"""How far two acts are the same: kind of act, object, what tells the object from others of its kind."""

from __future__ import annotations

from typing import NamedTuple

from communique.ledger.shapes import STEM, Shape
from communique.lexicon.kinship import Kinship, Words


class Likeness(NamedTuple):
    """What two acts share."""

    kinds: Words  # kinds of act that both can name
    objects: Words  # things acted upon in both, or acted upon in one and spoken of in the other
    same: Words  # things acted upon in both
    touched: Words  # what the second acts upon and the first at least speaks of
    shared: Words  # other content words of both
    apart: bool  # names or numbers tell their objects apart

    @property
    def same_object(self) -> bool:
        """Whether both are about the same thing."""
        return not self.apart and bool(self.objects or len(self.shared) >= 2)


def compare(one: Shape, other: Shape, besides: Words = frozenset()) -> Likeness:
    """What two acts share, synonyms counted as one; the names ``besides`` (of the parties) tell nothing apart."""
    return likeness_of(one, other, apart=are_told_apart(one, other, besides))


def likeness_of(one: Shape, other: Shape, *, apart: bool) -> Likeness:
    """The same, where it is known whether names or places tell them apart."""
    same = one.things & other.things
    touched = same | (one.around & other.things)
    return Likeness(
        kinds=one.kinds & other.kinds,
        objects=touched | (one.things & other.around),
        same=same,
        touched=touched,
        shared=one.around & other.around,
        apart=apart,
    )


def have_words_in_common(one: Shape, other: Shape) -> bool:
    """Whether any word of the one is a word of the other."""
    things, around = other.things, other.around
    return not (
        one.things.isdisjoint(things)
        and one.around.isdisjoint(things)
        and one.things.isdisjoint(around)
        and one.around.isdisjoint(around)
    )


def differ_in_promise(one: Shape, other: Shape, kinship: Kinship) -> bool:
    """Whether two acts have at most a word for a promise in common ("its pledge"), and both say what was promised."""
    if one.things.isdisjoint(promises := kinship.words["promise_nouns"]) or other.things.isdisjoint(promises):
        return False
    said = (one.words - promises, other.words - promises)
    return bool(said[0]) and bool(said[1]) and said[0].isdisjoint(said[1])


def have_place_in_common(one: Shape, other: Shape) -> bool:
    """Whether a name or place that the one says of what is acted upon is in the other, too."""
    said = {*one.names, *one.ends}, {*other.names, *other.ends}
    return not (said[0].isdisjoint({*said[1], *other.around}) and said[1].isdisjoint({*said[0], *one.around}))


def are_told_apart(one: Shape, other: Shape, besides: Words) -> bool:
    """Whether names or places tell two acts apart."""
    return are_apart(one, other, besides) or _lead_apart(one, other, besides)


def are_apart(one: Shape, other: Shape, besides: Words) -> bool:
    """Whether each object is named by something that the other lacks: "Port Alma" and "Port Said"."""
    if not one.names or not other.names:
        return False
    mine, theirs = one.names - besides, other.names - besides
    if not mine or not theirs:
        return False
    return _lacking(mine, _known(theirs, other)) and _lacking(theirs, _known(mine, one))


def _known(names: Words, shape: Shape) -> Words:
    """The beginnings of these names and of the act's other words: "Peruvian" and "Peruvians" begin alike."""
    if len(names) == len(shape.names):
        return shape.known()
    return frozenset(word[:STEM] for word in (*names, *shape.gist.others))


def _lacking(names: Words, known: Words) -> bool:
    return any(name[:STEM] not in known for name in names)


def _lead_apart(one: Shape, other: Shape, besides: Words) -> bool:
    """Whether the acts lead to or from different places: "withdraw from Lima" and "withdrew from Cusco"."""
    if not one.ends or not other.ends:
        return False
    here, there = one.ends - besides, other.ends - besides
    return bool(here) and bool(there) and here.isdisjoint(there)
