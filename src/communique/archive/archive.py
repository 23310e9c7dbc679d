"""An archive that is open: its events, records, documents, runs and corrections."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.archive import history
from communique.archive.at_hand import AS_CODED, home_of, kept_entries, snapshot_at_hand
from communique.archive.changes import Change, given_value, value_of
from communique.archive.correcting import correct, judged, last_corrections
from communique.archive.corrections import Correction, undoing
from communique.archive.filed import Filed, Stored, filed_among, filed_as, filed_of, rows_of, stored
from communique.archive.fingerprint import fingerprint
from communique.archive.found import (
    Answers,
    Found,
    Owed,
    Said,
    entries,
    events,
    happenings,
    statements,
    undertakings,
)
from communique.archive.happenings import happenings as happened
from communique.archive.happenings import keep_up
from communique.archive.history import Failed, Run, Sighting
from communique.archive.index import STATEMENT, UNDERTAKING
from communique.archive.opening import connect, told, transaction
from communique.archive.query import Query, Statement, distance, items_of, phrases, query_of, statement_of
from communique.archive.suiting import stands
from communique.archive.upgrade import upgrade
from communique.archive.values import plain, unpacked
from communique.errors import InputError
from communique.happenings.happening import Happening, in_stories
from communique.ledger.build import each_entry
from communique.model import Document, Entry, Record

STEPS = 10_000  # of SQLite's machine between two looks at whether a question is to go on
CACHED = 64  # records kept decoded: the events of a document are often asked for one after another


class Archive:
    """Use it as a context or :meth:`close` it. Many may read while one writes; each sees whole documents."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        """Opens the archive at ``path``; only with ``write`` can it be corrected.

        An archive of an older version is brought up to this one's first.

        Raises:
            DataError: there is none, or it cannot be used.
        """
        self.path = path
        upgrade(path)
        self._connection = connect(path, write=write)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def stop_when(self, over: Callable[[], bool]) -> None:
        """Stops questions while they run, with :class:`StoppedError`, once ``over()`` is true."""
        self._connection.set_progress_handler(over, STEPS)

    def events(self, query: Query | None = None, **filters: Any) -> Answers[Found]:
        """The events that ``query``, or a query of keyword arguments, asks for: by date, document and place in it.

        Raises:
            InputError: a filter cannot be used.
            DataError: the archive cannot be read.
        """
        wanted = query or query_of(**filters)
        found = self._placed(statement_of(wanted), wanted.as_coded)
        return events(Found(input, record, record.events[n]) for input, record, n in found)

    def statements(self, query: Query | None = None, **filters: Any) -> Answers[Said]:
        """The statements that a query asks for, by document and place in it.

        Raises:
            InputError: a filter cannot be used.
            DataError: the archive cannot be read.
        """
        wanted = query or query_of("statements", **filters)
        found = self._placed(items_of(STATEMENT, wanted), wanted.as_coded)
        return statements(Said(input, record, record.statements[n]) for input, record, n in found)

    def undertakings(self, query: Query | None = None, **filters: Any) -> Answers[Owed]:
        """The undertakings that a query asks for, by document and place in it.

        Raises:
            InputError: a filter cannot be used.
            DataError: the archive cannot be read.
        """
        wanted = query or query_of("undertakings", **filters)
        found = self._placed(items_of(UNDERTAKING, wanted), wanted.as_coded)
        return undertakings(Owed(input, record, record.undertakings[n]) for input, record, n in found)

    def entries(self, query: Query | None = None, as_of: str | None = None, **filters: Any) -> Answers[Entry]:
        """The entries of the ledger that a query asks for, by id; the ledger is built of all records.

        ``as_of`` is the day (ISO) that statuses hold at; None: that of the last document.

        Raises:
            InputError: a filter cannot be used.
            DataError: the archive cannot be read.
        """
        wanted = query or query_of("entries", **filters)
        return self._standing(wanted, each_entry(self.records(as_coded=wanted.as_coded), as_of))

    def entries_at_hand(self, query: Query) -> Answers[Entry] | None:
        """The same, without evidence, from a desk's snapshot; None where none is at hand of the archive as it is now.

        Raises:
            InputError: a filter cannot be used.
            DataError: the archive cannot be read.
        """
        home = home_of(self.path)
        if query.as_coded and self.is_corrected():
            home /= AS_CODED
        snapshot = snapshot_at_hand(home, self.fingerprint()) if home.is_dir() else None
        return self._standing(query, kept_entries(snapshot)) if snapshot else None

    def happenings(
        self, query: Query | None = None, stories: Mapping[str, str] | None = None, **filters: Any
    ) -> Answers[Happening]:
        """The happenings that a query asks for, by day and id: each what all its reports say together.

        ``stories`` says which document each reprint goes back to, so that reprints count once. Where documents came or
        were corrected since they were last grouped, that is done first, and kept if the archive can be written.

        Raises:
            InputError: a filter cannot be used.
            DataError: the archive cannot be read.
        """
        wanted = query or query_of("happenings", **filters)
        return happenings(in_stories(one, stories or {}) for one in self._happened(wanted))

    def records(self, *, as_coded: bool = False) -> Iterator[Record]:
        """The newest record of every document, as corrected, in order of the documents' ids."""
        for filed in self.documents():
            yield filed.coded if as_coded else filed.record

    def documents(self) -> Iterator[Filed]:
        """Every document with its newest record, in order of their ids."""
        with self._snapshot() as connection:
            for (number,) in rows_of(self.path, connection, "SELECT number FROM documents ORDER BY id"):
                yield filed_of(connection, number)

    def stored(self, *, as_coded: bool = False) -> Iterator[Stored]:
        """Every document with its newest record as JSON, as corrected, in order of their ids."""
        with self._snapshot() as connection:
            yield from stored(self.path, connection, as_coded)

    def document(self, id: str) -> Filed:
        """The document with this id.

        Raises:
            InputError: there is none.
        """
        with told(self.path):
            found = filed_as(self._connection, plain(id))
        if found is None:
            raise self._missing(id)
        return found

    def among(self, ids: Sequence[str]) -> Iterator[Filed]:
        """The documents with these ids, each once, in order of their ids; those that there are not are left out."""
        return filed_among(self.path, self._connection, sorted({plain(id) for id in ids}))

    def sightings(self, id: str) -> tuple[Sighting, ...]:
        """Where the document with this id was met, in order.

        Raises:
            InputError: there is none.
        """
        number = self.number(id)
        with told(self.path):
            return history.sightings(self._connection, number)

    def runs(self) -> tuple[Run, ...]:
        """All runs, oldest first."""
        with told(self.path):
            return history.runs(self._connection)

    def manifest(self, run: int) -> bytes:
        """What made the records of this run, as JSON: the program's version, the hashes of its data and models.

        Raises:
            InputError: there is no such run.
        """
        with told(self.path):
            found = history.manifest(self._connection, run)
        if found is None:
            raise InputError(f"{self.path}: has no run {run}")
        return found

    def failures(self, run: int) -> tuple[Failed, ...]:
        """What this run could not read or code."""
        with told(self.path):
            return history.failures(self._connection, run)

    def corrections(self) -> Iterator[Correction]:
        """All corrections, by document, oldest first."""
        with self._snapshot() as connection:
            sql = "SELECT number FROM documents WHERE number IN (SELECT document FROM corrections) ORDER BY id"
            for (number,) in rows_of(self.path, connection, sql):
                yield from filed_of(connection, number).corrections

    def is_corrected(self) -> bool:
        """Whether anything was ever corrected in it."""
        return bool(next(self._rows("SELECT EXISTS (SELECT 1 FROM corrections)"))[0])

    def correct(self, id: str, target: str, field: str, new: Any, *, who: str, made: str, why: str) -> Record:
        """Adds a correction: ``field`` of the item ``target`` ("v3") of document ``id`` is ``new`` (as JSON has it).

        The field ``exists`` takes an item out (False) or puts it back (True). ``made`` is the time (ISO 8601). Gives
        the record as it is now.

        Raises:
            InputError: there is no such document, item or field, or the value does not fit.
            DataError: the archive was not opened for writing, or cannot be written.
        """
        number = self.number(id)
        change = Change(target=target, field=field, new=new)
        with told(self.path), transaction(self._connection):
            return correct(self._connection, number, (change,), plain(who), made, plain(why))

    def undo(self, correction: int, *, who: str, made: str, why: str) -> Record:
        """Takes back the correction with this number, and all that followed from it, by corrections of its own.

        Raises:
            InputError: there is no such correction, or what it corrected is no longer so.
            DataError: the archive was not opened for writing, or cannot be written.
        """
        with told(self.path), transaction(self._connection):
            number, changes = undoing(self._connection, correction)
            return correct(self._connection, number, changes, plain(who), made, plain(why), alone=True)

    def last_corrections(self, most: int) -> list[Correction]:
        """The last corrections of all documents, the newest first."""
        with told(self.path):
            return last_corrections(self._connection, most)

    def judged(self) -> frozenset[tuple[str, str]]:
        """Which items, as (document, item), stand otherwise than coded or were found right; what was undone is not."""
        with told(self.path):
            return judged(self._connection)

    def value(self, id: str, target: str, field: str, words: str) -> Any:
        """What ``words``, written by hand, mean as a value of this field.

        Raises:
            InputError: there is no such document, item or field.
        """
        filed = self.document(id)
        return given_value(words, True if field == "exists" else value_of(filed.record, target, field))

    def prune(self) -> int:
        """Takes out the records that a newer generation has replaced, and says how many; no document is lost.

        Raises:
            DataError: the archive was not opened for writing, or cannot be written.
        """
        with told(self.path), transaction(self._connection):
            cursor = self._connection.execute(
                "DELETE FROM records WHERE generation <>"
                " (SELECT current FROM documents WHERE documents.number = document)"
            )
        return cursor.rowcount

    def fingerprint(self) -> str:
        """A hash of all that a reader can see in it, to cite it by; see :mod:`communique.archive.fingerprint`."""
        with told(self.path):
            return fingerprint(self._connection)

    def changes(self) -> int:
        """A number that is another one when another process has written since (SQLite's ``data_version``)."""
        return int(next(self._rows("PRAGMA data_version"))[0])

    def matching(self, text: str) -> NDArray[np.int64]:
        """The numbers of the documents whose words match ``text``, in the notation of :class:`Query`.

        Raises:
            InputError: there is no word in it.
        """
        words = phrases(text)
        with told(self.path):  # as one text: a common word is in every document, and a row of Python's each takes long
            sql = "SELECT group_concat(rowid) FROM words WHERE words MATCH ?"
            (found,) = self._connection.execute(sql, (words,)).fetchone()
        return np.fromstring(found or "", np.int64, sep=",")

    def read_ahead(self) -> int:
        """Reads the full-text index once, so that the first question for words need not wait for the disk; its parts.

        Raises:
            DataError: the archive cannot be read.
        """
        return int(next(self._rows("SELECT count(block) FROM words_data"))[0])

    def texts(self, ids: Iterable[str]) -> Iterator[str | None]:
        """The texts of these documents, in their order; None where there is no such document."""
        for id in ids:
            found = next(self._rows("SELECT input FROM documents WHERE id = ?", plain(id)), None)
            yield unpacked(found[0], Document).text if found else None

    def number(self, id: str) -> int:
        """The number of the document with this id.

        Raises:
            InputError: there is none.
        """
        for (number,) in self._rows("SELECT number FROM documents WHERE id = ?", plain(id)):
            return int(number)
        raise self._missing(id)

    def numbers(self) -> Iterator[tuple[str, int]]:
        """The id and the number of every document."""
        yield from self._rows("SELECT id, number FROM documents ORDER BY id")

    def _standing(self, query: Query, ledger: Iterator[Entry]) -> Answers[Entry]:
        named = None if query.text is None else frozenset(self._names(self.matching(query.text).tolist()))
        return entries(islice((entry for entry in ledger if stands(query, entry, named)), query.limit))

    def _names(self, numbers: Iterable[int]) -> Iterator[str]:
        for number in numbers:
            yield from (id for (id,) in self._rows("SELECT id FROM documents WHERE number = ?", number))

    def _placed(self, statement: Statement, as_coded: bool) -> Iterator[tuple[Document, Record, int]]:
        """The documents that the index names, with their records and the place in them of what was asked for."""
        with self._snapshot() as connection:
            read = lru_cache(CACHED)(partial(filed_of, connection))
            for number, position in rows_of(self.path, connection, statement.sql, *statement.parameters):
                input, coded, corrected, *_ = read(number)
                yield input, coded if as_coded else corrected, position

    def _happened(self, query: Query) -> Iterator[Happening]:
        keep_up(self.path)
        with self._snapshot() as connection:
            yield from happened(self.path, connection, query)

    @contextmanager
    def _snapshot(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own for a long read: it sees the archive as it is now, whatever is written meanwhile."""
        connection = connect(self.path)
        try:
            connection.create_function("distance", 4, distance, deterministic=True)
            connection.execute("BEGIN")
            yield connection
        finally:
            connection.close()

    def _missing(self, id: str) -> InputError:
        return InputError(f"{self.path}: has no document {id!r}")

    def _rows(self, sql: str, *parameters: Any) -> Iterator[Any]:
        return rows_of(self.path, self._connection, sql, *parameters)


def open_archive(path: str | Path, *, write: bool = False) -> Archive:
    """Opens an archive that ``communique ingest`` made; see :class:`Archive`.

    Raises:
        DataError: there is none at ``path``, or it cannot be used.
    """
    return Archive(Path(path), write=write)
