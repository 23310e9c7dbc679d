"""Finds the sides of acts that somebody speaks of: claims, answers, denies, or says that they were promised."""

from __future__ import annotations

from communique.events import structure
from communique.events.candidate import Candidate
from communique.lexicon.frames import Frames, Words
from communique.model import Token

_ANSWERED = ("AGREE", "REQUEST")  # an offer or a demand that somebody answers was made to him
_SUFFERED = ("COERCE", "ASSAULT", "SANCTION", "ACCUSE")
_IS = frozenset(("is", "are", "was", "were", "'s", "'re", "'m", "am"))


def spoken_of(candidate: Candidate, verb: Token, frames: Frames) -> None:
    """Completes the sides of a noun from what the clause of ``verb``, on which it hangs, says of it."""
    noun = candidate.token
    if not candidate.actors and candidate.event in _SUFFERED:
        candidate.actors = _claimants(noun, frames)
    above = noun.head.head if noun.dep == "pobj" else verb
    if noun.dep not in ("dobj", "pobj") or above.pos != "VERB" or above.lemma not in frames.classes["answer"]:
        return
    if candidate.event == "ACCUSE" and noun.dep == "dobj" and not candidate.actors:
        candidate.consumed = True  # "rejected an accusation of fraud": who denies accuses nobody
    elif (candidate.event in _ANSWERED or candidate.event == "ACCUSE") and candidate.actors:
        answering = [t for t in structure.subjects(above) if t not in candidate.actors]
        candidate.recipients = candidate.recipients or answering


def _claimants(noun: Token, frames: Frames) -> list[Token]:
    """Who owns an act: "claimed responsibility for the raid", "the raid, for which rebels claimed responsibility"."""
    owned = [noun.head.head] if noun.dep == "pobj" and noun.head.lower == "for" else []
    owned += [d for c in noun.children if c.dep == "relcl" for d in c.children if d.dep in ("dobj", "nsubjpass")]
    for thing in owned:
        if thing.lemma in frames.classes["responsibility"] and thing.head.lemma in frames.classes["claim"]:
            return structure.subjects(thing.head)
    return []


def as_said(candidate: Candidate) -> bool:
    """Fills the sides of "has yet to disarm, as pledged", "as called for by the UN"; whether it is such a clause."""
    verb, event = candidate.token, candidate.rule.event
    as_ = any(c.lower == "as" and c.dep == "mark" for c in verb.children)
    if not as_ or verb.dep != "advcl" or verb.tag != "VBN" or verb.child("nsubj", "nsubjpass") is not None:
        return False
    whose = structure.subjects(verb.head)
    if event == "AGREE" and not structure.agents(verb):
        candidate.actors, candidate.recipients = whose, []
        return True
    if event == "REQUEST":
        candidate.recipients = [t for t in whose if t not in candidate.actors]
    return event == "REQUEST"


def befell(verb: Token, undergo: Words) -> bool:
    """Whether a verb without an object tells what happened to its subject: "nine men died"."""
    bare = verb.pos == "VERB" and verb.child("dobj", "agent") is None and not structure.is_passive(verb)
    return bare and verb.lemma in undergo


def is_stated(verb: Token) -> bool:
    """Whether a clause tells what is so now: "insists it is enforcing the ban"; one demands "that it be enforced"."""
    helpers = [c for c in verb.children if c.dep in ("aux", "auxpass")]
    return bool(helpers) and helpers[0].lower in _IS and verb.tag == "VBG"
