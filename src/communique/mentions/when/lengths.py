"""Works out durations and sets: "two and a half years", "the past three weeks", "every Friday"."""

from __future__ import annotations

from communique.lexicon.calendar import Calendar
from communique.mentions.when.anchors import PUBLISHED, Maker
from communique.mentions.when.interval import add_length
from communique.mentions.when.moment import Moment, Result
from communique.mentions.when.numbers import number
from communique.mentions.when.scan import Match
from communique.mentions.when.seasons import count_of, unit_of

_HALVES = {"Y": "6M", "TH": "30M", "TM": "30S", "D": "T12H"}


def make_length(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """A length, with the days that it covers where the words say that it ends or begins at publication."""
    options = match.rule.options
    unit, size = unit_of(match, calendar)
    count = 0.0 if "zero" in options else 2.0 if "couple" in match.words else count_of(match, calendar)
    bare = "many" in options or (
        "Num" not in match.parts and "Count" not in match.parts and "couple" not in match.words and _plural(match)
    )
    if count is None or (bare and "one" not in options):
        value = written_length(None, _vague_unit(match, unit, calendar))
    else:
        count += 0.5 if "half" in options else 0
        value = written_length(count * size, unit)
    said = match.parts.get("Side", "")
    return _anchored(value, calendar.value("Side", said) or options.get("side", ""), moment)


def _plural(match: Match) -> bool:
    return "Units" in match.parts or "LongUnits" in match.parts


def _vague_unit(match: Match, unit: str, calendar: Calendar) -> str:
    """ "Decades" are PXDE, though "two decades" are P20Y."""
    word = match.parts.get("LongUnits") or match.parts.get("LongUnit")
    long = word and (calendar.value("LongUnits", word) or calendar.value("LongUnit", word))
    return {"DE": "DE", "CE": "C", "ML": "ML"}.get(long or "", unit)


def _anchored(value: str | None, side: str, moment: Moment) -> Result:
    here = moment.published
    if here is None or value is None or side not in ("past", "coming"):
        return Result(value)
    other = add_length(here, value, -1 if side == "past" else 1)
    if other is None:
        return Result(value)
    first, last = sorted((here, other))
    return Result(value, PUBLISHED, first, last)


def written_length(count: float | None, unit: str) -> str:
    """A TIMEX3 length; an unknown number is X, a half is written in the next smaller unit where there is one."""
    prefix, letter = ("PT", unit[1:]) if unit.startswith("T") else ("P", unit)
    if count is None:
        return f"{prefix}X{letter}"
    whole, half = int(count), count % 1 == 0.5
    if half and unit in _HALVES:
        rest = _HALVES[unit]
        if not whole:
            return (prefix + rest) if unit != "D" else "PT12H"
        return f"{prefix}{whole}{letter}{rest}"
    return f"{prefix}{count:g}{letter}" if count < 1e6 else f"{prefix}{whole}{letter}"


def make_joined(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "14 years and six months"."""
    first, second = match.parts["UnitA"], match.parts["UnitB"]
    units = [calendar.value("Units", w) or calendar.value("Unit", w) for w in (first, second)]
    counts = [count_of(match, calendar), number(match.parts.get("Num2", "one"), calendar)]
    if None in units or None in counts or units[0] == units[1]:
        return None
    one, two = (written_length(c, u or "") for c, u in zip(counts, units, strict=True))
    if two.startswith("PT"):
        return Result(one + (two[2:] if one.startswith("PT") else two[1:]))
    return Result(one + two[1:]) if not one.startswith("PT") else None


def make_every(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Every month", "every four years", "a day"."""
    unit, size = unit_of(match, calendar)
    words = match.words.split()
    if "few" in words:
        return Result(written_length(None, unit))
    if "other" in words or "couple" in words:
        return Result(written_length(2.0 * size, unit))
    count = count_of(match, calendar)
    return Result(written_length((count or 1) * size, unit))


def make_weekday_set(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Tuesdays", "every Friday", "Sunday mornings"."""
    day = calendar.value("Weekdays", match.parts.get("Weekdays", "")) or next(
        calendar.value("Weekday", match.parts[n]) for n in ("Weekday", "Weekday2", "Weekday3") if n in match.parts
    )
    part = next((match.parts[n] for n in ("DayParts", "DayParts2", "DayParts3", "DayPart") if n in match.parts), None)
    code = (calendar.value("DayParts", part) or calendar.value("DayPart", part) or "") if part else ""
    return Result(f"XXXX-WXX-{day}{code}")


def make_month_set(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Each July", "every summer"."""
    code = calendar.value("Month", match.parts.get("Month", "")) or calendar.value(
        "Season", match.parts.get("Season", "")
    )
    return Result(f"XXXX-{code}")


def make_season_set(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "The past three summers"."""
    return Result(f"XXXX-{calendar.value('Seasons', match.parts['Seasons'])}")


def make_part_set(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Every night"."""
    return Result("P1D")


def make_habit(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Daily", "annual"."""
    return Result(calendar.value("Habit", match.parts["Habit"]))


LENGTHS: dict[str, Maker] = {
    "length": make_length,
    "joined": make_joined,
    "every": make_every,
    "weekday_set": make_weekday_set,
    "month_set": make_month_set,
    "season_set": make_season_set,
    "part_set": make_part_set,
    "habit": make_habit,
}
