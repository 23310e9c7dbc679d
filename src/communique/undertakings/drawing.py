"""Draws up an undertaking from an act owed: its words, parties, condition, deadline, statement and type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.model import (
    Action,
    Event,
    Header,
    Party,
    Sentence,
    Statement,
    Text,
    Token,
    Undertaking,
)
from communique.undertakings.clause import after_preposition, subject_of
from communique.undertakings.condition import Condition
from communique.undertakings.conditions import condition_beside, condition_of, conditions_in
from communique.undertakings.deadlines import Deadlines
from communique.undertakings.emptiness import is_empty
from communique.undertakings.gist import gist_of
from communique.undertakings.owed import Owed
from communique.undertakings.renewal import is_renewed
from communique.undertakings.speakers import Speakers
from communique.undertakings.told import is_run
from communique.undertakings.wording import words_of

Parties = tuple[Party, ...]


class Drawing:
    """What is needed of one document to draw up its undertakings."""

    def __init__(self, text: Text, header: Header, speakers: Speakers, events: Sequence[Event]) -> None:
        self.text = text
        self.speakers = speakers
        self.deadlines = Deadlines(text, header, speakers.mentions.times, speakers.duties)
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
        condition = condition_of(row.act, row.cue, conditions) or condition_beside(span, row.cue, conditions)
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
            deadline=self.deadlines.of(row, span),
            gist=gist_of(head, *span, self.speakers.duties),
            renewed=is_renewed(row.cue, head, self.speakers.duties),
            why=row.why,
        )

    def _parties(self, row: Owed, statement: Statement | None) -> tuple[Parties, Parties]:
        """Who demands or promises, and who owes."""
        by = self.speakers.speaking(row.by, statement)
        obligor = self.speakers.acting(row.obligor, statement)
        told = self.speakers.told(row)
        obligor = told or obligor
        if row.kind == "commitment" and told:
            return told, told
        if row.kind == "demand" and obligor and obligor[0].entity in {p.entity for p in by}:
            obligor = self.speakers.other_than(by, row) or obligor
        obligor = self.speakers.meant(obligor, row, statement, by)
        if row.kind == "demand" and row.obligor and self._is_thing(row.obligor[0], obligor):
            obligor = self.speakers.other_than(by, row) or obligor  # "gave the firm until June to … and ordered it"
        if not obligor and row.addressee and row.addressee[0].lower != "it":
            obligor = self.speakers.parties(row.addressee)
        if row.kind == "demand" and len(obligor) > 1 and any(_is_both(noun) for noun in row.obligor):
            asking = {p.entity for p in by or self.speakers.speaker_of(row.cue, statement)}
            obligor = tuple(p for p in obligor if p.entity not in asking) or obligor
        speaker = self._issuers(row.cue) or self.speakers.speaker_of(row.cue, statement)
        if row.kind == "commitment":
            if row.obligor and not self.speakers.can_owe(row.obligor, row.act.refrain):
                obligor = by  # "he gave his word that the fees would go": he sees to it
            if row.cue.tag == "MD" and row.obligor and self.speakers.is_heard(row.obligor[0], row.act.head):
                obligor = speaker
            if row.cue.tag == "MD" and row.obligor and self._is_run_by_another(row):
                obligor = speaker  # "the ministry said the schools would reopen"
            second = self.speakers.duties.words["second_person"]
            if row.cue.tag == "MD" and row.obligor and row.obligor[0].lower in second:
                obligor = speaker  # "you will get your money"
            obligor = obligor or speaker
            if row.cue.tag == "MD" and not by:
                said = {p.entity for p in speaker}  # he who says it and those whom he binds
                by = (*speaker, *(p for p in obligor if p.entity not in said))
            return by or obligor, obligor
        if not obligor and statement is not None:
            obligor = statement.addressee
        if row.kind == "demand" and not by:  # "rejected calls to resign": nobody asks himself
            owing = {p.entity for p in obligor}
            return tuple(p for p in speaker if p.entity not in owing), obligor
        return by or speaker, obligor

    def _is_thing(self, noun: Token, parties: Parties) -> bool:
        """Whether a pronoun was taken for something that is nobody: "amend the law and ordered it to pay"."""
        known = [self.speakers.mentions.entity(p.entity) for p in parties]
        return noun.tag == "PRP" and bool(known) and not any(e.code or e.sector for e in known)

    def _is_run_by_another(self, row: Owed) -> bool:
        arranged = row.act.head.lemma in self.speakers.duties.words["arranged_verbs"]
        return arranged and is_run(row.obligor[0], self.speakers)

    def _issuers(self, cue: Token) -> Parties:
        """ "Affirms its intention to …": of a point without a subject, whoever issues the text, whatever "its" is."""
        first = cue.sentence.tokens[0]
        if cue.pos != "NOUN" or first.tag != "VBZ" or cue.head is not first or subject_of(first) is not None:
            return ()
        above = self.speakers.statements_above(cue)
        of_point = (s.speaker for s in above if not s.cue or any(a <= first.start < b for a, b in s.cue))
        return next((speaker for speaker in of_point if speaker), ())

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


def _is_both(noun: Token) -> bool:
    """Whether a noun in the plural stands for parties named before ("both sides", "each side", "all parties")."""
    return noun.pos in ("NOUN", "PRON") and noun.label == ""
