"""Counts of the events that a question finds: by type, over time, by place, by who does it to whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from communique.desk.condition import Condition, ontology, types
from communique.desk.shapes import Actor, Cell, Matrix, Places, Series, Spot, TypeCount
from communique.desk.warehouse import Session

BINS = 130  # at most so many: a bin is some pixels wide on a screen, and the page stays small
UNITS = (("day", 1.0), ("week", 7.0), ("month", 30.44), ("quarter", 91.3), ("year", 365.24), ("decade", 3652.4))
SPOTS = 150
SIDES = 12


def hits(session: Session, condition: Condition) -> str:
    """The name of a table of the facts that ``condition`` allows."""
    if not condition.sql:
        return "facts"
    session.do(
        "CREATE OR REPLACE TEMP TABLE hits AS SELECT number, docnum, event, quad, place, day FROM facts"
        f" WHERE {condition.sql}",
        condition.parameters,
    )
    return "hits"


def by_type(session: Session, table: str) -> list[TypeCount]:
    """All sixteen types, in the manual's order, also those with zero."""
    found = dict(session.rows(f"SELECT event, count(*) FROM {table} GROUP BY event"))
    quads = {name: kind.quad for name, kind in ontology().events.items()}
    return [TypeCount(event=e, quad_code=quads[e], count=found.get(n, 0)) for n, e in enumerate(types())]


def over_time(session: Session, table: str) -> Series:
    """Events by type in bins of the finest unit that gives no more than ``BINS``."""
    first, last, undated = session.row(f"SELECT min(day), max(day), count(*) - count(day) FROM {table}")
    names, quads = list(types()), [kind.quad for kind in ontology().events.values()]
    if first is None:
        return Series(unit="day", bins=[], types=names, quads=quads, counts=[[] for _ in names], undated=undated)
    unit = unit_for(first, last)
    bins = _bins(first, last, unit)
    place = {day: n for n, day in enumerate(bins)}
    counts = [[0] * len(bins) for _ in names]
    rows = session.rows(
        f"SELECT event, date_trunc('{unit}', day)::DATE, count(*) FROM {table} WHERE day IS NOT NULL GROUP BY ALL"
    )
    for event, day, count in rows:
        counts[event][place[day]] = count
    days = [d.isoformat() for d in bins]
    return Series(unit=unit, bins=days, types=names, quads=quads, counts=counts, undated=undated)


def by_place(session: Session, table: str, most: int = SPOTS) -> Places:
    """The busiest places that have coordinates."""
    rows = busiest_places(session, table)
    spots = [
        Spot(place=place, country_code=country, lat=lat, lon=lon, count=n, quads=list(quads))
        for _, place, country, lat, lon, n, *quads in rows[:most]
    ]
    (unplaced,) = session.row(f"SELECT count(*) - count(place) FROM {table}")
    return Places(spots=spots, more=max(0, len(rows) - most), unplaced=unplaced)


def busiest_places(session: Session, table: str) -> list[tuple[Any, ...]]:
    """All places that have coordinates, the busiest first: number, name, country, point, events, and by quad code."""
    return session.rows(
        f"SELECT p.number, p.place, p.country, p.lat, p.lon, n, q1, q2, q3, q4 FROM (SELECT place, count(*) AS n,"
        f" {_quads()} FROM {table} WHERE place IS NOT NULL GROUP BY place) h JOIN places p ON p.number = h.place"
        " WHERE p.lat IS NOT NULL AND p.lon IS NOT NULL ORDER BY n DESC, p.number",
    )


def who_to_whom(session: Session, table: str, most: int = SIDES) -> Matrix:
    """The busiest actors by the busiest recipients; an event with several parties counts for each pair of them."""
    join = "pairs" if table == "facts" else f"pairs JOIN {table} USING (number)"
    actors = _busiest(session, f"SELECT actor AS term FROM {join}", most)
    recipients = _busiest(session, f"SELECT recipient AS term FROM {join}", most)
    row, column = places_in(session, actors), places_in(session, recipients)
    if not row or not column:
        return Matrix(actors=actors, recipients=recipients, cells=[])
    found = session.rows(
        f"SELECT actor, recipient, count(*) AS n, {_quads()} FROM pairs JOIN {table} USING (number)"
        f" WHERE actor IN ({marks(row)}) AND recipient IN ({marks(column)})"
        " GROUP BY ALL ORDER BY n DESC, actor, recipient",
    )
    cells = [
        Cell(row=row[actor], column=column[recipient], count=n, quads=list(quads))
        for actor, recipient, n, *quads in found
    ]
    return Matrix(actors=actors, recipients=recipients, cells=cells)


def places_in(session: Session, actors: Sequence[Actor]) -> dict[int, int]:
    """Where each of the actors stands in the list, by the number of its term."""
    if not actors:
        return {}
    place = {actor.term: n for n, actor in enumerate(actors)}
    asked = ",".join("?" * len(place))
    rows = session.rows(f"SELECT term, label FROM terms WHERE label IN ({asked})", list(place))
    return {term: place[label] for term, label in rows}


def marks(numbers: Iterable[int]) -> str:
    """Numbers as SQL lists them."""
    return ",".join(map(str, numbers))


def unit_for(first: date, last: date) -> str:
    """The finest unit in which the days from ``first`` to ``last`` are no more than ``BINS`` bins."""
    days = (last - first).days + 1
    return next((unit for unit, length in UNITS if days / length <= BINS), "decade")


def _bins(first: date, last: date, unit: str) -> list[date]:
    day, found = _begin(first, unit), []
    while day <= last:
        found.append(day)
        day = _next(day, unit)
    return found


def _begin(day: date, unit: str) -> date:
    """The first day of the bin, as DuckDB's ``date_trunc`` has it: weeks begin on Monday."""
    if unit == "day":
        return day
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return date(day.year if unit == "year" else max(day.year // 10 * 10, 1), 1, 1)


def _next(day: date, unit: str) -> date:
    if unit in ("day", "week"):
        return day + timedelta(days=1 if unit == "day" else 7)
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    month = day.month - 1 + months
    return date(day.year // 10 * 10 + 10 if unit == "decade" else day.year + month // 12, month % 12 + 1, 1)


def _busiest(session: Session, source: str, most: int) -> list[Actor]:
    rows = session.rows(
        f"SELECT t.label, coalesce(t.most, t.label), n FROM (SELECT term, count(*) AS n FROM ({source})"
        f" WHERE term IS NOT NULL GROUP BY term ORDER BY n DESC, term LIMIT {most}) JOIN terms t USING (term)"
        " ORDER BY n DESC, term"
    )
    return [Actor(term=term, name=name, count=n) for term, name, n in rows]


def _quads() -> str:
    return ", ".join(f"count(*) FILTER (quad = {n}) AS q{n}" for n in (1, 2, 3, 4))
