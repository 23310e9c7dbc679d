"""Which words tell again of an assault that the text has told of: "the army said its men had not fired first"."""

from __future__ import annotations

from communique.events.candidate import Candidate
from communique.mentions.scene_words import scene_words
from communique.model import Token

RETOLD = 5  # sentences over which what is said of an assault is said of the one told before
_KNOWN = frozenset(("the", "his", "her", "its", "their", "our", "these", "those"))


def is_retold(candidate: Candidate) -> bool:
    """Whether somebody's words tell what known people did, to nobody new: not "said its men had killed two rebels"."""
    verb = candidate.carrier
    if candidate.event != "ASSAULT" or verb.pos != "VERB" or not _is_said(verb):
        return False
    subject = verb.child("nsubj", "nsubjpass")
    if subject is None or not _is_known(subject):
        return False
    done_to = [p for c in verb.children if c.dep == "prep" for p in c.having("pobj")]
    return all(_is_known(t) or _is_bare(t) for t in (*verb.having("dobj"), *done_to))


def _is_said(verb: Token) -> bool:
    while verb.dep == "conj" and verb.head is not verb:
        verb = verb.head
    return verb.dep == "ccomp" and verb.head.lemma in scene_words().telling


def _is_known(noun: Token) -> bool:
    """A pronoun, or a noun told as known: "they", "the crew", "his men"."""
    if noun.pos == "PRON":
        return True
    return noun.pos == "NOUN" and any(c.dep in ("det", "poss") and c.lower in _KNOWN for c in noun.children)


def _is_bare(noun: Token) -> bool:
    """ "Opened fire", "without warning": no one that is counted or new."""
    return noun.pos == "NOUN" and all(c.dep not in ("nummod", "poss", "amod") for c in noun.children)
