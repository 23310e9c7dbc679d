"""Works out the values of dates: what the rules of ``data/calendar/rules.yaml`` call ``make``.

A maker takes a match and the moment it stands in. It returns None where the words turn out to be no time at all, and
a result without a value where they are one that cannot be worked out (a relative one without a publication date).
"""

from __future__ import annotations

import calendar as months_of_the_year
from collections.abc import Callable
from datetime import date, timedelta

from communique.lexicon.calendar import Calendar
from communique.mentions.interval import days_of, last_day
from communique.mentions.when_moment import NOTHING, Moment, Result, shifted, written
from communique.mentions.when_numbers import number, ordinal
from communique.mentions.when_scan import Match

BACKWARD = 1.7  # how much nearer a coming date must be than a past one, where the clause does not say which
_JUST_GONE = 7  # days after which "by Jan. 14" means next year's
Maker = Callable[[Match, Moment, Calendar], Result | None]
PUBLISHED = "publication date"
TOLD = "narrative date"
FINE = {"day": 0, "range": 1, "week": 1, "month": 2, "quarter": 3, "season": 3, "year": 4, "decade": 5}
COARSENESS = {"D": 0, "W": 1, "M": 2, "Q": 3, "Y": 4}


def relation(match: Match, calendar: Calendar) -> int | None:
    """-1 for last, 0 for this, 1 for next; None where the words say none of them."""
    for name in ("Last", "This", "Next"):
        if name in match.parts:
            return int(calendar.value(name, match.parts[name]) or 0)
    return int(match.rule.options["rel"]) if "rel" in match.rule.options else None


def base_of(match: Match, moment: Moment) -> tuple[date | None, str]:
    """The day that "the following week" hangs on, and its name: narrative for "previous" and "following"."""
    word = match.parts.get("Last") or match.parts.get("Next") or ""
    tells = match.rule.options.get("from") == "narrative" or word in ("previous", "preceding", "following", "prior")
    tells = tells or (match.rule.options.get("article") == "yes" and word == "next")
    if tells and moment.told is not None:
        return moment.told.first, TOLD
    return moment.published, PUBLISHED


def year_of(match: Match, moment: Moment, calendar: Calendar) -> tuple[int | None, str]:
    """The year that the words give, and what it hangs on; (None, "") where they give none."""
    if "Year" in match.parts:
        return int(match.parts["Year"]), ""
    if "CenturyWord" in match.parts:
        words = make_year_words(match, moment, calendar)
        return (int(words.value), "") if words and words.value else (None, "")
    if "YY" in match.parts:
        return full_year(int(match.parts["YY"]), moment.published), ""
    step = relation(match, calendar)
    if step is not None and moment.published:
        return moment.published.year + step, PUBLISHED
    return None, ""


def full_year(short: int, published: date | None) -> int:
    """A year in two digits, in the hundred years that end ten years after publication (or in 2030)."""
    latest = published.year + 10 if published else 2030
    return latest - (latest - short) % 100


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
    """Day and month in digits: month first unless the separator or the numbers say otherwise."""
    one, two, last = (match.parts[name] for name in ("One", "Two", "Three"))
    year = int(last) if len(last) == 4 else full_year(int(last), moment.published)
    month, day = int(one), int(two)
    if match.rule.options.get("order") == "day-first" or month > 12:
        month, day = day, month
    return Result(f"{year:04}-{month:02}-{day:02}") if _is_day(year, month, day) else None


