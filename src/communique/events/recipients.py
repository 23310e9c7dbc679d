"""Finds who an act is done to: the first slot of its rule that a phrase of the clause fills."""

from __future__ import annotations

from communique.events import structure
from communique.events.candidate import Candidate
from communique.lexicon.frames import Frames, Words
from communique.model import Token

_NAMES = frozenset(("GPE", "NORP", "ORG", "PERSON"))
_PLACING = frozenset(("in", "at", "into", "near", "over", "around", "along", "across", "towards", "toward"))
_ABOUT_PLACES = ("AID", "RETREAT", "MOBILIZE")  # wells in Niger are help for Niger
_ABOUT = ("with", "against", "on", "to", "from", "for", "of")
_GIVEN = ("AID", "RETREAT")  # "returned a pendant with the head of a tsar to Russian officials"
_MATERIAL = 2  # quad class of help, release and cooperation
_DONE = ("SANCTION", "AGREE", "MOBILIZE", "CONCEDE")  # to others, with what is one's own
_HIM = frozenset(("him", "her", "them"))
_FACING = frozenset(("with", "against"))
_OWN, _THING, _PARTY = 0, 1, 2


def others(tokens: list[Token], but: list[Token]) -> list[Token]:
    """The tokens, each once, without those in ``but``."""
    return [t for t in dict.fromkeys(tokens) if t not in but]


def recipients_of(candidate: Candidate, actors: list[Token], frames: Frames, said: list[Token]) -> list[Token]:
    """Who fills the first slot of the rule that a party fills; where none does, the thing in the first that is filled.

    A thing is passed over for a party in a later slot: "delivered crates of rifles to Chad". Things named in the
    pattern itself ("stones") come last, and so does what the actors own.
    """
    return [_meant_by(t, candidate, frames) for t in _chosen(candidate, actors, frames, said)]


def _meant_by(token: Token, candidate: Candidate, frames: Frames) -> Token:
    """Who "him" is in "rang the premier to congratulate him", "summoned the envoy and told him": the other's object."""
    verb = candidate.token
    if token.lower not in _HIM or verb.dep not in ("advcl", "xcomp", "conj") or verb.head.pos != "VERB":
        return token
    before = [o for o in structure.patients(verb.head) if o.i < verb.i and o.pos in ("NOUN", "PROPN")]
    before = [o for o in before if _is_party(o, frames) and o.label not in ("GPE", "ORG") and _agrees(o, token)]
    return before[0] if len(before) == 1 else token


def _agrees(noun: Token, pronoun: Token) -> bool:
    plural = noun.tag in ("NNS", "NNPS") or any(c.dep == "conj" for c in noun.children)
    return plural == (pronoun.lower == "them")


def _chosen(candidate: Candidate, actors: list[Token], frames: Frames, said: list[Token]) -> list[Token]:
    slots = candidate.rule.recipient
    things: list[Token] = []
    weak: list[Token] = []
    for slot in slots:
        if slot == "obj" and slots[0] == "to" and candidate.event in _GIVEN:
            given = _misplaced(candidate, ("to",), frames.agent_words)
            if given:
                return given  # "returned a painting of a shepherd to the heirs"
        if things and slot in _PLACING and candidate.event not in _ABOUT_PLACES:
            continue  # "banned alcohol in Lima": the place is nobody's part
        found = [
            t
            for t in others(slot_of(candidate, slot, frames), actors)
            if t not in said and not _is_idle(t) and not structure.is_time(t, frames.auxiliary["calendar"])
        ]
        ranks = [_standing(t, candidate, frames, first=slot == slots[0]) for t in found]
        if found and slot == "dative":
            return found  # "offered the borough a school": nobody gives to a thing
        if _PARTY in ranks:
            named = slot != "obj" or slots[0] in ("obj", "compl") or any(t.label in _NAMES for t in found)
            return found if named else _misplaced(candidate, slots) or found
        if _THING in ranks:
            things = things or found
        weak = weak or found
    if things and slots[0] in ("obj", "compl"):
        return (_misplaced(candidate, ("to",)) if candidate.event in _GIVEN and "to" in slots else []) or things
    about = (
        _of_own(weak, frames) if frames.ontology.events[candidate.event].quad == 2 or candidate.event in _DONE else []
    )
    if slots[0] in ("obj", "compl"):
        return about or weak
    return _misplaced(candidate, slots) or things or about or weak


def _is_idle(token: Token) -> bool:
    """ "In all", "after all", "on its way to Goma": nobody."""
    if token.dep != "pobj":
        return False
    return (token.lower == "all" and not token.children) or (token.lower == "way" and token.head.lower == "on")


def _of_own(things: list[Token], frames: Frames) -> list[Token]:
    """Whom what one owns is about: "its fight with the rebels", "its ban on Thai rice"; not "information on Mali"."""
    told = frames.classes["information"]
    inner = [o for t in things for p in _ABOUT if p != "on" or t.lemma not in told for o in structure.objects_of(t, p)]
    return [o for o in inner if _is_party(o, frames)]


