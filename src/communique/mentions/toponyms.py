"""Finds the words that name places: gazetteer look-up of capitalised words, judged by their company."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from communique.lexicon.gazetteer import Abbreviation, Gazetteer, Site, key_of
from communique.model import Sentence, Text, Token

LONGEST = 6  # words in a name
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
AREA_CODES = frozenset({"PCLI", "CONT", "RGN", "OCN", "SEA", "ADM1"})


class Toponym(NamedTuple):
    """A name in the text that stands for a place, before it is known which."""

    start: int
    end: int
    key: str  # of the bare name, without the noun for its kind
    words: str
    sites: tuple[Site, ...]
    kind: str | None = None  # what a noun beside it says it is: adm1, adm2, town, water, land, region, site, street
    container: tuple[Site, ...] = ()  # the state or country named after the comma
    token: int = -1  # index of its last token; -1 outside the parsed text


class Finder:
    """Looks names up once a document."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.words = gazetteer.words
        self._seen: dict[str, tuple[Site, ...]] = {}

    def sites(self, words: str) -> tuple[Site, ...]:
        """The places that ``words`` may stand for."""
        found = self._seen.get(words)
        if found is None:
            exact = self.gazetteer.exact(words)
            found = self._seen[words] = (exact,) if exact else self.gazetteer.lookup(words)
        return found

    def states(self, words: str, alone: bool = False) -> tuple[Site, ...]:
        """The states that ``words`` is short for."""
        regions = [self._state(a) for a in self.gazetteer.abbreviated(words) if a.alone or not alone]
        return tuple(site for site in regions if site)

    def _state(self, abbreviation: Abbreviation) -> Site | None:
        return self.gazetteer.region(abbreviation.region, abbreviation.country)


def find_toponyms(text: Text, gazetteer: Gazetteer) -> list[Toponym]:
    """The toponyms of ``text`` in order, none overlapping another."""
    finder = Finder(text.text, gazetteer)
    found: list[Toponym] = []
    for sentence in text.sentences:
        found.extend(_in_sentence(sentence, finder))
    known = {t.key for t in found}
    taken = {t.token for t in found}
    again = [t for s in text.sentences for t in _repeated(s, finder, known, taken)]
    return sorted([*found, *again], key=lambda t: t.start)


def _in_sentence(sentence: Sentence, finder: Finder) -> Iterator[Toponym]:
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        end = _match(tokens, at, finder) if _capital(tokens[at]) else None
        if end is None:
            at += 1
            continue
        found = _toponym(tokens, at, end, finder) if _is_place(tokens, at, end, finder) else None
        if found:
            yield found
            while at < len(tokens) and tokens[at].start < found.end:
                at += 1
        else:
            at = end


def _capital(token: Token) -> bool:
    first = token.text[0]
    return first.isupper() or (first in "'’`" and token.text[1:2].isupper())


def _joins(token: Token) -> bool:
    return token.lower in ("-", "–", "of", "the", "and", "al", "el", "de", "la", "del", "du", "di", "da", "dos", "le", "sur", "upon", "'s")


def _match(tokens: Sequence[Token], at: int, finder: Finder) -> int | None:
    """The end of the longest name in the gazetteer that begins here, else of what the recogniser calls a place."""
    ends = []
    for end in range(at + 1, min(at + LONGEST, len(tokens)) + 1):
        last = tokens[end - 1]
        if _capital(last) or last.pos == "NUM":
            ends.append(end)
        elif not _joins(last):
            break
    for end in reversed(ends):
        if len(ends) > 1 and end < ends[-1] and tokens[end - 1].lower in ("and",):
            continue
        words = finder.text[tokens[at].start : tokens[end - 1].end]
        if finder.sites(words) or (end == at + 1 and finder.states(words, alone=True)):
            return end
    return _labelled(tokens, at)


def _labelled(tokens: Sequence[Token], at: int) -> int | None:
    end = at
    while end < len(tokens) and tokens[end].label in PLACE_LABELS and tokens[end].label == tokens[at].label:
        end += 1
    while end > at and not _capital(tokens[end - 1]):
        end -= 1
    return end if end > at else None


