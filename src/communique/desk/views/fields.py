"""Items of a record as labelled fields, each with the key of its words."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.desk.condition import ontology
from communique.formats.sentences import (
    event_sentence,
    flat,
    names,
    span_of_days,
    statement_sentence,
    undertaking_sentence,
)
from communique.model import Event, Interval, Party, Place, Record, Statement, Undertaking


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field: its ``key`` lights its words; ``note`` says what the value means or where it comes from."""

    key: str
    label: str
    value: str
    note: str = ""
    actors: tuple[tuple[str, str], ...] = ()  # (filter's term, name) of parties, for links


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An event, a statement or an undertaking of a document."""

    id: str
    kind: str
    head: str  # its type, act or kind
    sentence: str
    fields: tuple[Field, ...]


def items_of(text: str, record: Record) -> tuple[Item, ...]:
    """All events, statements and undertakings of a record, in this order."""
    return (
        *(event_item(text, record, event) for event in record.events),
        *(statement_item(text, record, statement) for statement in record.statements),
        *(undertaking_item(text, record, undertaking) for undertaking in record.undertakings),
    )


def event_item(text: str, record: Record, event: Event) -> Item:
    """An event with its fields."""
    fields = tuple(f for f in _event_fields(text, record, event) if f.value)
    sentence = event_sentence(text, record, event)
    return Item(id=event.id, kind="event", head=event.event, sentence=sentence, fields=fields)


def _event_fields(text: str, record: Record, event: Event) -> Iterator[Field]:
    plover = ontology()
    kind = plover.events.get(event.event)
    key = event.id
    yield Field(key=f"{key}.words", label="Words", value=_words(text, event.event_text))
    yield Field(key=f"{key}.event", label="Type", value=event.event, note=kind.definition if kind else "")
    modes = kind.modes if kind else {}
    yield Field(
        key=f"{key}.mode", label="Mode", value=", ".join(event.mode),
        note="; ".join(str(modes.get(m, "")) for m in event.mode if modes.get(m)),
    )
    yield party_field(record, f"{key}.actor", "Actor", event.actor)
    yield party_field(record, f"{key}.recipient", "Recipient", event.recipient)
    yield _date(f"{key}.date", "Date", event.date)
    yield _place(f"{key}.place", next((p for p in record.places if p.id == event.event_loc), None))
    yield Field(
        key=f"{key}.auxiliary", label="Auxiliary", value=", ".join(event.auxiliary) or "none",
        note="" if event.auxiliary else "reported as having happened",
    )
    yield Field(
        key=f"{key}.statement", label="Told by", value=event.statement or "the report itself",
        note="a statement carries it" if event.statement else "",
    )
    yield Field(key=f"{key}.context", label="Context", value=", ".join(event.context))
    quad = f"{event.quad_code}"
    means = str(plover.quads.get(event.quad_code, ""))
    yield Field(key=f"{key}.quad_code", label="Quad code", value=quad, note=means)
    scale = "" if event.event_scale is None else f"{event.event_scale:g}"
    yield Field(key=f"{key}.event_scale", label="PLOVER score", value=scale)
    yield Field(key=f"{key}.cameo", label="CAMEO", value=event.cameo or "")
    numbers = {n: getattr(event.size, n) for n in ("dead", "injured", "arrested", "participants")}
    size = ", ".join(f"{value} {name}" for name, value in numbers.items() if value is not None)
    yield Field(key=f"{key}.size", label="Numbers", value=size)
    yield Field(key=f"{key}.confidence", label="Confidence", value=f"{event.confidence:.2f}")
    yield Field(key=f"{key}.why", label="Why", value=event.why)


def statement_item(text: str, record: Record, statement: Statement) -> Item:
    """A statement with its fields."""
    key = statement.id
    fields = (
        party_field(record, f"{key}.speaker", "Speaker", statement.speaker),
        party_field(record, f"{key}.addressee", "Addressee", statement.addressee),
        Field(key=f"{key}.act", label="Act", value=statement.act + (" (negated)" if statement.negated else "")),
        Field(key=f"{key}.form", label="Form", value=statement.form),
        Field(key=f"{key}.source", label="Source", value=_words(text, statement.source)),
        Field(key=f"{key}.cue", label="Cue", value=_words(text, statement.cue)),
        Field(key=f"{key}.content", label="Content", value=_words(text, statement.content)),
        _date(f"{key}.date", "Date", statement.date),
        Field(key=f"{key}.why", label="Why", value=statement.why),
    )
    sentence = statement_sentence(text, record, statement)
    held = tuple(f for f in fields if f.value)
    return Item(id=key, kind="statement", head=statement.act, sentence=sentence, fields=held)


def undertaking_item(text: str, record: Record, owed: Undertaking) -> Item:
    """An undertaking with its fields."""
    key = owed.id
    condition = (owed.condition,) if owed.condition else ()
    fields = (
        party_field(record, f"{key}.obligor", "Who owes", owed.obligor),
        Field(key=f"{key}.action", label="What", value=flat(owed.action.text), note=f"{owed.kind} to {owed.polarity}"),
        party_field(record, f"{key}.by", "Demanded or promised by", owed.by),
        party_field(record, f"{key}.beneficiary", "Owed to", owed.beneficiary),
        _date(f"{key}.deadline", "Deadline", owed.deadline),
        Field(key=f"{key}.condition", label="Condition", value=_words(text, condition)),
        Field(key=f"{key}.event", label="Type of act", value="/".join([owed.event or "", *owed.mode]).strip("/")),
        Field(key=f"{key}.why", label="Why", value=owed.why),
    )
    sentence = undertaking_sentence(text, record, owed)
    held = tuple(f for f in fields if f.value)
    return Item(id=key, kind="undertaking", head=owed.kind, sentence=sentence, fields=held)


def party_field(record: Record, key: str, label: str, parties: tuple[Party, ...]) -> Field:
    """Who is in a role, with codes and sectors."""
    entities = {e.id: e for e in record.entities}
    held = list(dict.fromkeys(entities[p.entity] for p in parties if p.entity in entities))
    notes = [
        " ".join(part for part in (e.code or "", " ".join(e.sector), f"({e.why})" if e.why else "") if part)
        for e in held
    ]
    return Field(
        key=key, label=label, value=names(parties, entities), note="; ".join(n for n in notes if n),
        actors=tuple((e.code or e.name, e.name) for e in held),
    )


def _date(key: str, label: str, date: Interval | None) -> Field:
    if date is None:
        return Field(key=key, label=label, value="")
    note = "" if date.time else "no time in the text says so: the publication date"
    notes = "; ".join(n for n in (date.granularity, note) if n)
    return Field(key=key, label=label, value=span_of_days(date), note=notes)


def _place(key: str, place: Place | None) -> Field:
    if place is None:
        return Field(key=key, label="Place", value="")
    within = [p for p in (place.province, place.country, place.country_code) if p]
    at = f"{place.lat:.2f}, {place.lon:.2f}" if place.lat is not None and place.lon is not None else ""
    note = "; ".join(n for n in (", ".join(within), at, place.why or "") if n)
    return Field(key=key, label="Place", value=place.resolved_place or place.extracted_place, note=note)


def _words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(flat(text[a:b]) for a, b in spans)
