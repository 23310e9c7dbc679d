"""Finds the names that the registry knows, token by token, longest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from communique.lexicon.registry import Alias, Registry, folded
from communique.model import Place, Text, Time, Token

PARTICLES = ("al", "an", "ni", "anti")  # small letters with which a name can begin
WORDS_BEHIND = frozenset(("AUX", "VERB", "DET", "PRON", "ADP", "CCONJ"))
BODIES = ("armed", "body", "region")
INSIDE = frozenset("bcdefghijklmopqrstuvwxyz.,;:()")  # with which no name begins
LONGEST = 14  # tokens in the longest name, hyphens and points counted


class Hit(NamedTuple):
    """Tokens ``first`` to ``last`` (both included) are a form that these aliases have."""

    first: int
    last: int
    aliases: tuple[Alias, ...]

    def role(self, *roles: str) -> Alias | None:
        """The first alias with one of these roles."""
        return next((a for a in self.aliases if a.role in roles), None)


def find_names(text: Text, registry: Registry, date: str | None) -> dict[int, Hit]:
    """For every token that is part of a known name, the hit it belongs to."""
    hits: dict[int, Hit] = {}
    tokens, free = text.tokens, 0
    for i in [t.i for t in tokens if t.text[0] not in INSIDE and _may_begin(t)]:
        hit = _longest(tokens, i, registry, date) if i >= free else None
        if hit is not None:
            hits.update(dict.fromkeys(range(hit.first, hit.last + 1), hit))
            free = hit.last + 1
    return hits


def names_kept(text: Text, hits: Mapping[int, Hit], places: Sequence[Place], times: Sequence[Time]) -> dict[int, Hit]:
    """The hits that are neither part of a longer time or toponym nor the name of a place in another country.

    "1 May" is no prime minister, nor Bandar Abbas a president; "Tripoli, Lebanon" is no capital of Libya, nor
    "Lebanon, Georgia" a state.
    """
    kept = dict(hits)
    for start, end in [(t.start, t.end) for t in times] + [(p.start, p.end) for p in places]:
        inside = text.tokens_in(start, end)
        for token in inside:
            hit = kept.get(token.i)
            if hit is not None and hit.last - hit.first + 1 < len(inside) and _only_persons(hit):
                del kept[token.i]
    for place in places:
        for token in text.tokens_in(place.start, place.end) if _is_elsewhere(place) else ():
            hit = kept.get(token.i)
            alias = hit.role("name", "capital") if hit is not None else None
            if alias and alias.actor.kind in ("state", "region") and alias.actor.code != place.country_code:
                del kept[token.i]
    return kept


def without_namesakes(hits: Mapping[int, Hit], home: str | None) -> dict[int, Hit]:
    """The hits less names that many states have a body of, where other states are named and theirs is not.

    "The State Council" in a report on Denmark is not that of China.
    """
    told = {h.aliases[0].actor.code for h in hits.values() if h.aliases[0].actor.kind == "state"} | {home}
    named = told - {None}
    if named:  # "the Sudanese Armed Forces" tell of Sudan too
        named |= {h.aliases[0].actor.code for h in hits.values() if h.aliases[0].actor.kind in BODIES and _is_sure(h)}
    if not named:
        return dict(hits)
    kept: dict[int, Hit] = {}
    for i, hit in hits.items():
        aliases = tuple(a for a in hit.aliases if not a.common or a.own or a.actor.code in named)
        if aliases:
            kept[i] = hit if len(aliases) == len(hit.aliases) else hit._replace(aliases=aliases)
    return kept


def _is_sure(hit: Hit) -> bool:
    """Whether a name of more than one word can be of one country's body only."""
    return (
        hit.last > hit.first
        and not any(a.common for a in hit.aliases)
        and len({a.actor.code for a in hit.aliases}) == 1
    )


def _only_persons(hit: Hit) -> bool:
    return all(a.actor.kind == "person" for a in hit.aliases)


def _is_elsewhere(place: Place) -> bool:
    """Whether it is a town or region, in a known country: no state, then, nor the capital of another."""
    return bool(place.country_code) and place.resolution in ("city", "province")


def _may_begin(token: Token) -> bool:
    first = token.text[0]
    return first.isupper() or first in "'‘’" or first.isdigit() or (first in "an" and token.lower in PARTICLES)


