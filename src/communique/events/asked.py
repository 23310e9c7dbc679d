"""Tells acts that a question asks about from acts that are told."""

from __future__ import annotations

from communique.model import Token

_BELOW = frozenset(("ccomp", "xcomp", "conj", "dobj", "pobj", "prep", "attr", "acomp", "nsubj", "nsubjpass", "pcomp"))
_WH = frozenset(("WRB", "WP", "WDT", "WP$"))
_STEPS = 8


def is_asked(carrier: Token) -> bool:
    """Whether a question asks if it is so: "Did Chad close it?"; "Why did Chad close it?" takes it for granted."""
    if carrier.sentence.tokens[-1].text != "?":
        return False
    verb = carrier
    for _ in range(_STEPS):
        if _opens_question(verb):
            return True
        if verb.dep not in _BELOW or verb.head is verb:
            return False
        verb = verb.head
    return False


def _opens_question(verb: Token) -> bool:
    """Whether its auxiliary, or itself where it is one, stands before its subject, and no question word before that."""
    subject = verb.child("nsubj", "nsubjpass", "expl")
    first = next((c for c in verb.children if c.dep in ("aux", "auxpass")), verb if verb.pos == "AUX" else None)
    if subject is None or first is None or first.i > subject.i:
        return False
    return not any(t.tag in _WH and t.i < first.i for t in verb.subtree())
