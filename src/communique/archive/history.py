"""How an archive came about: its runs, what they could not read, where documents were met."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import msgspec


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One run of ``communique ingest``; ``ended`` is None while it goes on, or for good if it was killed."""

    number: int
    generation: int
    version: str
    started: str
    ended: str | None
    coded: int
    failed: int
    settings: dict[str, Any]


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """What a run could not read or code, and why."""

    run: int
    file: str
    line: int | None
    message: str


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """A place where a document was met: the same report may come under several ids, from several publishers."""

    given: str
    url: str
    publisher: str
    source: str
    run: int


def runs(connection: sqlite3.Connection) -> tuple[Run, ...]:
    """All runs, oldest first."""
    rows = connection.execute(
        "SELECT runs.number, generation, version, started, ended, settings,"
        " (SELECT count(*) FROM records WHERE run = runs.number),"
        " (SELECT count(*) FROM failures WHERE run = runs.number)"
        " FROM runs JOIN generations ON generations.number = generation ORDER BY runs.number"
    )
    return tuple(
        Run(number=a, generation=b, version=c, started=d, ended=e, settings=json.loads(f), coded=g, failed=h)
        for a, b, c, d, e, f, g, h in rows
    )


def manifest(connection: sqlite3.Connection, run: int) -> bytes | None:
    """What made the records of this run, as JSON: the program's version, and the hashes of its data and models."""
    found = connection.execute(
        "SELECT maker FROM generations JOIN runs ON generation = generations.number WHERE runs.number = ?", (run,)
    ).fetchone()
    return str(found[0]).encode() if found else None


def failures(connection: sqlite3.Connection, run: int) -> tuple[Failed, ...]:
    """What this run could not read or code."""
    rows = connection.execute("SELECT run, file, line, message FROM failures WHERE run = ? ORDER BY rowid", (run,))
    return tuple(Failed(run=a, file=b, line=c, message=d) for a, b, c, d in rows)


def sightings(connection: sqlite3.Connection, number: int) -> tuple[Sighting, ...]:
    """Where the document with this number was met, in order."""
    rows = connection.execute(
        "SELECT given, url, publisher, source, run FROM sightings WHERE document = ?"
        " ORDER BY run, source, given, url, publisher", (number,),
    )
    return tuple(Sighting(given=a, url=b, publisher=c, source=d, run=e) for a, b, c, d, e in rows)
