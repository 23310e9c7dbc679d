"""Brings archives that an older program made up to what this one reads and writes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from communique.archive.filed import filed_of
from communique.archive.index import index_items, views
from communique.archive.opening import connect, told, transaction, version_of
from communique.archive.tables import HAPPENINGS, ITEMS, VERSION
from communique.archive.tellings import index_tellings
from communique.errors import DataError

WITH_ITEMS = 2  # the version that came to index statements and undertakings


def upgrade(path: Path) -> None:
    """Makes the indexes that an archive of an older version lacks; one of this version is left as it is.

    All or nothing: whoever is killed leaves the archive of the older version. It takes about a minute for two hundred
    thousand documents, once.

    Raises:
        DataError: it is older, and cannot be written.
    """
    if not path.exists() or version_of(path) >= VERSION:
        return
    try:
        connection = connect(path, write=True)
    except DataError as error:
        raise DataError(f"{error}; it is of an older version, which must be brought up to date first") from None
    try:
        with told(path), transaction(connection):
            _upgrade(connection)
        with told(path):
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")  # the version comes into the file's head
    finally:
        connection.close()


def _upgrade(connection: sqlite3.Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version >= VERSION:
        return  # another process was quicker
    for tables in ((ITEMS,) if version < WITH_ITEMS else ()) + (HAPPENINGS,):
        for statement in filter(str.strip, tables.split(";")):
            connection.execute(statement)
    for (number,) in connection.execute("SELECT number FROM documents ORDER BY number").fetchall():
        filed = filed_of(connection, number)
        shown = views(filed.coded, filed.record)
        for record, view in shown if version < WITH_ITEMS else ():
            index_items(connection, number, record, view)
        index_tellings(connection, number, shown)
    connection.execute(f"PRAGMA user_version = {VERSION}")
