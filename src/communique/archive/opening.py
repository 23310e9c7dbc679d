"""Opens and makes archives; turns what SQLite reports into one clear line."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from communique.archive.tables import ADDED, APPLICATION, TABLES, VERSION
from communique.errors import DataError

MAGIC = b"SQLite format 3\0"
HEAD = 100  # bytes of SQLite's file header: user_version at 60, application_id at 68 (sqlite.org/fileformat2.html)
PATIENCE = 60.0  # seconds to wait while another process writes; a document is written in milliseconds


def is_archive(path: str | Path) -> bool:
    """Whether there is an SQLite file at ``path``, by its first bytes; no other file of documents begins so."""
    try:
        with open(path, "rb") as stream:
            return stream.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def connect(path: Path, *, write: bool = False, create: bool = False) -> sqlite3.Connection:
    """A connection to the archive at ``path``; with ``create`` it is made first where there is nothing.

    Without ``write`` nothing can be changed through it. Nothing is begun: each writer begins its own transactions.

    Raises:
        DataError: there is no archive, it cannot be opened, or it is of a newer version; the file is left as it was.
    """
    with told(path):
        if create and not path.exists():
            _make(path)
        _check(path)
        try:
            return _connected(path, write, "")
        except sqlite3.OperationalError:
            if write or path.with_name(path.name + "-wal").exists():
                raise
            return _connected(path, write, "&immutable=1")  # on a medium that nobody can write SQLite needs no log


class StoppedError(DataError):
    """A question to the archive was stopped while it ran."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Errors of SQLite and of the file system, as one line about ``path``.

    Raises:
        DataError: instead of them.
    """
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
            raise StoppedError(f"{path}: the question was stopped") from error
        raise DataError(f"{path}: {_meaning(error)}") from error
    except OSError as error:
        raise DataError(f"{path}: cannot be used: {(error.strerror or str(error)).lower()}") from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and nobody else writes meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # a full disk has already rolled back
            connection.execute("ROLLBACK")
        raise


def _meaning(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return {
        sqlite3.SQLITE_FULL: "the disk is full; what was stored is safe, and the same command goes on from there",
        sqlite3.SQLITE_READONLY: "cannot be written: the file or its folder is read-only",
        sqlite3.SQLITE_BUSY: f"another process has been writing to it for {PATIENCE:.0f} seconds; try again later",
        sqlite3.SQLITE_CORRUPT: "is damaged: take a copy from a backup, or ingest the documents again",
        sqlite3.SQLITE_NOTADB: "is not an archive of communique",
        sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports an error or is full",
    }.get(code, f"cannot be used: {error}")


def _check(path: Path) -> None:
    """By the first bytes alone, so that a file that is no archive is not even opened by SQLite."""
    version = _version(path)
    if version > VERSION:
        raise DataError(
            f"{path}: is an archive of version {version}, and this program knows up to {VERSION}: update communique"
        )


def version_of(path: Path) -> int:
    """The version of the archive's tables, as its file's head has it.

    Raises:
        DataError: it is no archive, or cannot be read.
    """
    with told(path):
        return _version(path)


def _version(path: Path) -> int:
    with path.open("rb") as stream:
        head = _head(stream)
    if not head.startswith(MAGIC) or int.from_bytes(head[68:72]) != APPLICATION:
        raise DataError(f"{path}: is not an archive of communique")
    return int.from_bytes(head[60:64])


def _head(stream: BinaryIO) -> bytes:
    return stream.read(HEAD).ljust(HEAD, b"\0")


def _connected(path: Path, write: bool, more: str) -> sqlite3.Connection:
    uri = f"file:{quote(os.fsencode(path.resolve()))}?mode=rw{more}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=PATIENCE, check_same_thread=False)
    try:
        if write:
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            with transaction(connection):  # says at once that the file cannot be written
                connection.execute(ADDED)
        else:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT 1 FROM documents")  # says at once that it cannot be read
    except BaseException:
        connection.close()
        raise
    return connection


def _make(path: Path) -> None:
    """An empty archive, made beside ``path`` and put there whole: whoever is killed or comes second spoils nothing."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    os.close(handle)
    try:
        connection = sqlite3.connect(name, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(
                f"BEGIN; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; {TABLES} COMMIT;"
            )
        finally:
            connection.close()  # the last to close brings the log home, so that the file alone is whole
        os.chmod(name, 0o666 & ~_mask())
        with suppress(FileExistsError):  # another process was quicker: theirs is used
            os.link(name, path)
    finally:
        os.unlink(name)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
