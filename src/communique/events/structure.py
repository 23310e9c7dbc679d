"""Reads grammar: who is the subject and the object of a predicate, in any voice, clause and coordination.

Labels are ClearNLP's, as spaCy's English models give them.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.events.repairs import (
    NOMINAL,
    RELATIVE,
    is_main,
    perfect,
    raised,
    resumed,
    stranded,
    strayed_agents,
    unwound,
)
from communique.model import Token

VERBAL = frozenset(("VERB", "AUX"))
_COMPLETE = frozenset(("prep", "xcomp", "ccomp", "acomp", "attr", "oprd"))  # behind them no object is waited for
_DEPTH = 6  # how far a subject is sought up the tree: deeper chains are parser debris


def is_passive(verb: Token) -> bool:
    """Whether the verb's grammatical subject is what it acts on."""
    if verb.child("nsubjpass") is not None:
        return True
    if verb.tag == "VBN" and verb.child("agent") is not None:
        return verb.child("nsubj") is None or verb.child("dobj") is None
    for child in verb.children:
        if child.dep == "auxpass":
            return True
        if child.dep == "aux" and child.lemma == "have":
            return False
        if child.dep == "nsubj":
            return _is_bare_participle(verb)
    if verb.tag == "VBD" and verb.dep == "conj" and verb.child("agent") is not None:
        return verb.child("dobj", "nsubj") is None  # "arrested on Monday and freed by a judge"
    if verb.tag != "VBN" or perfect(verb) is not None or is_main(verb):
        return False
    if verb.dep in ("acl", "amod", "relcl"):
        return True
    if verb.dep == "conj" and verb.head.pos in VERBAL:
        return is_passive(verb.head)
    return verb.dep in ("advcl", "ROOT", "oprd", "xcomp", "ccomp", "acomp") and verb.child("dobj", "aux") is None


def _is_bare_participle(verb: Token) -> bool:
    """ "… and two wounded", "Two drivers killed": a participle whose auxiliary is left out, with nothing it acts on."""
    if verb.tag != "VBN" or verb.child("dobj", "aux", "ccomp", "xcomp"):
        return False
    joined = verb.dep == "conj" and verb.head.pos in VERBAL and is_passive(verb.head)
    return joined or verb.dep in ("ccomp", "xcomp") or (verb.dep == "ROOT" and verb.sentence.tokens[-1].text != ".")


def subjects(verb: Token, depth: int = _DEPTH) -> list[Token]:
    """The heads of the phrases that do what ``verb`` says; empty where nobody is named."""
    if is_passive(verb):
        return agents(verb)
    return _grammatical_subject(verb, depth)


def patients(verb: Token, depth: int = _DEPTH) -> list[Token]:
    """The heads of the phrases that ``verb`` is done to: direct objects, or the subjects of a passive."""
    if is_passive(verb):
        return _grammatical_subject(verb, depth) + [c for c in verb.children if c.dep == "dobj"]
    objects = [c for c in verb.children if c.dep in ("dobj", "dative", "iobj")]
    found = [antecedent(c) for c in objects if c.pos in NOMINAL or c.pos in ("DET", "ADJ")]  # "thanked the poor"
    if not found:
        small = [c for c in verb.children if c.dep == "ccomp" and is_small_clause(c)]
        found = [s for c in small for s in c.children if s.dep == "nsubj"]
    if not found:  # "burned down the office", read as "down" with an object of its own
        found = [o for c in verb.children if c.tag == "RP" or c.dep == "prt" for o in c.children if o.dep == "pobj"]
    if perfect(verb) is not None:
        return [verb.head]
    if found:
        return found
    if not any(c.i > verb.i and c.dep in _COMPLETE for c in verb.children):
        for child in verb.children:  # "arrested and beat the students": the object stands behind the last verb
            joined = child.dep == "conj" and child.pos in VERBAL and child.child("nsubj", "nsubjpass") is None
            if joined and series_of(child) is None:
                return [antecedent(c) for c in child.children if c.dep == "dobj"]
    if (
        verb.dep == "relcl"
        and verb.head.pos in NOMINAL
        and not any(c.tag in RELATIVE and c.dep == "nsubj" for c in verb.children)
    ):
        return [verb.head]  # "the town that rebels seized", "the town rebels seized"
    return found


