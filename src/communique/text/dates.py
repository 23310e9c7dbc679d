"""Reads dates as headers and datelines write them, in every order; never guesses where two readings are open.

Words and patterns: ``data/layout/header.toml``. Dates in running prose are the business of ``mentions/when/find.py``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from communique.lexicon.files import load_toml

CENTURY = 70  # two-digit years below it are of this century
EARLIEST, LATEST = 1500, 2199


class Written(NamedTuple):
    """A date as written: ``year`` is None where none stands there, ``swapped`` is the other reading of 03/04/2021."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    swapped: tuple[int, int] | None = None  # month, day


@cache
def layout() -> dict[str, Any]:
    """The words and patterns of headers."""
    return load_toml("layout/header.toml")


def line_words() -> dict[str, Any]:
    """The words and patterns of header lines and datelines."""
    words: dict[str, Any] = layout()["line"]
    return words


def alternatives(words: list[str] | tuple[str, ...]) -> str:
    """A pattern for any of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _month_numbers() -> dict[str, int]:
    return {name: int(number) for number, names in layout()["months"].items() for name in names}


@cache
def _weekday_numbers() -> dict[str, int]:
    return {name: int(number) for number, names in layout()["weekdays"].items() for name in names}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    tens = [f"{ten}-{one}" for ten in ("twenty", "thirty") for one in list(layout()["ordinals"])[:9]]
    names = {
        "{month}": alternatives(tuple(_month_numbers())),
        "{ordinal}": alternatives([*layout()["ordinals"], *tens, *(t.replace("-", " ") for t in tens)]),
        "{roman}": alternatives(tuple(layout()["romans"])),
        "{cardinal}": alternatives(tuple(layout()["cardinals"])),
    }
    patterns = []
    for row in layout()["date"]:
        pattern = row["pattern"]
        for name, words in names.items():
            pattern = pattern.replace(name, words)
        patterns.append(re.compile(pattern, re.IGNORECASE))
    return tuple(patterns)


@cache
def _clock() -> tuple[re.Pattern[str], ...]:
    settings = layout()["clock"]
    return tuple(re.compile(p.replace("{zone}", settings["zone"]), re.IGNORECASE) for p in settings["patterns"])


@cache
def _weekday_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(tuple(_weekday_numbers()))})(?![\w-])\.?", re.IGNORECASE)


@cache
def _foreign() -> re.Pattern[str]:
    settings = layout()["foreign"]
    return re.compile(settings["pattern"].replace("{foreign}", "|".join(settings["months"])), re.IGNORECASE)


def date_at(text: str, start: int, end: int) -> Written | None:
    """The date that begins exactly at ``start``, or None; a date that the calendar does not have is none."""
    if start >= end or not text[start].isalnum():
        return None
    for pattern in _patterns():
        match = pattern.match(text, start, end)
        found = match and _written(match, text)
        if found:
            return found
    return None


def impossible_date_at(text: str, start: int, end: int) -> int | None:
    """Where what begins at ``start`` and has the shape of a date, but no calendar's day ("Feb 30, 2021"), ends."""
    if start >= end or not text[start].isalnum():
        return None
    return next((m.end() for p in _patterns() if (m := p.match(text, start, end))), None)


def clock_at(text: str, start: int, end: int) -> int | None:
    """Where a time of day or a time zone that begins at ``start`` ends."""
    for pattern in _clock():
        match = pattern.match(text, start, end)
        if match:
            return match.end()
    return None


