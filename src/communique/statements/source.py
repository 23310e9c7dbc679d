"""Who is the subject of a cue: the source of what it brings."""

from __future__ import annotations

from typing import NamedTuple

from communique.mentions.parties import coordinated
from communique.model import Token

SUBJECT = ("nsubj", "nsubjpass", "csubj")
RELATIVE = frozenset({"who", "that", "which", "whom"})
_LEFT_OUT = frozenset({"relcl", "acl", "punct", "advcl", "cc", "conj", "ccomp", "parataxis"})
_MARKS = frozenset({'"', "“", "”", "`", "``", "''", "'"})
MAX_CLIMB = 8  # steps up a chain of verbs; deeper ones are errors of the parser


class Subject(NamedTuple):
    """``word`` heads the source; ``party`` is the word that names it (the antecedent of "who")."""

    word: Token | None
    party: Token | None
    passive: bool = False


def subject_of(verb: Token) -> Subject:
    """The speaker of ``verb``: its subject, the agent of a passive, or the subject of the verb that it hangs on."""
    if is_passive(verb):
        agent = verb.child("agent")
        named = agent.child("pobj") if agent else None
        return Subject(named, named, True)
    current = verb
    for _ in range(MAX_CLIMB):
        subject = own_subject(current, passive=current is not verb)
        if subject is not None:
            return Subject(subject, _antecedent(subject, current))
        above = _governor(current)
        if above is None:
            return Subject(None, None)
        if above.pos not in ("VERB", "AUX"):
            return Subject(above, above) if above.pos in ("NOUN", "PROPN", "PRON") else Subject(None, None)
        if current.dep == "xcomp" and (held := above.child("dobj")) is not None:
            return Subject(held, held)
        current = above
    return Subject(None, None)


def own_subject(verb: Token, *, passive: bool = True) -> Token | None:
    """The subject that hangs on ``verb`` itself, or, where the parser slips, on its auxiliary."""
    wanted = ("nsubj", "nsubjpass") if passive else ("nsubj",)
    subject = verb.child(*wanted)
    if subject is not None and subject.i < verb.i:  # of two the inverted one: the other is a word of the quotation
        subject = next((c for c in verb.having(*wanted) if c.i > verb.i), subject)
    if subject is None:
        held = (c.child(*wanted) for c in verb.children if c.dep in ("aux", "auxpass"))
        subject = next((s for s in held if s is not None), None)
    return subject


def inverted_subject(verb: Token) -> Subject | None:
    """As in "…!" shouted a guard: the parser takes a subject behind its verb for an object."""
    held = verb.child("dobj", "attr", "npadvmod")
    if held is None or held.i < verb.i or held.label in ("DATE", "TIME") or verb.tag not in ("VBD", "VBZ", "VBP"):
        return None
    return Subject(held, held)


def is_passive(verb: Token) -> bool:
    """Whether ``verb`` is a passive: it has a passive subject or auxiliary, or is a bare participle on a noun."""
    if any(c.dep in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    if verb.dep == "conj" and verb.tag in ("VBD", "VBN") and not verb.having("nsubj", "aux", "dobj", "ccomp"):
        joined = verb.head
        if joined.tag == "VBN" and joined.child("auxpass") and verb.child("xcomp"):
            return True  # "were advised to boil it and told to stay away"
    return verb.tag == "VBN" and verb.dep in ("acl", "advcl") and not verb.having("aux")


def _governor(verb: Token) -> Token | None:
    """The word whose subject ``verb`` shares, or the noun that it modifies."""
    if verb.head is verb:
        return None
    if _goes_on_after_clause(verb):
        return verb.head.head
    if verb.dep in ("conj", "xcomp", "advcl", "parataxis", "dep", "ccomp", "acl", "pcomp", "prep"):
        head = verb.head
        while head.pos in ("ADP", "SCONJ") and head.head is not head:
            head = head.head
        return head
    return None


def _goes_on_after_clause(verb: Token) -> bool:
    """ "said it would leave and warned …", "said it would leave, adding …": the parser hangs the second cue too low."""
    clause = verb.head
    if clause.dep != "ccomp" or clause.head.i > clause.i or clause.head is clause:
        return False
    if verb.dep == "conj":
        bare = clause.tag == "VB" and any(c.dep == "aux" for c in clause.children)
        return bare and verb.tag in ("VBD", "VBZ", "VBP")
    return verb.dep == "advcl" and verb.tag == "VBG" and not verb.having("mark", "nsubj")


def _antecedent(subject: Token, verb: Token) -> Token:
    if subject.lower in RELATIVE and verb.dep in ("relcl", "acl") and verb.head is not verb:
        return verb.head
    if subject.lower in RELATIVE and verb.dep == "conj":
        return _antecedent(subject, verb.head) if verb.head is not verb else subject
    return subject


def phrase(head: Token, barred: Token | None = None) -> list[Token]:
    """The noun phrase of ``head`` with its appositions, coordinations and prepositions, without its clauses.

    Nothing below ``barred`` is taken in: the parser sometimes hangs the cue on its own subject.
    """
    found, stack = (
        [],
        [head, *(c for c in coordinated(head) if c.dep == head.dep and c.head is head.head and c is not head)],
    )
    while stack:
        token = stack.pop()
        found.append(token)
        for child in token.children:
            if child is barred or child.dep in ("relcl", "acl", "advcl", "ccomp", "parataxis"):
                continue
            if child.dep == "punct" and token is head and child.i > head.i and not _inside(child, head):
                continue
            stack.append(child)
    found.sort(key=lambda t: t.i)
    if sum(t.text in _MARKS for t in found) == 1:  # the fellow of a mark that is no part of the phrase
        found = [t for t in found if t.text not in _MARKS]
    return found


def _inside(punct: Token, head: Token) -> bool:
    """Whether a dependent of ``head`` that is no clause stands after ``punct``, so that the phrase goes on."""
    return any((c.i > punct.i and c.dep not in _LEFT_OUT) or (c.i > punct.i and c.dep == "conj") for c in head.children)
