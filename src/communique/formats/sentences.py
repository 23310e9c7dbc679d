"""Says an undertaking, an event or a statement in one plain sentence, for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communique.model import Entity, Event, Interval, Party, Record, Statement, Undertaking

MODALS = {"demand": "should", "commitment": "will", "obligation": "must"}  # the same in singular and plural
SAID = {"demand": "demanded by", "commitment": "promised by", "obligation": "laid down by"}


def undertaking_sentence(text: str, record: Record, undertaking: Undertaking) -> str:
    """Who owes what, to whom, by when, if what; said by whom."""
    entities = {e.id: e for e in record.entities}
    who = names(undertaking.obligor, entities) or "Somebody"
    refrain = " not" if undertaking.polarity == "refrain" else ""
    parts = [f"{who} {MODALS[undertaking.kind]}{refrain} “{flat(undertaking.action.text)}”"]
    if undertaking.beneficiary:
        parts.append(f"towards {names(undertaking.beneficiary, entities)}")
    if undertaking.deadline:
        parts.append(f"by {undertaking.deadline.end or span_of_days(undertaking.deadline)}")
    if undertaking.condition:
        parts.append(f"on condition: “{flat(text[slice(*undertaking.condition)])}”")
    by = names(undertaking.by, entities)
    said = "its own commitment" if by == who else f"{SAID[undertaking.kind]} {by}" if by else undertaking.kind
    return f"{', '.join(parts)} ({said})."


def event_sentence(text: str, record: Record, event: Event) -> str:
    """Who did what to whom, when and where."""
    entities = {e.id: e for e in record.entities}
    place = next((p for p in record.places if p.id == event.event_loc), None)
    words = " … ".join(flat(text[a:b]) for a, b in event.event_text)
    label = "/".join((event.event, *event.mode))
    line = f"{label} “{words}”: {names(event.actor, entities) or '–'} → {names(event.recipient, entities) or '–'}"
    tail = [
        span_of_days(event.date) if event.date else "",
        place.resolved_place or place.extracted_place if place else "",
    ]
    tail += [*event.auxiliary, "as told by others" if event.statement else ""]
    return line + "".join(f", {part}" for part in tail if part)


def statement_sentence(text: str, record: Record, statement: Statement) -> str:
    """Who says what to whom."""
    entities = {e.id: e for e in record.entities}
    to = f" to {names(statement.addressee, entities)}" if statement.addressee else ""
    content = " … ".join(flat(text[a:b]) for a, b in statement.content)
    return f"{names(statement.speaker, entities) or '–'} ({statement.act}, {statement.form}){to}: {shortened(content)}"


def names(parties: Iterable[Party], entities: Mapping[str, Entity]) -> str:
    """The parties' names, joined with commas and "and"."""
    found = list(dict.fromkeys(entities[p.entity].name for p in parties if p.entity in entities))
    return found[0] if len(found) == 1 else ", ".join(found[:-1]) + " and " + found[-1] if found else ""


def span_of_days(interval: Interval) -> str:
    """The interval as one day or as two."""
    if interval.start == interval.end or not interval.start or not interval.end:
        return interval.end or interval.start or ""
    return f"{interval.start} – {interval.end}"


def flat(words: str) -> str:
    """The words on one line."""
    return " ".join(words.split())


def shortened(words: str, width: int = 160) -> str:
    """At most ``width`` characters, cut at a space."""
    return words if len(words) <= width else words[:width].rsplit(" ", 1)[0] + " …"
