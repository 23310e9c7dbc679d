"""A query as SQL over the desk's tables: the same answers as the archive's own, from the snapshot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from communique.archive.archive import Archive
from communique.archive.index import folded
from communique.archive.query import EARTH, NONE, Query, box, point_of
from communique.desk.layout import ROLES, SIDES
from communique.desk.warehouse import Session
from communique.lexicon.gazetteer import Gazetteer, load_gazetteer
from communique.lexicon.ontology import Ontology, load_ontology

HAS = "get_bit(?::BLOB::BIT, {}) = 1"  # whether the bit of this number is set
BITS = {"historical": 1, "future": 2, "hypothetical": 4, "negation": 8}
DISTANCE = (
    f"2 * {EARTH} * asin(least(1.0, sqrt(pow(sin(radians(lat - ?) / 2), 2)"
    " + cos(radians(lat)) * cos(radians(?)) * pow(sin(radians(lon - ?) / 2), 2))))"
)


class Condition(NamedTuple):
    """What stands behind WHERE, and its parameters."""

    sql: str
    parameters: tuple[Any, ...]


@cache
def gazetteer() -> Gazetteer:
    """The places, loaded once: a name in a filter is looked up in them."""
    return load_gazetteer()


@cache
def ontology() -> Ontology:
    """PLOVER, loaded once: reading its file takes longer than a page may."""
    return load_ontology()


@cache
def types() -> tuple[str, ...]:
    """PLOVER's sixteen types, in the manual's order: a fact holds the place of its type in them."""
    return tuple(ontology().events)


def facts_where(session: Session, archive: Archive, query: Query) -> Condition:
    """Which ``facts`` a query of events asks for.

    Raises:
        InputError: the place is not known, or there is no word in the text.
    """
    return _joined(_facts(session, archive, query))


def rows_where(session: Session, archive: Archive, table: str, query: Query) -> Condition:
    """Which rows of ``documents``, ``statements``, ``undertakings`` or ``entries`` a query asks for.

    Raises:
        InputError: there is no word in the text.
    """
    return _joined(_others(session, archive, table, query))


def happenings_where(session: Session, archive: Archive, query: Query) -> Condition:
    """Which rows of ``happened`` a query asks for: parties by every name that one of its reports gives them.

    Raises:
        InputError: the place is not known, or there is no word in the text.
    """
    return _joined(_happenings(session, archive, query))


def _joined(parts: Iterator[tuple[str, list[Any]]]) -> Condition:
    clauses: list[str] = []
    parameters: list[Any] = []
    for clause, values in parts:
        clauses.append(f"({clause})")
        parameters += values
    return Condition(" AND ".join(clauses), tuple(parameters))


def _facts(session: Session, archive: Archive, query: Query) -> Iterator[tuple[str, list[Any]]]:
    if query.event:
        yield f"event IN ({_marks(query.event)})", [types().index(e) for e in query.event]
    if query.quad:
        yield f"quad IN ({_marks(query.quad)})", list(query.quad)
    if query.since:
        yield "last >= ?::DATE", [query.since]
    if query.until:
        yield "first <= ?::DATE", [query.until]
    if query.auxiliary:
        bits = sum({BITS[one] for one in query.auxiliary if one != NONE})
        yield f"(aux & {bits}) <> 0" + (" OR aux = 0" if NONE in query.auxiliary else ""), []
    yield from _parties(query)
    if query.country or query.place is not None:
        where = _joined(_where(query))
        yield f"place IN (SELECT number FROM places WHERE {where.sql})", [*where.parameters]
    if query.text is not None:
        yield from _documents(session, archive, query.text)


def _parties(query: Query) -> Iterator[tuple[str, list[Any]]]:
    """Which events, by their numbers, have these parties."""
    for name, role in ROLES.items():
        names = getattr(query, name)
        if names:
            terms = f"SELECT term FROM terms WHERE text IN ({_marks(names)})"
            yield f"number IN (SELECT number FROM mentioned WHERE role = {role} AND term IN ({terms}))", [
                *map(folded, names)
            ]


def _happenings(session: Session, archive: Archive, query: Query) -> Iterator[tuple[str, list[Any]]]:
    if query.event:
        yield f"event IN ({_marks(query.event)})", [types().index(e) for e in query.event]
    if query.quad:
        yield f"quad IN ({_marks(query.quad)})", list(query.quad)
    if query.least > 1:
        yield "documents >= ?", [query.least]
    if query.since:
        yield "last >= ?::DATE", [query.since]
    if query.until:
        yield "first <= ?::DATE", [query.until]
    yield from _where(query)
    for clause, values in _parties(query):
        yield _telling(session, clause, values)
    if query.text is not None:
        for clause, values in _documents(session, archive, query.text):
            yield _telling(session, clause, values)


def _telling(session: Session, clause: str, values: list[Any]) -> tuple[str, list[Any]]:
    """Which happenings are told by an event that the clause allows: found once, as bits, for a page asks repeatedly."""
    (last,) = session.row("SELECT coalesce(max(number), 0) FROM happened")
    bits = f"bitstring_agg(happening, 0, {last | 7})"  # whole bytes: what is left of one would go in front
    (found,) = session.row(f"SELECT {bits}::BLOB FROM told WHERE {clause}", values)
    return HAS.format("number"), [found]


def _where(query: Query) -> Iterator[tuple[str, list[Any]]]:
    if query.country:
        yield f"country IN ({_marks(query.country)})", list(query.country)
    if query.place is not None:
        lat, lon = point_of(query.place, gazetteer())
        yield from box(lat, lon, query.within)
        yield f"{DISTANCE} <= ?", [lat, lat, lon, query.within]


def _documents(session: Session, archive: Archive, text: str) -> Iterator[tuple[str, list[Any]]]:
    """By the full-text index, which lives in the archive. Words that every document has leave nothing out."""
    bits = session.matches.bits(archive, text)
    if bits is not None:
        yield HAS.format("docnum"), [bits]


def _others(session: Session, archive: Archive, table: str, query: Query) -> Iterator[tuple[str, list[Any]]]:
    for name in SIDES.get(table, ()):  # documents have none
        names = [folded(n) for n in getattr(query, name)]
        if names:
            inner = f"SELECT number FROM {table}_sides WHERE role = {ROLES[name]} AND name IN ({_marks(names)})"
            yield f"number IN ({inner})", names
    for name in ("act", "kind", "status", "event"):
        values = getattr(query, name)
        if values:
            yield f"{name} IN ({_marks(values)})", list(values)
    first, last = ("first_date", "last_date") if table == "entries" else ("day", "day")
    if query.since:
        yield f"{last} >= ?", [query.since]
    if query.until:
        yield f"{first} <= ?", [query.until]
    if query.text is not None:
        for clause, values in _documents(session, archive, query.text):
            yield f"number IN (SELECT number FROM spoken WHERE {clause})" if table == "entries" else clause, values


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
