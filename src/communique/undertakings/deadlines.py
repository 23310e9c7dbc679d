"""By when an act is owed: the time in its own words, before its subject, or in the word that demands it."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import structs

from communique.lexicon.duties import Duties
from communique.mentions.governing import own_time_of
from communique.mentions.when.interval import add_months, bounding_words, deadline_of, interval_of, last_day
from communique.model import Header, Interval, Span, Text, Time, Token
from communique.undertakings.owed import Owed
from communique.undertakings.renewal import is_renewed

_REACH = 80  # code points before a time in which the words that bound it stand
_NEAR = 24  # the same for a length of time
_OLD = 180  # days: a day without a year that lies farther back is meant to come again
_FULL = re.compile(r"\d{4}-\d\d-\d\d")
_COUNTED = re.compile(r"\w+ \((\d{1,3})\) (?:calendar |working |consecutive )?(hour|day|week|month|year)s?\b")
_FROM_EVENT = re.compile(
    r"\s+(?:of|after|from|following)\s+(?:the\s+|its\s+|this\s+)?(?:date of\s+(?:the\s+|its\s+|this\s+)?)?(\w+)"
)
_COMING = re.compile(r"(?:the )?(?:next|coming|following) ")
_YEAR = re.compile(r"\b\d{4}\b")
_WEEKDAYS = frozenset(name.lower() for name in day_name)
_DAY_AND_MONTH = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({'|'.join(month_name[1:])})")
_YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)")


def _names_month(words: str) -> bool:
    return any(name in words for name in month_name[1:])


class Deadlines:
    """The times of one document, asked for the one by which an act is owed."""

    def __init__(self, text: Text, header: Header, times: Sequence[Time], duties: Duties) -> None:
        self.text = text
        self.times = times
        self.duties = duties
        self.today = header.date or next((t.value for t in times if _FULL.fullmatch(t.value or "")), None)

    def of(self, row: Owed, span: Span) -> Interval | None:
        """The deadline of an act whose words are ``span``; None where none is set."""
        if row.why.startswith("ultimatum") or row.cue.lemma in self.duties.words["lengths_of_time"]:
            given = self._given(row)
            if given is not None:
                return given
        for time in (*self._candidates(row, span), *self._counted(span)):
            due = self._due(time, row)
            if due is not None:
                return self._ahead(due, time, self._is_fresh(row))
        return self._own_period(row, span) or self._by_occasion(row, span)

    def _by_occasion(self, row: Owed, span: Span) -> Interval | None:
        """ "Before the hearing", where the text tells elsewhere that the hearing is on 4 July."""
        for noun in row.act.head.sentence.tokens:
            before = noun.dep == "pobj" and noun.head.lower in self.duties.words["until_words"] | {"before", "by"}
            if not before or not span[0] <= noun.start < span[1] or noun.child("det", "poss") is None:
                continue
            due = self._day_of(noun)
            if due is not None and due.end is not None:
                last = date.fromisoformat(due.end)
                if noun.head.lower == "before":
                    last = date.fromisoformat(due.start or due.end) - timedelta(days=1)
                return Interval(start=None, end=last.isoformat(), granularity=due.granularity, time=due.time)
        return None

    def _day_of(self, noun: Token) -> Interval | None:
        """The day that the text gives elsewhere to the occasion that ``noun`` names, if it is still to come."""
        names = {noun.lemma, noun.lemma.removesuffix("ing")}
        for token in self.text.tokens:
            if token.lemma not in names or token is noun or token.pos not in ("NOUN", "VERB") or self.today is None:
                continue
            time = own_time_of(token, self.text, self.times)
            if time is None and token.dep in ("nsubj", "nsubjpass"):
                time = own_time_of(token.head, self.text, self.times)  # "the vote is on 9 June"
            days = interval_of(time, self.today) if time is not None and time.type in ("DATE", "TIME") else None
            if days is not None and days.end is not None and days.end > self.today[:10]:
                return days
        return None

    def _own_period(self, row: Owed, span: Span) -> Interval | None:
        """ "Within the year", "before the month is out", "by year's end": the close of the period then current."""
        match = bounding_words()["own_period"].search(self.text.words(*span).lower())
        anchor = self._anchor(row)
        if match is None or anchor is None:
            return None
        here = date.fromisoformat(anchor[:10])
        unit = next(period for period in match.groupdict().values() if period)
        if unit == "week":
            end = here + timedelta(days=7 if match["within"] else 6 - here.weekday())
        elif unit == "month":
            end = here.replace(day=last_day(here.year, here.month))
        else:
            year = here.year if unit == "year" else here.year + 9 - here.year % 10
            end = date(year, 12, 31)
        return Interval(start=None, end=end.isoformat(), granularity=unit, time=None)

    def _candidates(self, row: Owed, span: Span) -> Iterator[Time]:
        """Times that may bound the act: what its verb governs, what stands in its words, what stands before them."""
        head = row.act.head
        own = own_time_of(head, self.text, self.times)
        inside = [t for t in self.times if span[0] <= t.start < span[1]]
        inside = [t for t in inside if t is own or not self._tells_of_object(t, head)]
        for time in (own, *inside):
            if time is not None and time.start >= head.start and self._bounds(time):
                yield time
        first = head
        while first.dep == "conj" and first.head.pos in ("VERB", "AUX") and first.head.i > row.cue.i:
            first = first.head
        inserted = [c for c in head.lefts if c.dep in ("advcl", "ccomp", "parataxis") and c.tag in ("VBD", "VBZ")]
        for verb in dict.fromkeys((head, first, *inserted)):  # "by June, Ghana promised, it would pay"
            before = own if verb is head else own_time_of(verb, self.text, self.times)
            if before is not None and before.start < verb.start and self._bounds(before) and self._lies_ahead(before):
                yield before

    def _tells_of_object(self, time: Time, head: Token) -> bool:
        """ "Sack any minister who failed to report by May": the time is that of a clause about the object."""
        words = self.text.tokens_in(time.start, time.end)
        if not words or not any(a is head for a in words[0].ancestors()):
            return False
        above = [a for a in words[0].ancestors() if a.i > head.i]
        return any(a.dep == "relcl" and a.child("nsubj", "nsubjpass") for a in above)

    def _counted(self, span: Span) -> Iterator[Time]:
        """ "Within ninety (90) days": a length written out and in figures, which is no plain time expression."""
        for match in _COUNTED.finditer(self.text.text, *span):
            unit = match[2][0].upper()
            value = f"PT{match[1]}H" if unit == "H" else f"P{match[1]}{unit}"
            time = Time(id="", start=match.start(), end=match.end(), type="DURATION", value=value)
            if self._bounds(time):
                yield time

    def _given(self, row: Owed) -> Interval | None:
        """The time that an ultimatum gives: "a week", "until Friday", "a 48-hour ultimatum", "a deadline of Friday"."""
        low, high = row.cue.start, row.act.head.start
        if row.cue.pos == "NOUN":
            low = row.cue.subtree()[0].start
        for time in self.times:
            if low <= time.start < high and time.value != "PRESENT_REF":
                before = self._before(time) if time.type != "DURATION" else "within"
                due = deadline_of(time, before, self._anchor(row))
                if due is not None:
                    return self._ahead(due, time, fresh=True)
        return None

    def _due(self, time: Time, row: Owed) -> Interval | None:
        if time.value and self.today and (match := _YEARLESS.fullmatch(time.value)):
            return self._next(int(match[1]), int(match[2]), time)
        if not time.value and self.today and (named := _DAY_AND_MONTH.fullmatch(self.text.words(time.start, time.end))):
            return self._next(list(month_name).index(named[2]), int(named[1]), time)
        if time.type == "DURATION" and time.first is None and self._counts_from_event(time):
            return None
        before = self._before(time)
        if time.type == "DURATION" and _COMING.match(self.text.words(time.start, time.end).lower()):
            before = "within "  # "over the next two weeks"
        due = deadline_of(time, before, self._anchor(row))
        return structs.replace(due, time=None) if due is not None and not time.id else due

    def _anchor(self, row: Owed) -> str | None:
        """The day from which a length counts: that of the demand or promise where told, else that of the text."""
        when = own_time_of(row.cue, self.text, self.times)
        if when is None or when is own_time_of(row.act.head, self.text, self.times) or self.today is None:
            return self.today
        days = interval_of(when, self.today)
        if days is None or days.end is None or days.granularity != "day" or days.end > self.today[:10]:
            return self.today
        return days.end

    def _before(self, time: Time) -> str:
        return self.text.words(max(0, time.start - _REACH), time.start)

    def _bounds(self, time: Time) -> bool:
        """Whether the time can be a deadline: not "now", no date behind "of", a length behind "within"."""
        if time.value == "PRESENT_REF":
            return False
        if time.type != "DURATION" or time.first is not None:
            last = ["", *self._before(time).lower().split()][-2:]
            part = last[0] in self.duties.words["parts_of_time"]  # "in the course of 2017"
            return part or last[-1] not in self.duties.words["undated_prepositions"]
        words = [w.strip("\"“”'‘") for w in self.text.words(max(0, time.start - _NEAR), time.end).lower().split()]
        if "later than" in " ".join(words) or self._after_own_day(time):
            return True
        return bool(set(words) & self.duties.words["deadline_lengths"])

    def _after_own_day(self, time: Time) -> bool:
        """ "Five days after the signature of this protocol"."""
        match = _FROM_EVENT.match(self.text.words(time.end, time.end + _REACH).lower())
        return match is not None and match.group(1) in self.duties.words["own_days"]

    def _counts_from_event(self, time: Time) -> bool:
        """ "Within 30 days of delivery": nobody knows when that will be; signature and adoption are the text's day."""
        after = self.text.words(time.end, time.end + _REACH).lower()
        match = _FROM_EVENT.match(after)
        return match is not None and match.group(1) not in self.duties.words["own_days"]

    def _lies_ahead(self, time: Time) -> bool:
        """Whether a time before the subject is still to come, so that it is no date of what is told."""
        if time.type == "DURATION" and time.first is None:
            return True
        words = self._before(time).lower().split()[-1:]
        if words and words[0] in self.duties.words["until_words"] | self.duties.words["bounding_prepositions"]:
            return True
        days = interval_of(time, self.today)
        return bool(days and days.end and self.today and days.end > self.today[:10])

    def _next(self, month: int, day_of_month: int, time: Time) -> Interval | None:
        """The next such day after the text's own, of a day without a year."""
        assert self.today is not None
        try:
            day = date(int(self.today[:4]), month, day_of_month)
            if day.isoformat() < self.today[:10]:
                day = add_months(day, 12)
        except ValueError:
            return None
        return Interval(start=None, end=day.isoformat(), granularity="day", time=time.id)

    def _ahead(self, due: Interval, time: Time, fresh: bool) -> Interval:
        """A deadline without a year lies ahead: half a year and more in the past means the next such day.

        So does any day in the past where the promise is ``fresh``: made now, not told of from an earlier time. Of a day
        of the week the next one is meant.
        """
        words = self.text.words(time.start, time.end)
        if due.end is None or self.today is None or _YEAR.search(words):
            return due
        try:
            last = date.fromisoformat(due.end)
            late = (date.fromisoformat(self.today[:10]) - last).days
            if not (0 if fresh else _OLD) < late < 400:
                return due
            weekday = words.strip().lower() in _WEEKDAYS
            seasonal = any(w in self.duties.words["seasons"] for w in words.lower().split())
            if not weekday and not any(map(str.isdigit, words)) and not _names_month(words) and not seasonal:
                return due  # "on that day": one that was named before; a feast that moves
            if weekday and late >= 7:
                return due
            moved = last + timedelta(days=7) if weekday else add_months(last, 12)
        except ValueError:
            return due
        return Interval(start=due.start, end=moved.isoformat(), granularity=due.granularity, time=due.time)

    def _is_fresh(self, row: Owed) -> bool:
        """Whether it is demanded or promised now: "had promised", "promised in May", "repeated" look back."""
        if row.cue.tag in ("NN", "NNS") or is_renewed(row.cue, row.act.head, self.duties):
            return False
        past = any(c.lower == "had" for c in row.cue.having("aux"))
        now = any(c.lower in ("has", "have", "will") for c in row.cue.having("aux")) or row.cue.tag in ("VBZ", "VBP")
        if past or (row.cue.dep in ("relcl", "acl", "advcl") and not now):
            return False
        when = own_time_of(row.cue, self.text, self.times)
        return when is None or own_time_of(row.act.head, self.text, self.times) is when
