"""Looks capitalised words up in the gazetteer: where names of places begin and end."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon.gazetteer import Abbreviation, Gazetteer, Site
from communique.model import Token

LONGEST = 6  # words in a name
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
LINKS = frozenset({"-", "–", "/", "'s", "’s"})


class Finder:
    """Looks names up, each once a document."""

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

    def span(self, tokens: Sequence[Token], at: int, end: int) -> str:
        """The words of ``tokens[at:end]`` as they stand in the text."""
        return self.text[tokens[at].start : tokens[end - 1].end]


def is_name(token: Token) -> bool:
    """Whether a word is written as a name is: with a capital, or like "d'Ivoire"."""
    first = token.text[0]
    if first.isupper():
        return True
    return ("'" in token.text or "’" in token.text) and any(c.isupper() for c in token.text[1:])


def opened(token: Token, finder: Finder) -> int:
    """The length of the country in a word like "U.S.-led" or "U.K.-based", which the parser leaves whole; else 0."""
    name, hyphen, rest = token.text.partition("-")
    return len(name) if hyphen and rest.islower() and finder.gazetteer.exact(name) else 0


def name_end(tokens: Sequence[Token], at: int, finder: Finder) -> int | None:
    """The end of the longest name in the gazetteer that begins here, else of what the recogniser calls a place."""
    ends = _possible_ends(tokens, at, finder)
    for end in reversed(ends):
        if end > at + 1 and finder.words.after.get(tokens[end - 1].lower) == "street":
            continue
        words = finder.span(tokens, at, end)
        if finder.sites(words) or (end == at + 1 and finder.states(words, alone=True)):
            return end
    return _labelled_end(tokens, at)


def _possible_ends(tokens: Sequence[Token], at: int, finder: Finder) -> list[int]:
    ends = []
    for end in range(at + 1, min(at + LONGEST, len(tokens)) + 1):
        last = tokens[end - 1]
        if is_name(last) or (last.pos == "NUM" and end > at + 1):
            ends.append(end)
        elif not (last.text in LINKS or (len(last.text) <= 4 and last.text.isalpha()) or last.text.startswith("al-")):
            break
    return ends


def _labelled_end(tokens: Sequence[Token], at: int) -> int | None:
    end = at
    while end < len(tokens) and tokens[end].label in PLACE_LABELS and tokens[end].label == tokens[at].label:
        end += 1
    while end > at and not is_name(tokens[end - 1]):
        end -= 1
    return end if end > at else None


def street_end(tokens: Sequence[Token], at: int, finder: Finder) -> int | None:
    """The end of a street's or a numbered road's name that begins here: "West Broad Street", "Highway 61"."""
    words = finder.words
    if tokens[at].lower in words.numbered:
        end = at + 2
        return end if end <= len(tokens) and tokens[end - 1].text[0].isdigit() else None
    end = at
    if tokens[at].tag == "IN":  # "In St Petersburg"
        return None
    while end < len(tokens) and end - at < LONGEST and is_name(tokens[end]):
        end += 1
        last = tokens[end - 1]
        if end > at + 1 and words.after.get(last.lower) == "street":
            following = tokens[end] if end < len(tokens) else None
            if (last.text.endswith(".") or last.lower == "st") and following and is_name(following):
                return None
            if following and following.lower in words.press:
                return None
            return end
    return None


def holder_end(tokens: Sequence[Token], at: int, finder: Finder) -> tuple[int, tuple[Site, ...]]:
    """The end of a state or country named after the comma at ``at``, and the places it may be."""
    if at + 1 >= len(tokens) or tokens[at].text not in (",", "("):
        return at, ()
    first = at + 1
    for end in range(min(first + 4, len(tokens)), first, -1):
        if not is_name(tokens[first]) or not is_name(tokens[end - 1]):
            continue
        words = finder.span(tokens, first, end)
        states = finder.states(words)
        if not states and end < len(tokens) and tokens[end].text.startswith("."):
            states = finder.states(words + ".")
        if not states:
            states = tuple(s for s in finder.sites(words) if s.code in ("PCLI", "ADM1", "ADM2", "RGN"))
        if states:
            return end, states
    return at, ()
