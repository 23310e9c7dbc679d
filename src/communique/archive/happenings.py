"""The happenings of an archive: grouped as documents come, only about the days that have changed; read by a query.

Grouping goes on from the first day that has changed until what can still be joined is as it was: from there on all
would come out the same. So a day of news costs some days' grouping, and the result is that of grouping all anew, in
whatever order documents came (a test compares both).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from communique.archive.filed import rows_of
from communique.archive.index import ACTOR, AS_CODED, CORRECTED, RECIPIENT, folded
from communique.archive.opening import connect, told, transaction
from communique.archive.query import Query, happenings_of
from communique.archive.tables import HAPPENINGS
from communique.archive.tellings import come_apart
from communique.archive.values import packed, unpacked
from communique.errors import DataError
from communique.happenings.facts import Facts
from communique.happenings.grouping import Group, Grouping, Telling
from communique.happenings.happening import Happening, happening_of

DAY = timedelta(days=1)
AHEAD = timedelta(days=30)  # what is open began some days ago at most, so much is done for good
MANY = 20_000  # events that are grouped in one transaction: some seconds


def regroup(path: Path) -> None:
    """Brings the happenings of the archive at ``path`` up to date.

    Raises:
        DataError: the archive cannot be written.
    """
    connection = connect(path, write=True)
    try:
        group(path, connection)
    finally:
        connection.close()


def group(path: Path, connection: sqlite3.Connection) -> None:
    """The same through ``connection``, in transactions that are short enough for others who wait to write.

    Raises:
        DataError: the archive cannot be written.
    """
    with told(path):
        while _is_stirred(connection):
            with transaction(connection):
                _group_some(connection)


def happenings(path: Path, connection: sqlite3.Connection, query: Query) -> Iterator[Happening]:
    """The happenings that a query asks for, by day and id; ``connection`` is one of their own for a long read.

    Where they are not up to date, and in the view without corrections, they are grouped for this answer alone.

    Raises:
        DataError: the archive cannot be read.
    """
    with told(path):
        if _differs(connection) if query.as_coded else _is_stirred(connection):
            _group_apart(connection, AS_CODED if query.as_coded else CORRECTED)
    statement = happenings_of(query)
    for (data,) in rows_of(path, connection, statement.sql, *statement.parameters):
        yield unpacked(data, Happening)


def keep_up(path: Path) -> None:
    """Brings happenings up to date where that is called for; where the archive cannot be written, nothing is done."""
    with suppress(DataError):
        connection = connect(path)
        try:
            with told(path):
                stirred = _is_stirred(connection)
        finally:
            connection.close()
        if stirred:
            regroup(path)


def _is_stirred(connection: sqlite3.Connection, day: str | None = None) -> bool:
    """Whether this day, or any, is to be grouped again."""
    sql = "SELECT EXISTS (SELECT 1 FROM stirred WHERE ?1 IS NULL OR day = ?1)"
    return bool(connection.execute(sql, (day,)).fetchone()[0])


def _differs(connection: sqlite3.Connection) -> bool:
    """Whether what was coded may tell something else than what stands in the archive's happenings."""
    both = CORRECTED | AS_CODED
    found = connection.execute("SELECT EXISTS (SELECT 1 FROM tellings WHERE view <> ?)", (both,)).fetchone()[0]
    return bool(found) or _is_stirred(connection)


def _group_apart(connection: sqlite3.Connection, view: int) -> None:
    """Groups one view in tables of this connection alone, which go before the archive's own."""
    connection.execute("PRAGMA query_only = OFF")
    for statement in filter(str.strip, HAPPENINGS.split(";")):
        connection.execute(statement.replace("CREATE TABLE ", "CREATE TEMP TABLE ").replace("INDEX ", "INDEX temp."))
    connection.execute(
        f"INSERT INTO temp.tellings SELECT number, document, {CORRECTED}, first, facts, NULL FROM main.tellings"
        " WHERE view & ?", (view,),
    )
    connection.execute("INSERT INTO temp.stirred SELECT DISTINCT first FROM temp.tellings")
    while _is_stirred(connection):
        _group_some(connection)


def _group_some(connection: sqlite3.Connection) -> None:
    """Groups from the first day that has changed on, and notes how far."""
    first = connection.execute("SELECT min(day) FROM stirred").fetchone()[0]
    if first is not None:  # another process was not quicker
        end = _group_from(connection, date.fromisoformat(first))
        connection.execute("DELETE FROM stirred WHERE day < ?", (end.isoformat() if end else "A",))


