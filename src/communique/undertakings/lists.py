"""Finds the later acts of a list of infinitives that the parser lost ("to free X, hold elections and lift Y")."""

from __future__ import annotations

from collections.abc import Iterator

from communique.lexicon.duties import Duties
from communique.model import Token
from communique.undertakings.clause import infinitive_mark, own_subject

_BARE = frozenset(("VB", "VBP", "VBD"))  # what the parser takes a bare infinitive in a list for
_LOST = frozenset(("conj", "dep", "ccomp", "parataxis", "advcl"))
_REACH = 60  # words behind the first act that a list is followed over: keeps the work linear


def set_in_list(head: Token) -> Iterator[Token]:
    """Bare verbs behind a comma or "and" after the infinitive ``head`` that hang on a word above it or beside it.

    "pledged to free the detainees, hold elections by June and lift the curfew": "hold" hung on "pledged" is one more
    thing pledged, for a form without an ending can share neither the past of "pledged" nor its subject.
    """
    if head.tag not in _BARE or not (infinitive_mark(head) or _modal_of(head)):
        return
    above = head.head if infinitive_mark(head) else head
    members = {head.i}
    tokens = head.sentence.tokens
    at = head.i - tokens[0].i
    for before, token in zip(tokens[at : at + _REACH], tokens[at + 1 : at + _REACH], strict=False):
        if before.text == ";" or (token.pos == "VERB" and token.child("nsubj") and token.head is above.head):
            return
        if not (before.text == "," or before.dep == "cc") or not _is_bare(token):
            continue
        if token.dep == "conj" and token.head.i in members:
            members.add(token.i)
            if token.head is not head:
                yield token
        elif token.dep in _LOST and (token.head is head or (token.head is above and _differs(token, above))):
            members.add(token.i)
            yield token


def intransitives(head: Token, acts: set[int], duties: Duties) -> Iterator[Token]:
    """Verbs that are never nouns, taken for one at the end of a list ("to reopen the embassy and apologise")."""
    known = duties.words["never_nouns"]
    tokens = head.sentence.tokens
    at = head.i - tokens[0].i + 1
    for before, token in zip(tokens[at : at + _REACH], tokens[at + 1 : at + _REACH], strict=False):
        if token.lower not in known or token.pos not in ("NOUN", "PROPN", "ADJ") or token.lefts or token.i in acts:
            continue
        if (before.dep == "cc" or before.text == ",") and any(a.i in acts for a in token.ancestors()):
            yield token


def _is_bare(token: Token) -> bool:
    """Whether the word is a verb without ending, subject and auxiliary."""
    if token.pos != "VERB" or token.tag not in _BARE or (token.tag != "VB" and token.lower != token.lemma):
        return False
    return own_subject(token) is None and not any(c.dep in ("aux", "auxpass", "mark") for c in token.lefts)


def _differs(token: Token, above: Token) -> bool:
    """Whether the verb above cannot share its form with a bare verb, so that the list goes on below it."""
    return above.tag in ("VBD", "VBZ", "VBN", "VBG", "NN", "NNS") or token.tag == "VB"


def _modal_of(verb: Token) -> Token | None:
    return next((c for c in verb.lefts if c.dep == "aux" and c.tag == "MD"), None)
