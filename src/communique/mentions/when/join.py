"""Puts neighbours together: a clock time and its day, a modifier and what it modifies, the two ends of a range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from communique.lexicon.calendar import Calendar
from communique.mentions.when.interval import Days, days_of
from communique.mentions.when.moment import Result

_LOOK_BACK = 34  # code points; the longest modifier fits


class Found(NamedTuple):
    """A time expression with its value, before it becomes a Time."""

    start: int
    end: int
    type: str
    kind: str  # "clock" | "part" (waits for a day) | "day" | ""
    result: Result
    rule: str
    bare: bool = False  # a part of a day that is no time without its day

    @property
    def days(self) -> Days | None:
        """The days of its value."""
        return days_of(self.result.value or "")


def joined(found: Sequence[Found], low: str, calendar: Calendar) -> list[Found]:
    """``found`` (in text order) with neighbours merged; parts of a day that found no day are left out."""
    merged: list[Found] = []
    for item in found:
        while merged and (both := _merge(merged[-1], item, low, calendar)):
            merged.pop()
            item = both
        merged.append(item)
    kept = [item for item in _shared_days(merged, low, calendar) if not item.bare]
    return _ranges(kept, low, calendar)


def _merge(left: Found, right: Found, low: str, calendar: Calendar) -> Found | None:
    if right.start - left.end > 8 or right.start < left.end:
        return None
    gap = low[left.end : right.start]
    for one, two, between in calendar.joins:
        if left.kind == one and right.kind == two and _compiled(between).fullmatch(gap):
            clock, day = (left, right) if right.kind == "day" else (right, left)
            if right.kind != "day" and left.kind != "day":
                return _clock_and_part(left, right)
            return _on(clock, day)._replace(start=left.start, end=right.end)
    return None


def _on(clock: Found, day: Found) -> Found:
    """A clock time or part of a day on its day."""
    if day.result.value is None or clock.result.value is None:
        value = None
    else:
        value = day.result.value[:10] + _clock(clock.result.value)
    return Found(clock.start, clock.end, "TIME", "", Result(value, day.result.basis), f"{clock.rule} + {day.rule}")


def _clock(value: str) -> str:
    return value[value.index("T") :] if "T" in value else ""


def _clock_and_part(left: Found, right: Found) -> Found:
    return left._replace(end=right.end)


def _shared_days(found: list[Found], low: str, calendar: Calendar) -> list[Found]:
    """ "From 9 a.m. to 5 p.m. on Monday": the first hour is Monday's too."""
    for n in range(len(found) - 2, -1, -1):
        left, right = found[n], found[n + 1]
        joined_right = right.type == "TIME" and " + " in right.rule and right.result.value
        if left.kind == "clock" and joined_right and _between(left, right, low, calendar):
            day = (right.result.value or "")[:10]
            value = day + _clock(left.result.value or "")
            found[n] = left._replace(result=Result(value, right.result.basis))
    return found


def _between(left: Found, right: Found, low: str, calendar: Calendar) -> bool:
    if right.start - left.end > 12:
        return False
    return _compiled(calendar.settings["range"]).match(low[left.end : right.start]) is not None


def _ranges(found: list[Found], low: str, calendar: Calendar) -> list[Found]:
    """The first half of "from 3 to 7 May" covers the days up to the second's."""
    for n in range(len(found) - 1):
        left, right = found[n], found[n + 1]
        if left.type != "DATE" or right.type != "DATE" or not _between(left, right, low, calendar):
            continue
        pair = left.rule == right.rule and ".pair" in left.rule
        if pair or _compiled(calendar.settings["before_range"]).search(low[max(0, left.start - 12) : left.start]):
            one, two = left.days, right.days
            if one and two and one.first <= two.last:
                found[n] = left._replace(result=left.result._replace(first=one.first, last=two.last))
    return found


def modified(item: Found, low: str, calendar: Calendar) -> Found:
    """``item`` with the modifier before it: "early March", "nearly two years", "about 10:30"."""
    before = low[max(0, item.start - _LOOK_BACK) : item.start]
    names = {"DATE": ("DateMod", "TimeMod"), "TIME": ("DateMod", "TimeMod"), "DURATION": ("LengthMod",)}.get(
        item.type, ()
    )
    if item.type == "DATE" and (item.result.value or "").endswith("_REF"):
        return item
    if item.type == "DURATION" and _compiled(calendar.settings["definite"]).match(low[item.start : item.start + 8]):
        return item
    if item.rule.startswith("weekday"):
        names = ("DayMod",)
    if " ago" in low[item.start : item.end]:
        names = ("LengthMod",)
    for name in names:
        hit = _modifier(tuple(sorted(calendar.values[name]))).search(before)
        if hit:
            code = calendar.values[name][" ".join(hit[1].split())]
            return item._replace(start=item.start - len(before) + hit.start(1), result=_narrowed(item, code))
    return item


def _narrowed(item: Found, code: str) -> Result:
    """The days of "early March" (its first third), "the end of June", "the second half of May"."""
    days = item.days
    if days is None or days.granularity in ("day", "range") or item.result.first:
        return item.result
    length = (days.last - days.first).days + 1
    third, half = max(length // 3, 1), max(length // 2, 1)
    first, last = {
        "START": (0, third),
        "MID": (third, length - third),
        "END": (length - third, length),
        "HALF1": (0, half),
        "HALF2": (half, length),
    }.get(code, (0, length))
    if (first, last) == (0, length):
        return item.result
    return item.result._replace(first=_plus(days.first, first), last=_plus(days.first, last - 1))


def _plus(day: date, count: int) -> date:
    return day + timedelta(days=count)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _modifier(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of ``words``, the longest first, at the end of a stretch of text."""
    ordered = sorted(words, key=len, reverse=True)
    written = "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered)
    return re.compile(rf"(?<![\w-])({written})(?:\s+|\s*-\s*)$")
