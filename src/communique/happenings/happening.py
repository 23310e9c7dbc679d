"""A happening: what all reports of it say together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from communique.happenings.facts import Facts, Side

NUMBERS = ("dead", "injured", "arrested", "participants")
_WIDTH = {"feature": 0, "city": 1, "district": 2, "province": 3, "country": 4}


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

    def words(self) -> str:
        """ "27 to 40", or "27" where all agree."""
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"


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

    def numbers(self) -> str:
        """ "27 to 40 dead, 3 injured": what the reports say of how many."""
        spreads = ((kind, getattr(self, kind)) for kind in NUMBERS)
        return ", ".join(f"{spread.words()} {kind}" for kind, spread in spreads if spread is not None)


def happening_of(members: Sequence[Facts]) -> Happening:
    """What these events, which are one happening, say together."""
    by_report = sorted(members, key=lambda f: (f.told, f.document, f.start, f.end, f.id))
    first = by_report[0]
    places = [f.place for f in by_report if f.place]
    place = min(places, key=lambda p: _WIDTH.get(p.resolution or "", 9), default=None)
    days = _days(members)
    documents = len({f.document for f in by_report})
    return Happening(
        id="h-" + hashlib.sha256(f"{first.document}\n{first.id}".encode("utf-8", "replace")).hexdigest()[:16],
        event=first.event,
        mode=tuple(dict.fromkeys(m for f in by_report for m in f.mode)),
        quad_code=first.quad_code,
        actor=_parties(f.actors for f in by_report),
        recipient=_parties(f.recipients for f in by_report),
        first=days[0].isoformat(),
        last=days[1].isoformat(),
        place=place.name if place else None,
        country_code=place.country_code if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        dead=_spread(by_report, "dead"),
        injured=_spread(by_report, "injured"),
        arrested=_spread(by_report, "arrested"),
        participants=_spread(by_report, "participants"),
        documents=documents,
        stories=documents,
        sources=tuple(Source(document=f.document, event=f.id, date=f.told or None) for f in by_report),
    )


def in_stories(happening: Happening, heads: Mapping[str, str]) -> Happening:
    """The happening with its stories counted; ``heads`` says which document each reprint goes back to."""
    stories = len({heads.get(source.document, source.document) for source in happening.sources})
    return happening if stories == happening.stories else msgspec.structs.replace(happening, stories=stories)


def _days(members: Sequence[Facts]) -> tuple[date, date]:
    """The days that it lies between: by the reports that name a day, else what all stretches have in common."""
    single = [f.first for f in members if f.first == f.last]
    if single:
        return min(single), max(single)
    begin, end = max(f.first for f in members), min(f.last for f in members)
    return (begin, end) if begin <= end else (min(f.first for f in members), max(f.last for f in members))


def _parties(sides: Iterable[Sequence[Side]]) -> tuple[HappeningParty, ...]:
    """Each party once, by the name that it has first."""
    found: list[Side] = []
    for side in (one for told in sides for one in told):
        if not any(side.may_be(other) for other in found):
            found.append(side)
    return tuple(HappeningParty(name=s.name, code=s.code, sector=s.sector) for s in found)


def _spread(members: Sequence[Facts], kind: str) -> Spread | None:
    numbers = [n for f in members if (n := getattr(f, kind)) is not None]
    return Spread(low=min(numbers), high=max(numbers), stated=len(numbers), latest=numbers[-1]) if numbers else None
