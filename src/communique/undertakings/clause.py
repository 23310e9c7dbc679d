"""Reads a clause: who is its subject, what is its object, whether it is negated, what hangs beside it."""

from __future__ import annotations

from communique.lexicon.duties import Duties
from communique.model import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_DONE_BY_OBJECT = ("of", "for", "from", "into")  # "stopped Chile from …", "thanked Chile for …"
_SHARED_SUBJECT = ("conj", "xcomp", "advcl", "acl", "pcomp", "ccomp", "dep")


def own_subject(verb: Token) -> Token | None:
    """The subject that stands with this very verb; a relative pronoun is replaced by what it refers to."""
    subject = verb.child("nsubj", "nsubjpass")
    if subject is not None and subject.tag in ("WDT", "WP") and verb.dep in ("relcl", "ccomp", "acl"):
        return verb.head if verb.head.pos in ("NOUN", "PROPN", "PRON") else subject
    return subject


def subject_of(verb: Token) -> Token | None:
    """The subject of ``verb``, its own or the one it shares with the verb above ("… and urged", "to demand")."""
    token = verb
    for _ in range(6):
        subject = own_subject(token)
        if subject is not None:
            return subject
        if token.child("csubj", "csubjpass"):
            return None
        if token.dep == "acl" and token.tag != "VB" and token.head.pos in ("NOUN", "PROPN"):
            return token.head
        holder = token.head
        if token.dep == "acl" and infinitive_mark(token) and holder.dep == "dobj" and holder.head.pos == "VERB":
            token = holder.head  # "has the honour to request"
            continue
        if token.dep not in _SHARED_SUBJECT or token.head is token:
            return None
        if token.dep == "ccomp" and token.tag not in ("VB", "VBG"):
            return None
        accused = _accused(token)
        if accused is not None:
            return accused
        token = joined_to(token)
    return None


def _accused(verb: Token) -> Token | None:
    """ "accused Chile of breaking its promise": who is accused is the one who breaks it."""
    above = verb.head.head
    if verb.dep != "pcomp" or verb.head.lower not in _DONE_BY_OBJECT or above.pos != "VERB":
        return None
    return above.child("dobj", "nsubjpass")


def joined_to(verb: Token) -> Token:
    """The word that ``verb`` hangs on, or the one further up that it can only go with by its form.

    "would mend the road before it freezes and would not bill X": "would bill" goes with "would mend", not "freezes".
    """
    head = verb.head
    if beside_demand(verb) or _beside_report(verb):
        return head.head
    modal = _modal_word(verb)
    if verb.dep == "conj" and modal and head.dep in ("advcl", "ccomp", "relcl") and not _modal_word(head):
        return head.head if _modal_word(head.head) == modal else head
    return head


def _beside_report(verb: Token) -> bool:
    """ "said that Chile had lied and demanded …": no "had" goes with "demanded", so it goes with "said"."""
    head = verb.head
    if verb.dep != "conj" or verb.tag != "VBD" or head.dep != "ccomp" or head.tag != "VBN":
        return False
    return head.head.tag == "VBD" and any(c.lower in ("had", "has", "have") for c in head.having("aux"))


def _modal_word(verb: Token) -> str | None:
    return next((c.lower for c in verb.children if c.dep == "aux" and c.tag == "MD"), None)


