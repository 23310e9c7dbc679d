"""Works out quarters, halves, seasons, feasts, and days counted from another ("two weeks ago")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from communique.lexicon.calendar import Calendar
from communique.mentions.when.anchors import (
    BACKWARD,
    COARSENESS,
    FINE,
    PUBLISHED,
    TOLD,
    Maker,
    base_of,
    relation,
    year_of,
)
from communique.mentions.when.eras import day_of
from communique.mentions.when.interval import add_months, days_of
from communique.mentions.when.moment import NOTHING, Moment, Result, shifted, written
from communique.mentions.when.months import nth_weekday
from communique.mentions.when.numbers import number, ordinal
from communique.mentions.when.scan import Match

_FEAST = re.compile(r"moving:(\w+)([+-]\d+)?(?::([MW]))?")
_NTH = re.compile(r"(\d\d)#(-?\d)#(\d)([+-]\d+)?")
_LATE = 100  # days after its end for which a quarter is still the one that is spoken of

ERA_YEARS = range(1300, 1500)  # years with which a feast is named that are of the Persian or Hijri calendar
_YEARS_IN_WORDS = ("Year", "YY", "CenturyWord", "TensWord", "NumberWord")
_HALF_QUARTER = timedelta(days=45)


def make_quarter(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The third quarter of 2018", "fourth-quarter": without a year the last one begun, ahead the next one to end."""
    if "QuarterNumber" in match.parts:
        count = int(match.parts["QuarterNumber"])
    else:
        count = ordinal(match.parts["Ord"], calendar) or 0 if "Ord" in match.parts else 0
    year, basis = year_of(match, moment, calendar)
    if year is None and "Year2" in match.parts:
        year = int(match.parts["Year2"])
    if count == 0:
        if year is None:
            return _latest_quarter(moment)
        count = 4
    if not 1 <= count <= 4:
        return None
    if year is None:
        if moment.published is None:
            return NOTHING
        year, basis = _quarter_year(count, moment.published, moment.ahead), PUBLISHED
    return Result(f"{year:04}-Q{count}", basis)


def _quarter_year(count: int, here: date, ahead: bool | None) -> int:
    first = date(here.year, 3 * count - 2, 1)
    if ahead:
        return here.year + (here - add_months(first, 3) > timedelta(days=_LATE)) if here.year < 9999 else here.year
    return here.year - (first > here)