def agents(verb: Token) -> list[Token]:
    """Who does it in a passive: "by rebels", also where it stands with another verb of the same coordination."""
    found = _own_agents(verb)
    if not found and verb.dep == "conj" and verb.head.pos in VERBAL:
        found = _own_agents(verb.head)
    if not found:
        for child in verb.children:  # "arrested and beaten by police"
            if child.dep == "conj" and child.tag == "VBN":
                found = found or _own_agents(child)
    if not found and verb.dep in ("ccomp", "xcomp") and verb.head.lemma == "have" and not is_passive(verb.head):
        return _surface_subject(verb.head, _DEPTH)  # "had the owner arrested"
    return found


def _own_agents(verb: Token) -> list[Token]:
    found = [
        o
        for c in verb.children
        if c.lower == "by" and c.dep in ("agent", "prep")
        for o in c.children
        if o.dep == "pobj" and o.label not in ("DATE", "TIME")
    ]
    return found or strayed_agents(verb)


def objects_of(token: Token, preposition: str) -> list[Token]:
    """What follows ``preposition`` below ``token``: "on" gives Iran in "sanctions on Iran"."""
    found: list[Token] = []
    for child in token.children:
        if child.dep in ("prep", "agent", "dative", "prt", "mark") and child.lower == preposition:
            found += [antecedent(o) for o in child.children if o.dep in ("pobj", "dobj")]
            for deeper in child.children:  # "from inside Syria", "out of Mali"
                if deeper.dep == "prep":
                    found += [o for o in deeper.children if o.dep == "pobj"]
    return found


def _grammatical_subject(verb: Token, depth: int) -> list[Token]:
    having = perfect(verb)
    if having is not None:
        return _grammatical_subject(having, depth - 1) if depth else []
    own = [antecedent(unwound(c)) for c in verb.children if c.dep in ("nsubj", "nsubjpass")]
    if own:
        return own
    if depth == 0:
        return []
    speech = resumed(verb) or raised(verb)
    if speech is not None:
        return _surface_subject(speech, depth - 1)
    series = series_of(verb)
    if series is not None:
        return _grammatical_subject(series, depth - 1)
    head, dep = verb.head, verb.dep
    if is_main(verb):
        return [head]
    if dep in ("attr", "acomp", "dep") and head.pos in VERBAL and verb.tag in ("VBG", "VBN"):  # "is mediating"
        return _surface_subject(head, depth - 1)
    if dep == "conj" and head.pos in NOMINAL and verb.tag in ("VBD", "VBZ") and head.head is head:
        return [head]  # "Two men on a motorcycle shot and killed": the first verb read as a noun
    if dep == "pobj" and verb.tag == "VBG":  # "spoke of armour massing"
        return [c for c in verb.children if c.dep == "compound" and c.pos in NOMINAL]
    if dep in ("acl", "relcl", "amod"):
        return _subject_of_modifier(verb, depth)
    if head is verb:
        return stranded(verb)
    if dep == "pcomp":  # "accused of killing", "by killing", "after attacking"
        return _controller(head, depth)
    if head.pos in VERBAL and dep in ("xcomp", "conj", "advcl", "ccomp", "dep", "prep", "oprd"):
        if dep == "xcomp":
            return _controller_of_xcomp(head, depth)
        return _surface_subject(head, depth - 1)
    if head.pos == "ADJ" and dep in ("xcomp", "ccomp", "advcl"):  # "ready to withdraw"
        return _surface_subject(head, depth - 1)
    return []


def _surface_subject(verb: Token, depth: int) -> list[Token]:
    """The grammatical subject of a verb or of the verb of a predicate adjective, in any voice."""
    if verb.pos not in VERBAL and verb.dep in ("acomp", "attr", "conj", "amod", "oprd", "advcl"):
        if verb.dep == "amod":
            return [verb.head]
        return _surface_subject(verb.head, depth) if verb.head is not verb and depth else []
    return _grammatical_subject(verb, depth) if depth else []


def _controller_of_xcomp(head: Token, depth: int) -> list[Token]:
    """Who is to do it: the troops in "ordered troops to leave", the subject in "agreed to leave"."""
    if is_passive(head):
        return _surface_subject(head, depth - 1)
    objects = [c for c in head.children if c.dep in ("dobj", "dative")]
    if objects:
        return objects
    called_on = objects_of(head, "on") or objects_of(head, "upon") or objects_of(head, "to")
    if called_on and head.lemma in ("call", "appeal", "prevail", "lean"):
        return called_on
    return _surface_subject(head, depth - 1)


def _controller(preposition: Token, depth: int) -> list[Token]:
    head = preposition.head
    if head.pos == "ADV":  # "stopped short of backing"
        head = head.head
    if head.pos in VERBAL:
        if preposition.lower in ("of", "from", "into", "for", "as") and not is_passive(head):
            objects = [c for c in head.children if c.dep == "dobj"]
            if objects:
                return objects
        return _surface_subject(head, depth - 1)
    if head.pos == "ADJ":
        return _surface_subject(head, depth - 1)
    return owners(head)