def _is_place(tokens: Sequence[Token], at: int, end: int, finder: Finder) -> bool:
    """Whether the company of a name speaks for a place."""
    words = finder.words
    inside = tokens[at:end]
    before = tokens[at - 1] if at else None
    after = tokens[end] if end < len(tokens) else None
    name = finder.text[inside[0].start : inside[-1].end]
    if finder.gazetteer.exact(name) or _container(tokens, end, finder)[1]:
        return True
    if before and before.lower in words.titles and before.lower != "st.":
        return False
    labels = {t.label for t in inside}
    if _inside_name(before, inside, after, finder):
        return False
    kind = after is not None and after.lower in words.after
    sites = finder.sites(name)
    if labels & PLACE_LABELS:
        return key_of(name) not in words.doubtful or bool(before and before.lower in words.prepositions)
    if "PERSON" in labels and not (before and before.lower in words.strong):
        return False
    if not sites and not finder.states(name, alone=True):
        return False
    big = any(s.code in AREA_CODES and s.key[0] in "cr" for s in sites)
    if key_of(name) in words.doubtful:
        return kind and bool(sites)
    if big or kind:
        return True
    return bool(before and before.lower in words.strong) or (
        bool(before and before.lower in words.prepositions) and max((s.population for s in sites), default=0) > 20000
    )


def _inside_name(before: Token | None, inside: Sequence[Token], after: Token | None, finder: Finder) -> bool:
    """Whether the name is part of a person's or an organisation's name."""
    words = finder.words
    if after and _capital(after) and after.tag in ("NNP", "NNPS") and after.lower not in words.after:
        if after.lower in words.organisations or after.label == "PERSON":
            return True
        if after.label in ("ORG", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW") and inside[-1].label == after.label:
            return True
    return bool(before and _capital(before) and before.tag == "NNP" and before.label == "PERSON"
                and inside[0].label in ("PERSON", ""))


def _container(tokens: Sequence[Token], end: int, finder: Finder) -> tuple[int, tuple[Site, ...]]:
    """The end of a state or country named after the comma at ``end``, and its sites."""
    if end + 1 >= len(tokens) or tokens[end].text != ",":
        return end, ()
    at = end + 1
    for stop in range(min(at + 3, len(tokens)), at, -1):
        words = finder.text[tokens[at].start : tokens[stop - 1].end]
        states = finder.states(words)
        if not states and _capital(tokens[at]):
            states = tuple(s for s in finder.sites(words) if s.code in ("PCLI", "ADM1", "ADM2"))
        if states:
            return stop, states
    return end, ()


def _toponym(tokens: Sequence[Token], at: int, end: int, finder: Finder) -> Toponym:
    """The name with the noun for its kind taken in, and what holds it."""
    words = finder.words
    kind = None
    first, stop = at, end
    if end < len(tokens) and tokens[end].lower in words.after:
        kind = words.after[tokens[end].lower]
        if _capital(tokens[end]):
            stop = end + 1
    elif at >= 2 and tokens[at - 1].lower == "of" and tokens[at - 2].lower in words.after:
        kind = words.after[tokens[at - 2].lower]
    name = finder.text[tokens[at].start : tokens[end - 1].end]
    sites = finder.sites(name)
    if stop > end:
        sites = finder.sites(finder.text[tokens[at].start : tokens[stop - 1].end]) or sites
    sites = sites or finder.states(name, alone=True)
    return Toponym(
        tokens[first].start, tokens[stop - 1].end, key_of(name), finder.text[tokens[first].start : tokens[stop - 1].end],
        sites, kind, _container(tokens, stop, finder)[1], tokens[stop - 1].i,
    )


def _repeated(sentence: Sentence, finder: Finder, known: set[str], taken: set[int]) -> Iterator[Toponym]:
    """Further mentions of names that were found to be places elsewhere in the document."""
    return iter(())
