"""Fills roles from other acts of the sentence: the act that is promised, what an act is for, who was hurt in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.events import structure
from communique.events.candidate import Candidate
from communique.events.recipients import others
from communique.lexicon.frames import Frames
from communique.model import Token

_SAID = (1, 3)
_HARM = ("ASSAULT", "COERCE", "SANCTION")
_NAMES = ("GPE", "ORG", "NORP", "PERSON")
Found = Mapping[int, Candidate | None]
"""The candidates of the lexicon by the offset of their head word."""


def lend(kept: Sequence[Candidate], found: Found, frames: Frames) -> None:
    """Completes the recipients of ``kept``, whose own words have been read by now."""
    for candidate in sorted(kept, key=_depth, reverse=True):  # what lies below lends what it was lent itself
        _from_below(candidate, found, frames)
    for candidate in kept:
        _from_demands(candidate, found, frames)
        _addressed(candidate, frames)
    for candidate in kept:
        _victims(candidate, found, frames)


def _depth(candidate: Candidate) -> int:
    return sum(1 for _ in candidate.token.ancestors())


def _from_below(candidate: Candidate, found: Found, frames: Frames) -> None:
    if candidate.event == "MOBILIZE":  # "sent a battalion to Tibú to hold off the guerrillas"
        candidate.recipients = _of_aim(candidate, frames) or candidate.recipients
    if candidate.recipients:
        return
    if candidate.below is None:
        if frames.ontology.events[candidate.event].recipient_required:
            candidate.recipients = _of_purpose(candidate, found)
        return
    if "compl" in candidate.rule.recipient:
        candidate.recipients = others(candidate.below.actors, candidate.actors)
    if candidate.event == "ACCUSE" and candidate.below.event in _HARM:
        return  # whoever suffered from what one is accused of is not accused
    if not candidate.recipients and "below" in candidate.rule.recipient:
        below = candidate.below
        inner = below.below.recipients if below.below and not below.recipients else below.recipients
        if not inner and below.token.pos == "VERB":
            inner = structure.patients(below.token)
        candidate.recipients = others(inner, candidate.actors)


def _of_aim(candidate: Candidate, frames: Frames) -> list[Token]:
    """The party that an infinitive of purpose acts on."""
    for child in candidate.carrier.children:
        if child.dep in ("advcl", "xcomp") and any(c.tag == "TO" for c in child.children):
            agents = frames.agent_words
            aimed = [t for t in structure.patients(child) if t.lemma in agents or t.label == "NORP"]
            if aimed and candidate.carrier.pos == "VERB":
                return others(aimed, candidate.actors)
    return []


def _of_purpose(candidate: Candidate, found: Found) -> list[Token]:
    """For whom it is, where an infinitive says so: "gave 30 million euros to help Ethiopia"."""
    head = candidate.token
    for word in (head, candidate.carrier, *(structure.patients(head) if head.pos == "VERB" else ())):
        for child in word.children:
            act = found.get(child.i)
            if act is not None and child.dep in ("advcl", "xcomp", "acl", "relcl") and act.recipients:
                return act.recipients
    return []


def _from_demands(candidate: Candidate, found: Found, frames: Frames) -> None:
    """Against whom a protest is, where a clause says so: "occupied the hall, demanding that the dean resign"."""
    if candidate.event != "PROTEST" or any(t.lemma in frames.agent_words for t in candidate.recipients):
        return
    for child in candidate.carrier.children:
        act = found.get(child.i)
        if act is not None and child.dep in ("advcl", "xcomp") and act.event in ("REQUEST", "ACCUSE"):
            candidate.recipients = others(act.recipients, candidate.actors) or candidate.recipients


def _addressed(candidate: Candidate, frames: Frames) -> None:
    """ "Went to the ministry to beg for help", "sent a letter to the pope asking for one": whom the words reach."""
    verb = candidate.token
    if candidate.recipients or candidate.mutual or verb.pos != "VERB" or verb.dep not in ("advcl", "xcomp", "acl"):
        return
    if frames.ontology.events[candidate.event].quad not in _SAID or verb.child("mark") is not None:
        return
    above = verb.head if verb.head.pos == "VERB" else verb.head.head
    if above.pos == "VERB":
        reached = structure.objects_of(above, "to") or structure.objects_of(verb.head, "to")
        reached = reached or structure.patients(above)
        named = [t for t in reached if t.lemma in frames.agent_words or t.label in _NAMES or t.tag == "PRP"]
        candidate.recipients = others(named, candidate.actors)


def _victims(candidate: Candidate, found: Found, frames: Frames) -> None:
    """ "Rammed a boat, injuring four sailors": the people hurt are those it was done to, beside the thing."""
    if not candidate.rule.part or candidate.token.dep not in ("advcl", "conj", "acl"):
        return
    whole = found.get(candidate.token.head.i)
    if whole is None or whole.event != candidate.event:
        return
    if any(t.lemma in frames.agent_words or t.lemma in frames.people_words for t in whole.recipients):
        return
    if candidate.recipients and (candidate.token.dep != "conj" or not candidate.token.child("nsubj")):
        whole.recipients = [*whole.recipients, *others(candidate.recipients, whole.recipients)]
