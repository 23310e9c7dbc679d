"""Finds time expressions and works out their TIMEX3 values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from communique.lexicon.calendar import Calendar
from communique.mentions.when.anchors import PUBLISHED, Maker
from communique.mentions.when.checks import passes
from communique.mentions.when.clock import CLOCKS
from communique.mentions.when.context import Context
from communique.mentions.when.dates import DATES
from communique.mentions.when.eras import ERAS
from communique.mentions.when.fiscal import with_days
from communique.mentions.when.interval import Days
from communique.mentions.when.join import Found, joined, modified
from communique.mentions.when.lengths import LENGTHS
from communique.mentions.when.moment import Moment, Outlook, Result, is_day_first, outlook
from communique.mentions.when.months import MONTHS
from communique.mentions.when.phrases import PHRASES
from communique.mentions.when.relative import RELATIVES
from communique.mentions.when.scan import Match, lowered, matches
from communique.mentions.when.seasons import SEASONS
from communique.mentions.when.years import YEARS
from communique.model import Header, Text, Time

_MAKERS: dict[str, Maker] = {**DATES, **MONTHS, **RELATIVES, **YEARS, **ERAS, **SEASONS, **LENGTHS, **CLOCKS, **PHRASES}
_TENSED = frozenset(
    (
        *("date", "pair", "weekday", "weekend", "quarter", "season", "feast"),
        *("last_of_month", "week_of_day", "lunar", "night_span", "weekend_of"),
    )
)
_QUARTERS = frozenset(("quarter.year", "quarter.year-first", "quarter.short", "quarter.ended"))
_FILED_BEFORE = 4  # days between dateline and publication; more, and one of them is wrong
FILED = "dateline"
_UNKNOWN = Outlook(None, True)


def find_times(text: Text, header: Header, calendar: Calendar) -> tuple[Time, ...]:
    """The time expressions of ``text`` in order, with values anchored on ``header.date``.

    The whole text is read, header and dateline included. Without a publication date, expressions that hang on it have
    no value. ``why`` says which rule found the expression and which date its value hangs on.
    """
    low = lowered(text.text)
    context = Context(text, low, calendar)
    filed = filed_on(header)
    telling = _Telling(context, filed or published_on(header))
    found = telling.read()
    if len(telling.days) > 1:
        found = _Telling(context, filed or published_on(header), telling.days).read()
    spans = [with_days(modified(item, low, calendar), low) for item in joined(found, low, calendar)]
    return tuple(_time(n, item, FILED if filed else PUBLISHED) for n, item in enumerate(spans, 1))


def warnings_of(times: Sequence[Time], header: Header) -> tuple[str, ...]:
    """What the reader of the record should know: relative times that could not be worked out, and why."""
    unknown = sum(time.value is None for time in times)
    if not unknown or published_on(header) is not None:
        return ()
    return (f"no publication date: {unknown} of {len(times)} time expressions have no value",)


def published_on(header: Header) -> date | None:
    """The day of publication; None where it is unknown or no date of the calendar."""
    try:
        return date.fromisoformat(header.date[:10]) if header.date else None
    except ValueError:
        return None


def filed_on(header: Header) -> date | None:
    """The day in the dateline, where the report appeared some days after it was filed: "today" is that day.

    None where the dateline's day is that of publication, is not told, or cannot be the report's own.
    """
    published = published_on(header)
    try:
        filed = date.fromisoformat(header.dateline.date[:10]) if header.dateline and header.dateline.date else None
    except ValueError:
        return None
    if filed is None or published is None:
        return None
    return filed if 0 < (published - filed).days <= _FILED_BEFORE else None


class _Telling:
    """Reads the matches of a document in order and keeps the date that the narrative has reached."""

    def __init__(self, context: Context, published: date | None, under: Mapping[int, date] | None = None) -> None:
        self.context = context
        self.published = published
        self.under = under or {}  # end of a line that is a date -> the day on which what stands below it was written
        self.days: dict[int, date] = {}
        self.day_first = is_day_first(context.low, context.calendar.settings)
        self.told: Days | None = None
        self.told_day: Days | None = None
        self.quarter: tuple[int, int] | None = None
        self.fiscal = False  # whether that quarter is one of a fiscal year

    def read(self) -> list[Found]:
        """All times before neighbours are joined, in text order."""
        return [
            item
            for overlapping in matches(self.context.low, self.context.calendar)
            for match in chosen(overlapping, self.context)
            for item in self._valued(match)
        ]

    def _valued(self, match: Match) -> Iterator[Found]:
        pieces = list(_pieces(match))
        view = self._view(pieces[0])
        for piece in pieces:
            result = self._result(piece, view)
            if result is None:
                continue
            item = Found(
                piece.start,
                piece.end,
                piece.rule.type,
                _kind(piece, result),
                result,
                piece.rule.id,
                bare="joined" in piece.rule.checks,
            )
            self._follow(item, "fiscal" in piece.words)
            yield item

    def _view(self, match: Match) -> Outlook:
        """Whether the clause looks ahead; only asked where the value depends on it."""
        if match.rule.make not in _TENSED or "Year" in match.parts:
            return _UNKNOWN
        return outlook(self.context.text, match.start, match.end, self.context.low, self.context.calendar.settings)

    def _result(self, match: Match, view: Outlook) -> Result | None:
        seen = (view.ahead, view.loose, view.near)
        moment = Moment(self.published, self.told, self.quarter, *seen, self.day_first, self.told_day)
        try:
            return _MAKERS[match.rule.make](match, moment, self.context.calendar)
        except (ValueError, OverflowError):
            return None

    def _follow(self, item: Found, fiscal: bool) -> None:
        """The narrative moves on to the date just named; a longer period ends the talk of a quarter."""
        if item.rule.startswith(("length", "rel.plain")) and (item.result.value or "")[-1:] in "MY":
            self.quarter = None
        value = item.result.value or ""
        days = item.days if item.type in ("DATE", "TIME") and not item.bare else None
        if days is None or item.rule.startswith(("clock", "rel.earlier", "rel.ago", "quarter.year-ago")):
            return
        if days.granularity == "day" and fills_line(item.start, item.end, self.context.text.text):
            self.days[item.end] = days.first
        self.published = self.under.get(item.end, self.published)
        self.told = days
        self.told_day = days if days.granularity == "day" else self.told_day
        if item.rule == "quarter.ended" and self.quarter and self.fiscal:  # the one that goes by a number of its own
            return
        if days.granularity == "quarter" and item.rule in _QUARTERS:
            self.quarter, self.fiscal = (int(value[:4]), int(value[-1])), fiscal


def fills_line(start: int, end: int, text: str) -> bool:
    """Whether nothing else stands on the line: the day of an entry in a diary or a thread."""
    stop = text.find("\n", end)
    line = text[text.rfind("\n", 0, start) + 1 : stop if stop >= 0 else len(text)]
    return line.strip(" \t\r#*:-–—[]()") == text[start:end]


def chosen(found: list[Match], context: Context) -> list[Match]:
    """Of overlapping matches the longest, then that of the earlier rule; in text order, without what is no time."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: (m.start - m.end, m.rule.type != "none")):
        if all(match.end <= k.start or k.end <= match.start for k in kept) and passes(match, context):
            kept.append(match)
    return sorted((m for m in kept if m.rule.type != "none"), key=lambda m: m.start)


