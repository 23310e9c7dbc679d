"""Documents of an archive with their records: as they were read, as they were coded, as they were corrected."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from communique.archive.corrections import Correction, corrected
from communique.archive.opening import told
from communique.archive.values import packed, unpacked
from communique.model import Document, Record

NEWEST = (
    "SELECT number, input, current, record FROM documents JOIN records ON document = number AND generation = current"
)


TOGETHER = 500  # documents that are asked for at once


class Filed(NamedTuple):
    """A document of an archive: as it was read, as it was coded, and as it was corrected since."""

    input: Document
    coded: Record
    record: Record
    corrections: tuple[Correction, ...]
    generation: int


class Stored(NamedTuple):
    """A document and its record as JSON, and whether the record stands otherwise than it was coded."""

    input: bytes
    record: bytes
    corrected: bool


def filed_of(connection: sqlite3.Connection, number: int) -> Filed:
    """The document with this number, which there must be."""
    return _filed(connection, *connection.execute(f"{NEWEST} WHERE number = ?", (number,)).fetchone())


def filed_as(connection: sqlite3.Connection, id: str) -> Filed | None:
    """The document with this id; None where there is none."""
    row = connection.execute(f"{NEWEST} WHERE id = ?", (id,)).fetchone()
    return _filed(connection, *row) if row else None


def filed_among(path: Path, connection: sqlite3.Connection, ids: Sequence[str]) -> Iterator[Filed]:
    """The documents with these ids, in order of their ids; those that there are not are left out.

    Raises:
        DataError: the archive cannot be read.
    """
    touched = _touched(path, connection)
    for start in range(0, len(ids), TOGETHER):
        some = ids[start : start + TOGETHER]
        sql = f"{NEWEST} WHERE id IN ({', '.join('?' * len(some))}) ORDER BY id"
        for number, input, generation, record in rows_of(path, connection, sql, *some):
            if number in touched:
                yield _filed(connection, number, input, generation, record)
            else:
                coded = unpacked(record, Record)
                yield Filed(unpacked(input, Document), coded, coded, (), generation)


def stored(path: Path, connection: sqlite3.Connection, as_coded: bool) -> Iterator[Stored]:
    """All documents by id, undecoded; only records that were corrected are decoded, and made anew.

    Raises:
        DataError: the archive cannot be read.
    """
    touched = _touched(path, connection)
    for number, input, generation, record in rows_of(path, connection, f"{NEWEST} ORDER BY id"):
        if as_coded or number not in touched:
            yield Stored(input, record, False)
        else:
            filed = _filed(connection, number, input, generation, record)
            yield Stored(input, packed(filed.record), filed.record != filed.coded)


def _touched(path: Path, connection: sqlite3.Connection) -> frozenset[int]:
    """The numbers of the documents in which anything was ever corrected."""
    with told(path):
        return frozenset(n for (n,) in connection.execute("SELECT DISTINCT document FROM corrections"))


def rows_of(path: Path, connection: sqlite3.Connection, sql: str, *parameters: Any) -> Iterator[Any]:
    """The rows of an answer, one by one.

    Raises:
        DataError: the archive cannot be read.
    """
    with told(path):
        cursor: sqlite3.Cursor = connection.execute(sql, parameters)
    while True:
        with told(path):
            row = cursor.fetchone()
        if row is None:
            return
        yield row


def _filed(connection: sqlite3.Connection, number: int, input: bytes, generation: int, record: bytes) -> Filed:
    coded = unpacked(record, Record)
    view = corrected(connection, number, generation, coded)
    return Filed(unpacked(input, Document), coded, view.record, view.corrections, generation)