def _standing(token: Token, candidate: Candidate, frames: Frames, first: bool) -> int:
    """Whether the phrase names a party, or a thing that one owns; a thing; or what the act itself consists of."""
    if any(c.tag == "PRP$" for c in token.children) and _is_staff(token, frames):
        return _OWN
    if token in candidate.words:
        people = token.lemma in frames.people_words or token.lemma in frames.body_words
        known = token.lemma in frames.party_words and (first or people)
        known = known or (first and token.lemma in frames.agent_words)
        known = known or (token.lemma in frames.agent_words and token.head.lower in _FACING)  # "clashed with police"
        return _PARTY if known or (_is_owned(token) and not _is_givers(token, candidate, frames)) else _OWN
    if _is_party(token, frames) or token.lemma in frames.party_words or _is_owned(token):
        return _PARTY
    within = [*structure.objects_of(token, "of"), *(c for c in token.children if c.dep in ("amod", "compound"))]
    return _PARTY if any(_is_party(t, frames) for t in within) else _THING


def _is_givers(token: Token, candidate: Candidate, frames: Frames) -> bool:
    """ "Promised Ottawa's support": who owns the very act that is told does it."""
    rules = [p.rule for p in frames.nouns.get(token.lemma, ())]
    return any(r.event == candidate.event and r.poss == "actor" for r in rules)


def _is_named(token: Token, frames: Frames) -> bool:
    return token.pos == "PROPN" or token.lemma in frames.party_words or token.lemma in frames.agent_words


def _is_party(token: Token, frames: Frames) -> bool:
    if token.pos == "PRON":
        return token.tag == "PRP" or token.lower in ("who", "whom")
    return token.label in _NAMES or token.pos == "PROPN" or token.lemma in frames.agent_words


def _is_owned(token: Token) -> bool:
    return any(o.tag != "PRP$" for o in structure.owners(token))


def _is_staff(token: Token, frames: Frames) -> bool:
    """Whether what somebody owns is a thing, or his own people: "recalled its envoy", "sent its troops"."""
    sent = token.lemma in frames.classes["diplomat"] or token.lemma in frames.classes["hostile_forces"]
    return sent or token.lemma not in frames.agent_words


def slot_of(candidate: Candidate, slot: str, frames: Frames) -> list[Token]:
    """The heads of the phrases that fill a slot: an object, the subject of the clause below, a preposition's noun."""
    if slot in ("obj", "dative"):
        return _object_slot(candidate.token, slot) if slot == "obj" or candidate.token.pos != "ADJ" else []
    if slot == "party":
        found = structure.patients(candidate.token)
        return [t for t in found if t.label in _NAMES or t.pos == "PRON" or _is_named(t, frames)]
    if slot == "compl":
        if candidate.event == "ACCUSE":
            return _to_blame(candidate.token, frames.classes["undergo"])
        return structure.complement_subjects(candidate.token)
    if slot == "theirs":  # "pledged that the nurses would be paid": not what it says of itself
        return [t for t in structure.complement_subjects(candidate.token) if t.pos != "PRON"]
    if slot == "below":
        return []
    if slot == "subj":
        return structure.subjects(candidate.token)
    if "+" in slot:  # both ends: "carried a letter from Oslo to Rome"
        return [t for part in slot.split("+") for t in slot_of(candidate, part, frames)]
    found = [t for word in candidate.words for t in structure.objects_of(word, slot)]
    found = [b for t in found for b in _beyond(t, frames.classes["border"])]
    for word in candidate.words:  # "sanctions imposed on Iran"
        if not found and word is not candidate.token:
            found = [t for c in word.children if c.dep == "acl" for t in structure.objects_of(c, slot)]
    return found


def _to_blame(verb: Token, undergo: Words) -> list[Token]:
    """Whom a fact that is alleged is laid to: who did it, not whom it befell ("alleged that nine men were shot")."""
    for clause in (c for c in verb.children if c.dep in ("ccomp", "xcomp") and c.pos in structure.VERBAL):
        if structure.is_passive(clause):
            return structure.agents(clause)
        if clause.lemma in undergo:
            return []
    return structure.complement_subjects(verb)


def _beyond(token: Token, borders: Words) -> list[Token]:
    """Whoever lies on the other side of a border: "to its border with Chad"."""
    across = structure.objects_of(token, "with") if token.lemma in borders else []
    return across or structure.objects_of(token, "opposite") or [token]


def _has_nation(noun: Token) -> bool:
    """ "Russian authorities", "the Libyan ministry"."""
    return any(c.dep in ("amod", "compound") and c.label in ("NORP", "GPE") for c in noun.children)


def _misplaced(candidate: Candidate, slots: tuple[str, ...], people: Words = frozenset()) -> list[Token]:
    """A named party, or one of ``people``, behind a preposition that was hung inside the object: "returned skulls from
    a cave to Peru"."""
    verb = candidate.token
    layer = structure.patients(verb) if verb.pos == "VERB" else []
    layer += [c for c in verb.children if c.dep == "advcl" and c.tag in ("VBG", "VBN") and layer and c.i > layer[0].i]
    for _ in range(8):
        layer = [
            c
            for t in layer
            for c in t.children
            if c.dep in ("prep", "pobj", "relcl", "acl", "advmod", "npadvmod", "conj", "dative", "appos", "agent")
        ]
        found = [
            c
            for t in layer
            if t.pos == "ADP" and t.lower in slots and t.lower != "of"
            for c in t.children
            if c.dep == "pobj" and (c.label in _NAMES or _has_nation(c) or c.lemma in people)
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
