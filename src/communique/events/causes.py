"""Tells harm that nobody did: "killed in the earthquake", "a collision left nine dead"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.events.candidate import Candidate
from communique.lexicon.frames import Frames, Words
from communique.model import Token

_HARM = frozenset(("ASSAULT", "COERCE"))


def is_nobodys(candidate: Candidate, frames: Frames) -> bool:
    """Whether nature or an accident did it, by the words that fill the place of the doer or of the occasion."""
    if candidate.event not in _HARM or candidate.carrier.pos not in ("VERB", "AUX"):
        return False
    found = _causes(candidate.carrier, bool(candidate.actors), frames.through)
    return any(cause.lemma in frames.causes for cause in found)


def _causes(verb: Token, done: bool, through: Words) -> Iterator[Token]:
    """The doer; the occasion only where nobody is said to have ``done`` it: "troops killed nine during a storm"."""
    passive = any(c.dep in ("auxpass", "nsubjpass") for c in verb.children) or verb.tag == "VBN"
    for child in verb.children:
        if child.dep == "nsubj" and not passive:
            yield from child.conjuncts()
        elif not done and child.dep in ("prep", "agent") and child.lower in through and child.i > verb.i:
            cause = child.child("pobj")
            if cause is not None:
                yield from cause.conjuncts()
