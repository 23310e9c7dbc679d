"""Reads demands and promises whose verb is said once for several parties: "France pledged X, Germany half that"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from communique.lexicon.duties import Cue, Duties
from communique.model import Token
from communique.undertakings.acts import Act, infinitives_of
from communique.undertakings.askers import NOUNS
from communique.undertakings.clause import subject_of
from communique.undertakings.drawn_rows import owed_rows
from communique.undertakings.owed import Owed

_PARTY_LABELS = ("PERSON", "ORG", "NORP", "GPE")
_COUNTED = frozenset(("CD", "$", "PDT"))
_ARTICLES = frozenset(("a", "an", "another", "the"))
_ENDS = frozenset((",", ";", ".", ":", "-", "–", "—"))


def gapped_objects(token: Token, kind: str, cue: Token) -> list[Owed]:
    """The further parties and what they promise, behind the first object of the verb ``token``."""
    if subject_of(token) is None or token.tag not in ("VBD", "VBZ", "VBP", "VBN", "VB"):
        return []
    rows = []
    for party, words in _pairs(token):
        inside = {t.i for t in words}
        head = next((t for t in words if t.head.i not in inside and t.pos != "PUNCT"), words[-1])
        act = Act(head, nominal=True, body=tuple(words))
        by = (party,) if cue is token else ()
        rows.append(Owed(kind, act, cue, (party,), by, (), f"gapped, verb {token.lemma}"))
    return rows


def _pairs(token: Token) -> Iterator[tuple[Token, list[Token]]]:
    """Party and object of ", Germany half that", "; New Zealand, 500", "and Kenya a clinic", one after the other."""
    tokens = token.sentence.tokens
    at = token.i - tokens[0].i + 2
    while at < len(tokens) - 1:
        first = at
        while first < len(tokens) and (tokens[first].text in (",", ";") or tokens[first].lower == "and"):
            first += 1
        last = first
        while last < len(tokens) and tokens[last].pos == "PROPN" and tokens[last].label in _PARTY_LABELS:
            last += 1
        then = last + (last < len(tokens) and tokens[last].text == ",")
        if first in (at, last) or then >= len(tokens) or not _opens_object(tokens, then):
            at += 1
            continue
        end = then
        while end < len(tokens) and tokens[end].text not in _ENDS and tokens[end].lower != "and":
            end += 1
        words = list(tokens[then:end])
        if any(t.pos in ("VERB", "AUX") for t in words):
            return
        yield tokens[last - 1], words
        at = end


def _opens_object(tokens: tuple[Token, ...], at: int) -> bool:
    """A sum, or an article where a comma or the party right before tells that a verb was left out."""
    return tokens[at].tag in _COUNTED or tokens[at].lower in _ARTICLES


def gapped_acts(token: Token, cue: Cue, duties: Duties, found: list[Owed]) -> list[Owed]:
    """A further pair of party and act without the verb repeated: "… and the rebels to free the pilots"."""
    rows: list[Owed] = []
    for before, verb in _further(token, found):
        beside = _beside(before, cue)
        if beside or (before.dep == "conj" and _is_party(before, duties)):
            new = owed_rows(token, cue, duties, infinitives_of(verb, duties), (before,))
            rows += [row._replace(why=f"gapped, {row.why}") for row in new]
    return rows


def shared_acts(token: Token, cue: Cue, duties: Duties, found: list[Owed]) -> list[Owed]:
    """A further party that promises with the same verb: "Bahrain agreed to open its airspace and Qatar to …"."""
    tokens = token.sentence.tokens
    rows: list[Owed] = []
    for before, verb in _further(token, found):
        first = min((t.i for t in before.subtree() if t.i <= before.i), default=before.i)
        opened = tokens[first - tokens[0].i - 1]
        if _is_party(before, duties) and (opened.dep == "cc" or opened.text in (",", ";")):
            acts = infinitives_of(verb, duties)
            why = f"gapped, verb {cue.lemma}"
            by = (before,) if found[0].kind == "commitment" else found[0].by
            rows += [Owed(found[0].kind, a, token, (before,), by, (), why) for a in acts]
    return rows


def _further(token: Token, found: list[Owed]) -> Iterator[tuple[Token, Token]]:
    """The nouns behind the cue that an infinitive follows at once which no row has yet, each with its verb."""
    known = {row.act.head.i for row in found}
    tokens = token.sentence.tokens
    for before, mark in pairwise(t for t in tokens[token.i - tokens[0].i + 1 :] if t.dep != "neg"):
        verb = mark.head
        if mark.tag == "TO" and verb.tag == "VB" and verb.i not in known and before.pos in NOUNS:
            yield before, verb


def _is_party(noun: Token, duties: Duties) -> bool:
    return noun.label in _PARTY_LABELS or noun.lemma in duties.words["acting_nouns"]


def _beside(noun: Token, cue: Cue) -> bool:
    """ "… and upon Chile": a further party behind a preposition of the cue."""
    prep = noun.head
    if noun.dep != "pobj" or prep.lower not in cue.via:
        return False
    at = prep.i - prep.sentence.tokens[0].i
    return at > 0 and (prep.dep == "conj" or prep.sentence.tokens[at - 1].dep == "cc")
