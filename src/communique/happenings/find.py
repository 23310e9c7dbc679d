"""Groups the events of many records that are one happening: same type, parties, place and days."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from communique.happenings.facts import Facts, Key, Side, facts_of
from communique.happenings.likeness import Likeness
from communique.model import Record

NEAR = timedelta(days=1)  # reports of one night differ by a day


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One report's event of the happening."""

    document: str
    event: str
    date: str | None  # of the report


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """What the reports say of one number: lowest, highest, how many state it, and the one stated last."""

    low: int
    high: int
    stated: int
    latest: int


class HappeningParty(msgspec.Struct, frozen=True, kw_only=True):
    """A party, by the name that the first report to name it uses."""

    name: str
    code: str | None = None
    sector: tuple[str, ...] = ()


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, as all reports of it say. ``id`` is that of its first report and event, and so stays."""

    id: str
    event: str
    mode: tuple[str, ...]
    quad_code: int
    actor: tuple[HappeningParty, ...]
    recipient: tuple[HappeningParty, ...]
    first: str  # ISO days that it lies between
    last: str
    place: str | None
    country_code: str | None
    lat: float | None
    lon: float | None
    dead: Spread | None
    injured: Spread | None
    arrested: Spread | None
    participants: Spread | None
    documents: int
    stories: int  # reprints of one story count once
    sources: tuple[Source, ...]


def find_happenings(records: Iterable[Record], stories: Mapping[str, str] | None = None) -> list[Happening]:
    """The happenings that ``records`` tell, by day and id; those that one report alone tells are among them.

    ``stories`` says which document each reprint goes back to (:mod:`communique.reprints`). Events that are negated,
    hypothetical, expected or long past, and those of no known day, are left out. Independent of the order of the
    records; near linear in their number.
    """
    told = sorted(
        (facts for record in records for facts in facts_of(record)),
        key=lambda f: (f.first, f.told, f.document, f.event.sentence, f.event.id),
    )
    groups: list[Likeness] = []
    index: dict[Key, list[int]] = {}
    for facts in told:
        keys = _keys(facts)
        near = sorted({n for key in keys for n in index.get(key, ())})
        best = max(((groups[n].score(facts), -n) for n in near), default=(0, 0))
        number = -best[1]
        if best[0] <= 0:
            number = len(groups)
            groups.append(Likeness(facts))
        else:
            groups[number].add(facts)
        for key in keys:
            held = index.setdefault(key, [])
            if number not in held:
                held.append(number)
    found = [_happening(group.members, stories or {}) for group in groups]
    return sorted(found, key=lambda h: (h.first, h.id))


def _keys(facts: Facts) -> set[Key]:
    """Under what a happening is looked for: any party or the place, on each day and its neighbours."""
    days: set[date] = {day + step for day in facts.days() for step in (-NEAR, timedelta(), NEAR)}
    marks = [("party", *key) for side in (*facts.actors, *facts.recipients) for key in side.marks()]
    if facts.place is not None:
        marks.append(("place", facts.place.geonameid or facts.place.extracted_place.casefold()))
    return {(facts.event.event, day.isoformat(), *mark) for day in days for mark in marks}


def _happening(members: Sequence[Facts], stories: Mapping[str, str]) -> Happening:
    by_report = sorted(members, key=lambda f: (f.told, f.document, f.event.sentence, f.event.id))
    first = by_report[0]
    places = [f.place for f in by_report if f.place]
    place = min(places, key=lambda p: _WIDTH.get(p.resolution or "", 9), default=None)
    days = _days(members)
    documents = dict.fromkeys(f.document for f in by_report)
    return Happening(
        id="h-" + hashlib.sha256(f"{first.document}\n{first.event.id}".encode("utf-8", "replace")).hexdigest()[:16],
        event=first.event.event,
        mode=tuple(dict.fromkeys(m for f in by_report for m in f.event.mode)),
        quad_code=first.event.quad_code,
        actor=_parties(f.actors for f in by_report),
        recipient=_parties(f.recipients for f in by_report),
        first=days[0].isoformat(),
        last=days[1].isoformat(),
        place=(place.resolved_place or place.extracted_place) if place else None,
        country_code=place.country_code if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        dead=_spread(by_report, "dead"),
        injured=_spread(by_report, "injured"),
        arrested=_spread(by_report, "arrested"),
        participants=_spread(by_report, "participants"),
        documents=len(documents),
        stories=len({stories.get(document, document) for document in documents}),
        sources=tuple(Source(document=f.document, event=f.event.id, date=f.told or None) for f in by_report),
    )


def _days(members: Sequence[Facts]) -> tuple[date, date]:
    """The days that it lies between: by the reports that name a day, else what all stretches have in common."""
    single = [f.first for f in members if f.first == f.last]
    if single:
        return min(single), max(single)
    begin, end = max(f.first for f in members), min(f.last for f in members)
    return (begin, end) if begin <= end else (min(f.first for f in members), max(f.last for f in members))


_WIDTH = {"feature": 0, "city": 1, "district": 2, "province": 3, "country": 4}


def _parties(sides: Iterable[Sequence[Side]]) -> tuple[HappeningParty, ...]:
    """Each party once, by the name that it has first."""
    found: list[Side] = []
    for side in (one for told in sides for one in told):
        if not any(side.may_be(other) for other in found):
            found.append(side)
    return tuple(HappeningParty(name=s.entity.name, code=s.entity.code, sector=s.entity.sector) for s in found)


def _spread(members: Sequence[Facts], kind: str) -> Spread | None:
    numbers = [n for f in members if (n := getattr(f.event.size, kind)) is not None]
    return Spread(low=min(numbers), high=max(numbers), stated=len(numbers), latest=numbers[-1]) if numbers else None
