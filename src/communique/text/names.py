"""Tells by their shape, and by lists where shape is not enough, what in a header names a place or an agency."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from communique.text.dates import alternatives, date_at, foreign_date_at, is_month, line_words, weekday_at

MAX_AGENCY_WORDS = 5


class Name(NamedTuple):
    """Words that may name a place."""

    start: int
    end: int
    capitals: bool  # all in capitals
    known: bool  # a city that stands alone in datelines


@cache
def _word() -> re.Pattern[str]:
    return re.compile(line_words()["word"])


@cache
def _agency() -> re.Pattern[str]:
    names = line_words()["agencies"]
    glued = line_words()["glued"]  # "SANA-The ministry"
    return re.compile(rf"(?:{alternatives([*names, *(n.upper() for n in names if len(n) > 4)])})(?!\w|(?!{glued})-\w)")


@cache
def _country() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(line_words()['regions'])})(?![\w’\x27-])")


@cache
def _city() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(line_words()['cities'])})(?![\w’\x27-])", re.IGNORECASE)


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    settings = line_words()
    return (
        frozenset(settings["not_places"]), frozenset(settings["particles"]),
        frozenset(region.lower() for region in settings["regions"]),
    )


def agency_at(text: str, start: int, end: int) -> int | None:
    """Where the name of an agency of the list that begins at ``start`` ends."""
    match = _agency().match(text, start, end)
    return match.end() if match else None


def is_agency(words: str) -> bool:
    """Whether ``words`` are the name of an agency of the list, or several joined by a stroke."""
    return all(_agency().fullmatch(part.strip()) for part in re.split(r"[/,&]| and ", words)) if words else False


def is_region(words: str) -> bool:
    """Whether ``words`` name a country, as they may in brackets behind a place."""
    return words.strip().lower() in _lists()[2]


def may_be_agency(words: str) -> bool:
    """Whether ``words`` in brackets have the shape of a name: few of them, each with a capital or in another script."""
    parts = re.split(r"[\s/-]+", words.strip())
    joining = _lists()[1] | {"&"}
    shaped = all(part in joining or _named(part) for part in parts)
    return 0 < len(parts) <= MAX_AGENCY_WORDS and _named(parts[0]) and shaped and not is_month(parts[0])


def _named(word: str) -> bool:
    first = word[:1]
    return (first.isalpha() and (first.isupper() or first.lower() == first.upper())) or word in {"dpa", "dapd"}


def place_at(text: str, start: int, end: int) -> Name | None:
    """The longest name of a place by its shape that begins at ``start``; dates and agencies end it."""
    city = _city().match(text, start, end)
    words: list[tuple[int, int]] = []
    at = start
    while len(words) < line_words()["max_words"]:
        word = _word().match(text, at, end)
        if word is None or not _continues(text, words, word, end):
            break
        words.append(word.span())
        gap = re.compile(r" ?/ ?| (?=\S)|-(?=\w)").match(text, word.end(), end)
        if gap is None:
            break
        at = gap.end()
    while words and text[words[-1][0] : words[-1][1]].lower() in _lists()[1] and text[words[-1][0]].islower():
        words.pop()
    if not words:
        return None
    name = text[words[0][0] : words[-1][1]]
    known = city is not None and city.end() == words[-1][1]
    if not known and text[slice(*words[0])].lower().rstrip(".") in _lists()[0] and not name.lower().startswith("the "):
        return None
    if name.lower() == "the" or (name.lower().startswith("the ") and not (known or name.isupper())):
        return None
    return Name(words[0][0], words[-1][1], _capitals(name), known)


def _capitals(name: str) -> bool:
    """All in capitals, but for particles and what follows an apostrophe; other scripts have none."""
    plain = " ".join(word for word in re.split(r"[\s/-]+", name) if word not in _lists()[1])
    return plain == plain.upper() != plain.lower() and sum(c.isalpha() for c in plain) > 1


def _continues(text: str, words: list[tuple[int, int]], word: re.Match[str], end: int) -> bool:
    form = word.group()
    if words and form in _lists()[1]:
        return True
    if not _named(form) or (is_month(form) and (date_at(text, word.start(), end) or not words)):
        return False
    if foreign_date_at(text, word.start(), end) or weekday_at(text, word.start(), end):
        return False
    if words and agency_at(text, word.start(), end) and form.isupper():
        return False
    if form.endswith(("'s", "’s")) or (words and form.lower() in line_words()["titles"]):
        return False
    return not words or form.lower() not in _lists()[0] - {"city", "new"} or form.isupper()


def region_at(text: str, start: int, end: int) -> int | None:
    """Where the country or state that begins at ``start``, behind the comma of a place, ends."""
    short = re.compile(line_words()["region_abbreviation"]).match(text, start, end)
    country = _country().match(text, start, end)
    if short or country:
        return short.end() if short else country.end() if country else None
    name = place_at(text, start, end)
    return name.end if name else None
