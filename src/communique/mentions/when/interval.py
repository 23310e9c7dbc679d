"""Turns a TIMEX3 value into days: when something happened, and by when it is owed.

Values are read as TimeML and TempEval-3 write them: ``1998-08-07TNI``, ``2021-W29``, ``2021-Q3``, ``199X`` or ``199``,
``FY2006``, ``P3D``. Seasons are the northern meteorological ones (spring: March to May); winter begins in December of
the year that it is named by.
"""

from __future__ import annotations

import calendar as months_of_the_year
import re
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from communique.lexicon.files import load_toml
from communique.model import Interval, Time

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-XX)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d?)(-WE)?")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_YEAR = re.compile(r"(?:FY)?(\d{4})(?:-XX)*")
_YEARS = re.compile(r"(\d{2,3})X{0,2}")
_LENGTH = re.compile(
    r"P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+)Q)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?"
)
_FIRST_MONTH = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Days(NamedTuple):
    """First and last day of a stretch of time, and how fine it is."""

    first: date
    last: date
    granularity: str


def interval_of(time: Time, anchor: str | None) -> Interval | None:
    """The days that ``time`` covers, both ends included; None where its value names no days.

    Args:
        time: A time expression with a TIMEX3 value.
        anchor: The publication date (ISO), on which present, past, future and lengths of time hang.

    A plain length ("two weeks") covers no days; an anchored one ("the past two weeks") does.
    """
    if time.first and time.last:
        fine = days_of(time.value or "")
        one_day = time.first == time.last
        grain = "day" if one_day else fine.granularity if fine and _is(fine, time) else "range"
        return Interval(start=time.first, end=time.last, granularity=grain, time=time.id)
    if not time.value or time.type == "SET":
        return None
    if time.value.endswith("_REF"):
        return _reference(time, _day(anchor))
    days = days_of(time.value)
    if days is None:
        return None
    return Interval(start=days.first.isoformat(), end=days.last.isoformat(), granularity=days.granularity, time=time.id)


def deadline_of(time: Time, words_before: str, anchor: str | None) -> Interval | None:
    """The stretch in which an act is owed; ``end`` is the last day on which it can be done.

    Args:
        time: The time expression of the deadline.
        words_before: The words before it ("by", "no later than", "before the end of", "within"), as many as at hand.
        anchor: The publication date (ISO).

    "By July 1" and "until July 1" end on July 1; "by June" and "by 2030" on the last day of the period; "before March
    20" on March 19 and "before June" on May 31, but "before the end of June" on June 30. "Within 90 days", "in two
    weeks", "in the next two weeks" count from ``anchor``. None for what is no deadline: "after May 1", "for 90 days".
    """
    here = _day(anchor)
    anchored = bool(time.first and time.last)
    bounds = bounding_words()
    before = words_before[-80:].lower()
    at_the_latest = bounds["not_later"].search(before) is not None
    if time.type == "SET" or (bounds["no_deadline"].search(before) and not at_the_latest):
        return None
    if time.type == "DURATION" and not anchored:
        end = add_length(here, time.value or "") if here else None
        return _due(here, end, "day", time) if end else None
    span = interval_of(time, anchor)
    if span is None or span.end is None or span.start is None:
        return None
    first, last = date.fromisoformat(span.start), date.fromisoformat(span.end)
    of_a_day = "T" in (time.value or "")  # "before noon on Friday" is still on Friday
    if bounds["before"].search(before) and not at_the_latest and not _at_end(time) and not of_a_day:
        last = _earlier(first, 1)
    elif bounds["start_of"].search(before):
        last = first
    elif bounds["end_of"].search(before):
        first = last
    return _due(None, last, span.granularity, time)


def days_of(value: str) -> Days | None:
    """First and last day of a TIMEX3 date value; None for lengths, sets, unknown or impossible ones."""
    try:
        return _days(value)
    except (ValueError, OverflowError):
        return None


