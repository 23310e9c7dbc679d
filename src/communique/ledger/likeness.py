"""How far two gists name the same act: kind of act, object, what tells the object from others of its kind."""

from __future__ import annotations

from typing import NamedTuple

from communique.lexicon.kinship import Kinship, Words
from communique.model import Gist

STEM = 5  # letters that a country's name, its people and its adjective share


class Likeness(NamedTuple):
    """What two gists share."""

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


def compare(one: Gist, other: Gist, kinship: Kinship, besides: Words = frozenset()) -> Likeness:
    """What two gists share, synonyms counted as one; the names ``besides`` (of the parties) tell nothing apart."""
    kinds = kinship.kinds_in(one.verb, one.objects) & kinship.kinds_in(other.verb, other.objects)
    mine, theirs = things(one, kinship), things(other, kinship)
    rest, their_rest = around(one, kinship), around(other, kinship)
    objects = (mine & theirs) | (mine & their_rest) | (rest & theirs)
    apart = are_apart(one, other, besides) or _lead_apart(one, other, besides, kinship)
    return Likeness(kinds, objects, mine & theirs, (mine | rest) & theirs, rest & their_rest, apart)


def things(gist: Gist, kinship: Kinship) -> Words:
    """What is acted upon, synonyms counted as one."""
    return frozenset(kinship.group(noun) for noun in gist.objects)


def around(gist: Gist, kinship: Kinship) -> Words:
    """The other content words, synonyms counted as one."""
    return frozenset(kinship.group(word) for word in gist.others)


def _lacking(names: set[str], others: set[str]) -> bool:
    """Whether a name has no like among the others; "Peruvian" and "Peruvians", "Kenya" and "Kenyan" are alike."""
    known = {other[:STEM] for other in others}
    return any(name[:STEM] not in known for name in names)


def are_apart(one: Gist, other: Gist, besides: Words) -> bool:
    """Whether each object is named by something that the other lacks: "Port Alma" and "Port Said"."""
    mine, theirs = set(one.names) - besides, set(other.names) - besides
    return _lacking(mine, theirs | set(other.others)) and _lacking(theirs, mine | set(one.others))


def _lead_apart(one: Gist, other: Gist, besides: Words, kinship: Kinship) -> bool:
    """Whether the acts lead to or from different places: "withdraw from Lima" and "withdrew from Cusco"."""
    here = {kinship.group(end) for end in one.ends} - besides
    there = {kinship.group(end) for end in other.ends} - besides
    return bool(here) and bool(there) and not here & there
