"""Who said what, to whom, with what act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.archive.filed import Filed
from communique.brief.shapes import Period
from communique.brief.telling import Draft, Source, Telling, codes, day_of, listed, quoted, words
from communique.model import Entity, Party, Record, Span, Statement


def said(filed: Filed, period: Period) -> Iterator[Draft]:
    """The statements of a report in the period whose speaker is known and whose words are given."""
    for statement in _whole(filed.record.statements):
        day = (statement.date and (statement.date.start or statement.date.end)) or day_of(filed)
        if day and period.since <= day <= period.until and statement.speaker and statement.content:
            yield _draft(filed, statement, day)


def _draft(filed: Filed, statement: Statement, day: str) -> Draft:
    sides = _entities(filed.record, (*statement.speaker, *statement.addressee))
    return Draft(codes(sides), lambda: _telling(filed, statement, day))


def _telling(filed: Filed, statement: Statement, day: str) -> Telling:
    record, text = filed.record, filed.input.text
    speakers, addressees = (_entities(record, side) for side in (statement.speaker, statement.addressee))
    acts = list(words()["acts"])
    content = quoted(" … ".join(text[a:b] for a, b in statement.content))
    span = _span(statement)
    return Telling(
        kind="said", countries=codes([*speakers, *addressees]), day=day,
        text=lambda: f"{_sentence(statement, speakers, addressees)}: “{content}”", tags=(statement.act,), status=None,
        entry=None, weight=(-acts.index(statement.act), len(content)), order=(day, record.document.id, span),
        sources=(Source(record.document.id, statement.id, span),),
    )


def _sentence(statement: Statement, speakers: list[Entity], addressees: list[Entity]) -> str:
    verb = words()["acts"][statement.act]
    if statement.negated:
        verb = f"did not {words()['negated'].get(statement.act, statement.act)}"
    to = f" (to {listed([e.name for e in addressees])})" if addressees else ""
    return f"{listed([e.name for e in speakers])} {verb}{to}"


def _whole(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Those whose act no statement within them tells again: a whole turn of speech gives way to its parts."""
    for outer in statements:
        a, b = _span(outer)
        inner = (s for s in statements if s.act == outer.act and s.content and s is not outer)
        if not any(a <= c and d <= b and (c, d) != (a, b) for c, d in map(_span, inner)):
            yield outer


def _span(statement: Statement) -> Span:
    spans = (*statement.source, *statement.cue, *statement.content) or ((0, 0),)
    return min(a for a, _ in spans), max(b for _, b in spans)


def _entities(record: Record, parties: tuple[Party, ...]) -> list[Entity]:
    known = {e.id: e for e in record.entities}
    return [known[p.entity] for p in parties if p.entity in known]
