"""What must hold of the words around a match before it counts as a time: the ``check`` of the calendar's rules.

Each check sees the original text, the parsed tokens and the patterns of ``settings`` in ``data/calendar/rules.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from communique.lexicon.calendar import Calendar
from communique.mentions.when_scan import Match
from communique.model import Text, Token


class Context(NamedTuple):
    """The document that a match stands in."""

    text: Text
    low: str
    calendar: Calendar

    def before(self, match: Match) -> str:
        """The words before a match, in lower case."""
        return self.low[max(0, match.start - 24) : match.start]

    def after(self, match: Match) -> str:
        """The words after a match, in lower case."""
        return self.low[match.end : match.end + 24]

    def says(self, name: str, words: str) -> bool:
        """Whether the pattern ``name`` of the settings is found in ``words``."""
        return _compiled(self.calendar.settings[name]).search(words) is not None

    def token(self, start: int, end: int) -> Token | None:
        """The first parsed token in a span; None in headers and datelines, which are not parsed."""
        return next(iter(self.text.tokens_in(start, end)), None)


def passes(match: Match, context: Context) -> bool:
    """Whether all checks of the match's rule hold."""
    return all(CHECKS[name](match, context) for name in match.rule.checks)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _capital(match: Match, context: Context) -> bool:
    for name, (start, end) in match.groups.items():
        key = (name.rstrip("0123456789"), match.parts[name].rstrip("."))
        if key in context.calendar.capital and not any(c.isupper() for c in context.text.text[start:end]):
            return False
    return True


def _noun(match: Match, context: Context) -> bool:
    span = match.groups.get("Month") or match.groups.get("Season") or (match.start, match.end)
    token = context.token(*span)
    if token is None:
        return True
    named = context.calendar.value("GivenName", context.low[slice(*span)]) is not None
    if named and (token.dep in ("nsubj", "nsubjpass") or context.says("title_before", context.before(match))):
        return False
    if (
        token.label == "PERSON"
        and token.end - token.start <= span[1] - span[0] + 1
        and not context.says("month_before", context.before(match))
    ):
        return False
    return token.tag[:2] in ("NN", "CD", "JJ", "AD", "FW") or context.says("month_before", context.before(match))


def _season(match: Match, context: Context) -> bool:
    if context.says("season_not_after", context.after(match)):
        return False
    return context.says("season_before", context.before(match))


def _season_noun(match: Match, context: Context) -> bool:
    return not context.says("season_verb_after", context.after(match))


def _year(match: Match, context: Context) -> bool:
    before, after = context.before(match), context.after(match)
    if context.says("money", before) or context.says("after_not_year", after) or context.says("year_glued", before):
        return False
    year = int(match.parts["Year"])
    governed = context.says("year_before", before)
    token = context.token(match.start, match.end)
    counts = (
        token is not None and token.dep == "nummod" and token.head.tag in ("NNS", "NNPS") and token.head.i > token.i
    )
    if not 1900 <= year <= 2099:
        return governed and not counts and year >= 1100
    return not counts or governed or year % 50 != 0


def _short_year(match: Match, context: Context) -> bool:
    return context.says("short_year_before", context.before(match))


def _year_words(match: Match, context: Context) -> bool:
    return context.says("year_before", context.before(match)) or match.words.startswith("the")


def _era(match: Match, context: Context) -> bool:
    names = [n for n in ("BC", "AD", "AD2", "Era") if n in match.groups]
    written = [context.text.text[slice(*match.groups[n])] for n in names]
    long = all(len(w) > 3 for w in written)
    year = int(match.parts.get("AnyYear", "9999"))
    if "Era" in match.parts or "EraAdj" in match.parts:
        return year >= 1000 and (long or all(w.isupper() for w in written))
    return long or all(w.replace(".", "").isupper() for w in written)


def _decade(match: Match, context: Context) -> bool:
    if context.says("age_before", context.before(match)):
        return False
    if len(match.parts["Decade"]) == 4:
        return not context.says("money", context.before(match))
    marked = not match.words[0].isdigit()
    return (marked and int(match.parts["Decade"]) >= 10) or context.says("decade_before", context.before(match))


def _half(match: Match, context: Context) -> bool:
    return any(name in match.parts for name in ("Year", "YY", "Last", "This", "Next"))


def _unit(match: Match, context: Context) -> bool:
    unit = context.calendar.value("Unit", match.parts.get("Unit", "")) or ""
    last = match.parts.get("Last")
    if unit.startswith("T") or (match.rule.type == "DATE" and last == "past"):
        return False
    return not (unit == "D" and last == "last")


def _march(match: Match, context: Context) -> bool:
    """A walk with a name, where no preposition makes it a month."""
    return not context.says("month_before", context.before(match))


def _quarter(match: Match, context: Context) -> bool:
    return not context.says("of_after", context.after(match))


def _not_adjective(match: Match, context: Context) -> bool:
    token = context.token(match.start, match.end)
    return token is None or token.dep not in ("amod", "compound")


