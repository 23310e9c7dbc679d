"""From the first word of an act to all acts that are coordinated with it, each with its polarity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from communique.lexicon.duties import Duties
from communique.model import Token
from communique.undertakings.clause import infinitive_mark, is_negated, own_subject
from communique.undertakings.lists import intransitives, set_in_list

_OPEN_A_NOUN = ("DT", "PRP$", "NNP", "NNPS", "NNS", "JJ", "CD", "NN", "PDT")
_VERB_TAGS = ("VB", "VBP", "VBG", "VBN")


class Act(NamedTuple):
    """The word that an act is headed by, whether it is to be refrained from, and whether a noun words it."""

    head: Token
    refrain: bool = False
    nominal: bool = False
    body: tuple[Token, ...] = ()  # the words, where the parser took the verb for another part of speech


def infinitives_of(head: Token, duties: Duties) -> list[Act]:
    """The act of the infinitive ``head`` and of those coordinated with it, in text order."""
    return [inner for act in _coordinated(head, _not_to(head, duties), duties) for inner in _unfold(act, duties)]


def finite_of(head: Token, duties: Duties) -> list[Act]:
    """The act of a finite verb ("shall keep … and notify …") and of those that share its subject and modal verb."""
    refrain = is_negated(head, duties) or _object_is_none(head, duties)
    return [inner for act in _coordinated(head, refrain, duties) for inner in _unfold(act, duties)]


def nominals_of(head: Token, duties: Duties, refrain: bool = False) -> list[Act]:
    """Acts worded as nouns or -ing forms: "the release of …", "closing the border"; coordinated ones apart."""
    barred = duties.words["no_act_nouns"]
    found = []
    for token in (*head.conjuncts(), *_behind_prepositions(head)):
        noun_like = token.child("det") is not None  # "the reopening of the port"
        if token.dep == "conj" and token is not head and token.pos != head.pos and not noun_like:
            continue
        if token.tag == "VBG" and not noun_like:
            found.extend(_unfold(Act(token, refrain or is_negated(token, duties)), duties))
        elif (
            (noun_like or token.pos in ("NOUN", "PROPN", "NUM", "SYM") or _like_adjective(token))
            and (token.lemma not in barred or (token.lemma in duties.words["acts_upon"] and token.child("prep")))
            and not (token.label == "DATE" and token.lemma in duties.words["lengths_of_time"])
            and token.lower not in barred
        ):
            found.append(Act(token, refrain, nominal=True))
    return found


def _like_adjective(token: Token) -> bool:
    """ "Urged calm": an object that the tagger takes for an adjective."""
    return token.tag == "JJ" and token.dep == "dobj"


def _behind_prepositions(head: Token) -> Iterator[Token]:
    """ "to unifying the rate, to cutting the deficit and to …": -ing forms behind the same preposition again."""
    prep = head.head
    if head.dep != "pcomp" or head.tag != "VBG":
        return
    tokens = head.sentence.tokens
    base = tokens[0].i
    for token in tokens[head.i - base + 1 :]:
        if token.text == ";":
            return
        before = tokens[token.i - base - 1]
        if token.pos == "ADP" and token.lower == prep.lower and (before.text == "," or before.dep == "cc"):
            inner = token.child("pcomp")
            if inner is not None and inner.tag == "VBG":
                yield inner


def _coordinated(head: Token, refrain: bool, duties: Duties) -> Iterator[Act]:
    yield Act(head, refrain)
    below = [(child, head, refrain) for child in head.children if child.dep == "conj"]
    below += [(t, t.head, refrain) for t in (*_strays(head), *_listed(head), *_participles(head))]
    below += [(t, head, refrain) for t in set_in_list(head, duties)]
    seen = {head.i}
    while below:
        token, first, negated = below.pop(0)
        body: tuple[Token, ...] = ()
        misread = _misread(token, duties)
        if misread is not None:
            token, body = misread, tuple(t for t in token.subtree() if t.i >= misread.i)
        if token.i in seen or not (body or _continues(token, first)):
            continue
        if token.lower in duties.words["excepting_words"] and _after_comma(token):
            continue  # "release all, save those convicted of murder"
        allowed = any(c.dep == "aux" and c.lower in duties.words["permitting_modals"] for c in token.children)
        if allowed and not is_negated(token, duties):
            continue  # "shall set limits and may recommend …": what is allowed is not owed
        if not negated and _is_else(token, duties):
            continue
        seen.add(token.i)
        own = infinitive_mark(token) is not None or _own_modal(token)
        here = _not_to(token, duties) or _object_is_none(token, duties) or (negated and not own) or _after_nor(token)
        yield Act(token, here, body=body)
        below = [(c, token, here) for c in token.children if c.dep == "conj"] + below
    for noun in _like_nouns(head, duties):
        if noun.i not in seen:
            seen.add(noun.i)
            yield Act(noun, refrain, body=tuple(t for t in head.subtree() if t.i >= noun.i))
    for noun in intransitives(head, seen, duties):
        yield Act(noun, refrain, body=tuple(t for t in noun.subtree() if t.i >= noun.i))


def _is_else(token: Token, duties: Duties) -> bool:
    """ "To disarm or face arrest", "… or be expelled": what comes of not doing it, which nobody owes."""
    joined = [c for c in token.head.children if c.dep == "cc" and c.i < token.i]
    if token.dep != "conj" or not joined or joined[-1].lower not in duties.words["alternative_words"]:
        return False
    suffered = token.tag == "VBN" and token.head.tag != "VBN" and token.child("auxpass") is not None
    return suffered or token.lemma in duties.words["consequence_verbs"]


def _misread(token: Token, duties: Duties) -> Token | None:
    """The verb that the parser took for an adjective: "… and clear mined fields", read as "(clear) mined"."""
    first = token.lefts[0] if token.lefts else None
    if token.tag not in ("VBD", "VBN") or first is None or first.lower not in duties.words["verbs_like_adjectives"]:
        return None
    return first if first.pos == "ADJ" and first.dep in ("advmod", "amod", "acomp") else None


def _like_nouns(head: Token, duties: Duties) -> Iterator[Token]:
    """Verbs that the parser took for nouns: "to mend the dyke and fund a school", read as "the dyke and a fund"."""
    known = duties.words["verbs_like_nouns"]
    for token in head.subtree():
        if token.lower not in known or token.tag not in ("NN", "NNP", "JJ") or token.lefts or token.i < head.i + 2:
            continue
        at = token.i - token.sentence.tokens[0].i
        before, after = token.sentence.tokens[at - 1], token.sentence.tokens[at + 1 : at + 2]
        if before.dep == "cc" and after and after[0].tag in _OPEN_A_NOUN:
            yield token


def _listed(head: Token) -> Iterator[Token]:
    """Acts of an open list that the parser hung below its last member.

    "to open the archives, keep a promise to name the judges, pay the clerks and resign": as the list has had no "and"
    yet, what follows belongs to it and not to "to name the judges".
    """
    members = [t for t in head.conjuncts() if t.pos == "VERB"]
    if len(members) < 2 or any(c.dep == "cc" for t in members[:-1] for c in t.children):
        return
    last = members[-1]
    if any(c.dep == "cc" for c in last.children):
        return
    for token in last.subtree():
        if token.dep == "conj" and token.tag == "VB" and not infinitive_mark(token) and infinitive_mark(token.head):
            yield token


def _participles(head: Token) -> Iterator[Token]:
    """ "Shall be registered, insured and inspected": participles of a list that the parser took for a clause."""
    if head.tag != "VBN" or head.child("auxpass") is None:
        return
    for token in head.rights:
        closes = token.child("cc") is not None and any(c.tag == "VBN" for c in token.having("conj"))
        if token.dep == "advcl" and token.tag == "VBN" and closes and _after_comma(token) and not token.child("mark"):
            yield token


def _strays(head: Token) -> Iterator[Token]:
    """Infinitives with "to" that the parser hung on a bare verb inside ("to help X plant trees and to pay Y")."""
    for token in head.subtree():
        if token.dep != "conj" or token.head is head or not infinitive_mark(token) or infinitive_mark(token.head):
            continue
        if token.head.pos in ("VERB", "AUX", "NOUN") and token.head.dep in ("ccomp", "xcomp", "dobj", "pobj"):
            yield token


def _continues(token: Token, first: Token) -> bool:
    """Whether a coordinated word is one more act and not a new sentence or a noun."""
    if token.pos not in ("VERB", "AUX") or token.tag not in _VERB_TAGS:
        return False
    if own_subject(token) is not None:
        return False
    if token.tag == "VBN" and first.tag != "VBN":
        return False
    return not (token.tag == "VBG" and first.tag != "VBG")


def _after_comma(token: Token) -> bool:
    return token.sentence.tokens[token.i - token.sentence.tokens[0].i - 1].text == ","


def _own_modal(token: Token) -> bool:
    return any(c.dep == "aux" and c.tag == "MD" for c in token.children)


def _not_to(verb: Token, duties: Duties) -> bool:
    """Whether the infinitive is negated, also where "not" hangs elsewhere ("and not to sail")."""
    if is_negated(verb, duties) or _object_is_none(verb, duties):
        return True
    mark = infinitive_mark(verb)
    first = mark or verb
    before = [t for t in verb.sentence.tokens if first.i - 2 <= t.i < first.i]
    if before and before[-1].lower in duties.words["after_negators"]:
        before.pop()  # "never again to …"
    if not before:
        return False
    last = before[-1]
    if last.lower in duties.words["negators"] and last.dep in ("neg", "preconj", "cc", "advmod", "det") and mark:
        return True
    return mark is not None and any(c.dep == "neg" for c in mark.children)


def _object_is_none(verb: Token, duties: Duties) -> bool:
    """ "To grant no licences", "will pardon no one"."""
    words = duties.words
    return any(
        o.lower in words["no_subjects"] or any(d.lower in words["no_determiners"] for d in o.having("det"))
        for o in verb.having("dobj")
    )


def _after_nor(token: Token) -> bool:
    previous = [c for c in token.head.children if c.dep == "cc" and c.i < token.i]
    return bool(previous) and previous[-1].lower == "nor"


def _unfold(act: Act, duties: Duties) -> list[Act]:
    """ "refrain from closing the road and cutting the line" is two acts, each refrained from."""
    if act.head.lemma not in duties.words["abstaining_verbs"]:
        return [act]
    for prep in act.head.rights:
        if prep.lower == "from":
            inner = [n for p in prep.conjuncts() if p.lower == "from" for n in p.having("pcomp", "pobj")]
            if inner:
                return [a for n in inner for a in nominals_of(n, duties, not act.refrain)]
    return [act]
