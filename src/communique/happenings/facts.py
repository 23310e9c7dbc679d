"""What of an event can be compared across reports: type, parties by name and code, place, days, numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from communique.model import Entity, Event, Party, Place, Record

LONGEST = 7  # days; what is told of a longer stretch ("this year") names no single happening
Key = tuple[str, ...]


class Side(NamedTuple):
    """A party as it can be compared: "27 villagers" and "at least 40 villagers" have one noun."""

    entity: Entity
    code: str | None
    sector: str | None
    noun: str  # last word of its name, folded

    def marks(self) -> tuple[Key, ...]:
        """Under what it is looked for."""
        return (("noun", self.noun), *((("code", self.code),) if self.code else ()))

    def may_be(self, other: Side) -> bool:
        """Whether both may be one party: codes decide where both have one, else the noun."""
        if self.code and other.code:
            return self.code == other.code and (
                self.sector == other.sector or not self.sector or not other.sector or self.noun == other.noun
            )
        return self.noun == other.noun


class Facts(NamedTuple):
    """One event of one report."""

    document: str
    event: Event
    told: str  # day of the report
    first: date
    last: date
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    place: Place | None

    def days(self) -> Iterator[date]:
        """Each day that it may have happened on."""
        for n in range((self.last - self.first).days + 1):
            yield self.first + timedelta(n)


def facts_of(record: Record) -> Iterator[Facts]:
    """The events of ``record`` that are reported as having happened, on days that are known."""
    entities = {e.id: e for e in record.entities}
    places = {p.id: p for p in record.places}
    for event in record.events:
        days = _days(event)
        if event.auxiliary or days is None:
            continue
        yield Facts(
            document=record.document.id,
            event=event,
            told=record.document.date or "",
            first=days[0],
            last=days[1],
            actors=_sides(event.actor, entities),
            recipients=_sides(event.recipient, entities),
            place=places.get(event.event_loc or ""),
        )


def _days(event: Event) -> tuple[date, date] | None:
    if event.date is None or not event.date.start:
        return None
    try:
        first = date.fromisoformat(event.date.start)
        last = date.fromisoformat(event.date.end or event.date.start)
    except ValueError:
        return None
    return (first, last) if 0 <= (last - first).days < LONGEST else None


def _sides(parties: Iterable[Party], entities: Mapping[str, Entity]) -> tuple[Side, ...]:
    return tuple(_side(entities[p.entity]) for p in parties if p.entity in entities)


def _side(entity: Entity) -> Side:
    words = entity.name.casefold().split()
    named = any(mention.kind == "name" for mention in entity.mentions)
    code = entity.code if named else None  # that of "gunmen" may be inferred from the report, and decides nothing
    return Side(entity, code, entity.sector[0] if entity.sector else None, words[-1] if words else "")
