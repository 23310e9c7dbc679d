"""Works out clock times and parts of a day; the day they fall on may be joined on later (``join``)."""

from __future__ import annotations

from communique.lexicon.calendar import Calendar
from communique.mentions.when.anchors import PUBLISHED, TOLD, Maker
from communique.mentions.when.moment import NOTHING, Moment, Result, shifted
from communique.mentions.when.numbers import number
from communique.mentions.when.scan import Match

_AFTERNOON = ("TAF", "TEV", "TNI")


def _on_day(moment: Moment, clock: str) -> Result:
    """The clock time on the day that the narrative has reached, else on the day of publication."""
    if moment.told is not None and moment.told.granularity == "day":
        return Result(moment.told.first.isoformat() + clock, TOLD)
    return Result(moment.published.isoformat() + clock, PUBLISHED) if moment.published else NOTHING


def clock_of(match: Match, calendar: Calendar) -> str | None:
    """The clock time as TIMEX3 writes it ("T10:35", "T14:48Z"); None where the hour is impossible."""
    parts = match.parts
    if "HM" in parts or "HM2" in parts:
        digits = parts.get("HM") or parts["HM2"]
        hour, minute = int(digits[:2]), digits[2:]
    else:
        said = parts.get("Hour") or parts.get("NumberWord") or ""
        hour, minute = int(number(said, calendar) or 0), parts.get("Minute", "00")
    part = calendar.value("DayPart", parts.get("DayPart", ""))
    late = parts.get("Meridiem", "").startswith("p") or part in _AFTERNOON
    if (late or "Meridiem" in parts) and not 1 <= hour <= 12:
        return None if hour == 0 or hour > 24 else _written(hour, minute, parts, calendar)
    if late:
        hour = hour % 12 + 12 if part != "TNI" or hour != 12 else 0
    elif parts.get("Meridiem", "").startswith("a"):
        hour %= 12
    return _written(hour, minute, parts, calendar) if hour <= 24 else None


def _written(hour: int, minute: str, parts: dict[str, str], calendar: Calendar) -> str:
    seconds = f":{parts['Seconds']}" if "Seconds" in parts else ""
    zone = calendar.value("Zone", parts["Zone"]) or "" if "Zone" in parts else ""
    return f"T{hour:02}:{minute}{seconds}{zone}"


def make_clock(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "10:35 a.m.", "0735 GMT", "4 o'clock in the morning"."""
    clock = clock_of(match, calendar)
    return _on_day(moment, clock) if clock else None


def make_clock_words(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Half past six in the evening", "a quarter to seven"."""
    said = match.parts.get("NumberWord2") or match.parts.get("Hour") or ""
    hour = int(number(said, calendar) or 0)
    words = match.words
    minutes = (
        30
        if words.startswith("half")
        else 15
        if "quarter" in words
        else int(number(match.parts.get("NumberWord", "zero"), calendar) or 0)
    )
    if not 1 <= hour <= 12 or not 0 < minutes < 60:
        return None
    if " to " in words:
        hour, minutes = (hour - 1) or 12, 60 - minutes
    if calendar.value("DayPart", match.parts.get("DayPart", "")) in _AFTERNOON:
        hour = hour % 12 + 12
    return _on_day(moment, f"T{hour:02}:{minutes:02}")


def make_noon(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Noon", "midnight"; midnight of a day is the one that ends it."""
    zone = calendar.value("Zone", match.parts["Zone"]) or "" if "Zone" in match.parts else ""
    return _on_day(moment, f"T{calendar.value('Noon', match.parts['Noon'])}{zone}")


def make_closing(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Close of business": 17:00, when offices close."""
    return _on_day(moment, "T17:00")


def make_part(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "This morning", "last night", "tonight", "overnight", and parts that wait for their day ("Friday morning")."""
    code = match.rule.options.get("part") or calendar.value("DayPart", match.parts["DayPart"]) or ""
    if moment.published is None:
        return NOTHING
    back = int(match.rule.options.get("shift", "0")) - (" last " in f" {match.words} ")
    day = shifted(moment.published, "D", back)
    return Result(day.isoformat() + code, PUBLISHED) if day else NOTHING


def make_same_part(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "That night", "the next morning": from the narrative's day."""
    code = calendar.value("DayPart", match.parts["DayPart"]) or ""
    if moment.told is not None and moment.told.granularity != "day":
        return NOTHING
    here, basis = (moment.told.first, TOLD) if moment.told else (moment.published, PUBLISHED)
    words = match.words.split()
    step = 1 if "next" in words or "following" in words else -1 if "previous" in words else 0
    day = shifted(here, "D", step) if here else None
    return Result(day.isoformat() + code, basis) if day else NOTHING


CLOCKS: dict[str, Maker] = {
    "clock": make_clock,
    "clock_words": make_clock_words,
    "noon": make_noon,
    "closing": make_closing,
    "part": make_part,
    "same_part": make_same_part,
}
