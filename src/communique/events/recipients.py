"""Finds who an act is done to: the first slot of its rule that a phrase of the clause fills."""

from __future__ import annotations

from communique.events import structure
from communique.events.candidate import Candidate
from communique.lexicon.frames import Frames, Words
from communique.model import Token

_NAMES = frozenset(("GPE", "NORP", "ORG", "PERSON"))


def others(tokens: list[Token], but: list[Token]) -> list[Token]:
    """The tokens, each once, without those in ``but``."""
    return [t for t in dict.fromkeys(tokens) if t not in but]


def recipients_of(candidate: Candidate, actors: list[Token], frames: Frames, said: list[Token]) -> list[Token]:
    """The first slot of the rule that is filled; things named in the pattern itself ("stones") come last."""
    weak: list[Token] = []
    slots = candidate.rule.recipient
    for slot in slots:
        found = [
            t
            for t in others(_slot(candidate, slot, frames.party_words), actors)
            if t not in said and not structure.is_time(t, frames.auxiliary["calendar"])
        ]
        strong = [t for t in found if t not in candidate.words or t.lemma in frames.party_words or structure.owners(t)]
        if strong and slot == "obj" and slots[0] not in ("obj", "compl") and not any(t.label in _NAMES for t in strong):
            strong = _misplaced(candidate, slots) or strong
        if strong:
            return strong
        weak = weak or found
    return _misplaced(candidate, slots) or weak


def _slot(candidate: Candidate, slot: str, party_words: Words) -> list[Token]:
    """The heads of the phrases that fill a slot: an object, the subject of the clause below, a preposition's noun."""
    if slot in ("obj", "dative"):
        return _object_slot(candidate.token, slot) if slot == "obj" or candidate.token.pos != "ADJ" else []
    if slot == "party":
        found = structure.patients(candidate.token)
        return [t for t in found if t.label in _NAMES or t.pos in ("PROPN", "PRON") or t.lemma in party_words]
    if slot == "compl":
        return structure.complement_subjects(candidate.token)
    if slot == "below":
        return []
    found = [t for word in candidate.words for t in structure.objects_of(word, slot)]
    for word in candidate.words:  # "sanctions imposed on Iran"
        if not found and word is not candidate.token:
            found = [t for c in word.children if c.dep == "acl" for t in structure.objects_of(c, slot)]
    return found


def _misplaced(candidate: Candidate, slots: tuple[str, ...]) -> list[Token]:
    """A named party behind a preposition that was hung inside the object: "returned skulls from a cave to Peru"."""
    layer = structure.patients(candidate.token) if candidate.token.pos == "VERB" else []
    for _ in range(4):
        layer = [
            c
            for t in layer
            for c in t.children
            if c.dep in ("prep", "pobj", "relcl", "acl", "advmod", "npadvmod", "conj", "dative")
        ]
        found = [
            c
            for t in layer
            if t.pos == "ADP" and t.lower in slots
            for c in t.children
            if c.dep == "pobj" and c.label in _NAMES
        ]
        if found:
            return found
    return []


def _object_slot(verb: Token, slot: str) -> list[Token]:
    if slot == "dative":
        datives = [c for c in verb.children if c.dep in ("dative", "iobj")]
        return [
            o for d in datives for o in (d.children if d.pos == "ADP" else (d,)) if d.pos != "ADP" or o.dep == "pobj"
        ]
    return structure.patients(verb)