def beside_demand(verb: Token) -> bool:
    """ "demanded that Chile release X, and offered to …": hung on "release", though it goes with "demanded"."""
    head = verb.head
    if verb.dep != "conj" or verb.tag not in ("VBD", "VBZ", "VBN") or head.dep != "ccomp":
        return False
    if verb.tag in ("VBD", "VBZ") and head.tag == "VB" and _modal_word(head) and own_subject(verb) is None:
        return True  # "decides that States shall …, and further decides"
    return head.tag in ("VB", "NN") and head.child("aux", "auxpass") is None and head.child("nsubj") is not None


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive, reduced relative clauses included ("monks jailed in May")."""
    if verb.tag == "VBD" and verb.dep == "conj" and not verb.child("nsubj", "nsubjpass", "dobj", "aux", "ccomp"):
        return verb.head.tag == "VBN" and is_passive(verb.head)  # "were advised to boil it and told to stay"
    if verb.tag != "VBN":
        return False
    if verb.child("auxpass", "nsubjpass"):
        return True
    if verb.dep == "conj" and verb.head.tag == "VBN" and verb.child("aux", "nsubj") is None:
        return is_passive(verb.head)
    return verb.dep == "acl" and verb.child("aux") is None


def agent_of(verb: Token) -> Token | None:
    """The noun behind "by" of a passive."""
    for child in verb.rights:
        if child.dep == "agent" or (child.dep == "prep" and child.lower == "by" and is_passive(verb)):
            noun = child.child("pobj")
            if noun is not None and noun.label not in ("DATE", "TIME", "CARDINAL", "PERCENT", "MONEY"):
                return noun
    return None


def after_preposition(token: Token, prepositions: frozenset[str]) -> list[Token]:
    """The nouns that stand after one of these prepositions, among what hangs on ``token``."""
    found = []
    for prep in token.children:
        if prep.dep in ("prep", "dative", "prt", "advmod") and prep.lower in prepositions:
            found += [c for p in prep.conjuncts() if p.lower in prepositions for c in p.having("pobj", "pcomp")]
    return found


def is_negated(token: Token, duties: Duties) -> bool:
    """Whether "not", "never", "neither", "no longer" or a negative subject negates the verb or noun."""
    negators = duties.words["negators"]
    for child in token.children:
        if child.dep in ("neg", "preconj", "advmod", "det", "cc") and child.lower in negators:
            if _bounds_only(child, duties):
                continue
            if child.dep == "cc" or (child.i > token.i and child.dep != "neg"):
                continue  # "… nor" belongs to the next verb
            return True
        if child.dep in ("nsubj", "nsubjpass") and _is_no(child, duties):
            return True
        auxiliary = child.dep in ("aux", "auxpass") or (child.dep == "advmod" and child.lower in ("longer", "more"))
        if auxiliary and any(c.lower in negators for c in child.children):
            return True  # "has never", "no longer"
    return False


def _bounds_only(negator: Token, duties: Duties) -> bool:
    """ "Not before May", "not later than Friday", "not only": the words behind are negated and not the act."""
    tokens = negator.sentence.tokens
    after = tokens[negator.i - tokens[0].i + 1 :][:1]
    return bool(after) and after[0].lower in duties.words["negated_bounds"]


def stray_subject(verb: Token) -> Token | None:
    """ "To open its archives and Niger to close its wells": a party read as part of the object before, before "to"."""
    mark = next((c for c in verb.lefts if c.dep == "aux" and c.tag in ("TO", "MD")), None)
    if mark is None or own_subject(verb) is not None:
        return None
    tokens = verb.sentence.tokens
    at = mark.i - tokens[0].i - 1
    while at > 0 and tokens[at].dep == "neg":
        at -= 1
    noun = tokens[at]
    if noun.pos == "NOUN" and noun.tag != "NNS" and _opens_anew(noun):
        return noun
    named = noun.pos == "PROPN" and noun.label in ("PERSON", "ORG", "NORP", "GPE")
    joined = noun.dep == "conj" and noun.head.pos in ("NOUN", "PROPN") and noun.head.i < noun.i
    return noun if named and joined else None


def _opens_anew(noun: Token) -> bool:
    """ ", and the Greek leader to hand over": a noun with its article behind a comma and "and"."""
    inside = noun.subtree()
    at = inside[0].i - noun.sentence.tokens[0].i
    before = noun.sentence.tokens[max(0, at - 2) : at]
    opened = len(before) == 2 and before[0].text in (",", ";") and before[1].dep == "cc"
    return opened and noun.child("det") is not None and inside[-1] is noun


def is_finite(verb: Token) -> bool:
    """Whether the verb stands in a clause of its own: past or present, or with an auxiliary that is."""
    if verb.tag in ("VBD", "VBZ", "VBP"):
        return True
    return any(c.dep in ("aux", "auxpass") and c.tag in ("VBD", "VBZ", "VBP", "MD") for c in verb.children)


def infinitive_mark(verb: Token) -> Token | None:
    """The "to" of an infinitive."""
    return next((c for c in verb.lefts if c.dep == "aux" and c.tag == "TO"), None)


def modal_of(verb: Token) -> Token | None:
    """The modal verb that stands with ``verb``, its own or shared with the verb it is coordinated with."""
    token = verb
    for _ in range(4):
        modal = next((c for c in token.children if c.dep == "aux" and c.tag == "MD"), None)
        if modal is not None:
            return modal
        if token.dep != "conj" or token.tag not in ("VB", "VBN") or own_subject(token) or infinitive_mark(token):
            return None
        token = token.head
    return None


def _is_no(subject: Token, duties: Duties) -> bool:
    if subject.lower in duties.words["no_subjects"] or subject.subtree()[0].lower == "not":
        return True  # "nobody", "not one of us"
    return any(
        c.dep in ("det", "preconj", "cc") and c.lower in duties.words["no_determiners"] for c in subject.children
    )
