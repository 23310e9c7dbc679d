"""Works out years, fiscal years, decades and centuries."""

from __future__ import annotations

from communique.lexicon.calendar import Calendar
from communique.mentions.when.anchors import PUBLISHED, Maker, full_year, relation, year_in_words, year_of
from communique.mentions.when.moment import NOTHING, Moment, Result
from communique.mentions.when.numbers import number, ordinal
from communique.mentions.when.scan import Match


def make_year_words(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Nineteen ninety-six", "the year two thousand"."""
    if "CenturyWord" not in match.parts:
        words = match.parts.get("NumberWord")
        return Result(f"{2000 + int(number(words, calendar) or 0) if words else 2000}")
    year = year_in_words(match, calendar)
    return Result(f"{year:04}") if year is not None else None


def make_fy(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "FY2021"; a fiscal year that runs over two goes by the one that it ends in: "fiscal year 2019/20"."""
    year, _ = year_of(match, moment, calendar)
    if year and "Year2" in match.parts:
        year = int(match.parts["Year2"])
    elif year and "YY2" in match.parts:
        second = year // 100 * 100 + int(match.parts["YY2"])
        year = second + (100 if second < year else 0)
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


def make_year_end(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Year-end": December 31."""
    year, basis = year_of(match, moment, calendar)
    if year is None:
        if moment.published is None:
            return NOTHING
        year, basis = moment.published.year, PUBLISHED
    return Result(f"{year:04}-12-31", basis)


YEARS: dict[str, Maker] = {
    "year_words": make_year_words,
    "fy": make_fy,
    "decade": make_decade,
    "century": make_century,
    "year_end": make_year_end,
}
