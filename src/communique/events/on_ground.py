"""Which acts happen on the ground, where people stand, and which are words or decrees."""

from __future__ import annotations

from communique.events.candidate import Candidate
from communique.mentions.scene_words import scene_words
from communique.model import Token

ON_THE_GROUND = frozenset(("ASSAULT", "COERCE", "PROTEST"))
"""Types of acts on the ground, which follow one another at one place: a march, the tear gas, the arrests."""
OF_WORDS = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "AGREE"))
"""Types of acts of words, whose place is never in the name of those they are said to: "accused his Miami relatives"."""
_SPOT = frozenset(("AID", "RETREAT", "MOBILIZE"))
"""Types of acts of which some are done on the spot, right after those on the ground: the help, the release."""
UNREAL = frozenset(("future", "hypothetical", "negation", "historical"))
"""Modes of what has not just happened."""


def is_on_the_ground(candidate: Candidate) -> bool:
    """Whether it is told as an act on the ground that has happened, not one that a state decrees."""
    past = is_past(candidate.carrier) and candidate.carrier.lemma not in scene_words().decrees
    local = candidate.event in ON_THE_GROUND or is_on_the_spot(candidate)
    local = local or (candidate.event == "REJECT" and candidate.carrier.lemma in scene_words().turned_away)
    return local and not candidate.modes & UNREAL and past


def is_on_the_spot(candidate: Candidate) -> bool:
    """Whether it is help or a release that goes on where an act on the ground was: "treated the wounded"."""
    return candidate.event in _SPOT and candidate.carrier.lemma in scene_words().on_the_spot


def is_past(verb: Token) -> bool:
    return verb.tag in ("VBD", "VBN", "VBG") or verb.pos == "NOUN"
