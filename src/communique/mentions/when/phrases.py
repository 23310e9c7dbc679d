"""Works out times told by a turn of phrase: "the turn of the century", "this time last year", "a week on Tuesday"."""

from __future__ import annotations

from datetime import date, timedelta

from communique.lexicon.calendar import Calendar
from communique.mentions.when.anchors import PUBLISHED, Maker, base_of, relation
from communique.mentions.when.dates import make_date
from communique.mentions.when.interval import days_of
from communique.mentions.when.moment import NOTHING, Moment, Result, shifted, written
from communique.mentions.when.numbers import number
from communique.mentions.when.relative import make_weekday
from communique.mentions.when.scan import Match

_TURNED = 90  # years into a century from which its next turn is the one that is spoken of
_YEARS_AROUND = 6  # within which each day falls on a weekend
_SATURDAY = 6
_HALF_YEAR = 6  # the last month for which the last turn of the year is the nearer
_FINER = {"Y": "M", "M": "W", "W": "D"}


def make_turn(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The turn of the century": the year in which the one of publication began, or is about to end."""
    here = moment.published
    if here is None:
        return NOTHING
    century = here.year // 100 + (here.year % 100 >= _TURNED)
    return Result(f"{century * 100:04}", PUBLISHED)


def make_night_span(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The night of 5 to 6 June": that of the first day."""
    result = make_date(match, moment, calendar)
    days = days_of(result.value or "") if result else None
    return Result(f"{days.first.isoformat()}TNI", result.basis) if days and result else result


def make_weekend_of(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The weekend of 12-13 March": that of its first day's week, in the nearest year in which it is a weekend."""
    result = make_date(match, moment, calendar)
    days = days_of(result.value or "") if result else None
    if days is not None and result is not None and "Year" not in match.parts:
        pair = "Day2" in match.parts or "Day4" in match.parts
        day = _nearest_weekend(days.first, _SATURDAY if pair else 7)
        return Result(f"{written(day, 'W')}-WE", result.basis)
    return Result(f"{written(days.first, 'W')}-WE", result.basis) if days and result else result


def _nearest_weekend(day: date, latest: int) -> date:
    """The same day of the year nearest to it in which it is a Saturday, or up to ``latest``; the earlier of two."""
    years = sorted(range(day.year - _YEARS_AROUND, day.year + _YEARS_AROUND + 1), key=lambda y: (abs(y - day.year), y))
    for year in years:
        try:
            moved = day.replace(year=year)
        except ValueError:  # 29 February
            continue
        if moved.isoweekday() in range(_SATURDAY, latest + 1):
            return moved
    return day


def make_year_turn(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The turn of the year": the January that is nearer."""
    here = moment.published
    if here is None:
        return NOTHING
    return Result(f"{here.year + (here.month > _HALF_YEAR):04}-01", PUBLISHED)


def make_this_time(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "This time last year": the month of it; of a month the week, of a week the day."""
    unit = calendar.value("Unit", match.parts["Unit"]) or ""
    here = moment.published
    day = shifted(here, unit, relation(match, calendar) or 0) if here else None
    return Result(written(day, _FINER[unit]), PUBLISHED) if day and unit in _FINER else NOTHING


def make_seasons_ago(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Three summers ago": by the year."""
    count, season = number(match.parts["Num"], calendar), calendar.value("Seasons", match.parts["Seasons"]) or ""
    here = moment.published
    if here is None or count is None or count >= here.year:
        return NOTHING
    return Result(f"{here.year - int(count):04}-{season}", PUBLISHED)


def make_weekday_step(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "A week on Tuesday", "the Sunday before last": so many days from the next or the last such day."""
    days = int(match.rule.options["days"])
    day = next(words for name, words in match.parts.items() if name.startswith("Weekday"))
    near = make_weekday(match._replace(parts={"Weekday": day}), moment._replace(ahead=days > 0, near=False), calendar)
    if near is None or near.value is None or len(near.value) != len("2024-03-12"):
        return near
    found = days_of(near.value)
    return near._replace(value=(found.first + timedelta(days=days)).isoformat()) if found else near


def make_beyond(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The week after next", "the year before last"."""
    here, basis = base_of(match, moment, calendar)
    unit = calendar.value("Unit", match.parts["Unit"]) or ""
    day = shifted(here, unit, int(match.rule.options["by"])) if here else None
    return Result(written(day, unit), basis) if day else NOTHING


def make_now_on(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Ten years on": the time of the report."""
    unit = calendar.value("Units", match.parts["Units"]) if "Units" in match.parts else "Y"
    unit = unit or "Y"
    return Result(written(moment.published, unit), PUBLISHED) if moment.published else NOTHING


PHRASES: dict[str, Maker] = {
    "turn": make_turn,
    "year_turn": make_year_turn,
    "night_span": make_night_span,
    "weekend_of": make_weekend_of,
    "this_time": make_this_time,
    "seasons_ago": make_seasons_ago,
    "weekday_step": make_weekday_step,
    "beyond": make_beyond,
    "now_on": make_now_on,
}
