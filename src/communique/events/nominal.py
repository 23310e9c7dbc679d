"""Reads the roles of nominal events: "the attack on", "a pledge to", "talks between", and their light verbs."""

from __future__ import annotations

from communique.events import structure
from communique.events.candidate import Candidate
from communique.events.repairs import NOMINAL
from communique.events.spoken import spoken_of
from communique.lexicon.frames import Frames
from communique.model import Token

_SPOKEN = (1, 3)
_SUFFERED = ("COERCE", "ASSAULT", "SANCTION", "ACCUSE")
_GIVEN = ("AID", "AGREE", "SUPPORT", "REQUEST", "CONSULT")  # by whoever stands behind "of"
_TIMES = frozenset(("DATE", "TIME"))
_ON = frozenset(("on", "during", "after", "before", "at"))
_WHEN = frozenset(("during", "after", "before", "following", "despite", "amid", "since", "until"))
_UNDER = frozenset(("under", "to", "into"))  # "placed him under arrest", "put the plan to the vote"
_NAMES = frozenset(("NORP", "GPE", "ORG", "PERSON", "LOC", "FAC"))


def fill_roles(candidate: Candidate, frames: Frames) -> None:
    """Fills actors, recipients and carrier of a noun from its dependents and from the verb that it hangs on."""
    noun, rule = candidate.token, candidate.rule
    owners = [_possessor(c, noun) for c in noun.children if c.dep == "poss"] + modifiers(noun, candidate.words)
    of = structure.objects_of(noun, "of")  # also in "the lifting by Tunis of the curfew"
    of = of or [t for doer in structure.objects_of(noun, "by") for t in structure.objects_of(doer, "of")]
    of = [t for t in of if t not in candidate.words]
    by = structure.objects_of(noun, "by") or [a for t in of for a in structure.objects_of(t, "by")]
    by = by or _made_by(of, frames)
    given = frames.ontology.events[rule.event].quad in _SPOKEN or rule.event == "AID"
    of_whom = [t for w in (*candidate.words, *of) for t in structure.objects_of(w, "from")]
    origin = _no_times(of_whom) if given and not by else []
    told = [noun, *(c for c in noun.children if c.dep == "acl" and c.lemma in frames.classes["occur"])]
    laid = _laid(noun, frames)
    actors = by + participle_agents(noun) + origin + [t for v in laid for t in structure.subjects(v) if t is not noun]
    recipients: list[Token] = []
    for slot in rule.recipient:
        if slot not in ("obj", "dative", "compl", "below", "of", "by"):
            recipients += [
                t
                for word in (*candidate.words, *laid)
                for t in structure.objects_of(word, slot)
                if t not in candidate.words and t.label not in _TIMES and t not in actors
            ]
        if recipients:
            break
    if rule.poss == "recipient" and not (of and rule.of == "recipient"):
        recipients = owners + recipients
    else:
        actors = owners + actors
    if of and rule.of == "recipient":
        recipients = of + recipients
    elif of and (rule.of == "actor" or (not rule.of and not actors and _gives(of, rule.event, frames))):
        actors += of
    both = [t for word in told for p in ("between", "among") for t in structure.objects_of(word, p)]
    candidate.actors, candidate.recipients = actors + both, recipients
    candidate.mutual = rule.mutual or bool(both)
    _governor(candidate, frames)


def _gives(tokens: list[Token], event: str, frames: Frames) -> bool:
    """Whether what stands behind "of" is who gives it: "a gift of the government", "the backing of most sheriffs"."""
    return event in _GIVEN and all(t.label in ("GPE", "ORG", "PERSON") or t.lemma in frames.agent_words for t in tokens)


def _made_by(contents: list[Token], frames: Frames) -> list[Token]:
    """ "An offer of 20 tonnes of rice made by Japan": the clause hangs on what is offered."""
    inner = [*contents, *(o for t in contents for o in structure.objects_of(t, "of"))]
    light = frames.classes["light"]
    return [a for t in inner for c in t.children if c.dep == "acl" and c.lemma in light for a in structure.agents(c)]


def _laid(noun: Token, frames: Frames) -> list[Token]:
    """The light verbs of clauses that say who does it: "the curfew that Lima placed on miners", "a suit filed"."""
    light = frames.classes["light"]
    return [
        c
        for c in noun.children
        if c.lemma in light
        and ((c.dep == "acl" and c.tag == "VBN") or (c.dep == "relcl" and noun in structure.patients(c)))
    ]


def _possessor(owner: Token, noun: Token) -> Token:
    """ "Thanked Doha for its help": what somebody is thanked, blamed or praised for is his own."""
    verb = noun.head.head
    if owner.tag == "PRP$" and noun.dep == "pobj" and noun.head.lower in ("for", "over") and verb.pos == "VERB":
        return verb.child("dobj") or owner
    return owner


def _from_clause(candidate: Candidate, verb: Token) -> None:
    """The roles that stand with the verb: "no meeting took place between A and B", "an offer was made by Chad"."""
    both = structure.objects_of(verb, "between")
    if both:
        candidate.actors += both
        candidate.mutual = True
    elif not candidate.actors:
        candidate.actors = structure.agents(verb) or _no_times(structure.objects_of(verb, "from"))
    if not candidate.recipients:
        for slot in ("to", "on", "against", "with"):
            candidate.recipients = candidate.recipients or _no_times(structure.objects_of(verb, slot))


