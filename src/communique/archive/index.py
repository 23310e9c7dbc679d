"""Writes the rows by which events are found again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from communique.model import Document, Entity, Event, Record

CORRECTED, AS_CODED = 1, 2
UNDATED = "9"  # sorts behind every year
ACTOR, RECIPIENT = "actor", "recipient"


def index_words(connection: sqlite3.Connection, number: int, document: Document) -> None:
    """The words of a document, for full-text search; lone surrogates, which no word holds, are left out."""
    connection.execute(
        "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)",
        (number, searchable(document.title or ""), searchable(document.text)),
    )


def index_record(connection: sqlite3.Connection, number: int, coded: Record, corrected: Record) -> None:
    """The events of a document's current record; an earlier index of it is replaced."""
    drop_index(connection, number)
    if coded == corrected:
        _insert(connection, number, coded, CORRECTED | AS_CODED)
    else:
        _insert(connection, number, coded, AS_CODED)
        _insert(connection, number, corrected, CORRECTED)


def drop_index(connection: sqlite3.Connection, number: int) -> None:
    """Takes a document's events out of the index."""
    connection.execute("DELETE FROM parties WHERE event IN (SELECT number FROM events WHERE document = ?)", (number,))
    connection.execute("DELETE FROM events WHERE document = ?", (number,))


def searchable(text: str) -> str:
    """``text`` as UTF-8 can hold it."""
    return text.encode("utf-8", "replace").decode()


def folded(name: str) -> str:
    """A name as it is compared: case and spaces do not matter."""
    return " ".join(searchable(name).casefold().split())


def _insert(connection: sqlite3.Connection, number: int, record: Record, view: int) -> None:
    entities = {e.id: e for e in record.entities}
    places = {p.id: p for p in record.places}
    for position, event in enumerate(record.events):
        place, date = places.get(event.event_loc or ""), event.date
        row = (
            number, view, position, event.event, event.quad_code, date and date.start, date and date.end,
            (date and (date.start or date.end)) or UNDATED,
            place and place.country_code, place and place.lat, place and place.lon, "|".join(event.auxiliary),
        )
        cursor = connection.execute(
            "INSERT INTO events (document, view, place_in_record, event, quad, first, last, day, country, lat, lon,"
            " auxiliary) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row,
        )
        connection.executemany(
            "INSERT OR IGNORE INTO parties (event, role, name) VALUES (?, ?, ?)",
            ((cursor.lastrowid, role, name) for role, name in _parties(event, entities)),
        )


def _parties(event: Event, entities: dict[str, Entity]) -> Iterable[tuple[str, str]]:
    for role, parties in ((ACTOR, event.actor), (RECIPIENT, event.recipient)):
        for party in parties:
            entity = entities.get(party.entity)
            if entity:
                yield from ((role, folded(name)) for name in (entity.name, entity.code) if name)
