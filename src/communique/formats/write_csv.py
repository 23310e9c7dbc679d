"""Events as CSV: a row an event, names and codes of the parties spelled out, with the words the event rests on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from communique.model import Document, Entity, Party, Place, Record

COLUMNS = (
    "document",
    "source",
    "title",
    "url",
    "publisher",
    "document_date",
    "id",
    "event",
    "mode",
    "context",
    "quad_code",
    "event_scale",
    "cameo",
    "actor",
    "actor_code",
    "actor_sector",
    "recipient",
    "recipient_code",
    "recipient_sector",
    "date_start",
    "date_end",
    "date_granularity",
    "date_from_text",
    "place",
    "place_country_code",
    "lat",
    "lon",
    "auxiliary",
    "statement",
    "dead",
    "injured",
    "arrested",
    "participants",
    "event_text",
    "sentence",
    "confidence",
    "why",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class EventRows:
    """Writes a header, then the events of each record. Several values in a cell are joined with ``|``."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        write_cells([COLUMNS], stream)

    def write(self, document: Document, record: Record) -> None:
        write_cells(event_cells(document.source, document.text, record), self.stream)
        self.stream.flush()


def write_cells(rows: Iterable[Iterable[object]], stream: BinaryIO) -> None:
    """Rows as CSV; what a spreadsheet would run as a formula is made plain."""
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows([safe(cell) for cell in row] for row in rows)
    stream.write(lines.getvalue().encode("utf-8", "replace"))


def safe(cell: object) -> object:
    """A text cell that a spreadsheet would run as a formula is made plain with an apostrophe."""
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def event_cells(source: str, text: str | None, record: Record) -> Iterator[tuple[object, ...]]:
    """The cells of each event of a record, by :data:`COLUMNS`; without the text its words are empty."""
    entities = {e.id: e for e in record.entities}
    places = {p.id: p for p in record.places}
    info = record.document
    about = (info.id, source, info.title, info.url, info.publisher, info.date)
    for event in record.events:
        date, size = event.date, event.size
        yield (
            *about,
            event.id,
            event.event,
            "|".join(event.mode),
            "|".join(event.context),
            event.quad_code,
            event.event_scale,
            event.cameo,
            *_party(event.actor, entities),
            *_party(event.recipient, entities),
            *((None,) * 4 if date is None else (date.start, date.end, date.granularity, int(date.time is not None))),
            *_place(places.get(event.event_loc or "")),
            "|".join(event.auxiliary),
            event.statement,
            size.dead,
            size.injured,
            size.arrested,
            size.participants,
            None if text is None else " … ".join([text[a:b] for a, b in event.event_text]),
            None if text is None else text[slice(*event.sentence)],
            event.confidence,
            event.why,
        )


def _place(place: Place | None) -> tuple[str | float | None, ...]:
    if place is None:
        return (None, None, None, None)
    return (place.resolved_place or place.extracted_place, place.country_code, place.lat, place.lon)


def _party(parties: tuple[Party, ...], entities: dict[str, Entity]) -> tuple[str, str, str]:
    if len(parties) == 1:  # as nearly always; this is where the time of an export goes
        entity = entities.get(parties[0].entity)
        return (entity.name, entity.code or "", ";".join(entity.sector)) if entity else ("", "", "")
    found = [entities[p.entity] for p in parties if p.entity in entities]
    return (
        "|".join(e.name for e in found),
        "|".join(e.code or "" for e in found),
        "|".join(";".join(e.sector) for e in found),
    )
