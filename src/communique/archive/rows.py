"""Records and ledgers as flat rows, a dict a row, with the columns of ``data/archive/snapshot.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from communique.model import (
    Entity,
    Entry,
    EntryParty,
    Event,
    Party,
    Record,
    Span,
    Statement,
    Undertaking,
)

Row = dict[str, Any]
Entities = dict[str, Entity]


def document_row(text: str | None, record: Record, corrected: bool) -> Row:
    """The document itself."""
    info = record.document
    return {
        "document": info.id, "sha256": info.sha256, "date": info.date, "date_source": info.date_source,
        "title": info.title, "url": info.url, "publisher": info.publisher, "language": info.language,
        "text": text, "corrected": corrected,
    }


def record_rows(text: str | None, record: Record) -> Iterator[tuple[str, Row]]:
    """The table and the row of everything that a record says."""
    entities = _entities(record)
    for entity in record.entities:
        yield "entities", {
            "document": record.document.id, "entity": entity.id, "name": entity.name, "code": entity.code,
            "sector": entity.sector, "identifier_id": entity.identifier_id, "mentions": len(entity.mentions),
        }
    for values in event_values(text, record):
        yield "events", dict(zip(EVENT_COLUMNS, values, strict=True))
    for statement in record.statements:
        yield "statements", _statement(text, record, statement, entities)
    for undertaking in record.undertakings:
        yield "undertakings", _undertaking(text, record, undertaking, entities)


def event_row(text: str | None, record: Record, event: Event) -> Row:
    """An event with what its ids stand for."""
    return dict(zip(EVENT_COLUMNS, _values(text, record, event, _ids(record)), strict=True))


UNKNOWN = (None, None, None, None)  # of a date, of a place
EVENT_COLUMNS = (
    "document", "id", "event", "mode", "context", "quad_code", "event_scale", "cameo", "actor", "actor_code",
    "actor_entity", "recipient", "recipient_code", "recipient_entity", "date_start", "date_end", "date_granularity",
    "date_from_text", "place", "country_code", "lat", "lon", "auxiliary", "statement", "dead", "injured", "arrested",
    "participants", "words", "start", "end", "confidence", "why",
)


class Named(NamedTuple):
    """What the ids of a record stand for in a row of an event: worked out once, for an export's time goes there."""

    who: Mapping[str, tuple[list[str], list[str], list[str]]]  # names, codes and ids, of one
    where: Mapping[str, tuple[str | float | None, ...]]


def event_values(text: str | None, record: Record) -> Iterator[tuple[Any, ...]]:
    """The values of each event of a record, by :data:`EVENT_COLUMNS`; without the text its words are None."""
    named = _ids(record)
    for event in record.events:
        yield _values(text, record, event, named)


def statement_row(text: str, record: Record, statement: Statement) -> Row:
    """A statement with what its ids stand for."""
    return _statement(text, record, statement, _entities(record))


def undertaking_row(text: str, record: Record, undertaking: Undertaking) -> Row:
    """An undertaking with what its ids stand for."""
    return _undertaking(text, record, undertaking, _entities(record))


def _ids(record: Record) -> Named:
    return Named(
        {e.id: ([e.name], [e.code or ""], [e.id]) for e in record.entities},
        {p.id: (p.resolved_place or p.extracted_place, p.country_code, p.lat, p.lon) for p in record.places},
    )


def _values(text: str | None, record: Record, event: Event, named: Named) -> tuple[Any, ...]:
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


def _parties(parties: tuple[Party, ...], named: Named) -> tuple[list[str], list[str], list[str]]:
    """Names, codes and ids of those in a role."""
    if len(parties) == 1 and parties[0].entity in named.who:  # as nearly always
        return named.who[parties[0].entity]
    found = [named.who[p.entity] for p in parties if p.entity in named.who]
    return [n for names, _, _ in found for n in names], [c for _, codes, _ in found for c in codes], [
        i for _, _, ids in found for i in ids
    ]


def entry_rows(entry: Entry) -> Iterator[tuple[str, Row]]:
    """The table and the row of an entry of the ledger, of its mentions and of its evidence."""
    yield "entries", entry_row(entry)
    for mention in entry.mentions:
        yield "mentions", {"entry": entry.id, **{name: getattr(mention, name) for name in mention.__struct_fields__}}
    for evidence in entry.evidence:
        yield "evidence", {
            "entry": entry.id,
            **{name: getattr(evidence, name) for name in evidence.__struct_fields__},
        }


def entry_row(entry: Entry) -> Row:
    """An entry of the ledger, without its mentions and evidence."""
    parties = {"by": entry.by, "obligor": entry.obligor, "beneficiary": entry.beneficiary}
    return {
        "id": entry.id, "kind": entry.kind, "action": entry.action, "event": entry.event, "mode": entry.mode,
        "polarity": entry.polarity, "condition": entry.condition, "deadline": entry.deadline and entry.deadline.end,
        "first_date": entry.first_date, "last_date": entry.last_date,
        "documents": sorted({m.document for m in entry.mentions}), "status": entry.status, "as_of": entry.as_of,
        **{key: value for role, held in parties.items() for key, value in _spelled(role, held).items()},
    }


def _entities(record: Record) -> Entities:
    return {e.id: e for e in record.entities}


def _statement(text: str | None, record: Record, statement: Statement, entities: Entities) -> Row:
    return {
        "document": record.document.id, "id": statement.id, **_named("speaker", statement.speaker, entities),
        **_named("addressee", statement.addressee, entities), "act": statement.act, "form": statement.form,
        "negated": statement.negated, "cue": _words(text, statement.cue), "content": _words(text, statement.content),
        "date_start": statement.date and statement.date.start, "date_end": statement.date and statement.date.end,
    }


def _undertaking(text: str | None, record: Record, owed: Undertaking, entities: Entities) -> Row:
    return {
        "document": record.document.id, "id": owed.id, "kind": owed.kind, **_named("by", owed.by, entities),
        **_named("obligor", owed.obligor, entities), **_named("beneficiary", owed.beneficiary, entities),
        "action": owed.action.text, "start": owed.action.start, "end": owed.action.end, "event": owed.event,
        "mode": owed.mode, "polarity": owed.polarity,
        "condition": _words(text, [owed.condition]) if owed.condition else None,
        "deadline": owed.deadline and owed.deadline.end, "statement": owed.statement,
    }


def _named(role: str, parties: Iterable[Party], entities: Entities) -> Row:
    return _spelled(role, [entities[p.entity] for p in parties if p.entity in entities])


def _spelled(role: str, parties: Iterable[Entity | EntryParty]) -> Row:
    held = list(parties)
    return {role: [p.name for p in held], f"{role}_code": [p.code or "" for p in held]}


def _words(text: str | None, spans: Iterable[Span]) -> str | None:
    """The words at these spans; None where the text is not at hand."""
    return None if text is None else " … ".join([text[a:b] for a, b in spans])
