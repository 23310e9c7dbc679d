"""When an act happened: by its own clause, by the story so far, by the day of the report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from communique.events import structure
from communique.events.background import LONG_AGO, end_of, frame_of
from communique.events.candidate import Candidate
from communique.events.dated_nouns import time_by_noun, time_of_clause_before, time_of_visit
from communique.events.on_ground import OF_WORDS
from communique.events.retold import RETOLD, is_retold
from communique.events.story import Entries, Story, is_of_its_object, is_past
from communique.lexicon.frames import Auxiliary
from communique.mentions.governing import LEADING, RANGE_GAP, is_point, occasion_time_of, own_time_of, time_of
from communique.mentions.scene_phrases import is_of_words
from communique.mentions.when.interval import add_length, interval_of, last_day
from communique.model import Header, Interval, Mentions, Party, Sentence, Text, Time, Token

_COUNTED_IN = {"D": "day", "H": "day", "W": "week", "M": "month", "Y": "year"}
_PRESENT = frozenset(("VBZ", "VBP"))


class Dates:
    """The dates of one document's events."""

    def __init__(self, text: Text, header: Header, mentions: Mentions, cues: Auxiliary) -> None:
        self.text = text
        self.times = mentions.times
        self.cues = cues
        self.anchor = header.date
        self.published = header.date[:10] if header.date else _first_day(self.times)
        self._assault: tuple[int, Interval] | None = None  # the sentence and day of the last assault
        self.story = Story(text, mentions, header.date, cues)
        self.entries = Entries(text, self.times, header.date)

    def of(self, candidate: Candidate, actors: Sequence[Party] = ()) -> tuple[Interval | None, bool]:
        """When it happened, by the publication date where the words do not say; and whether that is long ago."""
        carrier = candidate.carrier
        entry = self.entries.of(carrier.sentence.block)
        span = self._counted(candidate) or self._said(candidate)
        scheduled = span is not None and self._is_still_to_come(span) and self._is_scheduled(candidate)
        told_now = entry is None and _is_present(carrier) and not scheduled and "future" not in candidate.modes
        if span is not None and told_now and self._is_of_the_object(span) and not self._opens(span, carrier.sentence):
            span = None
        elif span is not None and self._is_still_to_come(span) and "future" not in candidate.modes and not scheduled:
            span = None  # a date to come belongs to what the act is about
        if span is None and entry is None:
            span = self._framed(candidate) or self._retold(candidate)
        opens = carrier.dep == "advcl" and carrier.tag == "VBG" and carrier.i < carrier.head.i
        opening = carrier.head if opens else carrier
        told = is_past(opening) or _heads(carrier) or self._is_before(opening)
        if span is None and entry is None and told:  # "Meeting in X, they told …"
            span = self.story.goes_on(carrier.sentence, candidate.event, actors)
        span = span or entry
        if span is None:
            day = self.published
            return (Interval(start=day, end=day, granularity="day") if day else None), False
        return span, self._days_ago(span) > LONG_AGO and not self._lasts(span, carrier)

    def _is_before(self, verb: Token) -> bool:
        """ "By morning a boy had been shot": what had happened by the day that a paragraph tells of."""
        had = any(c.dep == "aux" and c.lower == "had" for c in verb.children)
        return had and verb.tag == "VBN" and self.story.at(verb.sentence) is not None and verb.dep in ("ROOT", "conj")

    def keep(self, candidate: Candidate, span: Interval | None) -> None:
        """Notes when an assault was, for what is said of it afterwards."""
        if candidate.event == "ASSAULT" and span is not None and span.time is not None:
            self._assault = (candidate.token.sentence.index, span)

    def _retold(self, candidate: Candidate) -> Interval | None:
        """ "The army said its men had not fired first": the day of the shooting that the text has told of."""
        if self._assault is None or not is_retold(candidate):
            return None
        index, span = self._assault
        return span if candidate.token.sentence.index - index <= RETOLD else None

    def _lasts(self, span: Interval, verb: Token) -> bool:
        """ "Has supplied them since 2014": what goes on until now."""
        time = next((t for t in self.times if t.id == span.time), None)
        word = self._preposition(time) if time is not None else None
        perfect = any(c.dep == "aux" and c.tag in ("VBP", "VBZ") for c in verb.children)
        return perfect and word is not None and word.lower == "since"

    def _framed(self, candidate: Candidate) -> Interval | None:
        """The years long ago that frame the act, where the sentence names no later day."""
        sentence, carrier = candidate.token.sentence, candidate.carrier
        here = self._in(sentence)
        spans = [s for t in here if (s := interval_of(t, self.anchor)) is not None]
        if not spans or any(self._days_ago(s) <= LONG_AGO for s in spans):
            return None
        time = frame_of(carrier, self.text, here, self.cues) or end_of(carrier, self.text, here, self.cues)
        if time is None and carrier.dep == "advcl" and carrier.child("mark") and _is_cause(carrier):
            time = time_of(carrier.head, self.text, here)  # "they struck in 2016 because the mill had sacked her"
        return interval_of(time, self.anchor) if time else None

    def _in(self, sentence: Sentence) -> Sequence[Time]:
        low = bisect_left(self.times, sentence.start, key=lambda t: t.start)
        return self.times[low : bisect_left(self.times, sentence.end, key=lambda t: t.start)]

    def _opens(self, span: Interval, sentence: Sentence) -> bool:
        """ "On 2 May drones strike a bus": a time at the head of the sentence dates what is told as if it were now."""
        time = next((t for t in self.times if t.id == span.time), None)
        return time is not None and 0 <= time.start - sentence.start <= LEADING

    def _said(self, candidate: Candidate) -> Interval | None:
        token, carrier = candidate.token, candidate.carrier
        if token.pos == "VERB" and carrier is not token:  # "must leave by Friday, the EU said": when it was said
            token = carrier
        times = self._of_acts(candidate)
        time = time_of(token, self.text, times)
        if time is None and carrier is not token:
            time = time_of(carrier, self.text, times)
        if time is None and token.pos == "NOUN" and _is_present(token.head):  # "welcomes the arrest of a cleric in May"
            time = own_time_of(token.head, self.text, times)
        if token.lemma in self.cues["scheduling"]:  # "called a two-day strike for Friday"
            acts = (own_time_of(w, self.text, times) for w in candidate.words if w.pos == "NOUN" and w.head is token)
            time = time or next((t for t in acts if t is not None and is_point(t)), None)
        if time is None and token.pos == "NOUN":
            time = time_by_noun(token, self.text, times)
        if time is None and is_past(carrier):
            time = time_of_clause_before(carrier, self.text, times)
        if time is None and is_past(carrier):
            time = time_of_visit(carrier, self.text, times)
        if time is not None and not is_point(time):
            span = self._lasted(token, time)
            if span is not None:
                return span
            time = None
        if time is None and token.pos == "VERB":
            time = occasion_time_of(token, times)
            bare = (c for c in token.children if c.dep == "ccomp" and c.tag == "VB" and c.child("aux") is None)
            for child in bare if time is None else ():  # "let 200 people cross at the weekend"
                time = own_time_of(child, self.text, times)
        if time is not None and is_of_its_object(token, time, self.text):
            return None
        if time is None and is_past(token):  # "refused to eat yesterday"
            for child in token.children:
                time = time or (own_time_of(child, self.text, times) if child.dep == "xcomp" else None)
            span = interval_of(time, self.anchor) if time else None
            return span if span is not None and self._days_ago(span) > 0 else None
        return interval_of(time, self.anchor) if time else None

    def _lasted(self, verb: Token, length: Time) -> Interval | None:
        """ "Having met for two days, the parties announce …": the days that end with the report."""
        done = any(c.lower == "having" and c.dep == "aux" for c in verb.children)
        last = date.fromisoformat(self.published) if done and self.published else None
        first = add_length(last, length.value or "", -1) if last and (length.value or "").endswith("D") else None
        if first is None or last is None:
            return None
        return Interval(
            start=(first + timedelta(days=1)).isoformat(), end=last.isoformat(), granularity="range", time=length.id
        )

    def lies_ahead(self, span: Interval | None) -> bool:
        """Whether the date is told, and later than the report: "visits Samos on Monday"."""
        return span is not None and span.time is not None and self._is_still_to_come(span)

    def _is_scheduled(self, candidate: Candidate) -> bool:
        """Whether the verb itself, in the present, takes the date: "visits Samos on Monday"."""
        verb = candidate.carrier
        if verb.lemma in self.cues["scheduling"] and any(w.pos == "NOUN" and w.head is verb for w in candidate.words):
            return any(c.lower == "for" for c in (*verb.children, *(g for w in candidate.words for g in w.children)))
        if verb is not candidate.token or not _is_present(verb) or is_of_words(verb):
            return False
        if candidate.event in OF_WORDS:  # "invites Namibia to a session next week" invites today
            return False
        return own_time_of(verb, self.text, self._of_acts(candidate)) is not None

    def _counted(self, candidate: Candidate) -> Interval | None:
        """ "Two days after the group attacked a village": the day of the act above, less the days in between."""
        for token in (candidate.token, candidate.carrier):
            word = self._after_or_before(token)
            length = self._length_before(word) if word else None
            if word is None or length is None:
                continue
            above = next((t for t in word.ancestors() if t.pos == "VERB" and t is not token), None)
            day = self._day_of(above) if above else None
            sign = -1 if word.lower in self.cues["afterwards"] else 1
            counted = add_length(day, length.value or "", sign) if day else None
            grain = _COUNTED_IN.get((length.value or "")[-1:])
            if counted and grain:
                return _about(counted, grain, length.id)
        return None

    def _after_or_before(self, token: Token) -> Token | None:
        """The "after" or "before" that opens the clause of the verb, or that the noun follows."""
        opens = (*token.children, token.head) if token.pos == "VERB" else (token.head,)
        wanted = self.cues["afterwards"] | self.cues["beforehand"]
        return next((t for t in opens if t.lower in wanted and t.i < token.i and t.dep in ("mark", "prep")), None)

    def _length_before(self, word: Token) -> Time | None:
        """The length of time that ends where the word begins: "two days after"."""
        at = bisect_left(self.times, word.start, key=lambda t: t.start) - 1
        before = self.times[at] if at >= 0 else None
        touches = before is not None and self.text.words(before.end, word.start).isspace()
        return before if before is not None and touches and before.type == "DURATION" else None

    def _day_of(self, verb: Token) -> date | None:
        """The first day of what the verb tells, by its own words, the story so far, or the day of the report."""
        time = time_of(verb, self.text, self.times)
        span = (interval_of(time, self.anchor) if time else None) or self.story.at(verb.sentence)
        day = span.start if span is not None else self.published
        try:
            return date.fromisoformat(day) if day else None
        except ValueError:
            return None

    def _of_acts(self, candidate: Candidate) -> list[Time]:
        """The times of the sentence that can say when something happened, not until when or from when it holds."""
        here = self._in(candidate.token.sentence)
        ranges = [(t.end, t.end + RANGE_GAP) for t in here if t.first != t.last]
        return [
            t for t in here if any(low <= t.start < high for low, high in ranges) or not self._is_bound(t, candidate)
        ]

    def _is_bound(self, time: Time, candidate: Candidate) -> bool:
        """Whether the time ends or starts what the act sets: "until Friday", "called a strike from Monday"."""
        word = None if time.first != time.last else self._preposition(time)
        if word is None or word.lower in self.cues["end_preposition"]:
            return word is not None
        if word.lower in self.cues["deadline_preposition"]:
            span = interval_of(time, self.anchor)
            return candidate.below is not None or span is None or self._days_ago(span) <= 0
        if word.lower == "for" and word.head.lemma in self.cues["scheduling"]:  # "called a strike for Friday"
            return False
        if "future" in candidate.modes and word.head is candidate.carrier:  # "will deploy there from 1 June"
            return False
        sets = word.lower in self.cues["start_preposition"] and not any(c.i > word.i for c in _ends(word, self.cues))
        return sets and word.head.pos == "VERB" and bool(structure.patients(word.head))

    def _preposition(self, time: Time) -> Token | None:
        """The preposition before the time, which its expression may begin with."""
        for token in self.text.tokens_in(time.start, time.end):
            while token.head is not token and token.dep in (
                "pobj",
                "compound",
                "nummod",
                "amod",
                "det",
                "nmod",
                "appos",
            ):
                token = token.head
                if token.pos in ("ADP", "SCONJ"):
                    return token
            if token.pos in ("ADP", "SCONJ"):
                return token
        return None

    def _is_still_to_come(self, span: Interval) -> bool:
        return bool(self.anchor and self.published and span.start and span.start > self.published)

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