def make_month(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Last July", "next October", "this September"."""
    step = relation(match, calendar) or 0
    month = int(calendar.value("Month", match.parts["Month"]) or 0)
    here, basis = base_of(match, moment)
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


def make_year_words(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Nineteen ninety-six", "the year two thousand"."""
    if "CenturyWord" not in match.parts:
        words = match.parts.get("NumberWord")
        return Result(f"{2000 + int(number(words, calendar) or 0) if words else 2000}")
    century = int(calendar.value("CenturyWord", match.parts["CenturyWord"]) or 19)
    rest = sum(int(calendar.value(_class(n), match.parts[n]) or 0) for n in _REST if n in match.parts)
    return Result(f"{century * 100 + rest}") if rest < 100 else None


_REST = ("TensWord", "NumberWord", "NumberWord2", "NumberWord3")


def _class(name: str) -> str:
    return name.rstrip("0123456789")


def make_era(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """Years of other eras; a Hijri or Persian year by the Gregorian year that it begins in.

    Source: a Hijri year has 354.367 days and the first began on 16 July 622 (Julian); Persian and Buddhist years are
    621 behind and 543 ahead.
    """
    year = int(match.parts.get("AnyYear") or match.parts.get("Year") or 0)
    if "BC" in match.parts:
        return Result(f"BC{year:04}")
    if "AD" in match.parts or "AD2" in match.parts:
        return Result(f"{year:04}")
    era = calendar.value("Era", match.parts.get("Era", "")) or calendar.value("EraAdj", match.parts.get("EraAdj", ""))
    if era == "AH":
        return Result(f"{int(622.54 + (year - 1) * 0.970224):04}")
    if era == "SH":
        return Result(f"{year + 621:04}")
    return Result(f"{year - 543:04}") if year > 543 else None


def make_fy(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "FY2021"."""
    year, _ = year_of(match, moment, calendar)
    return Result(f"FY{year:04}") if year else None


def make_decade(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The 1980s", "the '60s", "the nineteen sixties"; "the 1600s" are a century."""
    if "DecadeWord" in match.parts:
        tens = int(calendar.value("DecadeWord", match.parts["DecadeWord"]) or 0)
        if "CenturyWord" in match.parts:
            century = int(calendar.value("CenturyWord", match.parts["CenturyWord"]) or 19)
            return Result(f"{century}{tens}")
        return Result(f"{full_year(tens * 10, moment.published) // 10}")
    digits = match.parts["Decade"]
    if len(digits) == 4:
        return Result(digits[:2] if digits[2:] == "00" and digits != "2000" else digits[:3])
    return Result(f"{full_year(int(digits), moment.published) // 10}")


def make_century(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The 18th century", "the third century BC", "the last century"."""
    if "Ord" in match.parts:
        count = (ordinal(match.parts["Ord"], calendar) or 1) - 1
        return Result(f"BC{count:02}" if "BC" in match.parts else f"{count:02}")
    if moment.published is None:
        return NOTHING
    return Result(f"{moment.published.year // 100 + (relation(match, calendar) or 0):02}", PUBLISHED)


def make_unit(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Last week", "this month", "next year", "the following day", "the end of the year"."""
    unit = match.rule.options.get("unit") or calendar.value("Unit", match.parts["Unit"]) or ""
    here, basis = base_of(match, moment)
    if here is None:
        return NOTHING
    if basis == TOLD and moment.told and FINE.get(moment.told.granularity, 9) > COARSENESS.get(unit, 9):
        return NOTHING
    day = shifted(here, unit, relation(match, calendar) or 0)
    if day is None:
        return NOTHING
    result = Result(written(day, unit), basis)
    return _last_third(result) if match.rule.options.get("end") and "end" in match.rule.options else result


def _last_third(result: Result) -> Result:
    days = days_of(result.value or "")
    if days is None:
        return result
    length = (days.last - days.first).days + 1
    return result._replace(first=days.last - timedelta(days=max(length // 3 - 1, 0)), last=days.last)


def make_plain_unit(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "For the year", "later in the day": the one in which the report appeared."""
    unit = calendar.value("Unit", match.parts["Unit"]) or ""
    return Result(written(moment.published, unit), PUBLISHED) if moment.published else NOTHING


def make_day(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Today", "yesterday", "the day after tomorrow"."""
    if moment.published is None:
        return NOTHING
    day = shifted(moment.published, "D", int(calendar.value("DayWord", match.parts["DayWord"]) or 0))
    return Result(day.isoformat(), PUBLISHED) if day else NOTHING


def make_same(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The same day", "that year"; "the quarter" only where a quarter was named before."""
    unit = calendar.value("Unit", match.parts.get("Unit", "")) or "Q"
    if "Unit" not in match.parts or (unit == "Q" and moment.quarter):
        return Result("{:04}-Q{}".format(*moment.quarter), TOLD) if moment.quarter else None
    here, basis = (moment.told.first, TOLD) if moment.told else (moment.published, PUBLISHED)
    if here is None or (moment.told and FINE.get(moment.told.granularity, 9) > COARSENESS.get(unit, 9)):
        return NOTHING
    return Result(written(here, unit), basis)


def make_weekday(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """A weekday: the last one looking back, the next one looking ahead, the day itself included unless last or next."""
    name = "Weekday" if "Weekday" in match.parts else "WeekdayShort"
    wanted = int(calendar.value(name, match.parts[name]) or 1)
    here, basis = base_of(match, moment)
    if here is None:
        return NOTHING
    step = relation(match, calendar)
    if step is None or step == 0:
        back = not moment.ahead if step is None else False
        gap = -((here.isoweekday() - wanted) % 7) if back else (wanted - here.isoweekday()) % 7
    elif step < 0:
        gap = -((here.isoweekday() - wanted - 1) % 7 + 1)
    else:
        gap = (wanted - here.isoweekday() - 1) % 7 + 1
    day = shifted(here, "D", gap)
    return Result(day.isoformat(), basis) if day else NOTHING


def make_weekend(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The weekend", "last weekend"."""
    here, basis = base_of(match, moment)
    if here is None:
        return NOTHING
    step = relation(match, calendar)
    if step is None:
        step = 0 if moment.ahead or here.isoweekday() >= 6 else -1
    day = shifted(here, "W", step)
    return Result(written(day, "W") + "-WE", basis) if day else NOTHING


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


def make_ref(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Now", "recently", "soon"."""
    for name in ("Ref", "RefAdj"):
        if name in match.parts:
            return Result(calendar.value(name, match.parts[name]))
    return Result(match.rule.options.get("value"))


def make_year_end(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Year-end": December 31."""
    year, basis = year_of(match, moment, calendar)
    if year is None:
        if moment.published is None:
            return NOTHING
        year, basis = moment.published.year, PUBLISHED
    return Result(f"{year:04}-12-31", basis)


DATES: dict[str, Maker] = {
    "date": make_date,
    "rel_day": make_rel_day,
    "iso": make_iso,
    "numeric": make_numeric,
    "month": make_month,
    "year_words": make_year_words,
    "era": make_era,
    "fy": make_fy,
    "decade": make_decade,
    "century": make_century,
    "unit": make_unit,
    "plain_unit": make_plain_unit,
    "day": make_day,
    "same": make_same,
    "weekday": make_weekday,
    "weekend": make_weekend,
    "weekday_of_month": make_weekday_of_month,
    "week_of_month": make_week_of_month,
    "week_of_day": make_week_of_day,
    "last_of_month": make_last_of_month,
    "ref": make_ref,
    "year_end": make_year_end,
}