def _subject_of_modifier(verb: Token, depth: int) -> list[Token]:
    head = verb.head
    if verb.tag == "VB" or any(c.tag == "TO" for c in verb.children):  # "a plan to attack": whose plan
        if head.dep == "nsubj" and head.head.lower == "were":  # "Were the bishops to condemn …"
            return [head]
        return owners(head) or (_surface_subject(head.head, depth - 1) if head.dep in ("dobj", "attr", "pobj") else [])
    return [head] if head.pos in NOMINAL else []


def is_time(token: Token, calendar: frozenset[str]) -> bool:
    """Whether the token heads a date or time; the recogniser at times takes a country along ("Niger last month")."""
    if token.label not in ("DATE", "TIME"):
        return token.label == "" and token.pos == "NOUN" and token.lower in calendar  # "opened fire at dawn"
    return token.pos != "PROPN" or token.lower in calendar or any(c.pos == "NUM" for c in token.children)


def owners(noun: Token) -> list[Token]:
    """Whose act a noun is: "Turkey's offer", "an offer by Turkey"; the noun itself is not among them."""
    found = [c for c in noun.children if c.dep == "poss"]
    return found or objects_of(noun, "by")


def antecedent(token: Token) -> Token:
    """The noun behind "who", "whose", "which", "that"; the token itself otherwise."""
    that = token.lower == "that" and token.pos in ("PRON", "SCONJ", "DET")
    if token.tag not in RELATIVE and token.tag != "WP$" and not that:
        return token
    above = token
    for _ in range(4):
        above = above.head
        if above.dep in ("relcl", "acl") and above.head.pos in NOMINAL:
            return above.head
    return token


def subject_of_adjective(adjective: Token) -> list[Token]:
    """Of whom a predicate adjective is said: "Chad is ready", "the ready ally"."""
    return _surface_subject(adjective, _DEPTH)


def complement_subjects(verb: Token) -> list[Token]:
    """The subjects of the clause below: Iran in "demanded that Iran withdraw"."""
    for child in verb.children:
        if child.dep in ("ccomp", "xcomp"):
            found = [antecedent(c) for c in child.children if c.dep in ("nsubj", "nsubjpass")]
            if found:
                return found
    return []


def has_infinitive(verb: Token) -> bool:
    """Whether somebody else is to do something: "wants the army to stop", not "wants to stop"."""
    for child in verb.children:
        if child.dep in ("ccomp", "xcomp") and any(c.tag == "TO" for c in child.children):
            own = child.child("nsubj", "nsubjpass") is not None
            return own or any(c.dep == "dobj" and c.i < child.i for c in verb.children)
    return False


def series_of(verb: Token) -> Token | None:
    """The infinitive that ``verb`` is coordinated with where the parser hung it on the finite verb above.

    "Pledged to free the detainees, hold elections and lift the curfew": no past tense goes on with bare forms.
    """
    token = verb
    for _ in range(_DEPTH):
        head = token.head
        if token.dep not in ("conj", "advcl") or head is token or head.pos not in VERBAL or not _is_bare(token):
            return None
        if head.tag in ("VBD", "VBZ", "VBN", "VBG"):
            return _infinitive_between(head, token)
        token = head
    return None


def _is_bare(verb: Token) -> bool:
    return verb.tag in ("VB", "VBP") and not any(
        c.dep in ("aux", "auxpass", "nsubj", "nsubjpass", "mark", "advmod", "expl") and c.i < verb.i
        for c in verb.children
    )


def _infinitive_between(above: Token, verb: Token) -> Token | None:
    near = [*above.children, *(c for o in above.children if o.dep in ("dobj", "dative") for c in o.children)]
    found = [
        c
        for c in near
        if c.dep in ("xcomp", "ccomp", "acl") and above.i < c.i < verb.i and c.tag == "VB" and c is not verb
    ]
    return found[-1] if found else None


def is_small_clause(token: Token) -> bool:
    """Whether a complement has no finite verb of its own: "found the general guilty", "took in people fleeing war"."""
    bare = token.pos in ("ADJ", "NOUN", "PROPN") or token.tag == "VBG"
    return bare and not any(c.dep in ("cop", "aux", "mark") for c in token.children)


def tops(tokens: Sequence[Token]) -> list[Token]:
    """Those of the tokens that hang on none of the others."""
    return [t for t in tokens if t.head is t or t.head not in tokens]
