"""Events as CSV: a row an event, names and codes of the parties spelled out, with the words the event rests on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from communique.model import Document, Entity, Event, Party, Place, Record

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
        self._row(COLUMNS)

    def write(self, document: Document, record: Record) -> None:
        entities = {e.id: e for e in record.entities}
        places = {p.id: p for p in record.places}
        for event in record.events:
            self._row(_cells(document, record, event, entities, places.get(event.event_loc or "")))
        self.stream.flush()

    def _row(self, cells: Iterable[object]) -> None:
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(["" if c is None else safe(c) for c in cells])
        self.stream.write(line.getvalue().encode("utf-8", "replace"))


def safe(cell: object) -> object:
    """A text cell that a spreadsheet would run as a formula is made plain with an apostrophe."""
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _cells(
    document: Document, record: Record, event: Event, entities: dict[str, Entity], place: Place | None
) -> tuple[object, ...]:
    date = event.date
    return (
        record.document.id,
        document.source,
        record.document.title,
        record.document.url,
        record.document.publisher,
        record.document.date,
        event.id,
        event.event,
        "|".join(event.mode),
        "|".join(event.context),
        event.quad_code,
        event.event_scale,
        event.cameo,
        *_party(event.actor, entities),
        *_party(event.recipient, entities),
        date and date.start,
        date and date.end,
        date and date.granularity,
        None if date is None else int(date.time is not None),
        place and (place.resolved_place or place.extracted_place),
        place and place.country_code,
        place and place.lat,
        place and place.lon,
        "|".join(event.auxiliary),
        event.statement,
        event.size.dead,
        event.size.injured,
        event.size.arrested,
        event.size.participants,
        " … ".join(document.text[a:b] for a, b in event.event_text),
        document.text[slice(*event.sentence)],
        event.confidence,
        event.why,
    )


def _party(parties: tuple[Party, ...], entities: dict[str, Entity]) -> tuple[str, str, str]:
    found = [entities[p.entity] for p in parties if p.entity in entities]
    return (
        "|".join(e.name for e in found),
        "|".join(e.code or "" for e in found),
        "|".join(";".join(e.sector) for e in found),
    )
