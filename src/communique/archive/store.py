"""Writes documents and their records into an archive, each wholly or not at all."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import msgspec

from communique.archive.corrections import corrected
from communique.archive.happenings import group
from communique.archive.index import index_record, index_words
from communique.archive.opening import connect, told, transaction
from communique.archive.upgrade import upgrade
from communique.archive.values import key_of, packed, plain
from communique.formats.failure import Failure
from communique.formats.write_jsonl import encoded
from communique.model import Document, Record


class Maker(NamedTuple):
    """What makes the records of a generation: the program's version, and the hashes of all that steers it, as JSON."""

    version: str
    facts: str


class Store:
    """One run of coding into an archive; use it as a context, and :meth:`finish` it.

    A run that never finishes leaves its documents in the archive, and no end in its row.
    """

    def __init__(self, path: Path, maker: Maker, settings: Mapping[str, object], started: str) -> None:
        """Opens the archive, making it where there is none. ``started`` is the time of the run (ISO 8601).

        Raises:
            DataError: the file cannot be used.
        """
        self.path = path
        upgrade(path)
        self._connection = connect(path, write=True, create=True)
        try:
            with told(path), transaction(self._connection):
                self.generation = _generation(self._connection, maker)
                self.run = _started(self._connection, self.generation, settings, started)
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with told(self.path):
            self._connection.close()

    def wants(self, document: Document) -> bool:
        """Whether this generation has no record of ``document`` yet; if it has, that it was seen again is noted.

        A document without a source (one out of the archive itself) has not been seen anywhere anew.

        Raises:
            DataError: the archive cannot be written.
        """
        with told(self.path):
            number = self._coded(key_of(document))
            if number is None:
                return True
            if document.source and not self._is_sighted(number, document):
                with transaction(self._connection):
                    self._sight(number, document)
            return False

    def add(self, document: Document, record: Record) -> bool:
        """Stores both; whether that was news (another process may have been quicker).

        A document whose id is taken by one with another text is kept under an id of its own, and its record says so.

        Raises:
            DataError: the archive cannot be written; nothing of the document is in it then.
        """
        return self.add_all(((document, record),)) == 1

    def add_all(self, pairs: Iterable[tuple[Document, Record]]) -> int:
        """Stores all of these or none, and says how many of them were news.

        Raises:
            DataError: the archive cannot be written; nothing of them is in it then.
        """
        with told(self.path), transaction(self._connection):
            return sum(self._add(document, record) for document, record in pairs)

    def _add(self, document: Document, record: Record) -> bool:
        key = key_of(document)
        number = self._coded(key)
        news = number is None
        if number is None:
            number = self._put(key, document, record)
        if document.source or not self._is_sighted(number):
            self._sight(number, document)
        return news

    def fail(self, failure: Failure) -> None:
        """Notes a document that could not be read or coded."""
        with told(self.path), transaction(self._connection):
            self._connection.execute(
                "INSERT INTO failures VALUES (?, ?, ?, ?)",
                (self.run, plain(failure.file), failure.line, plain(failure.message)),
            )

    def group_happenings(self) -> None:
        """Groups what has come into happenings: for runs that go on for long, as finishing does it."""
        group(self.path, self._connection)

    def finish(self, ended: str) -> None:
        """Groups what has come into happenings, and notes that the run came to its end, at this time (ISO 8601)."""
        self.group_happenings()
        with told(self.path), transaction(self._connection):
            self._connection.execute("UPDATE runs SET ended = ? WHERE number = ?", (ended, self.run))

    def _coded(self, key: str) -> int | None:
        found: tuple[int] | None = self._connection.execute(
            "SELECT number FROM documents JOIN records ON document = number WHERE key = ? AND generation = ?",
            (key, self.generation),
        ).fetchone()
        return found[0] if found else None

    def _put(self, key: str, document: Document, record: Record) -> int:
        known: tuple[int, str] | None = self._connection.execute(
            "SELECT number, id FROM documents WHERE key = ?", (key,)
        ).fetchone()
        id = known[1] if known else self._free_id(document.id)
        taken = plain(document.id) != id and not self._is_free(document.id)
        document, record = _named(document, record, id, taken)
        number = known[0] if known else self._put_document(key, id, document)
        self._connection.execute(
            "INSERT INTO records VALUES (?, ?, ?, ?)", (number, self.generation, self.run, encoded(record))
        )
        newest = self._connection.execute("SELECT max(generation) FROM records WHERE document = ?", (number,))
        if newest.fetchone() == (self.generation,):
            self._connection.execute("UPDATE documents SET current = ? WHERE number = ?", (self.generation, number))
            view = corrected(self._connection, number, self.generation, record)
            index_record(self._connection, number, record, view.record)
        return number

    def _put_document(self, key: str, id: str, document: Document) -> int:
        cursor = self._connection.execute(
            "INSERT INTO documents (id, key, input, current) VALUES (?, ?, ?, ?)",
            (plain(id), key, packed(msgspec.structs.replace(document, source="")), self.generation),
        )
        number = cursor.lastrowid or 0
        index_words(self._connection, number, document)
        return number

    def _free_id(self, id: str) -> str:
        free, count = plain(id), 1
        while not self._is_free(free):
            count += 1
            free = f"{plain(id)}~{count}"
        return free

    def _is_free(self, id: str) -> bool:
        found = self._connection.execute("SELECT 1 FROM documents WHERE id = ?", (plain(id),))
        return found.fetchone() is None

    def _is_sighted(self, number: int, document: Document | None = None) -> bool:
        """Whether this document was met at all, or just there."""
        sql = "SELECT 1 FROM sightings WHERE document = ?"
        there = " AND given = ? AND url = ? AND publisher = ? AND source = ?" if document else ""
        values = (number, *_sighting(document)) if document else (number,)
        return self._connection.execute(sql + there, values).fetchone() is not None

    def _sight(self, number: int, document: Document) -> None:
        self._connection.execute(
            "INSERT OR IGNORE INTO sightings (document, given, url, publisher, source, run) VALUES (?, ?, ?, ?, ?, ?)",
            (number, *_sighting(document), self.run),
        )


def _sighting(document: Document) -> tuple[str, str, str, str]:
    """Where a document was seen; the same place again (a run that goes on) is no second sighting."""
    return plain(document.id), plain(document.url), plain(document.publisher), plain(document.source)


def _named(document: Document, record: Record, id: str, taken: bool) -> tuple[Document, Record]:
    """Both under the id that the archive knows them by; ``taken``: because another document has theirs."""
    if plain(document.id) == id:
        return document, record
    note = f"the id {document.id!r} was taken by another document of the archive; this one is kept as {id!r}"
    return (
        msgspec.structs.replace(document, id=id),
        msgspec.structs.replace(
            record,
            document=msgspec.structs.replace(record.document, id=id),
            warnings=(*record.warnings, note) if taken else record.warnings,
        ),
    )


def _generation(connection: sqlite3.Connection, maker: Maker) -> int:
    connection.execute("INSERT OR IGNORE INTO generations (version, maker) VALUES (?, ?)", maker)
    found: tuple[int] = connection.execute("SELECT number FROM generations WHERE maker = ?", (maker.facts,)).fetchone()
    return found[0]


def _started(connection: sqlite3.Connection, generation: int, settings: Mapping[str, object], started: str) -> int:
    written = json.dumps(settings)
    cursor = connection.execute(
        "INSERT INTO runs (generation, settings, started) VALUES (?, ?, ?)", (generation, written, started)
    )
    return cursor.lastrowid or 0
