"""Reads conditions without a conjunction: "should the talks fail", "were the ban lifted", "funds permitting"."""

from __future__ import annotations

from communique.lexicon.duties import Duties
from communique.model import Token
from communique.undertakings.condition import QUOTES, Condition, end_of

_REACH = 30  # words: a longer clause before the comma is none
_FEW = 5  # words of "security conditions permitting"
_ALLOWING = frozenset(("permitting", "allowing"))
_OPENERS = (",", ";", ":", *QUOTES)


def inverted(verb: Token, duties: Duties) -> Condition | None:
    """The condition that a verb before its subject opens; None where there is none."""
    if verb.lower not in duties.words["inverting_verbs"] or verb.sentence.tokens[-1].text == "?":
        return None
    return _before_main(verb, duties) or (_behind_main(verb) if verb.tag == "MD" else None)


def _before_main(verb: Token, duties: Duties) -> Condition | None:
    """ "Should the talks collapse, Egypt will …", "… and, should it refuse, to …": as far as the comma."""
    tokens = verb.sentence.tokens
    at = verb.i - tokens[0].i
    if at and not (tokens[at - 1].text in _OPENERS or tokens[at - 1].dep == "cc"):
        return None
    comma = next((n for n in range(at + 2, min(at + _REACH, len(tokens))) if tokens[n].text == ","), None)
    if comma is None or comma < at + 3:
        return None
    main = next((t for t in tokens[comma + 1 :] if t.tag in ("MD", "TO") or t.pos == "VERB"), None)
    if main is None or (verb.tag != "MD" and main.tag != "MD"):
        return None
    if tokens[at + 1].pos not in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "ADV"):
        return None
    if tokens[at + 1].lower in duties.words["negators"]:
        return None
    governor = main.head if main.tag in ("MD", "TO") else main
    return Condition(verb.i, tokens[comma - 1].i, (tokens[at + 1].start, tokens[comma - 1].end), governor)


def _behind_main(modal: Token) -> Condition | None:
    """ "… will recall its envoy should the talks collapse"."""
    verb = modal.head
    subject = next((c for c in verb.children if c.dep in ("nsubj", "nsubjpass")), None)
    if subject is None or not modal.i < subject.i < verb.i:
        return None
    before = modal.sentence.tokens[: modal.i - modal.sentence.tokens[0].i]
    main = verb.child("ccomp", "parataxis") if verb.head is verb else None
    if verb.head is verb and (not before or main is None):
        return None
    inside = [t for t in verb.subtree() if t.i > modal.i]
    last = end_of(inside, modal.i + 1, modal.sentence.tokens)
    if last is None:
        return None
    # the parser hangs "measures should they persist" on the noun
    return Condition(modal.i, last.i, (inside[0].start, last.end), _verb_above(main or verb.head))


def absolute(verb: Token, duties: Duties) -> Condition | None:
    """ "weather permitting", "funds being available": a subject and a participle, set off by a comma."""
    if verb.lower in _ALLOWING and verb.dep not in ("advcl", "dep"):
        return _absolute_noun(verb)
    if verb.lower not in duties.words["permitting_participles"] or verb.dep not in ("advcl", "dep", "npadvmod", "conj"):
        return None
    inside = verb.subtree()
    while inside[0].pos == "PUNCT":
        inside = inside[1:]
    comma = next((n for n, t in enumerate(inside) if t.i > verb.i and t.text == ","), len(inside))
    inside = inside[:comma]
    before = inside[0].i - verb.sentence.tokens[0].i - 1
    if inside[0] is verb or inside[0].pos == "ADP" or (before >= 0 and verb.sentence.tokens[before].text != ","):
        return None
    last = end_of(inside, inside[0].i, verb.sentence.tokens)
    if last is None or last.i < verb.i:
        return None
    return Condition(inside[0].i, last.i, (inside[0].start, last.end), _verb_above(verb.head))


def _absolute_noun(word: Token) -> Condition | None:
    """ ", weather permitting", read as a noun: from the comma before to the comma or full stop behind."""
    tokens = word.sentence.tokens
    at = word.i - tokens[0].i
    first = at
    while first > 0 and tokens[first - 1].pos in ("NOUN", "ADJ", "DET", "PROPN", "PRON") and at - first < _FEW:
        first -= 1
    closed = at + 1 >= len(tokens) or tokens[at + 1].pos == "PUNCT"
    opened = first == 0 or tokens[first - 1].text in (",", "(", "–", "—")
    if first == at or not closed or not opened:
        return None
    top = word
    while first <= top.head.i - tokens[0].i <= at and top.head is not top:
        top = top.head
    return Condition(tokens[first].i, word.i, (tokens[first].start, word.end), _verb_above(top.head))


def _verb_above(token: Token) -> Token:
    while token.pos not in ("VERB", "AUX") and token.head is not token:
        token = token.head
    return token