def _joined(match: Match, context: Context) -> bool:
    return True  # the join decides: a part of a day without its day is dropped there


def _clock(match: Match, context: Context) -> bool:
    if "Meridiem" in match.parts or "Zone" in match.parts or match.words.endswith(("hrs", "hours", "z")):
        return True
    return match.words[len(match.parts["Hour"])] == ":" and context.says("clock_before", context.before(match))


def _clock_words(match: Match, context: Context) -> bool:
    return match.words.startswith("half") or context.says("clock_before", context.before(match))


def _length(match: Match, context: Context) -> bool:
    unit = match.parts.get("Unit")
    if context.says("currency", context.before(match)) or context.says("not_length_after", context.after(match)):
        return False
    if unit is not None and "-" not in match.words:
        return not (context.calendar.value("Unit", unit) in ("TS", "Q") or "Some" in match.parts)
    return True


def _half_unit(match: Match, context: Context) -> bool:
    return context.calendar.value("Unit", match.parts.get("Unit", "")) not in ("TS", "Q", "W", "M")


def _one(match: Match, context: Context) -> bool:
    unit = context.calendar.value("Unit", match.parts.get("Unit", ""))
    plain = match.words.split()[0] in ("a", "an") and "Filler" not in match.parts
    if (unit in ("TS", "Q") and plain) or context.says("one_not_after", context.after(match)):
        return False
    return not (plain and context.says("rate_before", context.before(match)))


def _anchored(match: Match, context: Context) -> bool:
    number = "Num" in match.parts or "Some" in match.parts or context.says("vague_number", match.words)
    side = match.parts["Side"]
    if context.says("end_side", side):
        return number
    return number or side not in ("last",)


def _many(match: Match, context: Context) -> bool:
    unit = context.calendar.value("Units", match.parts.get("Units", ""))
    if unit in ("TS", "Q"):
        return False
    return context.says("many_before", context.before(match)) or match.words.endswith(("ahead", "to come"))


def _habit(match: Match, context: Context) -> bool:
    token = context.token(match.start, match.end)
    return token is None or token.tag not in ("NNP", "NNPS")


def _rate(match: Match, context: Context) -> bool:
    unit = context.calendar.value("Unit", match.parts.get("Unit", ""))
    if match.words.startswith("per "):
        return unit not in ("TS", "TM", "TH")  # a speed
    return unit not in ("TS", "Q") and context.says("rate_before", context.before(match))


def _ref(match: Match, context: Context) -> bool:
    return not (
        context.says("ref_not_before", context.before(match)) or context.says("ref_not_after", context.after(match))
    )


def _short_weekday(match: Match, context: Context) -> bool:
    return context.says("short_day_before", context.before(match))


def _no_title(match: Match, context: Context) -> bool:
    """ "This Week With …" is a programme."""
    words = context.text.text[match.start : match.end].split()
    return not words[-1][0].isupper() or words[-1].isupper()


def _age(match: Match, context: Context) -> bool:
    unit = match.parts.get("Unit") or match.parts.get("Units") or ""
    return (context.calendar.value("Unit", unit) or context.calendar.value("Units", unit)) != "Y"


def _days_or_more(match: Match, context: Context) -> bool:
    unit = match.parts.get("Unit") or match.parts.get("Units") or ""
    value = context.calendar.value("Unit", unit) or context.calendar.value("Units", unit) or ""
    return not value.startswith("T")


def _fraction(match: Match, context: Context) -> bool:
    return "Num" not in match.parts or "-" in match.words or match.words.endswith("of")


def _plain_unit(match: Match, context: Context) -> bool:
    unit = context.calendar.value("Unit", match.parts["Unit"]) or ""
    if unit.startswith("T") or unit == "Q" or context.says("plain_not_after", context.after(match)):
        return False
    return context.says("plain_before", context.before(match)) or context.low[match.end : match.end + 2] == "'s"


def _not_quarter(match: Match, context: Context) -> bool:
    return context.calendar.value("Unit", match.parts["Unit"]) in ("Y", "M", "W")


CHECKS: dict[str, Callable[[Match, Context], bool]] = {
    "capital": _capital,
    "noun": _noun,
    "season": _season,
    "season_noun": _season_noun,
    "year": _year,
    "short_year": _short_year,
    "year_words": _year_words,
    "era": _era,
    "decade": _decade,
    "half": _half,
    "unit": _unit,
    "march": _march,
    "quarter": _quarter,
    "not_adjective": _not_adjective,
    "joined": _joined,
    "clock": _clock,
    "clock_words": _clock_words,
    "length": _length,
    "half_unit": _half_unit,
    "one": _one,
    "anchored": _anchored,
    "many": _many,
    "habit": _habit,
    "rate": _rate,
    "ref": _ref,
    "age": _age,
    "no_title": _no_title,
    "plain_unit": _plain_unit,
    "not_quarter": _not_quarter,
    "days_or_more": _days_or_more,
    "fraction": _fraction,
    "short_weekday": _short_weekday,
}
