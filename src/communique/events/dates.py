"""When an act happened: by its own clause, by the story so far, by the day of the report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from communique.events.candidate import Candidate
from communique.mentions.governing import own_time_of, time_of
from communique.mentions.interval import interval_of
from communique.model import Header, Interval, Sentence, Text, Time, Token

LONG_AGO = 270  # days before the report from which on an act is background, not news
STORY = 14  # days before the report from which on a date is what the report is about
_PRESENT = frozenset(("VBZ", "VBP"))
_PAST = frozenset(("VBD", "VBN"))


class Dates:
    """The dates of one document's events."""

    def __init__(self, text: Text, header: Header, times: Sequence[Time]) -> None:
        self.text = text
        self.times = times
        self.anchor = header.date
        self.published = header.date[:10] if header.date else _first_day(times)
        self.story = self._story()

    def of(self, candidate: Candidate) -> tuple[Interval | None, bool]:
        """When it happened, by the publication date where the words do not say; and whether that is long ago."""
        span = self._said(candidate)
        if span is not None and _is_present(candidate.carrier) and self._is_of_the_object(span):
            span = None
        elif span is None and _is_past(candidate.carrier):
            span = self.story.get(candidate.carrier.sentence.start)
        if span is None:
            day = self.published
            return (Interval(start=day, end=day, granularity="day") if day else None), False
        return span, self._days_ago(span) > LONG_AGO

    def _said(self, candidate: Candidate) -> Interval | None:
        token, carrier = candidate.token, candidate.carrier
        time = time_of(token, self.text, self.times)
        if time is None and carrier is not token:
            time = time_of(carrier, self.text, self.times)
        if time is None and token.pos == "NOUN" and _is_present(token.head):  # "welcomes the arrest of a cleric in May"
            time = own_time_of(token.head, self.text, self.times)
        if time is None and _is_past(token):  # "refused to eat yesterday"
            for child in token.children:
                time = time or (own_time_of(child, self.text, self.times) if child.dep == "xcomp" else None)
            span = interval_of(time, self.anchor) if time else None
            return span if span is not None and self._days_ago(span) > 0 else None
        return interval_of(time, self.anchor) if time else None

    def _is_of_the_object(self, span: Interval) -> bool:
        """What one says at present is said today; a date beside it belongs to what it is said of."""
        return self._days_ago(span) != 0 and self._days_ago(span) < LONG_AGO

    def _days_ago(self, span: Interval) -> int:
        """Days from the end of ``span`` to the report; negative where it is to come; 0 where that is unknown."""
        if not span.end or not self.published:
            return 0
        try:
            return (date.fromisoformat(self.published) - date.fromisoformat(span.end)).days
        except ValueError:
            return 0

    def _story(self) -> dict[int, Interval]:
        """By the start of each sentence, the day that the sentences before it in its paragraph have told of."""
        told: dict[int, Interval] = {}
        for block in self.text.blocks:
            current: Interval | None = None
            for sentence in block.sentences:
                if current is not None:
                    told[sentence.start] = current
                current = self._told_in(sentence) or current
        return told

    def _told_in(self, sentence: Sentence) -> Interval | None:
        root = sentence.root
        time = own_time_of(root, self.text, self.times) if _is_past(root) else None
        span = interval_of(time, self.anchor) if time else None
        return span if span is not None and span.granularity == "day" and 0 <= self._days_ago(span) <= STORY else None


def _first_day(times: Sequence[Time]) -> str | None:
    """The first full day that an undated text names: that of a resolution, a communiqué, a treaty."""
    spans = (interval_of(t, None) for t in times if t.type == "DATE")
    return next((s.start for s in spans if s is not None and s.granularity == "day"), None)


def _is_present(verb: Token) -> bool:
    return verb.tag in _PRESENT and verb.pos == "VERB"


def _is_past(verb: Token) -> bool:
    """Whether the verb is in the simple past, active or passive."""
    if verb.pos != "VERB" or verb.tag not in _PAST:
        return False
    return not any(c.dep == "aux" for c in verb.children)
