"""Draws up an undertaking from an act owed: its words, parties, condition, deadline, statement and type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from communique.mentions.governing import own_time_of
from communique.mentions.when.interval import add_months, deadline_of
from communique.model import (
    Action,
    Event,
    Header,
    Interval,
    Party,
    Sentence,
    Span,
    Statement,
    Text,
    Time,
    Token,
    Undertaking,
)
from communique.undertakings.clause import after_preposition
from communique.undertakings.conditions import Condition, condition_of, conditions_in
from communique.undertakings.emptiness import is_empty
from communique.undertakings.gist import gist_of
from communique.undertakings.owed import Owed
from communique.undertakings.renewal import is_renewed
from communique.undertakings.speakers import Speakers
from communique.undertakings.wording import words_of

Parties = tuple[Party, ...]


class Drawing:
    """What is needed of one document to draw up its undertakings."""

    def __init__(self, text: Text, header: Header, speakers: Speakers, events: Sequence[Event]) -> None:
        self.text = text
        self.header = header
        self.speakers = speakers
        self.times = speakers.mentions.times
        self._events = {span[0]: event for event in reversed(events) for span in event.event_text}
        self._conditions: dict[int, list[Condition]] = {}

    def undertakings(self, owed: Iterable[Owed]) -> tuple[Undertaking, ...]:
        """The undertakings in order of their first word, numbered in that order."""
        rows = list(owed)
        others = frozenset(row.act.head.i for row in rows)
        others |= {noun.i for row in rows if row.why.startswith("gapped") for noun in row.obligor}
        drawn = [(u, row) for row in rows if (u := self._draw(row, others - {row.act.head.i})) is not None]
        drawn.sort(key=lambda pair: (pair[0].action.start, pair[0].action.end))
        return tuple(self._numbered(n, undertaking) for n, (undertaking, _) in enumerate(drawn, 1))

    def _numbered(self, number: int, undertaking: Undertaking) -> Undertaking:
        fields = {name: getattr(undertaking, name) for name in undertaking.__struct_fields__}
        return Undertaking(**{**fields, "id": f"u{number}"})

    def _draw(self, row: Owed, others: frozenset[int]) -> Undertaking | None:
        head = row.act.head
        if is_empty(head, self.speakers.duties):
            return None
        statement = self.speakers.statement_of(head, row.cue)
        conditions = self._conditions_of(head.sentence)
        limit = self.speakers.content_end(statement, head) or len(self.text.text)
        span = words_of(row.act, others, conditions, limit, self.speakers.duties.words["act_prepositions"])
        if span is None:
            return None
        condition = condition_of(row.act, row.cue, conditions)
        by, obligor = self._parties(row, statement)
        event = self._events.get(head.start)
        return Undertaking(
            id="",
            kind=row.kind,
            statement=statement.id if statement else None,
            by=by,
            obligor=obligor,
            beneficiary=self._beneficiary(row, obligor),
            action=Action(start=span[0], end=span[1], text=self.text.words(*span)),
            event=event.event if event else None,
            mode=event.mode if event else (),
            polarity="refrain" if row.act.refrain else "do",
            condition=(condition.start, condition.end) if condition else None,
            condition_text=self.text.words(condition.start, condition.end) if condition else None,
            deadline=self._deadline(row, span),
            gist=gist_of(head, *span, self.speakers.duties),
            renewed=is_renewed(row.cue, head, self.speakers.duties),
            why=row.why,
        )

    def _parties(self, row: Owed, statement: Statement | None) -> tuple[Parties, Parties]:
        """Who demands or promises, and who owes."""
        by = self.speakers.speaking(row.by, statement)
        obligor = self.speakers.acting(row.obligor, statement)
        obligor = self.speakers.told(row) or obligor
        if row.kind == "demand" and obligor and obligor[0].entity in {p.entity for p in by}:
            obligor = self.speakers.other_than(by, row) or obligor
        if not obligor and row.addressee:
            obligor = self.speakers.parties(row.addressee)
        if row.kind == "demand" and len(obligor) > 1 and any(_is_both(noun) for noun in row.obligor):
            asking = {p.entity for p in by or self.speakers.speaker_of(row.cue, statement)}
            obligor = tuple(p for p in obligor if p.entity not in asking) or obligor
        speaker = self.speakers.speaker_of(row.cue, statement)
        if row.kind == "commitment":
            obligor = obligor or speaker
            return by or (speaker if row.cue.tag == "MD" else ()) or obligor, obligor
        if not obligor and statement is not None:
            obligor = statement.addressee
        return by or speaker, obligor

    def _beneficiary(self, row: Owed, obligor: Parties) -> Parties:
        """For whom the act is done: "supply boats to Peru", "pay the widows", or to whom it is promised."""
        words = self.speakers.duties.words
        head = row.act.head
        holders = [head, *head.having("dobj")]
        nouns = [n for h in holders for n in (*h.having("dative"), *after_preposition(h, words["benefiting"]))]
        if row.kind == "commitment":
            nouns += [*row.cue.having("dative"), *after_preposition(row.cue, words["promised_to"])]
            if not row.act.nominal:  # "promised the watchdog to reinstall it"
                nouns += [n for n in row.cue.having("dobj") if n.i < head.i]
        owing = {party.entity for party in obligor}
        known = [p for n in nouns if n is not head and self.speakers.is_actor(n) for p in self.speakers.parties([n])]
        return tuple(dict.fromkeys(p for p in known if p.entity not in owing))

    def _conditions_of(self, sentence: Sentence) -> list[Condition]:
        if sentence.index not in self._conditions:
            self._conditions[sentence.index] = conditions_in(sentence.tokens, self.speakers.duties)
        return self._conditions[sentence.index]

    def _bounds(self, time: Time) -> bool:
        """Whether the time can be a deadline: "now" is none, and a length only behind "within" and the like."""
        if time.value == "PRESENT_REF":
            return False
        if time.type != "DURATION" or time.first is not None:
            return True
        words = self.text.words(max(0, time.start - 24), time.end).lower().split()
        return bool(set(words) & self.speakers.duties.words["deadline_lengths"])

    def _ahead(self, due: Interval, words: str, fresh: bool) -> Interval:
        """A deadline without a year lies ahead: half a year and more in the past means the next such day.

        So does any day in the past where the promise is ``fresh``: made now, not told of from an earlier time.
        """
        if (
            due.end is None
            or self.header.date is None
            or any(part.isdigit() and len(part) == 4 for part in words.split())
        ):
            return due
        try:
            last = date.fromisoformat(due.end)
            late = (date.fromisoformat(self.header.date[:10]) - last).days
            moved = add_months(last, 12).isoformat() if (0 if fresh else 180) < late < 400 else due.end
        except ValueError:
            return due
        return Interval(start=due.start, end=moved, granularity=due.granularity, time=due.time)

    def _deadline(self, row: Owed, span: Span) -> Interval | None:
        """The deadline in the act's own words, else the one that stands with the demanding or promising word."""
        head = row.act.head
        time = own_time_of(head, self.text, self.times)
        if row.why.startswith("ultimatum") and (given := own_time_of(row.cue, self.text, self.times)):
            return deadline_of(given, self.text.words(max(0, given.start - 80), given.start), self.header.date)
        inside = [t for t in self.times if span[0] <= t.start < span[1]]
        for candidate in [time, *inside]:
            if candidate is not None and candidate.start >= head.start and self._bounds(candidate):
                before = self.text.words(max(0, candidate.start - 80), candidate.start)
                due = deadline_of(candidate, before, self.header.date)
                if due is not None:
                    return self._ahead(due, self.text.words(candidate.start, candidate.end), self._is_fresh(row))
        return None

    def _is_fresh(self, row: Owed) -> bool:
        """Whether it is demanded or promised now: "had promised", "promised in May", "repeated" look back."""
        if row.cue.tag in ("NN", "NNS") or is_renewed(row.cue, row.act.head, self.speakers.duties):
            return False
        if any(c.lemma == "have" for c in row.cue.having("aux")) or row.cue.dep in ("relcl", "acl", "advcl"):
            return False
        when = own_time_of(row.cue, self.text, self.times)
        return when is None or own_time_of(row.act.head, self.text, self.times) is when


def _is_both(noun: Token) -> bool:
    """Whether a noun in the plural stands for parties named before ("both sides", "each side", "all parties")."""
    return noun.pos in ("NOUN", "PRON") and noun.label == ""
