"""Writes the rows by which events, statements and undertakings are found again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from communique.archive.tellings import index_tellings
from communique.model import Document, Entity, Party, Record

CORRECTED, AS_CODED = 1, 2
UNDATED = "9"  # sorts behind every year
ACTOR, RECIPIENT = "actor", "recipient"
STATEMENT, UNDERTAKING = "statement", "undertaking"
Roles = tuple[tuple[str, tuple[Party, ...]], ...]


def index_words(connection: sqlite3.Connection, number: int, document: Document) -> None:
    """The words of a document, for full-text search; lone surrogates, which no word holds, are left out."""
    connection.execute(
        "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)",
        (number, searchable(document.title or ""), searchable(document.text)),
    )


def index_record(connection: sqlite3.Connection, number: int, coded: Record, corrected: Record) -> None:
    """What a document's current record says; an earlier index of it is replaced."""
    drop_index(connection, number)
    shown = views(coded, corrected)
    for record, view in shown:
        _insert(connection, number, record, view)
        index_items(connection, number, record, view)
    index_tellings(connection, number, shown)


def views(coded: Record, corrected: Record) -> tuple[tuple[Record, int], ...]:
    """The record that each view shows; one for both as long as nothing was put right."""
    if coded == corrected:
        return ((coded, CORRECTED | AS_CODED),)
    return (coded, AS_CODED), (corrected, CORRECTED)


def drop_index(connection: sqlite3.Connection, number: int) -> None:
    """Takes what a document says out of the index."""
    connection.execute("DELETE FROM parties WHERE event IN (SELECT number FROM events WHERE document = ?)", (number,))
    connection.execute("DELETE FROM events WHERE document = ?", (number,))
    connection.execute("DELETE FROM sides WHERE item IN (SELECT number FROM items WHERE document = ?)", (number,))
    connection.execute("DELETE FROM items WHERE document = ?", (number,))


def index_items(connection: sqlite3.Connection, number: int, record: Record, view: int) -> None:
    """The statements and the undertakings of a record, as one view shows it."""
    entities = {e.id: e for e in record.entities}
    for item in (*_statements(record), *_undertakings(record)):
        days = [day and day[:10] for day in (item.first, item.last)]
        cursor = connection.execute(
            "INSERT INTO items (document, view, item, place_in_record, what, event, first, last)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, view, item.item, item.position, item.what, item.event, *days),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO sides (item, role, name) VALUES (?, ?, ?)",
            ((cursor.lastrowid, role, name) for role, name in _named(item.roles, entities)),
        )


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
        roles = ((ACTOR, event.actor), (RECIPIENT, event.recipient))
        cursor = connection.execute(
            "INSERT INTO events (document, view, place_in_record, event, quad, first, last, day, country, lat, lon,"
            " auxiliary) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row,
        )
        connection.executemany(
            "INSERT OR IGNORE INTO parties (event, role, name) VALUES (?, ?, ?)",
            ((cursor.lastrowid, role, name) for role, name in _named(roles, entities)),
        )


class _Item(NamedTuple):
    """A statement or an undertaking, as it is looked for."""

    item: str
    position: int
    what: str
    event: str | None
    first: str | None
    last: str | None
    roles: Roles


def _statements(record: Record) -> Iterator[_Item]:
    """Who speaks acts, and it is done to who is spoken to; their day is that of the saying."""
    for position, said in enumerate(record.statements):
        date, published = said.date, record.document.date
        first = (date and (date.start or date.end)) or published
        last = (date and (date.end or date.start)) or published
        roles = ((ACTOR, said.speaker), (RECIPIENT, said.addressee))
        yield _Item(STATEMENT, position, said.act, None, first, last, roles)


def _undertakings(record: Record) -> Iterator[_Item]:
    """Who owes acts, and it is done to whom it is owed; their day is that of the document."""
    published = record.document.date
    for position, owed in enumerate(record.undertakings):
        roles = ((ACTOR, owed.obligor), (RECIPIENT, owed.beneficiary))
        yield _Item(UNDERTAKING, position, owed.kind, owed.event, published, published, roles)


def _named(roles: Roles, entities: dict[str, Entity]) -> Iterable[tuple[str, str]]:
    """The names and codes in each role, as queries compare them."""
    for role, parties in roles:
        for party in parties:
            entity = entities.get(party.entity)
            if entity:
                yield from ((role, folded(name)) for name in (entity.name, entity.code) if name)
