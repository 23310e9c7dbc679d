"""A snapshot, open for questions: DuckDB over its files, with the small columns held in memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from communique.archive.opening import StoppedError
from communique.desk.errors import TooLongError
from communique.desk.matches import Matches

MEMORY = "350MB"  # of DuckDB, beside what Python holds
THREADS = 2
PATIENCE = 10.0  # seconds that a question waits for its turn
AT_ONCE = 4  # questions that run at the same time; others wait their turn

# What every question filters and counts is held in memory; whole rows are read from their files, a page at a time.
HELD = (
    "facts", "pairs", "mentioned", "terms", "places", "entries", "evidence", "mentions", "spoken", "happened", "told",
)
READ = (
    "rows", "statements", "undertakings", "documents", "happenings", "called", "statements_sides",
    "undertakings_sides", "entries_sides",
)


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a snapshot, as its dictionary has it."""

    meaning: str
    rows: int
    sha256: str
    columns: dict[str, dict[str, str]]


class Dictionary(msgspec.Struct, frozen=True, kw_only=True):
    """The data dictionary of a snapshot."""

    program: str
    version: str
    as_of: str | None
    as_coded: bool
    tables: dict[str, Table]


class Session:
    """Asks one after the other, with one limit on the time of all."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, matches: Matches) -> None:
        """Asks through ``cursor``; ``matches`` know which documents have which words."""
        self.matches = matches
        self._cursor = cursor
        self._over = False

    def stop(self) -> None:
        """Ends the question that runs, and lets no other begin."""
        self._over = True
        self._cursor.interrupt()

    def is_over(self) -> bool:
        """Whether the time of all questions has run out."""
        return self._over

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of the answer."""
        return self._asked(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...]:
        """The first row of the answer."""
        return self.rows(sql, parameters)[0]

    def do(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Runs what has no answer."""
        self._asked(sql, parameters)

    def batches(self, sql: str, parameters: Sequence[Any] = (), size: int = 2000) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of the answer, some at a time."""
        self._asked(sql, parameters)
        while rows := self._cursor.fetchmany(size):
            yield rows

    def columns(self) -> list[str]:
        """The names of the columns of what was asked last."""
        return [column[0] for column in self._cursor.description or ()]

    def hold(self, name: str, table: Any) -> None:
        """Makes an Arrow table known to the next questions under this name."""
        self._cursor.register(name, table)

    def _asked(self, sql: str, parameters: Sequence[Any]) -> duckdb.DuckDBPyConnection:
        if self._over:
            raise duckdb.InterruptException("the time is over")
        return self._cursor.execute(sql, parameters)


class Warehouse:
    """One snapshot. Many threads may ask at once; :meth:`close` it when nobody does any more."""

    def __init__(self, folder: Path, archive: str) -> None:
        """Opens the snapshot in ``folder``; ``archive`` is the fingerprint of the archive it was made from."""
        self.folder = folder
        self.archive = archive
        self.dictionary = msgspec.json.decode((folder / "dictionary.json").read_bytes(), type=Dictionary)
        self._turn = threading.BoundedSemaphore(AT_ONCE)
        self._streams = threading.BoundedSemaphore(AT_ONCE)
        self._connection = duckdb.connect(":memory:", config={"memory_limit": MEMORY, "threads": THREADS})
        self._connection.execute("SET enable_progress_bar = false")  # it would go to standard output
        self._load()
        numbers = self._connection.execute("SELECT docnum FROM documents").fetchnumpy()
        self._matches = Matches(numbers["docnum"])

    def close(self) -> None:
        """Lets go of the files."""
        self._connection.close()

    def count(self, table: str) -> int:
        """How many rows a public table of the snapshot has."""
        return self.dictionary.tables[table].rows

    @contextmanager
    def session(self, limit: float, *, streaming: bool = False) -> Iterator[Session]:
        """Questions that may take ``limit`` seconds together.

        While ``streaming``, who reads slowly keeps no other waiting: such sessions have turns of their own.

        Raises:
            TooLongError: they took longer, or no turn came in that time.
        """
        turn = self._streams if streaming else self._turn
        patience = min(limit, PATIENCE)
        if not turn.acquire(timeout=patience):
            raise TooLongError(f"the desk is busy: no turn came within {patience:g} seconds; try again in a moment")
        cursor = self._connection.cursor()
        session = Session(cursor, self._matches)
        timer = threading.Timer(limit, session.stop)
        timer.daemon = True
        timer.start()
        try:
            yield session
        except (duckdb.InterruptException, StoppedError):
            raise TooLongError(
                f"the query ran over its limit of {limit:g} seconds and was stopped; narrow it, by days or parties"
            ) from None
        finally:
            timer.cancel()
            cursor.close()
            turn.release()

    def _load(self) -> None:
        for name in HELD:
            file = self._file(name)
            self._connection.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet('{file}')")
        for name in READ:
            self._connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{self._file(name)}')")
        self._connection.execute(f"SET allowed_directories = ['{_quoted(self.folder)}']")
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")

    def _file(self, name: str) -> str:
        own = self.folder / "desk" / f"{name}.parquet"
        return _quoted(own if own.exists() else self.folder / f"{name}.parquet")


def _quoted(path: Path) -> str:
    return str(path.resolve()).replace("'", "''")
