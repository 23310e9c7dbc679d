"""What must hold of the words around a match before it counts as a time: the ``check`` of the calendar's rules.

Each check sees the original text, the parsed tokens and the patterns of ``settings`` in ``data/calendar/rules.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable

from communique.mentions.when.checks_lengths import LENGTH_CHECKS
from communique.mentions.when.context import Context
from communique.mentions.when.scan import Match


def passes(match: Match, context: Context) -> bool:
    """Whether all checks of the match's rule hold."""
    return all(CHECKS[name](match, context) for name in match.rule.checks)


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
    names = [n for n in ("BC", "AD", "AD2", "Era", "EraBefore") if n in match.groups]
    written = [context.text.text[slice(*match.groups[n])] for n in names]
    long = all(len(w) > 3 for w in written)
    year = int(match.parts.get("AnyYear", "9999"))
    if not written and "EraAdj" not in match.parts:
        return True
    if any(n in match.parts for n in ("Era", "EraAdj", "EraBefore")):
        return year >= 1000 and (long or all(w.isupper() for w in written))
    return long or all(w.replace(".", "").isupper() for w in written)


def _lunar_day(match: Match, context: Context) -> bool:
    return context.says("lunar_day_before", context.before(match))


def _decade(match: Match, context: Context) -> bool:
    if context.says("age_before", context.before(match)):
        return False
    if len(match.parts["Decade"]) == 4:
        return not context.says("money", context.before(match))
    marked = not match.words[0].isdigit()
    return (marked and int(match.parts["Decade"]) >= 10) or context.says("decade_before", context.before(match))


def _no_article(match: Match, context: Context) -> bool:
    return not context.says("the_before", context.before(match))


def _half(match: Match, context: Context) -> bool:
    return any(name in match.parts for name in ("Year", "YY", "Last", "This", "Next"))


def _unit(match: Match, context: Context) -> bool:
    unit = context.calendar.value("Unit", match.parts.get("Unit", "")) or ""
    last = match.parts.get("Last")
    if unit.startswith("T") or (match.rule.type == "DATE" and last == "past"):
        return False
    return not (unit == "D" and last == "last")


def _one_day(match: Match, context: Context) -> bool:
    """ "Will one day rule", "hopes to return one day." – not "will take one day"."""
    before = context.low[max(0, match.start - 40) : match.start]
    if context.says("one_day_before", before):
        token = context.token(match.start, match.end)
        return token is None or token.head.dep not in ("dobj", "pobj", "attr")
    token = context.token(match.start, match.end)
    adverb = token is not None and token.head.dep in ("npadvmod", "advmod")
    return adverb and context.says("one_day_clause", before) and context.says("one_day_after", context.after(match))


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


CHECKS: dict[str, Callable[[Match, Context], bool]] = {
    "capital": _capital,
    "noun": _noun,
    "season": _season,
    "season_noun": _season_noun,
    "year": _year,
    "short_year": _short_year,
    "year_words": _year_words,
    "era": _era,
    "lunar_day": _lunar_day,
    "decade": _decade,
    "half": _half,
    "no_article": _no_article,
    "unit": _unit,
    "one_day": _one_day,
    "march": _march,
    "quarter": _quarter,
    "not_adjective": _not_adjective,
    "joined": _joined,
    "clock": _clock,
    "clock_words": _clock_words,
    "ref": _ref,
    "no_title": _no_title,
    "short_weekday": _short_weekday,
    **LENGTH_CHECKS,
}