def _about(day: date, granularity: str, time: str) -> Interval:
    """The day, or the week, month or year that holds it, as fine as the length that was counted."""
    first = last = day
    if granularity == "month":
        first, last = day.replace(day=1), day.replace(day=last_day(day.year, day.month))
    elif granularity == "year":
        first, last = day.replace(month=1, day=1), day.replace(month=12, day=31)
    return Interval(start=first.isoformat(), end=last.isoformat(), granularity=granularity, time=time)


def _ends(word: Token, cues: Auxiliary) -> list[Token]:
    """The prepositions beside ``word`` that say until when: "from Monday to Friday"."""
    return [c for c in (*word.head.children, *word.children) if c.lower in cues["end_preposition"] or c.lower == "to"]


def _first_day(times: Sequence[Time]) -> str | None:
    """The first full day that an undated text names: that of a resolution, a communiqué, a treaty."""
    spans = (interval_of(t, None) for t in times if t.type == "DATE")
    return next((s.start for s in spans if s is not None and s.granularity == "day"), None)


def _is_present(verb: Token) -> bool:
    return verb.tag in _PRESENT and verb.pos == "VERB"


def _is_cause(verb: Token) -> bool:
    return any(c.dep == "mark" and c.lower == "because" for c in verb.children)


def _heads(verb: Token) -> bool:
    """Whether it stands in a headline, where the present tells what has happened."""
    return _is_present(verb) and verb.sentence.block.kind == "heading"
