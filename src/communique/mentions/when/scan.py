"""Finds where the calendar's rules match: one pass over the words, then the rules where a time can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from communique.lexicon.calendar import Calendar, Rule, Rules
from communique.lexicon.patterns import NUMERIC

_WORD = re.compile(r"[^\W\d_]+|\d+")
_GAP = re.compile(r"(?:[^\S\n]*\n?[^\S\n]*[.,'’‘/:+–—()-]*){0,3}[^\S\n]*\n?[^\S\n]*")
MAX_WORDS = 30  # of a stretch; longer ones are cut, so that no rule ever sees more
MAX_DIGITS = 9
MAX_KEPT = 1_000  # stretches whose matches are remembered: "on Monday" comes on every page
_ENDINGS = ("st", "nd", "rd", "th")
_NUMERIC_KEYS = frozenset((*NUMERIC, "Num", "Ord"))
_NUMBER_KEYS = frozenset(("Num",))


class Match(NamedTuple):
    """Words that one rule takes for a time, with the words of its slots."""

    start: int
    end: int
    words: str  # lower case
    rule: Rule
    parts: dict[str, str]
    groups: dict[str, tuple[int, int]]


class Stretch(NamedTuple):
    """A run of words of time vocabulary, and what classes of words it holds."""

    start: int
    end: int
    keys: frozenset[str]


def lowered(text: str) -> str:
    """``text`` in lower case with every character in its place, curly apostrophes straight."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.replace("’", "'").replace("‘", "'")


def matches(low: str, calendar: Calendar) -> Iterator[list[Match]]:
    """All that the rules match in ``low`` (lower-cased text), a list a stretch; matches in a list may overlap."""
    for start, end, keys in stretches(low, calendar):
        found = _found(calendar.rules, low[max(0, start - 1) : start], low[start:end], keys)
        if found:
            yield [_moved(match, start) for match in found]


@lru_cache(MAX_KEPT)
def _found(rules: Rules, before: str, words: str, keys: frozenset[str]) -> tuple[Match, ...]:
    """All that the rules match in the ``words`` of a stretch, counted from its start; no rule looks farther back."""
    at = len(before)
    return tuple(
        _moved(_match(hit, rule), -at)
        for rule in _possible(rules, keys)
        for hit in _compiled(rule.pattern).finditer(before + words, at)
    )


@lru_cache(MAX_KEPT)
def _possible(rules: Rules, keys: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that can match a stretch with these classes of words."""
    return tuple(rule for rule in rules if rule.needs <= keys)


def _moved(match: Match, by: int) -> Match:
    groups = {name: (start + by, end + by) for name, (start, end) in match.groups.items()}
    return match._replace(start=match.start + by, end=match.end + by, groups=groups)


def stretches(low: str, calendar: Calendar) -> Iterator[Stretch]:
    """The runs of time vocabulary that hold at least one word that makes a time."""
    start = end = count = 0
    core = False
    keys: set[str] = set()
    vocabulary, cores = calendar.keys, calendar.core
    for hit in _WORD.finditer(low):
        word = hit.group()
        found = vocabulary.get(word)
        if found is None:
            if not word[0].isdigit() or len(word) > MAX_DIGITS:
                if core:
                    yield Stretch(start, _padded(low, end), frozenset(keys))
                count, core = 0, False
                continue
            found = _NUMERIC_KEYS
        low_end = hit.end()
        if not count or count >= MAX_WORDS or not _joined(low, end, hit.start()):
            if core:
                yield Stretch(start, _padded(low, end), frozenset(keys))
            start, count, core = hit.start() - (low[hit.start() - 1 : hit.start()] == "'"), 0, False
            keys = set()
        count += 1
        end = low_end
        keys |= found
        core = core or word in cores or _is_number_core(low, hit.start(), low_end, word)
    if core:
        yield Stretch(start, _padded(low, end), frozenset(keys))


def _padded(low: str, end: int) -> int:
    """Rules look two characters ahead: an abbreviation's full stop, a zone's bracket."""
    return min(end + 2, len(low))


def _joined(low: str, end: int, start: int) -> bool:
    if start == end + 1:
        return True
    return start - end < 8 and _GAP.fullmatch(low, end, start) is not None


def _is_number_core(low: str, start: int, end: int, word: str) -> bool:
    """A year, or digits tied to digits by what dates and clock times are written with."""
    if not word[0].isdigit():
        return False
    size = end - start
    if size == 4:
        return word[0] in "12"
    after = low[end : end + 2]
    if size == 2 and (after[:1] == "s" or low[start - 1 : start] == "'"):
        return True
    if size <= 2 and after in _ENDINGS:
        return True
    tied = size <= 2 and len(after) == 2 and after[0] in ":/." and after[1].isdigit()
    return tied or (size == 1 and after[:1] == "0")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _match(hit: re.Match[str], rule: Rule) -> Match:
    parts: dict[str, str] = {}
    groups: dict[str, tuple[int, int]] = {}
    for group, words in hit.groupdict().items():
        name = group.split("__")[0]
        if words is not None and name not in parts:
            parts[name] = words
            groups[name] = hit.span(group)
    return Match(hit.start(), hit.end(), hit.group(), rule, parts, groups)
