"""What of an event can be compared across reports: type, parties by name and code, place, days, numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

import msgspec

from communique.model import Entity, Event, Party, Place, Record

LONGEST = 7  # days; what is told of a longer stretch ("this year") names no single happening
Key = tuple[str, ...]
Order = tuple[date, str, str, int, int, str]


class Side(msgspec.Struct, frozen=True, array_like=True):
    """A party as it can be compared: "27 villagers" and "at least 40 villagers" have one noun."""

    name: str
    noun: str  # last word of its name, folded
    code: str | None
    sector: tuple[str, ...]
    known: str | None  # its code where the report names it; that of "gunmen" may be inferred, and decides nothing

    def marks(self) -> tuple[Key, ...]:
        """Under what it is looked for."""
        return (("noun", self.noun), *((("code", self.known),) if self.known else ()))

    def may_be(self, other: Side) -> bool:
        """Whether both may be one party: codes decide where both have one, else the noun."""
        if self.known and other.known:
            return self.known == other.known and (
                self.sector[:1] == other.sector[:1]
                or not self.sector or not other.sector or self.noun == other.noun
            )
        return self.noun == other.noun


class Spot(msgspec.Struct, frozen=True, array_like=True):
    """A place as it can be compared."""

    name: str
    words: str  # those of the report, folded
    geonameid: str | None
    resolution: str | None
    country_code: str | None
    lat: float | None
    lon: float | None


class Facts(msgspec.Struct, frozen=True, array_like=True):
    """One event of one report, from ``first`` to ``last``."""

    document: str
    id: str  # of the event, in its record
    start: int  # of its sentence
    end: int
    told: str  # day of the report
    first: date
    last: date
    event: str
    mode: tuple[str, ...]
    quad_code: int
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    place: Spot | None
    dead: int | None
    injured: int | None
    arrested: int | None
    participants: int | None

    def days(self) -> Iterator[date]:
        """Each day that it may have happened on."""
        for n in range((self.last - self.first).days + 1):
            yield self.first + timedelta(n)

    def order(self) -> Order:
        """By day; of one day as the reports came, so that nothing depends on the order in which they are read."""
        return self.first, self.told, self.document, self.start, self.end, self.id


def facts_of(record: Record) -> Iterator[Facts]:
    """The events of ``record`` that are reported as having happened, on days that are known."""
    entities = {e.id: e for e in record.entities}
    places = {p.id: p for p in record.places}
    for event in record.events:
        days = _days(event)
        if event.auxiliary or days is None:
            continue
        size, place = event.size, places.get(event.event_loc or "")
        yield Facts(
            document=record.document.id, id=event.id, start=event.sentence[0], end=event.sentence[1],
            told=record.document.date or "", first=days[0], last=days[1], event=event.event, mode=event.mode,
            quad_code=event.quad_code, actors=_sides(event.actor, entities),
            recipients=_sides(event.recipient, entities), place=_spot(place) if place else None,
            dead=size.dead, injured=size.injured, arrested=size.arrested, participants=size.participants,
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
    return Side(entity.name, words[-1] if words else "", entity.code, entity.sector, entity.code if named else None)


def _spot(place: Place) -> Spot:
    return Spot(
        place.resolved_place or place.extracted_place, place.extracted_place.casefold(), place.geonameid,
        place.resolution, place.country_code, place.lat, place.lon,
    )