def add_length(day: date, length: str, sign: int = 1) -> date | None:
    """``day`` plus (or minus) a TIMEX3 length such as ``P90D`` or ``P2Y6M``; None where the length is not a number.

    Hours count as whole days, rounded up: 48 hours from Monday end on Wednesday.
    """
    match = _LENGTH.fullmatch(length)
    if not match or not any(match.groups()):
        return None
    years, quarters, months, weeks, days, hours, minutes = (float(g or 0) for g in match.groups())
    whole_months = round(years * 12) + int(quarters) * 3 + int(months)
    extra = weeks * 7 + days + -(-(hours + (1 if minutes else 0)) // 24)
    try:
        return add_months(day, sign * whole_months) + timedelta(days=sign * int(extra))
    except (ValueError, OverflowError):
        return None


def add_months(day: date, count: int) -> date:
    """The same day ``count`` months on, or the last day of that month where it is shorter.

    Raises:
        ValueError: the year leaves 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"year {year} is out of range")
    return date(year, month + 1, min(day.day, last_day(year, month + 1)))


def last_day(year: int, month: int) -> int:
    """The number of days of a month."""
    return months_of_the_year.monthrange(year, month)[1]


@cache
def bounding_words() -> dict[str, re.Pattern[str]]:
    """What the words before a time expression mean for it, by name; lower case, anchored at their end."""
    return {name: re.compile(row["pattern"]) for name, row in load_toml("calendar/deadlines.toml").items()}


def _days(value: str) -> Days | None:
    if match := _DAY.fullmatch(value):
        day = date(*map(int, match.groups()))
        return Days(day, day, "day")
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        if match[3]:
            return Days(monday + timedelta(days=5), monday + timedelta(days=6), "range")
        return Days(monday, monday + timedelta(days=6), "week")
    if match := _PART.fullmatch(value):
        part = match[2]
        length = 6 if part[0] == "H" else 3
        grain = {"Q": "quarter", "H": "range"}.get(part[0], "season")
        return _months(int(match[1]), _FIRST_MONTH[part], length, grain)
    if match := _MONTH.fullmatch(value):
        return _months(int(match[1]), int(match[2]), 1, "month")
    if match := _YEAR.fullmatch(value):
        return _months(int(match[1]), 1, 12, "year")
    if (match := _YEARS.fullmatch(value)) and len(value) <= 4:
        digits = match[1]
        size = 10 ** (4 - len(digits))
        low = int(digits) * size
        return Days(date(max(low, 1), 1, 1), date(low + size - 1, 12, 31), "decade" if size == 10 else "range")
    return None


def _months(year: int, month: int, count: int, granularity: str) -> Days:
    first = date(year, month, 1)
    after = add_months(first, count - 1)
    return Days(first, after.replace(day=last_day(after.year, after.month)), granularity)


def _reference(time: Time, here: date | None) -> Interval | None:
    if here is None:
        return None
    day = here.isoformat()
    if time.value == "PRESENT_REF":
        return Interval(start=day, end=day, granularity="day", time=time.id)
    past = time.value == "PAST_REF"
    return Interval(start=None if past else day, end=day if past else None, granularity="range", time=time.id)


def _due(first: date | None, last: date | None, granularity: str, time: Time) -> Interval:
    return Interval(
        start=first.isoformat() if first else None,
        end=last.isoformat() if last else None,
        granularity=granularity,
        time=time.id,
    )


def _at_end(time: Time) -> bool:
    """Whether the expression itself says "the end of": its days are the last ones of the period that it names."""
    whole = days_of(time.value or "")
    return bool(whole and time.first and time.first > whole.first.isoformat() and time.last == whole.last.isoformat())


def _is(days: Days, time: Time) -> bool:
    return days.first.isoformat() == time.first and days.last.isoformat() == time.last


def _earlier(day: date, count: int) -> date:
    return day - timedelta(days=count) if day.toordinal() > count else day


def _day(iso: str | None) -> date | None:
    """The day of an ISO date or date-time; None where it is none."""
    try:
        return date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None
