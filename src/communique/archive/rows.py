"""Records and ledgers as flat rows, a dict a row, with the columns of ``data/archive/snapshot.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from communique.model import (
    Document,
    Entity,
    Entry,
    EntryParty,
    Event,
    Party,
    Place,
    Record,
    Span,
    Statement,
    Undertaking,
)

Row = dict[str, Any]
Entities = dict[str, Entity]


def document_row(document: Document, record: Record, corrected: bool) -> Row:
    """The document itself."""
    info = record.document
    return {
        "document": info.id, "sha256": info.sha256, "date": info.date, "date_source": info.date_source,
        "title": info.title, "url": info.url, "publisher": info.publisher, "language": info.language,
        "text": document.text, "corrected": corrected,
    }


def record_rows(text: str, record: Record) -> Iterator[tuple[str, Row]]:
    """The table and the row of everything that a record says."""
    entities, places = _by_id(record)
    for entity in record.entities:
        yield "entities", {
            "document": record.document.id, "entity": entity.id, "name": entity.name, "code": entity.code,
            "sector": entity.sector, "identifier_id": entity.identifier_id, "mentions": len(entity.mentions),
        }
    for event in record.events:
        yield "events", _event(text, record, event, entities, places)
    for statement in record.statements:
        yield "statements", _statement(text, record, statement, entities)
    for undertaking in record.undertakings:
        yield "undertakings", _undertaking(text, record, undertaking, entities)


def event_row(text: str, record: Record, event: Event) -> Row:
    """An event with what its ids stand for."""
    return _event(text, record, event, *_by_id(record))


def _event(text: str, record: Record, event: Event, entities: Entities, places: dict[str, Place]) -> Row:
    place = places.get(event.event_loc or "")
    date, size = event.date, event.size
    return {
        "document": record.document.id, "id": event.id, "event": event.event, "mode": event.mode,
        "context": event.context, "quad_code": event.quad_code, "event_scale": event.event_scale,
        "cameo": event.cameo,
        **_named("actor", event.actor, entities), **_named("recipient", event.recipient, entities),
        "actor_entity": [p.entity for p in event.actor if p.entity in entities],
        "recipient_entity": [p.entity for p in event.recipient if p.entity in entities],
        "date_start": date and date.start, "date_end": date and date.end, "date_granularity": date and date.granularity,
        "date_from_text": None if date is None else date.time is not None,
        "place": place and (place.resolved_place or place.extracted_place),
        "country_code": place and place.country_code, "lat": place and place.lat, "lon": place and place.lon,
        "auxiliary": event.auxiliary, "statement": event.statement, "dead": size.dead, "injured": size.injured,
        "arrested": size.arrested, "participants": size.participants, "words": _words(text, event.event_text),
        "start": min(a for a, _ in event.event_text) if event.event_text else None,
        "end": max(b for _, b in event.event_text) if event.event_text else None,
        "confidence": event.confidence, "why": event.why,
    }


def entry_rows(entry: Entry) -> Iterator[tuple[str, Row]]:
    """The table and the row of an entry of the ledger, of its mentions and of its evidence."""
    parties = {"by": entry.by, "obligor": entry.obligor, "beneficiary": entry.beneficiary}
    yield "entries", {
        "id": entry.id, "kind": entry.kind, "action": entry.action, "event": entry.event, "mode": entry.mode,
        "polarity": entry.polarity, "condition": entry.condition, "deadline": entry.deadline and entry.deadline.end,
        "first_date": entry.first_date, "last_date": entry.last_date,
        "documents": sorted({m.document for m in entry.mentions}), "status": entry.status, "as_of": entry.as_of,
        **{key: value for role, held in parties.items() for key, value in _spelled(role, held).items()},
    }
    for mention in entry.mentions:
        yield "mentions", {"entry": entry.id, **{name: getattr(mention, name) for name in mention.__struct_fields__}}
    for evidence in entry.evidence:
        yield "evidence", {
            "entry": entry.id,
            **{name: getattr(evidence, name) for name in evidence.__struct_fields__},
        }


def _by_id(record: Record) -> tuple[Entities, dict[str, Place]]:
    return {e.id: e for e in record.entities}, {p.id: p for p in record.places}


def _statement(text: str, record: Record, statement: Statement, entities: Entities) -> Row:
    return {
        "document": record.document.id, "id": statement.id, **_named("speaker", statement.speaker, entities),
        **_named("addressee", statement.addressee, entities), "act": statement.act, "form": statement.form,
        "negated": statement.negated, "cue": _words(text, statement.cue), "content": _words(text, statement.content),
        "date_start": statement.date and statement.date.start, "date_end": statement.date and statement.date.end,
    }


def _undertaking(text: str, record: Record, owed: Undertaking, entities: Entities) -> Row:
    return {
        "document": record.document.id, "id": owed.id, "kind": owed.kind, **_named("by", owed.by, entities),
        **_named("obligor", owed.obligor, entities), **_named("beneficiary", owed.beneficiary, entities),
        "action": owed.action.text, "start": owed.action.start, "end": owed.action.end, "event": owed.event,
        "mode": owed.mode, "polarity": owed.polarity,
        "condition": text[slice(*owed.condition)] if owed.condition else None,
        "deadline": owed.deadline and owed.deadline.end, "statement": owed.statement,
    }


def _named(role: str, parties: Iterable[Party], entities: Entities) -> Row:
    return _spelled(role, [entities[p.entity] for p in parties if p.entity in entities])


def _spelled(role: str, parties: Iterable[Entity | EntryParty]) -> Row:
    held = list(parties)
    return {role: [p.name for p in held], f"{role}_code": [p.code or "" for p in held]}


def _words(text: str, spans: Iterable[Span]) -> str:
    return " … ".join(text[a:b] for a, b in spans)
