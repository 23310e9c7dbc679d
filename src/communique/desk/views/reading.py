"""A document, and one event in it, with the words behind every field."""

from __future__ import annotations

from urllib.parse import urlencode

import msgspec

from communique.archive.archive import Archive
from communique.archive.corrections import Correction
from communique.archive.filed import Filed
from communique.archive.history import Sighting
from communique.desk.errors import NotThereError
from communique.desk.views.fields import Item, event_item, items_of
from communique.desk.views.pieces import Piece, around, event_spans, goes_on, heading, pieces, spans_of
from communique.errors import InputError
from communique.model import DocumentInfo

LONGEST = 200_000  # letters of a document that a page shows; the rest is in its JSON


class DocumentView(msgspec.Struct, frozen=True, kw_only=True):
    """The Document page."""

    info: DocumentInfo
    heading: str
    pieces: tuple[Piece, ...]
    items: tuple[Item, ...]
    warnings: tuple[str, ...]
    corrections: tuple[Correction, ...]
    sightings: tuple[Sighting, ...]
    cut: int  # letters that are not shown


class EventView(msgspec.Struct, frozen=True, kw_only=True):
    """The Event page: the event, the words around it, and what was put right in it."""

    info: DocumentInfo
    heading: str
    item: Item
    pieces: tuple[Piece, ...]
    corrections: tuple[Correction, ...]
    more: bool  # whether the report goes on behind the words
    removed: bool  # whether a correction has taken it out; it is then shown as it was coded


def filed(archive: Archive, id: str) -> Filed:
    """The document with this id.

    Raises:
        NotThereError: there is none.
    """
    try:
        return archive.document(id)
    except InputError:
        raise NotThereError(f"The archive has no document “{id[:200]}”.") from None


def document_view(archive: Archive, id: str, as_coded: bool = False) -> DocumentView:
    """What the Document page shows; with ``as_coded`` without corrections.

    Raises:
        NotThereError: there is no such document.
    """
    found = filed(archive, id)
    record, text = found.coded if as_coded else found.record, found.input.text
    shown = min(len(text), LONGEST)
    return DocumentView(
        info=record.document, heading=heading(record.document.title, text),
        pieces=pieces(text, spans_of(record), (0, shown)), items=items_of(text, record),
        warnings=record.warnings, corrections=found.corrections, sightings=archive.sightings(id),
        cut=len(text) - shown,
    )


def event_view(archive: Archive, document: str, id: str, as_coded: bool = False) -> EventView:
    """What the Event page shows; with ``as_coded`` without corrections.

    Raises:
        NotThereError: there is no such document, or no such event in it.
    """
    found = filed(archive, document)
    text = found.input.text
    for record in (found.coded,) if as_coded else (found.record, found.coded):
        for event in record.events:
            if event.id == id:
                window = around(text, event.sentence)
                return EventView(
                    info=record.document, heading=heading(record.document.title, text),
                    item=event_item(text, record, event),
                    pieces=pieces(text, event_spans(record, event), window), more=goes_on(text, window),
                    corrections=tuple(c for c in found.corrections if c.target == id),
                    removed=record is not found.record and not as_coded,
                )
    raise NotThereError(
        f"The document “{document[:200]}” has no event “{id[:80]}”.",
        pages=[(f"/document?{urlencode({'id': document})}", f"What was found in “{heading(found.input.title, text)}”")],
    )