def _latest_quarter(moment: Moment) -> Result:
    now = ((moment.published.year, (moment.published.month + 2) // 3)) if moment.published else (9999, 4)
    if moment.quarter and moment.quarter < now:
        return Result("{:04}-Q{}".format(*moment.quarter), TOLD)
    before = shifted(moment.published, "Q", -1) if moment.published else None
    return Result(written(before, "Q"), PUBLISHED) if before else NOTHING


def make_year_ago_quarter(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The year-ago quarter": the quarter spoken of, a year before; a plain "year-ago" is last year without one."""
    plain = "quarter" not in match.words and "period" not in match.words
    if plain and not moment.quarter:
        day = shifted(moment.published, "Y", -1) if moment.published else None
        return Result(written(day, "Y"), PUBLISHED) if day else NOTHING
    latest = _latest_quarter(moment)
    if latest.value is None:
        return latest
    year, count = int(latest.value[:4]), int(latest.value[-1])
    if "Year" in match.parts:
        return Result(f"{int(match.parts['Year']):04}-Q{count}", latest.basis)
    if "Ord" in match.parts:
        count = ordinal(match.parts["Ord"], calendar) or count
    return Result(f"{year - 1:04}-Q{count}", latest.basis) if 1 <= count <= 4 else None


def make_quarter_ended(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The quarter ended July 31": the calendar quarter that holds the middle of its three months."""
    month = int(calendar.value("Month", match.parts["Month"]) or 0)
    day = min(ordinal(match.parts["Day"], calendar) or 1, 28)
    year, basis = year_of(match, moment, calendar)
    if year is None:
        here = moment.published
        if here is None:
            return NOTHING
        year, basis = here.year - (date(here.year, month, day) > here), PUBLISHED
        year += "ending" in match.rule.options and date(year, month, day) < here
    return Result(written(date(year, month, day) - _HALF_QUARTER, "Q"), basis)


def make_half(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The first half of 2020"."""
    count = ordinal(match.parts["Ord"], calendar) if "Ord" in match.parts else 2
    if "HalfNumber" in match.parts:
        count = int(match.parts["HalfNumber"])
    year, basis = year_of(match, moment, calendar)
    return Result(f"{year:04}-H{count}", basis) if year and count in (1, 2) else None


def make_season(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The summer of 2015", "last spring"; a winter goes by the year that it begins in."""
    season = calendar.value("Season", match.parts["Season"]) or ""
    years = match._replace(parts={k: v for k, v in match.parts.items() if k in _YEARS_IN_WORDS})
    year, _ = year_of(years, moment, calendar)
    if year is not None:
        return Result(f"{year:04}-{season}")
    here, basis = base_of(match, moment, calendar)
    if here is None:
        return NOTHING
    values = [f"{y:04}-{season}" for y in range(here.year - 2, here.year + 3) if 1 <= y < 9999]
    value = _chosen(values, here, relation(match, calendar), moment.ahead)
    return Result(value, basis) if value else NOTHING


def _chosen(values: Iterable[str], here: date, step: int | None, ahead: bool | None) -> str | None:
    """Of values in order, the one that last, this, next, or the tense of the clause points to."""
    spans = [(value, days) for value in values if (days := days_of(value))]
    begun = [value for value, days in spans if days.first <= here]
    to_end = [value for value, days in spans if days.last >= here]
    if step is None:
        return (to_end[0] if to_end else None) if ahead else (begun[-1] if begun else None)
    if step < 0:
        over = [value for value, days in spans if days.last < here]
        return over[-1] if over else None
    if step > 0:
        future = [value for value, days in spans if days.first > here]
        return future[0] if future else None
    same = [value for value, days in spans if days.first.year == here.year and days.last >= here]
    return same[0] if same else (begun[-1] if begun else None)


def _nearest(values: Iterable[str], here: date) -> str | None:
    """The nearest one; a coming one must be much nearer than a past one."""
    gaps = [((days.first - here).days, value) for value in values if (days := days_of(value))]
    return min((gap * BACKWARD if gap > 0 else -gap, value) for gap, value in gaps)[1] if gaps else None


def make_feast(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """A feast in a year, or the last or next one."""
    when = calendar.value("Feast", match.parts["Feast"]) or ""
    parts = dict(match.parts)
    named = "year" in match.words[match.words.find(match.parts["Feast"]) + len(match.parts["Feast"]) :]
    if not named and not ("Year" in parts or "YY" in parts):
        years = None
    else:
        years, _ = year_of(match, moment, calendar)
    shift = int(match.rule.options.get("shift", "0"))
    if years is not None:
        return Result(_moved(feast_in(when, years, calendar) or feast_of_era(when, years, calendar), shift))
    here = moment.published
    if here is None:
        return NOTHING
    dates = [v for y in range(max(here.year - 2, 1), min(here.year + 3, 9999)) if (v := feast_in(when, y, calendar))]
    step = relation(match, calendar)
    value = _nearest(dates, here) if step is None and moment.loose else _chosen(dates, here, step, moment.ahead)
    return Result(_moved(value, shift), PUBLISHED) if value else NOTHING


def _moved(value: str | None, days: int) -> str | None:
    """The day before or after a feast; a week or month stays as it is."""
    found = days_of(value) if value and days else None
    if found is None or found.granularity != "day":
        return value
    return (found.first + timedelta(days=days)).isoformat()


def feast_of_era(when: str, year: int, calendar: Calendar) -> str | None:
    """ "Nowruz 1402", "Eid al-Fitr 1444": the feast in the Persian or Hijri year of this number."""
    era = "SH" if when.startswith(("moving:nowruz", "03-2")) else "AH"
    first, after = day_of(era, year, 1, 1, calendar), day_of(era, year + 1, 1, 1, calendar)
    if year not in ERA_YEARS or first is None or after is None:
        return None
    margin = timedelta(days=1)  # calendars of states differ by a day
    for own in (first.year, after.year):
        value = feast_in(when, own, calendar)
        days = days_of(value) if value else None
        if days and first - margin <= days.first < after - margin:
            return value
    return None


def feast_in(when: str, year: int, calendar: Calendar) -> str | None:
    """The TIMEX3 value of a feast in one year; None where the table does not reach."""
    if match := _FEAST.fullmatch(when):
        month_day = calendar.moving.get(match[1], {}).get(year)
        if month_day is None:
            return None
        day = date.fromisoformat(f"{year:04}-{month_day}") + timedelta(days=int(match[2] or 0))
        if match[3] == "M":
            return written(day + timedelta(days=10), "M")
        return written(day, match[3] or "D")
    if match := _NTH.fullmatch(when):
        found = nth_weekday(year, int(match[1]), int(match[2]), int(match[3]))
        return (found + timedelta(days=int(match[4] or 0))).isoformat() if found else None
    return f"{year:04}-{when}"


def make_shift(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Three days ago", "two weeks later", "a year earlier"."""
    unit, size = unit_of(match, calendar)
    sign = int(match.rule.options.get("sign", "1"))
    count = count_of(match, calendar)
    if count is not None and "half" in match.rule.options:
        count = 0.5 if "zero" in match.rule.options else count + 0.5
    if size == 2 and count is not None:  # a fortnight ago is a day, two weeks ago a week
        unit, count, size = "D", count * 14, 1
    if count is None:
        return Result("PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit == "Y" and count * size == 1 and sign < 0 and moment.quarter:
        return Result(f"{moment.quarter[0] - 1:04}-Q{moment.quarter[1]}", TOLD)
    here, basis = base_of(match, moment, calendar)
    if here is None:
        return NOTHING
    if basis == TOLD and moment.told and FINE.get(moment.told.granularity, 9) > COARSENESS.get(unit, 0):
        return NOTHING
    return _counted(here, basis, unit, sign * count * size, match.rule.options.get("fine"))


def _counted(here: date, basis: str, unit: str, count: float, grain: str | None) -> Result:
    if unit == "Y" and count % 1:
        unit, count = "M", count * 12
    day = shifted(here, unit, round(count))
    if day is None:
        return NOTHING
    fine = "D" if unit == "W" and (abs(count) == 1 or basis == TOLD) else unit
    return Result(written(day, grain or fine), basis)


def unit_of(match: Match, calendar: Calendar) -> tuple[str, int]:
    """The TIMEX3 letter of the unit that the words name, and how many of it the word means (a decade: 10 years)."""
    for name in ("Units", "Unit", "Units2", "Unit2", "UnitShort"):
        if name in match.parts:
            return calendar.value(name.rstrip("2"), match.parts[name]) or "", 1
    word = match.parts.get("LongUnits") or match.parts.get("LongUnit") or ""
    long = calendar.value("LongUnits", word) or calendar.value("LongUnit", word) or ""
    return {"DE": ("Y", 10), "CE": ("Y", 100), "ML": ("Y", 1000), "FN": ("W", 2)}.get(long, ("", 1))


def count_of(match: Match, calendar: Calendar) -> float | None:
    """The number before the unit: one for "a", None for "several"."""
    if "Some" in match.parts:
        return None
    if "Count" in match.parts:
        return float(calendar.value("Count", match.parts["Count"]) or 1)
    return number(match.parts["Num"], calendar) if "Num" in match.parts else 1.0


SEASONS: dict[str, Maker] = {
    "quarter": make_quarter,
    "year_ago_quarter": make_year_ago_quarter,
    "quarter_ended": make_quarter_ended,
    "half": make_half,
    "season": make_season,
    "feast": make_feast,
    "shift": make_shift,
}