def _pieces(match: Match) -> Iterator[Match]:
    """The two dates of a pair ("8 and 9 February"), each with what it shares with the other; else the match."""
    if match.rule.make != "pair":
        yield match
        return
    rule = match.rule._replace(make="date")
    second = {name[:-1]: words for name, words in match.parts.items() if name.endswith("2")}
    first = {name: words for name, words in match.parts.items() if not name.endswith("2")}
    if "YY" in first and "Year" in first:
        short = first.pop("YY")
        if _is_month(int(first["Year"]) % 100, int(short)):  # "2018-03" is March 2018, "1999-00" and "2003-04" are not
            yield match._replace(rule=rule._replace(make="iso"), parts={"Year": first["Year"], "MonthNumber": short})
            return
        year = int(first["Year"]) // 100 * 100 + int(short)
        second["Year"] = str(year + (100 if year < int(first["Year"]) else 0))
    for group, parts in (("A", first), ("B", {**first, **second})):
        start, end = match.groups[group]
        yield match._replace(start=start, end=end, rule=rule, parts=parts)


def _is_month(year: int, number: int) -> bool:
    """Whether two digits after a year cannot be the year in which a span ends, but a month."""
    return 1 <= number <= 12 and number < year


def _kind(match: Match, result: Result) -> str:
    kind = match.rule.options.get("kind")
    if kind:
        return kind
    value = result.value or ""
    return (
        "day" if match.rule.type == "DATE" and len(value) == 10 and value[:4].isdigit() and value[5].isdigit() else ""
    )


def _time(number: int, item: Found, anchor: str) -> Time:
    result = item.result
    basis = anchor if result.basis == PUBLISHED else result.basis
    hangs = f", from the {basis}" if basis else ""
    return Time(
        id=f"t{number}",
        start=item.start,
        end=item.end,
        type=item.type,
        value=result.value,
        first=result.first.isoformat() if result.first else None,
        last=result.last.isoformat() if result.last else None,
        why=f"rule {item.rule}{hangs}",
    )
