"""What relative dates hang on: the day of publication, the narrative's day, the year that the words give.

A maker (``make`` in ``data/calendar/rules.yaml``) takes a match and the moment it stands in. It returns None where the
words turn out to be no time at all, and a result without a value where they are one that cannot be worked out (a
relative one without a publication date).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from communique.lexicon.calendar import Calendar
from communique.mentions.when.moment import Moment, Result
from communique.mentions.when.scan import Match

BACKWARD = 1.7  # how much nearer a coming date must be than a past one, where the clause does not say which
Maker = Callable[[Match, Moment, Calendar], Result | None]
PUBLISHED = "publication date"
TOLD = "narrative date"
FINE = {"day": 0, "range": 1, "week": 1, "month": 2, "quarter": 3, "season": 3, "year": 4, "decade": 5}
COARSENESS = {"D": 0, "W": 1, "M": 2, "Q": 3, "Y": 4}
_WORDS_AFTER_CENTURY = ("TensWord", "NumberWord", "NumberWord2", "NumberWord3")


def relation(match: Match, calendar: Calendar) -> int | None:
    """-1 for last, 0 for this, 1 for next; None where the words say none of them."""
    for name in ("Last", "This", "Next"):
        if name in match.parts:
            return int(calendar.value(name, match.parts[name]) or 0)
    return int(match.rule.options["rel"]) if "rel" in match.rule.options else None


def base_of(match: Match, moment: Moment, calendar: Calendar) -> tuple[date | None, str]:
    """The day that "the following week" hangs on, and its name: narrative for "previous" and "following"."""
    word = match.parts.get("Last") or match.parts.get("Next") or ""
    tells = match.rule.options.get("from") == "narrative" or calendar.value("Telling", word) is not None
    tells = tells or (match.rule.options.get("article") == "yes" and "Next" in match.parts)
    tells = tells or ("Next" in match.parts and match.parts.get("Unit", "").lower() == "day")  # "next day they fled"
    if tells and moment.told is not None:
        return moment.told.first, TOLD
    return moment.published, PUBLISHED


def year_of(match: Match, moment: Moment, calendar: Calendar) -> tuple[int | None, str]:
    """The year that the words give, and what it hangs on; (None, "") where they give none."""
    if "Year" in match.parts:
        return int(match.parts["Year"]), ""
    if "CenturyWord" in match.parts:
        return year_in_words(match, calendar), ""
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


def year_in_words(match: Match, calendar: Calendar) -> int | None:
    """ "Nineteen ninety-six"; None where the words make no year."""
    century = int(calendar.value("CenturyWord", match.parts["CenturyWord"]) or 19)
    said = [(name.rstrip("0123456789"), match.parts[name]) for name in _WORDS_AFTER_CENTURY if name in match.parts]
    rest = sum(int(calendar.value(name, words) or 0) for name, words in said)
    return century * 100 + rest if rest < 100 else None
