"""Finds who a pronoun stands for.

A plain salience ranking in the manner of Lappin and Leass (1994): nearness, subjects before objects, agreement in
number, sex and animacy; nothing farther than three sentences back.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.mentions.chains import Chain, Reference, unique
from communique.model import Token

WINDOW = 40  # references looked back on
SENTENCES = 3
NOBODY = frozenset(("nobody", "none", "nothing", "anyone", "anybody", "everyone", "everybody", "someone", "somebody"))
SEX = 1.0  # of an antecedent whose sex is known
ACCUSED = 3.0  # of the object of an accusation, in the words of whoever makes it
START, FADING = 5.0, 1.6  # of an antecedent in the same sentence, and what each sentence back takes
SUBJECT, MAIN, OBJECT, MODIFIER = 2.0, 0.5, 0.7, -1.5  # of its place in the clause; MAIN: of the main clause
ACTOR, ACTING = 1.5, 2.0  # of somebody who acts, for a pronoun that does not act and for one that does
NEAR, OFTEN, QUOTED = 2.0, 0.2, 1.5  # of nearness in words, of every mention before, of the other side of a quotation
MANY = 3.0  # of those who are several, for "they": a body in the singular only where nobody else is there
STATE = 2.0  # less for a state by its name, as "they" in speech: "Israel has decided; we have urged them to"
SUBJECTS = ("nsubj", "nsubjpass")
COLLECTIVE = ("body", "armed", "party", "government", "igo", "ngo", "company", "people")
THINGS = ("state", "government", "igo", "ngo", "armed", "party", "body", "company", "thing", "region", "world")


def antecedent(
    pronoun: Token,
    stands_for: str,
    recent: Sequence[Reference],
    quoted: frozenset[int],
    by_head: dict[int, Reference],
    accusing: frozenset[str],
) -> tuple[Chain, ...]:
    """The chains that ``pronoun`` stands for, or none where nobody fits.

    ``accusing`` are the verbs whose object the one who speaks goes on to talk about.
    """
    best: tuple[Chain, ...] = ()
    top = 0.0
    barred = _barred(pronoun, by_head)
    for reference in reversed(recent[-WINDOW:]):
        head = reference.phrase.head
        back = pronoun.sentence.index - head.sentence.index
        if back > SENTENCES:
            break
        if head.i >= pronoun.i or _clashes(pronoun, head) or head.lower in NOBODY:
            continue
        chains = _fitting(reference, stands_for, by_head)
        if not chains or all(c in barred for c in chains) or _comes_again(pronoun, head):
            continue
        score = _score(pronoun, head, chains, back, quoted)
        several = reference.phrase.plural or len(chains) > 1 or chains[0].number == "many"
        if stands_for == "many" and several and any(c.kind != "thing" for c in chains):
            score += MANY
        if stands_for == "many" and not several and chains[0].kind == "state" and reference.phrase.kind == "name":
            score -= STATE
        if len(chains) == 1 and chains[0].gender == stands_for:
            score += SEX
        if head.dep == "dobj" and head.head.lemma in accusing and back == 1 and pronoun.i in quoted:
            score += ACCUSED
        if score > top:
            top, best = score, chains
    return best


def _fitting(reference: Reference, stands_for: str, by_head: dict[int, Reference]) -> tuple[Chain, ...]:
    """The chains of a reference where they agree with the pronoun."""
    chains = reference.chains
    phrase = reference.phrase
    if stands_for == "many":
        whole = _coordinated(phrase.head, by_head)
        if len(whole) > 1:
            return whole
        government = len(chains) == 1 and chains[0].kind == "state"
        if len(chains) > 1 or phrase.plural or any(c.number == "many" or c.kind in COLLECTIVE for c in chains):
            return chains
        if government:
            return chains
        return ()
    if len(chains) != 1 or chains[0].kind == "first":
        return ()
    chain = chains[0]
    if stands_for == "thing":
        return chains if chain.kind in THINGS and not phrase.plural else ()
    if chain.kind == "person" and chain.number == "one" and chain.gender in ("", stands_for):
        return chains
    return ()


def _coordinated(head: Token, by_head: dict[int, Reference]) -> tuple[Chain, ...]:
    """All chains of "A, B and C" where ``head`` is the first of them."""
    if head.dep == "conj" or not any(c.dep == "conj" for c in head.children):
        return ()
    found = [c for t in head.conjuncts() if t.i in by_head for c in by_head[t.i].chains]
    return unique(found)


def _clashes(pronoun: Token, head: Token) -> bool:
    """Subject and object of one verb are two ("France blamed it"), and nobody owns himself ("its government")."""
    if pronoun.dep == "poss":
        return pronoun.head is head
    verb = pronoun.head if pronoun.dep != "pobj" else pronoun.head.head
    return (
        head.head is verb and head.dep in (*SUBJECTS, "dobj", "pobj") and not pronoun.lower.endswith(("self", "selves"))
    )


def _barred(pronoun: Token, by_head: dict[int, Reference]) -> tuple[Chain, ...]:
    """Whoever the subject over an object stands for, under any name: "Ana Vey called him; he asked him to stay"."""
    if pronoun.lower.endswith(("self", "selves")) or pronoun.dep == "poss":
        return ()
    verb = pronoun.head if pronoun.dep != "pobj" else pronoun.head.head
    if pronoun.dep in SUBJECTS:  # of an infinitive: the parser hangs "him" of "asked him to stay" so
        if not any(c.tag == "TO" for c in verb.children) or verb.dep not in ("ccomp", "xcomp"):
            return ()
        verb = verb.head
    subject = verb.child(*SUBJECTS)
    if subject is None or subject is pronoun:
        return ()
    return tuple(c for t in subject.conjuncts() if t.i in by_head for c in by_head[t.i].chains)


def _comes_again(pronoun: Token, head: Token) -> bool:
    """Whether the noun is the object of the pronoun's verb again: "the hostages. If they free the hostages"."""
    if pronoun.dep not in SUBJECTS or head.pos not in ("NOUN", "PROPN"):
        return False
    again = pronoun.head.child("dobj")
    return again is not None and again.lemma == head.lemma


def _score(pronoun: Token, head: Token, chains: tuple[Chain, ...], back: int, quoted: frozenset[int]) -> float:
    top = head
    while top.dep == "conj":
        top = top.head
    score = START - FADING * back
    if top.dep in SUBJECTS:
        score += SUBJECT
        score += MAIN if top.head.dep == "ROOT" else 0.0
    elif top.dep in ("dobj", "dative"):
        score += OBJECT
    elif top.dep in ("amod", "compound", "nmod"):
        score += MODIFIER
    if any(c.actor for c in chains):
        score += ACTOR if pronoun.dep not in (*SUBJECTS, "poss") else ACTING
    score += NEAR * max(0.0, 1.0 - (pronoun.i - head.i) / 30)
    if len(chains) == 1 and chains[0].spans:
        score += min(len(chains[0].spans), 4) * OFTEN
    if (pronoun.i in quoted) != (head.i in quoted):
        score -= QUOTED
    return score