def modifiers(noun: Token, but: tuple[Token, ...] = ()) -> list[Token]:
    """Whose it is by a word before it: "Turkish airstrike", "Taliban attack", "US drone strike"."""
    inner = [g for c in noun.children if c.dep == "compound" and c.pos == "NOUN" for g in c.children]
    return [
        c
        for c in (*noun.children, *(g for g in inner if g.label in _NAMES))
        if c.dep in ("compound", "amod", "nmod")
        and c not in but
        and c.i < noun.i
        and (c.label in _NAMES or c.pos == "PROPN" or (c.dep in ("compound", "nmod") and c.pos == "NOUN"))
    ]


def doers(noun: Token, but: tuple[Token, ...] = ()) -> list[Token]:
    """Whose act a noun is, in any of the ways of saying so."""
    return structure.owners(noun) or participle_agents(noun) or modifiers(noun, but)


def participle_agents(noun: Token) -> list[Token]:
    """The doer in "an attack launched by rebels"."""
    return [a for c in noun.children if c.dep == "acl" and c.tag == "VBN" for a in structure.agents(c)]


def _governor(candidate: Candidate, frames: Frames) -> None:
    noun = candidate.token
    while noun.dep == "conj" and noun.head.pos in NOMINAL:
        noun = noun.head
    verb = noun.head
    if noun.dep == "pobj" and verb.dep == "prep" and verb.head.pos in structure.VERBAL:
        if _is_circumstance(noun, verb.head) and verb.head.lemma in frames.classes["light"]:
            return
        verb = verb.head
    spoken_of(candidate, verb, frames)
    if candidate.event == "CONSULT" and not candidate.actors and noun.dep == "pobj" and noun.head.lower in _ON:
        above = noun.head.head  # "on a visit to Warsaw, the premier laid a wreath"
        if above.pos == "VERB" and noun.lemma in frames.classes["visit"]:
            candidate.actors = structure.subjects(above)
    if not candidate.actors and noun.dep == "pobj" and verb.lemma in frames.classes["being"]:
        candidate.carrier = verb
        if candidate.event in _SUFFERED and noun.head.lower != "on":  # "are in custody", "came under attack"
            candidate.recipients = candidate.recipients or structure.subjects(verb)
        else:
            candidate.actors = structure.subjects(verb)  # "stayed on strike", "is on a visit to Paris"
    if candidate.mutual and not candidate.actors:
        above = next((t for t in noun.ancestors() if t.pos == "VERB"), noun)
        candidate.actors = _attending(candidate, above) if above is not noun else []
    if verb.pos not in structure.VERBAL or verb is noun:
        return
    if noun.dep in ("nsubj", "nsubjpass"):
        candidate.carrier = verb
        if verb.lemma in frames.classes["light"] or verb.lemma in frames.classes["occur"]:
            _from_clause(candidate, verb)
        return
    if verb.lemma not in frames.classes["light"] or verb.child("oprd") is not None:
        if noun.dep == "attr":
            candidate.carrier = verb
        return
    candidate.carrier = verb
    candidate.words = tuple(sorted({verb, *candidate.words}, key=lambda t: t.i))
    subjects = structure.subjects(verb)
    if subjects and all(a.tag == "PRP$" for a in candidate.actors):  # "began their assault"
        candidate.actors = []
    own = any(_is_somebody(t, frames) for t in candidate.actors)  # not "live-fire manoeuvres"
    had = own and not candidate.mutual and verb.lemma in frames.classes["having"]
    if had or verb.lemma in frames.classes["light_passive"]:
        candidate.recipients = candidate.recipients or subjects
        candidate.actors = candidate.actors or _no_times(structure.objects_of(verb, "from"))
    elif not own or candidate.mutual:
        candidate.actors = subjects + [a for a in candidate.actors if a not in subjects]
    if not candidate.recipients and not candidate.mutual:
        for slot in ("dative", "to", "on", "against", "with", "for"):
            candidate.recipients = _no_times(structure.objects_of(verb, slot))
            if candidate.recipients:
                break
    elif candidate.mutual and not candidate.recipients:
        candidate.recipients = structure.objects_of(verb, "with")


def _is_somebody(token: Token, frames: Frames) -> bool:
    named = token.dep in ("poss", "pobj") or token.label in _NAMES or token.pos != "NOUN"
    return named or token.lemma in frames.agent_words


def _is_circumstance(noun: Token, verb: Token) -> bool:
    """ "Held talks during a visit", "sent a note after the raid": no part of what a light verb says is done."""
    if noun.head.lower in _WHEN:
        return True
    done = [c for c in verb.children if c.dep == "dobj" and c.i < noun.i]
    return noun.head.lower not in _UNDER and any(c.child("det", "amod", "poss", "compound") for c in done)


def _attending(candidate: Candidate, verb: Token) -> list[Token]:
    """Who takes part in talks that stand as a circumstance: "she said after a day of talks with her counterpart"."""
    with_others = [t for t in candidate.recipients if any(c.tag == "PRP$" for c in t.children)]
    return structure.subjects(verb) if with_others and not structure.is_passive(verb) else []


def _no_times(tokens: list[Token]) -> list[Token]:
    return [t for t in tokens if t.label not in _TIMES]
