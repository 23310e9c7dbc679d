"""Writes the events that were asked for: as a table, as JSON Lines, CSV, Parquet or GeoJSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

import msgspec

from communique.archive.columns import write_parquet
from communique.archive.found import Found
from communique.archive.rows import event_row
from communique.archive.values import packed
from communique.formats.write_csv import EventRows
from communique.formats.write_findings import as_geojson, as_table
from communique.model import Entity, Interval

COLUMNS = ("when", "who", "event", "whom", "where", "modes", "words", "document", "id")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """An event as a line of JSON: with what its ids stand for in its record."""

    document: str
    id: str
    event: str
    mode: tuple[str, ...]
    context: tuple[str, ...]
    cameo: str | None
    quad_code: int
    event_scale: float | None
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    date: Interval | None
    place: str | None
    country_code: str | None
    lat: float | None
    lon: float | None
    auxiliary: tuple[str, ...]
    words: str
    confidence: float
    why: str
    url: str | None
    publisher: str | None


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Who, without the words."""

    name: str
    code: str | None
    sector: tuple[str, ...]


def write_events(found: Iterable[Found], format: str, stream: BinaryIO) -> int:
    """Writes ``found`` as ``jsonl``, ``csv``, ``table``, ``parquet`` or ``geojson``, and says how many there were.

    JSON Lines and CSV are written one by one; the others are held in memory.
    """
    writers: dict[str, Callable[[Iterable[Found], BinaryIO], int]] = {
        "jsonl": _jsonl,
        "csv": _csv,
        "table": _table,
        "geojson": _geojson,
        "parquet": _parquet,
    }
    count = writers[format](found, stream)
    stream.flush()
    return count


def line_of(found: Found) -> Line:
    """The event as a line of JSON."""
    event, place = found.event, found.place
    return Line(
        document=found.document.id,
        id=event.id,
        event=event.event,
        mode=event.mode,
        context=event.context,
        cameo=event.cameo,
        quad_code=event.quad_code,
        event_scale=event.event_scale,
        actor=_parties(found.actors),
        recipient=_parties(found.recipients),
        date=event.date,
        place=(place.resolved_place or place.extracted_place) if place else None,
        country_code=place.country_code if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        auxiliary=event.auxiliary,
        words=found.words,
        confidence=event.confidence,
        why=event.why,
        url=found.document.url,
        publisher=found.document.publisher,
    )


def _jsonl(found: Iterable[Found], stream: BinaryIO) -> int:
    count = 0
    for one in found:
        count += 1
        stream.write(packed(line_of(one)) + b"\n")
    return count


def _csv(found: Iterable[Found], stream: BinaryIO) -> int:
    rows, count = EventRows(stream), 0
    for one in found:
        count += 1
        rows.write(one.input, msgspec.structs.replace(one.record, events=(one.event,)))
    return count


def _table(found: Iterable[Found], stream: BinaryIO) -> int:
    rows = [_row(line_of(one)) for one in found]
    stream.write(as_table(rows, COLUMNS))
    return len(rows)


def _geojson(found: Iterable[Found], stream: BinaryIO) -> int:
    rows = [msgspec.to_builtins(line_of(one)) for one in found]
    stream.write(as_geojson(rows))
    return sum(row["lat"] is not None for row in rows)


def _parquet(found: Iterable[Found], stream: BinaryIO) -> int:
    return write_parquet("events", (event_row(f.text, f.record, f.event) for f in found), stream)


def _row(line: Line) -> dict[str, Any]:
    return {
        "when": line.date and (line.date.start or line.date.end),
        "who": [p.name for p in line.actor],
        "event": line.event,
        "whom": [p.name for p in line.recipient],
        "where": line.place,
        "modes": list(line.auxiliary),
        "words": line.words,
        "document": line.document,
        "id": line.id,
    }


def _parties(entities: Iterable[Entity]) -> tuple[Party, ...]:
    return tuple(Party(name=e.name, code=e.code, sector=e.sector) for e in dict.fromkeys(entities))
