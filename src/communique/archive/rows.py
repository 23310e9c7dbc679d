"""Records, ledgers and happenings as flat rows: the values of a table's columns, ordered as in ``snapshot.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from communique.happenings.happening import NUMBERS, Happening, HappeningParty
from communique.model import (
    Entry,
    EntryParty,
    Event,
    Party,
    Record,
    Span,
    Statement,
    Undertaking,
)

Values = tuple[Any, ...]
UNKNOWN = (None, None, None, None)  # of a date, of a place
NOBODY: tuple[list[str], list[str], list[str]] = ([], [], [])


class Named(NamedTuple):
    """What the ids of a record stand for in a row: worked out once a record, for an export's time goes there."""

    who: Mapping[str, tuple[list[str], list[str], list[str]]]  # names, codes and ids, of one
    where: Mapping[str, tuple[str | float | None, ...]]


def record_rows(text: str | None, record: Record, corrected: bool = False) -> Iterator[tuple[str, Values]]:
    """The table and the row of everything that a record says; without the text its words are None."""
    named = _ids(record)
    document = record.document.id
    yield "documents", _document(text, record, corrected)
    for entity in record.entities:
        yield "entities", (
            document, entity.id, entity.name, entity.code, entity.sector, entity.identifier_id, len(entity.mentions),
        )
    for event in record.events:
        yield "events", _event(text, record, event, named)
    for statement in record.statements:
        yield "statements", _statement(text, document, statement, named)
    for undertaking in record.undertakings:
        yield "undertakings", _undertaking(text, document, undertaking, named)


def event_rows(text: str | None, record: Record) -> Iterator[Values]:
    """The row of each event of a record."""
    named = _ids(record)
    return (_event(text, record, event, named) for event in record.events)


def event_row(text: str | None, record: Record, event: Event) -> Values:
    """An event with what its ids stand for."""
    return _event(text, record, event, _ids(record))


def statement_row(text: str, record: Record, statement: Statement) -> Values:
    """A statement with what its ids stand for."""
    return _statement(text, record.document.id, statement, _ids(record))


def undertaking_row(text: str, record: Record, undertaking: Undertaking) -> Values:
    """An undertaking with what its ids stand for."""
    return _undertaking(text, record.document.id, undertaking, _ids(record))


def entry_rows(entry: Entry) -> Iterator[tuple[str, Values]]:
    """The table and the row of an entry of the ledger, of its mentions and of its evidence."""
    yield "entries", entry_row(entry)
    for m in entry.mentions:
        yield "mentions", (entry.id, m.document, m.undertaking, m.start, m.end)
    for e in entry.evidence:
        yield "evidence", (
            entry.id, e.document, e.event, e.start, e.end, e.verdict, e.date, e.statement, e.confidence, e.why,
        )


def entry_row(entry: Entry) -> Values:
    """An entry of the ledger, without its mentions and evidence."""
    return (
        entry.id, entry.kind, *_spelled(entry.by), *_spelled(entry.obligor), *_spelled(entry.beneficiary),
        entry.action, entry.event, entry.mode, entry.polarity, entry.condition, entry.deadline and entry.deadline.end,
        entry.first_date, entry.last_date, sorted({m.document for m in entry.mentions}), entry.status, entry.as_of,
    )


def happening_rows(happening: Happening) -> Iterator[tuple[str, Values]]:
    """The table and the row of a happening, and of each report of it."""
    yield "happenings", happening_row(happening)
    for source in happening.sources:
        yield "sources", (happening.id, source.document, source.event, source.date)


def happening_row(happening: Happening) -> Values:
    """A happening, without its sources but for the ids of their documents."""
    h = happening
    spreads = ((s.low, s.high, s.latest) if s else (None, None, None) for s in (getattr(h, kind) for kind in NUMBERS))
    return (
        h.id, h.event, h.mode, h.quad_code, *_spelled(h.actor), *_spelled(h.recipient), h.first, h.last, h.place,
        h.country_code, h.lat, h.lon, h.numbers(), *(n for spread in spreads for n in spread), h.documents, h.stories,
        list(dict.fromkeys(source.document for source in h.sources)),
    )


def _ids(record: Record) -> Named:
    return Named(
        {e.id: ([e.name], [e.code or ""], [e.id]) for e in record.entities},
        {p.id: (p.resolved_place or p.extracted_place, p.country_code, p.lat, p.lon) for p in record.places},
    )


def _document(text: str | None, record: Record, corrected: bool) -> Values:
    info = record.document
    return (
        info.id, info.sha256, info.date, info.date_source, info.title, info.url, info.publisher, info.language, text,
        corrected,
    )


def _event(text: str | None, record: Record, event: Event, named: Named) -> Values:
    date, size, spans = event.date, event.size, event.event_text
    return (
        record.document.id, event.id, event.event, event.mode, event.context, event.quad_code, event.event_scale,
        event.cameo, *_parties(event.actor, named), *_parties(event.recipient, named),
        *(UNKNOWN if date is None else (date.start, date.end, date.granularity, date.time is not None)),
        *named.where.get(event.event_loc or "", UNKNOWN), event.auxiliary, event.statement, size.dead, size.injured,
        size.arrested, size.participants, _words(text, spans),
        min([a for a, _ in spans]) if spans else None, max([b for _, b in spans]) if spans else None,
        event.confidence, event.why,
    )


def _statement(text: str | None, document: str, statement: Statement, named: Named) -> Values:
    date = statement.date
    return (
        document, statement.id, *_parties(statement.speaker, named)[:2], *_parties(statement.addressee, named)[:2],
        statement.act, statement.form, statement.negated, _words(text, statement.cue),
        _words(text, statement.content), date and date.start, date and date.end,
    )


def _undertaking(text: str | None, document: str, owed: Undertaking, named: Named) -> Values:
    return (
        document, owed.id, owed.kind, *_parties(owed.by, named)[:2], *_parties(owed.obligor, named)[:2],
        *_parties(owed.beneficiary, named)[:2], owed.action.text, owed.action.start, owed.action.end, owed.event,
        owed.mode, owed.polarity, _words(text, [owed.condition]) if owed.condition else None,
        owed.deadline and owed.deadline.end, owed.statement,
    )


def _parties(parties: tuple[Party, ...], named: Named) -> tuple[list[str], list[str], list[str]]:
    """Names, codes and ids of those in a role."""
    if not parties:
        return NOBODY
    if len(parties) == 1 and parties[0].entity in named.who:  # as nearly always
        return named.who[parties[0].entity]
    found = [named.who[p.entity] for p in parties if p.entity in named.who]
    return [n for names, _, _ in found for n in names], [c for _, codes, _ in found for c in codes], [
        i for _, _, ids in found for i in ids
    ]


def _spelled(parties: Iterable[EntryParty | HappeningParty]) -> tuple[list[str], list[str]]:
    held = list(parties)
    return [p.name for p in held], [p.code or "" for p in held]


def _words(text: str | None, spans: Iterable[Span]) -> str | None:
    """The words at these spans; None where the text is not at hand."""
    return None if text is None else " … ".join([text[a:b] for a, b in spans])