def _longest(tokens: tuple[Token, ...], i: int, registry: Registry, date: str | None) -> Hit | None:
    key, best, sentence = "", None, tokens[i].sentence
    for j in range(i, min(i + LONGEST, len(tokens))):
        if tokens[j].sentence is not sentence:
            break
        piece = folded(tokens[j].text)
        key += piece
        if key not in registry.prefixes:
            break
        found = registry.names.get(key) if piece else None
        if found and not (j > i and _is_word_behind(tokens[j - 1], tokens[j])):
            kept = _fitting(found, tokens, i, j, registry, date)
            if kept:
                best = Hit(i, j, kept)
    return best


def _is_word_behind(name: Token, last: Token) -> bool:
    """Whether the last word is none of a name: "Pakistan is" are no Pakistanis, nor "Mali an" a Malian."""
    return last.pos in WORDS_BEHIND and (last.text.islower() or last.text == "I") and last.start > name.end


def _fitting(
    found: tuple[Alias, ...], tokens: tuple[Token, ...], i: int, j: int, registry: Registry, date: str | None
) -> tuple[Alias, ...]:
    """Those aliases that the capitals and the neighbours of the words allow."""
    words = "".join(t.text for t in tokens[i : j + 1])
    capitals = [c for c in words if c.isalpha()]
    upper = all(c.isupper() for c in capitals)
    if not any(c.isupper() for c in capitals):
        return ()
    if _is_common(tokens, i, j, registry) or not (upper or _as_a_word(tokens, i, j, registry)):
        found = tuple(a for a in found if not a.upper)
    if found and _goes_on(tokens, j):
        found = tuple(a for a in found if a.role != "surname")
    if found and _inside_person(tokens, i, j):
        plural = tokens[j].tag in ("NNS", "NNPS")  # "fellow Ghanaians"
        found = tuple(
            a for a in found if a.actor.kind == "person" or a.role == "adjective" or (plural and a.role == "people")
        )
    return tuple(registry.on(found, date))


def _as_a_word(tokens: tuple[Token, ...], i: int, j: int, registry: Registry) -> bool:
    """An acronym written as a word ("Nato", "Farc"), unless there is such a word."""
    token = tokens[i]
    word = i == j and len(token.text.rstrip(".")) > 3 and token.pos == "PROPN" and token.text.istitle()
    return word and token.lower not in registry.words["wordlike"]


def _is_common(tokens: tuple[Token, ...], i: int, j: int, registry: Registry) -> bool:
    """An acronym that is also a word ("IS", "WHO", "IT") in a line that is all capitals."""
    near = tokens[max(0, i - 3) : i] + tokens[j + 1 : j + 4]
    return (
        i == j
        and len(near) > 2
        and all(t.text.isupper() for t in near if t.text.isalpha())
        and tokens[i].lower in registry.words["wordlike"]
    )


def _goes_on(tokens: tuple[Token, ...], j: int) -> bool:
    """Whether a personal name goes on behind these words: "Sokha Prum" is no Kem Sokha."""
    after = tokens[j + 1] if j + 1 < len(tokens) else None
    if after is None or after.pos != "PROPN" or after.sentence is not tokens[j].sentence:
        return False
    return tokens[j].head is after or (after.label == "PERSON" and tokens[j].label == "PERSON")


def _inside_person(tokens: tuple[Token, ...], i: int, j: int) -> bool:
    """Whether the words are part of a longer personal name ("Washington Irving", "Paris Hilton")."""
    first, last = tokens[i], tokens[j]
    if last.label != "PERSON" and first.label != "PERSON":
        return False
    after = tokens[j + 1] if j + 1 < len(tokens) else None
    before = tokens[i - 1] if i else None
    return bool(
        (after and after.label == "PERSON" and after.pos == "PROPN" and last.head is after)
        or (before and before.label == "PERSON" and before.pos == "PROPN" and before.head is last)
    )


def is_backer(hit: Hit, text: Text) -> bool:
    """Whether the name says only who helps: "Iran-backed", "US-led"."""
    after = text.tokens[hit.last + 1 : hit.last + 3]
    joined = len(after) == 2 and after[0].text == "-" and after[0].start == text.tokens[hit.last].end
    return joined and after[1].lower.endswith("ed")


def code_at(token: Token, hits: Mapping[int, Hit], places: Mapping[int, str]) -> str | None:
    """The country of the name or place that this token is part of."""
    hit = hits.get(token.i)
    if hit:
        return next((a.actor.code for a in hit.aliases if a.actor.code), None)
    return places.get(token.i)
