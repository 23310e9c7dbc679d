"""Works out days and months that are named: "12 May", "Sept. 14", "4/7/2011", "last July"."""

from __future__ import annotations

from datetime import date

from communique.lexicon.calendar import Calendar
from communique.mentions.when.anchors import BACKWARD, PUBLISHED, Maker, base_of, full_year, relation, year_of
from communique.mentions.when.interval import last_day
from communique.mentions.when.moment import NOTHING, Moment, Result, shifted
from communique.mentions.when.numbers import ordinal
from communique.mentions.when.scan import Match

_JUST_GONE = 7  # days after which "by Jan. 14" means next year's


def make_date(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """A day, month or year, complete or without its year."""
    year, basis = year_of(match, moment, calendar)
    month = int(calendar.value("Month", match.parts["Month"]) or 0) if "Month" in match.parts else None
    day = _day_of(match, calendar)
    if month is None:
        if year is not None and day is None:
            return Result(f"{year:04}", basis)
        return _bare_day(day, moment) if day else None
    if year is None:
        if moment.published is None:
            return NOTHING
        year, basis = _year_by_weekday(match, month, day, moment, calendar), PUBLISHED
    if day is None:
        return Result(f"{year:04}-{month:02}", basis)
    return Result(f"{year:04}-{month:02}-{day:02}", basis) if _is_day(year, month, day) else None


def _day_of(match: Match, calendar: Calendar) -> int | None:
    if "Day" in match.parts:
        return ordinal(match.parts["Day"], calendar)
    return ordinal(match.parts["OrdinalWord"], calendar) if "OrdinalWord" in match.parts else None


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= last_day(year, month)


def _year_by_weekday(match: Match, month: int, day: int | None, moment: Moment, calendar: Calendar) -> int:
    """The year in which the date falls on the weekday that is named with it, else the one that the tense points to."""
    year = _nearest_year(month, day, moment)
    name = next((n for n in ("Weekday", "WeekdayShort") if n in match.parts), None)
    if name and day:
        wanted = int(calendar.value(name, match.parts[name]) or 0)
        for near in (year, year - 1, year + 1):
            if _is_day(near, month, day) and date(near, month, day).isoweekday() == wanted:
                return near
    return year


def _nearest_year(month: int, day: int | None, moment: Moment) -> int:
    """The year of a date that came without: the last one looking back, the next one looking ahead, else the nearest."""
    here = moment.published
    assert here is not None
    there, now = (month, day or 0), (here.month, here.day if day else 0)
    if moment.loose:
        middle = here if day else here.replace(day=15)
        bias = 1.0 if moment.ahead else BACKWARD

        def farness(year: int) -> float:
            gap = (date(year, month, min(day or 15, 28)) - middle).days
            return gap * bias if gap > 0 else -gap

        return min((y for y in (here.year - 1, here.year, here.year + 1) if 1 <= y <= 9999), key=farness)
    if moment.ahead:
        just_gone = day and there < now and (here - date(here.year, month, min(day, 28))).days <= _JUST_GONE
        return here.year + (there < now and not just_gone)
    return here.year - (there > now)


def _bare_day(day: int, moment: Moment) -> Result | None:
    here = moment.told.first if moment.told and moment.told.granularity in ("day", "month") else moment.published
    if here is None:
        return NOTHING
    if not moment.ahead and moment.published and day <= last_day(here.year, here.month):
        found = here.replace(day=day)  # "On 2 May they came. On the 9th they left": in the month of which is told
        if found <= moment.published:
            return Result(found.isoformat(), PUBLISHED)
    for step in (0, 1, 2) if moment.ahead else (0, -1, -2):
        month = shifted(here.replace(day=1), "M", step)
        if month and day <= last_day(month.year, month.month):
            found = month.replace(day=day)
            if step or (found >= here if moment.ahead else found <= here):
                return Result(found.isoformat(), PUBLISHED)
    return NOTHING


def make_iso(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """Digits with the year first."""
    parts = match.parts
    year, month = int(parts["Year"]), int(parts["MonthNumber"])
    if "Day" not in parts:
        return Result(f"{year:04}-{month:02}")
    day = ordinal(parts["Day"], calendar) or 0
    if not _is_day(year, month, day):
        return None
    clock = f"T{parts['Clock']}{'Z' if 'Z' in parts else ''}" if "Clock" in parts else ""
    return Result(f"{year:04}-{month:02}-{day:02}{clock}")


def make_numeric(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """Day and month in digits: month first unless the separator, the numbers or another date of the text say else."""
    one, two, last = (match.parts[name] for name in ("One", "Two", "Three"))
    year = int(last) if len(last) == 4 else full_year(int(last), moment.published)
    month, day = int(one), int(two)
    if match.rule.options.get("order") == "day-first" or month > 12 or (moment.day_first and day <= 12):
        month, day = day, month
    return Result(f"{year:04}-{month:02}-{day:02}") if _is_day(year, month, day) else None


def make_month(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Last July", "next October", "this September"."""
    step = relation(match, calendar) or 0
    month = int(calendar.value("Month", match.parts["Month"]) or 0)
    here, basis = base_of(match, moment, calendar)
    if here is None:
        return NOTHING
    year = here.year
    if step < 0:
        year -= month >= here.month
    elif step > 0:
        year += month <= here.month
    return Result(f"{year:04}-{month:02}", basis)


def make_rel_day(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Last Oct. 23": the last one before publication."""
    ahead = "Next" in match.parts or "This" in match.parts
    parts = {k: v for k, v in match.parts.items() if k not in ("Last", "This", "Next")}
    return make_date(match._replace(parts=parts), moment._replace(ahead=ahead, loose="This" in match.parts), calendar)


DATES: dict[str, Maker] = {
    "date": make_date,
    "iso": make_iso,
    "numeric": make_numeric,
    "month": make_month,
    "rel_day": make_rel_day,
}
