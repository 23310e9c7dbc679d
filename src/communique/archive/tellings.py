"""Keeps what each document tells of happenings, and on which days that has changed since they were last grouped."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from communique.archive.values import packed
from communique.happenings.facts import facts_of
from communique.model import Record


def index_tellings(connection: sqlite3.Connection, number: int, views: Iterable[tuple[Record, int]]) -> None:
    """What the document's record tells in each view; what an earlier one told is taken out, and its happenings too."""
    _drop(connection, number)
    for record, view in views:
        for facts in facts_of(record):
            day = facts.first.isoformat()
            connection.execute(
                "INSERT INTO tellings (document, view, first, facts) VALUES (?, ?, ?, ?)",
                (number, view, day, packed(facts)),
            )
            _stir(connection, [day])


def come_apart(connection: sqlite3.Connection, happenings: Iterable[int]) -> None:
    """Takes these happenings out; what was told of them belongs to none for now, and its days are to be grouped."""
    for happening in happenings:
        days = connection.execute("SELECT DISTINCT first FROM tellings WHERE happening = ?", (happening,))
        _stir(connection, [day for (day,) in days.fetchall()])
        connection.execute("UPDATE tellings SET happening = NULL WHERE happening = ?", (happening,))
        connection.execute("DELETE FROM happened_to WHERE happening = ?", (happening,))
        connection.execute("DELETE FROM happenings WHERE number = ?", (happening,))


def _stir(connection: sqlite3.Connection, days: Iterable[str]) -> None:
    connection.executemany("INSERT OR IGNORE INTO stirred VALUES (?)", ((day,) for day in days))


def _drop(connection: sqlite3.Connection, number: int) -> None:
    was = "SELECT DISTINCT happening FROM tellings WHERE document = ? AND happening IS NOT NULL"
    happenings = [one for (one,) in connection.execute(was, (number,)).fetchall()]
    days = connection.execute("SELECT DISTINCT first FROM tellings WHERE document = ?", (number,))
    _stir(connection, [day for (day,) in days.fetchall()])
    come_apart(connection, happenings)
    connection.execute("DELETE FROM tellings WHERE document = ?", (number,))
