"""Tells harm that nobody did: "killed in the earthquake", "a collision left nine dead"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.events.candidate import Candidate
from communique.lexicon.frames import Frames, Words
from communique.model import Token

_HARM = frozenset(("ASSAULT", "COERCE"))


def is_nobodys(candidate: Candidate, frames: Frames) -> bool:
    """Whether nature or an accident did it, by the words that fill the place of the doer or of the occasion."""
    if candidate.event == "THREATEN":
        return candidate.token.lemma in frames.auxiliary["cautioning"] and _is_of_nature(candidate.token, frames)
    if candidate.event not in _HARM or candidate.carrier.pos not in ("VERB", "AUX"):
        return False
    found = _causes(candidate.carrier, bool(candidate.actors), frames.through)
    return any(cause.lemma in frames.causes for cause in found)


def _is_of_nature(verb: Token, frames: Frames) -> bool:
    """ "Warned residents that rains will cause landslides", "warned of famine": of what nobody does to them."""
    behind = [c for o in verb.having("dobj") for c in o.having("acl", "relcl", "ccomp")]
    clauses = [c for c in (*verb.having("ccomp"), *behind) if c.i > verb.i]
    told = [s for c in clauses for s in c.having("nsubj", "nsubjpass")]
    told += [n for p in verb.having("prep") if p.lower in ("of", "about", "against") for n in p.having("pobj")]
    return any(n.lemma in frames.causes or n.lemma in frames.auxiliary["hazards"] for t in told for n in t.conjuncts())


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