def weekday_at(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the name of a weekday that begins at ``start`` ends, and its number (Monday is 0)."""
    match = _weekday_pattern().match(text, start, end)
    return (match.end(), _weekday_numbers()[match.group().rstrip(".").lower()]) if match else None


def foreign_date_at(text: str, start: int, end: int) -> int | None:
    """Where a date of another calendar ("12 Ramadan 1440 AH") that begins at ``start`` ends."""
    match = _foreign().match(text, start, end)
    return match.end() if match else None


def is_month(word: str) -> bool:
    """Whether ``word`` is the name of a month."""
    return word.lower().rstrip(".") in _month_numbers()


def _written(match: re.Match[str], text: str) -> Written | None:
    groups = match.groupdict()
    year = _year(groups.get("y"), groups.get("yw"))
    if (groups.get("y") or groups.get("yw")) and year is None:
        return None
    span = (match.start(), match.end())
    if groups.get("a"):
        return _ordered(int(groups["a"]), int(groups["b"]), year, span, text)
    month = _month(groups)
    day = int(groups["d"]) if groups.get("d") else _ordinal(groups["dw"])
    return Written(*span, year, month, day) if _exists(year, month, day) else None


def _month(groups: dict[str, str]) -> int:
    if groups.get("roman"):
        return int(layout()["romans"][groups["roman"].upper()])
    return int(groups["m"]) if groups.get("m") else _month_numbers()[groups["mon"].lower()]


def _ordered(a: int, b: int, year: int | None, span: tuple[int, int], text: str) -> Written | None:
    """Day and month in an order to be told: by the numbers, else by a clock that tells who wrote it, else left open."""
    day_first, month_first = _exists(year, b, a), _exists(year, a, b)
    if not day_first and not month_first:
        return None
    if not day_first:
        return Written(*span, year, a, b)
    if not month_first or a == b:
        return Written(*span, year, b, a)
    line = text[max(span[0] - 60, 0) : span[1] + 60]
    if re.search(layout()["clock"]["month_first"], line):
        return Written(*span, year, a, b, (b, a))
    return Written(*span, year, b, a, (a, b))


def _exists(year: int | None, month: int, day: int) -> bool:
    try:
        date(year or 2000, month, day)
    except ValueError:
        return False
    return year is None or EARLIEST <= year <= LATEST


def _year(digits: str | None, words: str | None) -> int | None:
    if words and words.strip().isdigit():
        digits = words.strip()
    if digits:
        number = int(digits)
        return number if len(digits) > 2 else number + (2000 if number < CENTURY else 1900)
    return _year_in_words(words) if words else None


def _ordinal(words: str) -> int:
    values = {**layout()["ordinals"], **layout()["cardinals"]}
    return sum(values[word] for word in re.split(r"[\s-]+", words.lower().strip()))


def _year_in_words(words: str) -> int | None:
    """ "two thousand and fifteen", "nineteen hundred and ninety-two", "nineteen ninety-two", "twenty twenty-one"."""
    values = layout()["cardinals"]
    total = current = 0
    parts = [part for part in re.split(r"[\s-]+", words.lower().strip()) if part not in ("", "and")]
    for part in parts:
        if part == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        elif part == "hundred":
            current *= 100
        elif not total and 10 <= current <= 20 and values[part] >= 10:
            total, current = current * 100, values[part]
        else:
            current += values[part]
    year = total + current
    return year if EARLIEST <= year <= LATEST else None


def nearest(written: Written, anchor: str | None) -> str | None:
    """The ISO day of ``written``; what it leaves open is read so that it comes nearest to the day ``anchor``."""
    base = date.fromisoformat(anchor) if anchor else None
    if written.year is None and base is None:
        return None
    years = [written.year] if written.year is not None else [base.year - 1, base.year, base.year + 1] if base else []
    readings = [(written.month, written.day), *([written.swapped] if written.swapped and base else [])]
    days = [date(y, m, d) for y in years for m, d in readings if _exists(y, m, d)]
    if not days:
        return None
    best = min(days, key=lambda day: (abs((day - base).days), day)) if base else days[0]
    return best.isoformat()


def last_weekday(number: int, anchor: str | None) -> str | None:
    """The last day with this weekday up to ``anchor``, that day included."""
    if anchor is None:
        return None
    base = date.fromisoformat(anchor)
    try:
        return (base - timedelta(days=(base.weekday() - number) % 7)).isoformat()
    except OverflowError:
        return None


def given_day(given: str) -> str | None:
    """The ISO day of a date that came with a document, in whatever form; None where it is not certain."""
    words = given.strip()
    compact = re.fullmatch(r"([12]\d{3})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?", words)
    if compact:
        year, month, day = (int(part) for part in compact.groups())
        return date(year, month, day).isoformat() if _exists(year, month, day) else None
    found: Written | None = None
    at = 0
    while at < len(words):
        here = date_at(words, at, len(words))
        if here and here.year is not None and not here.swapped:
            if found:
                return None
            found, at = here, here.end
            continue
        weekday = weekday_at(words, at, len(words))
        clock = (weekday[0] if weekday else None) or clock_at(words, at, len(words))
        if clock is None and words[at] not in " ,;|/()T\t":
            return None
        at = clock or at + 1
    return date(found.year or 0, found.month, found.day).isoformat() if found else None
