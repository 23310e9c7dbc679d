"""Works out dates told from another: "last week", "yesterday", "the same day", "Friday", "recently"."""

from __future__ import annotations

from datetime import timedelta

from communique.lexicon.calendar import Calendar
from communique.mentions.when.anchors import COARSENESS, FINE, PUBLISHED, TOLD, Maker, base_of, relation
from communique.mentions.when.interval import days_of
from communique.mentions.when.moment import NOTHING, Moment, Result, shifted, written
from communique.mentions.when.scan import Match

_HALF_WEEK = 3  # days back that are nearer than the same weekday to come


def make_unit(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Last week", "this month", "next year", "the following day", "the end of the year"."""
    unit = match.rule.options.get("unit") or calendar.value("Unit", match.parts["Unit"]) or ""
    here, basis = base_of(match, moment, calendar)
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
    told = moment.told_day if unit == "D" and moment.told_day else moment.told
    here, basis = (told.first, TOLD) if told else (moment.published, PUBLISHED)
    if here is None or (told and FINE.get(told.granularity, 9) > COARSENESS.get(unit, 9)):
        return NOTHING
    return Result(written(here, unit), basis)


def make_weekday(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """A weekday: the last one looking back, the next one looking ahead, the day itself included unless last or next."""
    name = "Weekday" if "Weekday" in match.parts else "WeekdayShort"
    wanted = int(calendar.value(name, match.parts[name]) or 1)
    here, basis = base_of(match, moment, calendar)
    if here is None:
        return NOTHING
    step = relation(match, calendar)
    if step is None or step == 0:
        back = not moment.ahead if step is None else False
        gap = -((here.isoweekday() - wanted) % 7) if back else (wanted - here.isoweekday()) % 7
        if moment.near and step is None and gap < -_HALF_WEEK:
            gap += 7
    elif step < 0:
        gap = -((here.isoweekday() - wanted - 1) % 7 + 1)
        gap -= 7 if gap == -1 and basis == PUBLISHED else 0  # of yesterday nobody says "last Monday"
    else:
        gap = (wanted - here.isoweekday() - 1) % 7 + 1
    day = shifted(here, "D", gap)
    return Result(day.isoformat(), basis) if day else NOTHING


def make_weekend(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The weekend", "last weekend"."""
    here, basis = base_of(match, moment, calendar)
    if here is None:
        return NOTHING
    step = relation(match, calendar)
    if step is None:
        step = 0 if moment.ahead or here.isoweekday() >= 6 else -1
    day = shifted(here, "W", step)
    return Result(written(day, "W") + "-WE", basis) if day else NOTHING


def make_ref(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Now", "recently", "soon"."""
    for name in ("Ref", "RefAdj"):
        if name in match.parts:
            return Result(calendar.value(name, match.parts[name]))
    return Result(match.rule.options.get("value"))


RELATIVES: dict[str, Maker] = {
    "unit": make_unit,
    "plain_unit": make_plain_unit,
    "day": make_day,
    "same": make_same,
    "weekday": make_weekday,
    "weekend": make_weekend,
    "ref": make_ref,
}
