"""Puts right where the parser is known to go wrong: what a verb goes on from, and whose subject stands elsewhere."""

from __future__ import annotations

from communique.model import Token

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
RELATIVE = frozenset(("WDT", "WP"))
_AT = frozenset(("in", "at", "near", "off", "around", "outside", "inside", "along"))
_NAMES = ("GPE", "ORG", "NORP", "PERSON")


def perfect(verb: Token) -> Token | None:
    """The "having" of "denied having withdrawn troops", where the parser makes the participle a mark of the troops."""
    above = verb.head.head
    return above if verb.tag == "VBN" and verb.dep == "amod" and above.lower == "having" else None


def unwound(subject: Token) -> Token:
    """The noun in "the OAS, which had been mediating, left", where the parser makes the inner verb the subject."""
    inner = subject.child("nsubj") if subject.pos == "VERB" else None
    return inner if inner is not None and inner.pos in NOMINAL and inner.tag not in RELATIVE else subject


def resumed(verb: Token) -> Token | None:
    """The verb of saying that ``verb`` goes on from, where the parser hung it on what is said.

    "Kyiv said drones hit a clinic, and called on allies to help": nothing but a party can call; "Paris said Chad had
    broken the pact and accused it of bad faith": the tense falls back.
    """
    said = verb.head.head if verb.head.dep == "advcl" else verb.head
    if verb.dep != "conj" or verb.tag not in ("VBD", "VBZ") or said.dep != "ccomp" or said.head.pos != "VERB":
        return None
    speech, subject = said.head, said.child("nsubj", "nsubjpass")
    if speech.i > said.i or speech.tag != verb.tag or subject is None or any(c.dep == "aux" for c in verb.children):
        return None
    falls_back = any(c.dep == "aux" for c in said.children)
    thing = (subject.label in ("", "CARDINAL") and subject.pos in ("NOUN", "NUM")) or subject.dep == "nsubjpass"
    return speech if falls_back or thing else None


def stranded(verb: Token) -> list[Token]:
    """The name right before a finite verb without a subject: "At the talks in April | the Union pledged to pay"."""
    if verb.tag not in ("VBD", "VBZ", "VBP") or verb.child("expl", "csubj", "mark", "nsubj", "nsubjpass") is not None:
        return []
    before = verb.i - 1
    for child in reversed(verb.children):
        if child.i == before and child.dep in ("aux", "advmod", "neg"):
            before -= 1
    for token in verb.sentence.tokens:
        named = token.dep == "pobj" and (token.label in _NAMES or token.pos == "PROPN")
        if named and token.i < verb.i and token.subtree()[-1].i == before:
            return [token]
    return []


def out_of_place(noun: Token) -> Token:
    """What happened at a place, where the parser hangs a clause on the place: "raids in Kivu that killed nine"."""
    while noun.dep == "pobj" and noun.label in ("GPE", "LOC", "FAC") and noun.head.lower in _AT:
        if noun.head.head.pos not in NOMINAL:
            break
        noun = noun.head.head
    return noun
