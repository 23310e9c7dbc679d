"""Events as CSV: a row an event, names and codes of the parties spelled out, with the words the event rests on."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

from communique.model import Document, Party, Record

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
NO_DATE = NOWHERE = (None, None, None, None)
NOBODY = ("", "", "")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Worded = Callable[[str | None], str | None]  # what is done to words of documents and of their makers


class EventRows:
    """Writes a header, then the events of each record. Several values in a cell are joined with ``|``."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        write_cells([COLUMNS], stream)

    def write(self, document: Document, record: Record) -> None:
        write_cells(event_cells(document.source, document.text, record, plain), self.stream)
        self.stream.flush()


def write_cells(rows: Iterable[Sequence[object]], stream: BinaryIO) -> None:
    """Rows as CSV, as they are."""
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(rows)
    stream.write(lines.getvalue().encode("utf-8", "replace"))


def safe(cell: object) -> object:
    """A text cell that a spreadsheet would run as a formula is made plain with an apostrophe."""
    return plain(cell) if isinstance(cell, str) else cell


def plain(words: str | None) -> str | None:
    """Words that a spreadsheet would run as a formula, with an apostrophe."""
    return "'" + words if words and words[0] in FORMULA else words


def as_is(words: str | None) -> str | None:
    """The words themselves."""
    return words


def event_cells(
    source: str, text: str | None, record: Record, worded: Worded = as_is
) -> Iterator[tuple[object, ...]]:
    """The cells of each event of a record, by :data:`COLUMNS`; without the text its words are empty.

    What is the same in several events is worked out once: this is where the time of an export goes.
    """
    info = record.document
    about = (worded(info.id), worded(source), worded(info.title), worded(info.url), worded(info.publisher), info.date)
    who = {
        e.id: (worded(e.name) or "", e.code or "", ";".join(e.sector) if e.sector else "") for e in record.entities
    }
    where = {p.id: (worded(p.resolved_place or p.extracted_place), p.country_code, p.lat, p.lon) for p in record.places}
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
            *_parties(event.actor, who),
            *_parties(event.recipient, who),
            *(NO_DATE if date is None else (date.start, date.end, date.granularity, int(date.time is not None))),
            *where.get(event.event_loc or "", NOWHERE),
            "|".join(event.auxiliary),
            event.statement,
            size.dead,
            size.injured,
            size.arrested,
            size.participants,
            None if text is None else worded(" … ".join([text[a:b] for a, b in event.event_text])),
            None if text is None else worded(text[slice(*event.sentence)]),
            event.confidence,
            worded(event.why),
        )


def _parties(parties: tuple[Party, ...], who: Mapping[str, tuple[str, str, str]]) -> tuple[str, str, str]:
    if len(parties) == 1:  # as nearly always
        return who.get(parties[0].entity, NOBODY)
    found = [who[p.entity] for p in parties if p.entity in who]
    names, codes, sectors = zip(*found, strict=True) if found else ((), (), ())
    return "|".join(names), "|".join(codes), "|".join(sectors)