def _group_from(connection: sqlite3.Connection, start: date) -> date | None:
    """Groups from ``start`` on; gives the day to go on from: None where all is done.

    It ends where all is as it was; or after much, and goes on from the first day of what was open then.
    """
    grouping, count = Grouping(_begun(connection, start)), 0
    days = "SELECT DISTINCT first FROM tellings WHERE first >= ? AND view & ? ORDER BY first"
    for (text,) in connection.execute(days, (start.isoformat(), CORRECTED)).fetchall():
        day = date.fromisoformat(text)
        for over in grouping.over(day):
            _put(connection, over)
        if not _is_stirred(connection, text) and grouping.open() == _open(connection, day):
            return day
        if count > MANY and day - start > AHEAD:
            back = grouping.since(day)
            connection.execute("INSERT OR IGNORE INTO stirred VALUES (?)", (back.isoformat(),))
            return back
        for telling in _told(connection, text):
            count += 1
            grouping.put(telling)
    for over in grouping.over():
        _put(connection, over)
    return None


def _told(connection: sqlite3.Connection, day: str) -> list[Telling]:
    rows = connection.execute("SELECT number, facts FROM tellings WHERE first = ? AND view & ?", (day, CORRECTED))
    return _ordered(Telling(number, unpacked(facts, Facts)) for number, facts in rows)


def _begun(connection: sqlite3.Connection, day: date) -> list[list[Telling]]:
    """What was told before ``day`` of happenings that something of ``day`` could join."""
    held: dict[int, list[Telling]] = {}
    sql = "SELECT happening, number, facts FROM tellings"
    for happening, number, facts in connection.execute(sql + _STILL_OPEN, _bounds(day)):
        held.setdefault(happening, []).append(Telling(number, unpacked(facts, Facts)))
    return [_ordered(tellings) for tellings in held.values()]


def _open(connection: sqlite3.Connection, day: date) -> frozenset[frozenset[int]]:
    """The same, by the numbers of the tellings."""
    held: dict[int, set[int]] = {}
    for happening, number in connection.execute("SELECT happening, number FROM tellings" + _STILL_OPEN, _bounds(day)):
        held.setdefault(happening, set()).add(number)
    return frozenset(map(frozenset, held.values()))


_STILL_OPEN = " WHERE first < ? AND happening IN (SELECT number FROM happenings WHERE open >= ?)"


def _bounds(day: date) -> tuple[str, str]:
    return day.isoformat(), (day - DAY).isoformat()


def _ordered(tellings: Iterator[Telling] | list[Telling]) -> list[Telling]:
    return sorted(tellings, key=lambda telling: telling.facts.order())


def _put(connection: sqlite3.Connection, group: Group) -> None:
    """Writes a happening, unless it is there as it is."""
    numbers = group.numbers()
    before = {
        connection.execute("SELECT happening FROM tellings WHERE number = ?", (number,)).fetchone()[0]
        for number in numbers
    }
    if len(before) == 1 and None not in before:
        held = connection.execute("SELECT count(*) FROM tellings WHERE happening = ?", tuple(before)).fetchone()[0]
        if held == len(numbers):
            return
    come_apart(connection, before - {None})
    happening = happening_of([telling.facts for telling in group.tellings])
    cursor = connection.execute(
        "INSERT INTO happenings (id, event, quad, first, last, open, country, lat, lon, documents, happening)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            happening.id, happening.event, happening.quad_code, happening.first, happening.last,
            group.tellings[0].facts.last.isoformat(), happening.country_code, happening.lat, happening.lon,
            happening.documents, packed(happening),
        ),
    )
    connection.executemany(
        "UPDATE tellings SET happening = ? WHERE number = ?", ((cursor.lastrowid, number) for number in numbers)
    )
    connection.executemany(
        "INSERT OR IGNORE INTO happened_to (happening, role, name) VALUES (?, ?, ?)",
        ((cursor.lastrowid, role, name) for role, name in _names(group)),
    )


def _names(group: Group) -> Iterator[tuple[str, str]]:
    """Every name and code that a report gives a party, as queries compare them."""
    for telling in group.tellings:
        for role, sides in ((ACTOR, telling.facts.actors), (RECIPIENT, telling.facts.recipients)):
            for side in sides:
                yield from ((role, folded(name)) for name in (side.name, side.code) if name)
