"""Short forms that a text gives for its own names: "the Popular Front for Reform (PFR)", later "the PFR"."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from communique.mentions.phrases import Phrase
from communique.model import Text, Token

LONGEST = 12  # tokens of a name before its bracket
SHORTEST, LARGEST = 2, 9  # letters of an acronym


class Short(NamedTuple):
    """An acronym's full name: the token that heads it, the acronym's own token, and the words in full."""

    head: int
    at: int
    name: str


def find_acronyms(text: Text, phrases: Mapping[int, Phrase]) -> dict[str, Short]:
    """Every acronym in brackets behind a name, by its letters; of several the first."""
    found: dict[str, Short] = {}
    tokens = text.tokens
    for bracket, short in pairwise(tokens):
        if bracket.text != "(" or not _is_acronym(short) or short.text in found:
            continue
        named = _named_before(bracket, short.text, phrases, text)
        if named is not None:
            found[short.text] = Short(named[0], short.i, named[1])
    return found


def _is_acronym(token: Token) -> bool:
    letters = [c for c in token.text if c.isalpha()]
    return SHORTEST <= len(letters) <= LARGEST and sum(c.isupper() for c in letters) * 2 > len(letters)


def _named_before(bracket: Token, short: str, phrases: Mapping[int, Phrase], text: Text) -> tuple[int, str] | None:
    """The head and the words of the name right before the bracket, as far back as its initials spell the acronym."""
    sentence = bracket.sentence
    before = [t for t in sentence.tokens if bracket.i - LONGEST <= t.i < bracket.i]
    first = _spelled(before, short)
    inside = before[first:] if first is not None else []
    for token in inside:
        phrase = phrases.get(token.i)
        if phrase is not None and phrase.kind != "pronoun" and token.dep not in ("pobj", "poss", "compound"):
            return token.i, text.words(inside[0].start, before[-1].end)
    last = before[-1] if before else None
    phrase = phrases.get(last.i) if last is not None else None
    place = last is not None and last.label in ("GPE", "LOC", "FAC")
    if last is not None and not place and phrase is not None and phrase.kind == "name":
        words = [t for t in phrase.before if t.text[0].isupper() and t.dep != "det"]
        return last.i, text.words(words[0].start, last.end) if words else last.text
    return None


def _spelled(tokens: list[Token], short: str) -> int | None:
    """Where the words begin whose initials are the acronym's letters; small words may be left out."""
    letters = [c.lower() for c in short if c.isalpha()]
    at = len(tokens)
    while letters and at > 0:
        at -= 1
        if tokens[at].text[0].lower() == letters[-1] and tokens[at].text[0].isupper():
            letters.pop()
        elif tokens[at].text[0].isupper() or not tokens[at].text[0].isalpha():
            return None
    return at if not letters else None
