"""Works out weeks and days by their place in a month: "the first Monday of May", "the last week of March"."""

from __future__ import annotations

import calendar as months_of_the_year
from datetime import date

from communique.lexicon.calendar import Calendar
from communique.mentions.when.anchors import Maker
from communique.mentions.when.dates import make_date
from communique.mentions.when.interval import days_of, last_day
from communique.mentions.when.moment import NOTHING, Moment, Result, written
from communique.mentions.when.numbers import ordinal
from communique.mentions.when.scan import Match


def make_weekday_of_month(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The first Monday of May 2022"."""
    month = _month_in(match, moment, calendar)
    if month is None:
        return NOTHING
    wanted = int(calendar.value("Weekday", match.parts["Weekday"]) or 1)
    count = ordinal(match.parts["Ord"], calendar) if "Ord" in match.parts else -1
    day = nth_weekday(month.year, month.month, count or 1, wanted)
    return Result(day.isoformat()) if day else NOTHING


def make_week_of_month(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The last week of March": the week of the month's last Thursday, as ISO 8601 gives weeks to years."""
    month = _month_in(match, moment, calendar)
    if month is None:
        return NOTHING
    count = ordinal(match.parts["Ord"], calendar) if "Ord" in match.parts else -1
    day = nth_weekday(month.year, month.month, count or 1, 4)
    return Result(written(day, "W")) if day else NOTHING


def make_week_of_day(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The week of March 6"."""
    result = make_date(match, moment, calendar)
    days = days_of(result.value or "") if result else None
    return Result(written(days.first, "W"), result.basis) if days and result else result


def make_last_of_month(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The last day of May"."""
    month = _month_in(match, moment, calendar)
    return Result(month.replace(day=last_day(month.year, month.month)).isoformat()) if month else NOTHING


def _month_in(match: Match, moment: Moment, calendar: Calendar) -> date | None:
    parts = {name: words for name, words in match.parts.items() if name not in ("Day", "OrdinalWord")}
    result = make_date(match._replace(parts=parts), moment, calendar)
    days = days_of(result.value or "") if result else None
    return days.first if days else None


def nth_weekday(year: int, month: int, count: int, weekday: int) -> date | None:
    """The n-th weekday (1 Monday to 7 Sunday) of a month; -1 is the last; None where the month has none."""
    days = [w[weekday - 1] for w in months_of_the_year.monthcalendar(year, month) if w[weekday - 1]]
    index = count - 1 if count > 0 else len(days) + count
    return date(year, month, days[index]) if 0 <= index < len(days) else None


MONTHS: dict[str, Maker] = {
    "weekday_of_month": make_weekday_of_month,
    "week_of_month": make_week_of_month,
    "week_of_day": make_week_of_day,
    "last_of_month": make_last_of_month,
}
