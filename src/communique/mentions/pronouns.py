"""Finds who a pronoun stands for.

A plain salience ranking in the manner of Lappin and Leass (1994): nearness, subjects before objects, agreement in
number, sex and animacy; nothing farther than three sentences back.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.mentions.chains import Chain, Reference, unique
from communique.mentions.phrases import Phrase
from communique.model import Token

PAIR = 2
WINDOW = 40  # references looked back on
SENTENCES = 3
NOBODY = frozenset(("nobody", "none", "nothing", "anyone", "anybody", "everyone", "everybody", "someone", "somebody"))
SPEAKING = frozenset(("i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your", "yours"))
SET_ASIDE = NOBODY | SPEAKING  # whoever says "I" does not go on to call himself "he"
ONE_BY_ONE = ("each", "either", "neither")
SEX = 1.0  # of an antecedent whose sex is known
ACCUSED = 3.0  # of the object of an accusation, in the words of whoever makes it
START, FADING = 5.0, 1.6  # of an antecedent in the same sentence, and what each sentence back takes
SUBJECT, MAIN, OBJECT, MODIFIER = 2.0, 0.5, 0.7, -1.5  # of its place in the clause; MAIN: of the main clause
ACTOR, ACTING = 1.5, 2.0  # of somebody who acts, for a pronoun that does not act and for one that does
NEAR, OFTEN, QUOTED = 2.0, 0.2, 1.5  # of nearness in words, of every mention before, of the other side of a quotation
BEHIND = 3.0  # of whoever a quotation speaks of, for "its" of who says it: "…," said its director
MANY = 3.0  # of those who are several, for "they": a body in the singular only where nobody else is there
STATE = 2.0  # less for a state by its name, as "they" in speech: "Israel has decided; we have urged them to"
OWNING = 3.0  # of the first of a row for a possessor inside the row: "the United States and its allies"
GOVERNING = 1.0  # of the subject, said or understood, of the clause around "its"
OTHERWISE = 1.5  # less for one that was "it" before where the pronoun is "they", and the other way round
SUBJECTS = ("nsubj", "nsubjpass")
COLLECTIVE = ("body", "armed", "party", "government", "igo", "ngo", "company", "people")
PLURALS = ("they", "them", "their", "theirs", "themselves")
NAMED = ("state", "igo", "ngo", "armed", "party", "company", "body", "media")
THINGS = ("state", "government", "igo", "ngo", "armed", "party", "body", "company", "thing", "region", "world")


def antecedent(
    pronoun: Token,
    stands_for: str,
    recent: Sequence[Reference],
    quoted: frozenset[int],
    by_head: dict[int, Reference],
    accusing: frozenset[str],
    meeting: frozenset[str],
) -> tuple[Chain, ...]:
    """The chains that ``pronoun`` stands for, or none where nobody fits.

    ``accusing`` are the verbs whose object the one who speaks goes on to talk about; ``meeting`` those whose subject
    and object are together from then on.
    """
    best: tuple[Chain, ...] = ()
    top = 0.0
    barred = _barred(pronoun, by_head)
    counted = _counted(pronoun) if stands_for == "many" else None
    governing = _governing(pronoun, by_head) if pronoun.lower == "its" else ()
    for reference in reversed(recent[-WINDOW:]):
        head = reference.phrase.head
        back = pronoun.sentence.index - head.sentence.index
        if back > SENTENCES:
            break
        if head.i >= pronoun.i or _clashes(pronoun, head) or head.lower in SET_ASIDE:
            continue
        together = _together(head, by_head, meeting) if stands_for == "many" else ()
        chains = together or _fitting(reference, stands_for, by_head)
        if counted and (len(chains) != 1 or not reference.phrase.plural or head in _clause(counted)):
            continue
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
        score += OWNING if pronoun.dep == "poss" and pronoun.head.dep == "conj" and head in _row(pronoun.head) else 0.0
        score += GOVERNING if governing and set(chains) & set(governing) else 0.0
        score -= OTHERWISE if len(chains) == 1 and _was_otherwise(chains[0], stands_for) else 0.0
        if score > top:
            top, best = score, chains
    return best


def subject_ahead(pronoun: Token) -> Token | None:
    """The subject of the main clause behind a clause that it opens with: "After he seized power, Zorn fled"."""
    if pronoun.dep not in (*SUBJECTS, "poss", "dobj", "pobj"):
        return None
    opening = pronoun.sentence.tokens[0]
    within = [t for t in pronoun.ancestors() if t.dep in ("advcl", "pcomp", "prep")]
    if not within or opening not in within[-1].subtree():
        return None
    main = within[-1].head
    for verb in (main, *(c for c in main.children if c.dep == "conj")):
        subject = verb.child(*SUBJECTS)
        if subject is not None and subject.i > pronoun.i and subject.pos == "PROPN":
            return subject
    return None


def fits(chains: tuple[Chain, ...], stands_for: str) -> bool:
    """Whether one person or body agrees with the pronoun."""
    if len(chains) != 1 or chains[0].kind == "first":
        return False
    person = chains[0].kind == "person" and chains[0].number == "one" and chains[0].gender in ("", stands_for)
    return person if stands_for in ("male", "female") else stands_for == "thing" and chains[0].kind in THINGS


def _fitting(reference: Reference, stands_for: str, by_head: dict[int, Reference]) -> tuple[Chain, ...]:
    """The chains of a reference where they agree with the pronoun."""
    chains = reference.chains
    phrase = reference.phrase
    if stands_for == "many":
        whole = _coordinated(phrase.head, by_head)
        if len(whole) > 1:
            return whole
        if phrase.only_where and len(chains) == 1 and chains[0].why.startswith("named here"):
            return ()
        government = len(chains) == 1 and chains[0].kind == "state"
        if len(chains) > 1 or phrase.plural or any(c.number == "many" or c.kind in COLLECTIVE for c in chains):
            return chains
        if government:
            return chains
        return ()
    if stands_for == "thing" and len(chains) > 1 and phrase.determiner in ONE_BY_ONE and not phrase.plural:
        return chains  # "each Party shall tell the Court of its plans"
    if len(chains) != 1 or chains[0].kind == "first":
        return ()
    chain = chains[0]
    if stands_for == "thing":
        return chains if _is_thing(chain, phrase) else ()
    if chain.kind == "person" and chain.number == "one" and chain.gender in ("", stands_for):
        return chains
    return ()


def _counted(pronoun: Token) -> Token | None:
    """The number of which "them" is the whole: "six of them"; "both of them" may be two states."""
    above = pronoun.head.head if pronoun.dep == "pobj" and pronoun.head.lower == "of" else None
    return above if above is not None and above.pos == "NUM" and above.lower != "one" else None


def _clause(number: Token) -> tuple[Token, ...]:
    """Whoever has, or does something to, so many of them: "police hold two of them"."""
    return tuple(c for c in number.head.children if c.dep in SUBJECTS and number.dep not in SUBJECTS)


def _together(head: Token, by_head: dict[int, Reference], meeting: frozenset[str]) -> tuple[Chain, ...]:
    """Those who met: "the chancellor met Jens Brandt … they agreed"; each is one person or one state."""
    if head.dep not in SUBJECTS or head.head.lemma not in meeting:
        return ()
    others = [head.head.child("dobj")]
    others += [c.child("pobj") for c in head.head.children if c.dep == "prep" and c.lower == "with"]
    for other in others:
        two = [r for r in (by_head.get(head.i), by_head.get(other.i) if other is not None else None) if r is not None]
        chains = unique([c for r in two for c in r.chains])
        alike = len({c.kind for c in chains}) == 1 and all(c.number == "one" for c in chains)
        if len(two) == PAIR and len(chains) == PAIR and alike and chains[0].kind in ("person", "state"):
            return chains
    return ()


def _is_thing(chain: Chain, phrase: Phrase) -> bool:
    """Whether "it" may stand for it: one body or thing, be its name in the plural ("Reporters Without Borders")."""
    if phrase.kind == "pronoun" and phrase.head.lower in PLURALS:
        return chain.number == "one" and chain.kind not in ("thing", "people", "person")
    if chain.kind == "people":
        return chain.number == "one" and not phrase.plural
    if phrase.plural and not (phrase.kind == "name" and chain.kind in NAMED):
        return False
    return chain.kind in THINGS


def _row(noun: Token) -> tuple[Token, ...]:
    """What stands before the noun in a row: "the United States" of "the United States and its allies"."""
    return tuple(t for t in noun.conjuncts() if t.i < noun.i)


def _governing(possessor: Token, by_head: dict[int, Reference]) -> tuple[Chain, ...]:
    """Whoever is the subject, said or understood, of the clause around a possessor.

    "The Court ordered Chad to open its border": Chad.
    """
    for verb in possessor.ancestors():
        if verb.pos not in ("VERB", "AUX"):
            continue
        subject = verb.child(*SUBJECTS)
        if subject is None and verb.dep in ("xcomp", "ccomp") and any(c.tag == "TO" for c in verb.children):
            subject = verb.head.child("dobj", "dative")
        if subject is not None and possessor not in subject.subtree():
            return tuple(c for t in subject.conjuncts() if t.i in by_head for c in by_head[t.i].chains)
    return ()


def _was_otherwise(chain: Chain, stands_for: str) -> bool:
    """Whether it has only been taken up by "it" where "they" is asked for, or by "they" for "it"."""
    return (stands_for == "many" and chain.said == {"thing"}) or (stands_for == "thing" and chain.said == {"many"})


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
    while subject is None and verb.dep == "conj" and pronoun.dep != "pobj":  # "shall not block the road or stop it"
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
        score -= BEHIND if head.i in quoted and pronoun.dep == "poss" and back == 0 else QUOTED
    return score
