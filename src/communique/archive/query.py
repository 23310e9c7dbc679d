"""What is asked of an archive: one frozen struct for the command line, Python and whatever else asks."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import msgspec

from communique.archive.index import ACTOR, AS_CODED, CORRECTED, RECIPIENT, folded, searchable
from communique.errors import InputError
from communique.lexicon.gazetteer import Gazetteer, load_gazetteer
from communique.schema import terms

NONE = "none"  # as auxiliary: what is reported as having happened
MAX_VALUES = 1000  # of one filter
MAX_WORDS = 50  # and phrases: an index is read for each
EARTH = 6371.0  # mean radius in km
TABLES = ("events", "statements", "undertakings", "entries", "happenings", "documents")
SHARED = ("since", "until", "text", "as_coded", "limit")
OWN = {
    "events": ("event", "quad", "actor", "recipient", "country", "place", "within", "auxiliary"),
    "statements": ("act", "actor", "recipient"),
    "undertakings": ("kind", "event", "actor", "recipient"),
    "entries": ("status", "kind", "event", "actor", "recipient"),
    "happenings": ("event", "quad", "actor", "recipient", "country", "place", "within", "least"),
    "documents": (),
}
CODE = re.compile("[A-Za-z]{3}")
PHRASE = re.compile(r'"([^"]*)"|([^\s"]+)')


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Which events are wanted: values of one filter are alternatives, filters hold together; empty: no filter.

    Parties go by name or code, whatever the case. An event that stretches over days counts when it overlaps the days
    from ``since`` to ``until`` (ISO, both included); an undated one then never does. ``place`` is a name or "LAT,LON",
    ``within`` the kilometres around it. ``text`` are words and "quoted phrases" that the document must all contain,
    "word*" any word that begins so.

    Of statements, ``actor`` is who speaks and ``recipient`` to whom; of undertakings and the ledger's entries, who owes
    and to whom. ``act`` is a filter of statements, ``kind`` of undertakings and entries, ``status`` of entries,
    ``least`` of happenings: by how many documents they are told.
    """

    event: tuple[str, ...] = ()
    quad: tuple[int, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    country: tuple[str, ...] = ()  # where it happened: three-letter codes (names become codes)
    since: str | None = None
    until: str | None = None
    place: str | None = None
    within: float = 50.0
    auxiliary: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    least: int = 1
    text: str | None = None
    as_coded: bool = False
    limit: int | None = None


class Statement(msgspec.Struct, frozen=True):
    """SQL and its parameters."""

    sql: str
    parameters: tuple[Any, ...]


def query_of(table: str = "events", /, **filters: Any) -> Query:
    """A query of keyword arguments, of one of ``TABLES``; a single value may stand for a list of one.

    Raises:
        InputError: a filter is not known, or cannot be met by anything; the message says what can.
    """
    lists = {"event", "quad", "actor", "recipient", "country", "auxiliary", "act", "kind", "status"}
    given = {
        name: [value] if name in lists and isinstance(value, str | int) else value
        for name, value in filters.items()
        if value is not None
    }
    unknown = sorted(set(given) - set(Query.__struct_fields__))
    if unknown:
        raise InputError(f"no filter is called {unknown[0]!r}; there are {', '.join(Query.__struct_fields__)}")
    try:
        query = msgspec.convert(given, Query)
    except msgspec.ValidationError as error:
        raise InputError(f"the filter cannot be used: {error}") from None
    return _checked(_suiting(table, query))


def statement_of(query: Query) -> Statement:
    """The SQL that gives, in order of date, document and position, the documents and the events in their records.

    Raises:
        InputError: the place is not known.
    """
    clauses, parameters = ["view & ?"], [AS_CODED if query.as_coded else CORRECTED]
    for clause, values in _conditions(query):
        clauses.append(clause)
        parameters += values
    sql = (
        "SELECT events.document, place_in_record FROM events JOIN documents ON documents.number = events.document"
        f" WHERE {' AND '.join(clauses)} ORDER BY day, documents.id, place_in_record"
    )
    if query.limit is not None:
        sql, parameters = f"{sql} LIMIT ?", [*parameters, query.limit]
    return Statement(sql, tuple(parameters))


def items_of(item: str, query: Query) -> Statement:
    """The SQL that gives, in order of document and position, the statements or undertakings and where they stand.

    Raises:
        InputError: there is no word in the text.
    """
    clauses, parameters = ["item = ?", "view & ?"], [item, AS_CODED if query.as_coded else CORRECTED]
    for clause, values in _item_conditions(query):
        clauses.append(clause)
        parameters += values
    sql = (
        "SELECT items.document, place_in_record FROM items JOIN documents ON documents.number = items.document"
        f" WHERE {' AND '.join(clauses)} ORDER BY documents.id, place_in_record"
    )
    if query.limit is not None:
        sql, parameters = f"{sql} LIMIT ?", [*parameters, query.limit]
    return Statement(sql, tuple(parameters))


def happenings_of(query: Query) -> Statement:
    """The SQL that gives, by day and id, the happenings as JSON.

    Raises:
        InputError: the place is not known, or there is no word in the text.
    """
    clauses, parameters = ["true"], []
    for clause, values in _happening_conditions(query):
        clauses.append(clause)
        parameters += values
    sql = f"SELECT happening FROM happenings WHERE {' AND '.join(clauses)} ORDER BY first, id"
    if query.limit is not None:
        sql, parameters = f"{sql} LIMIT ?", [*parameters, query.limit]
    return Statement(sql, tuple(parameters))


def _happening_conditions(query: Query) -> Iterator[tuple[str, list[Any]]]:
    for column, values in (("event", query.event), ("quad", query.quad), ("country", query.country)):
        if values:
            yield f"{column} IN ({_marks(values)})", list(values)
    for role, names in ((ACTOR, query.actor), (RECIPIENT, query.recipient)):
        if names:
            inner = f"SELECT happening FROM happened_to WHERE role = ? AND name IN ({_marks(names)})"
            yield f"number IN ({inner})", [role, *map(folded, names)]
    if query.least > 1:
        yield "documents >= ?", [query.least]
    if query.since:
        yield "last >= ?", [query.since]
    if query.until:
        yield "first <= ?", [query.until]
    if query.text is not None:
        told = "SELECT happening FROM tellings WHERE document IN (SELECT rowid FROM words WHERE words MATCH ?)"
        yield f"number IN ({told})", [phrases(query.text)]
    if query.place is not None:
        yield from _around(*point_of(query.place), query.within)


def _item_conditions(query: Query) -> Iterator[tuple[str, list[Any]]]:
    for column, values in (("what", query.act), ("what", query.kind), ("event", query.event)):
        if values:
            yield f"{column} IN ({_marks(values)})", list(values)
    for role, names in ((ACTOR, query.actor), (RECIPIENT, query.recipient)):
        if names:
            inner = f"SELECT item FROM sides WHERE role = ? AND name IN ({_marks(names)})"
            yield f"items.number IN ({inner})", [role, *map(folded, names)]
    if query.since:
        yield "last >= ?", [query.since]
    if query.until:
        yield "first <= ?", [query.until]
    if query.text is not None:
        yield "items.document IN (SELECT rowid FROM words WHERE words MATCH ?)", [phrases(query.text)]


def _conditions(query: Query) -> Iterator[tuple[str, list[Any]]]:
    if query.event:
        yield f"event IN ({_marks(query.event)})", list(query.event)
    if query.quad:
        yield f"quad IN ({_marks(query.quad)})", list(query.quad)
    if query.country:
        yield f"country IN ({_marks(query.country)})", list(query.country)
    for role, names in ((ACTOR, query.actor), (RECIPIENT, query.recipient)):
        if names:
            inner = f"SELECT event FROM parties WHERE role = ? AND name IN ({_marks(names)})"
            yield f"events.number IN ({inner})", [role, *map(folded, names)]
    if query.since or query.until:
        yield "(first IS NOT NULL OR last IS NOT NULL)", []
    if query.since:
        yield "coalesce(last, '9999') >= ?", [query.since]
    if query.until:
        yield "coalesce(first, '') <= ?", [query.until]
    if query.auxiliary:
        yield _auxiliary(query.auxiliary)
    if query.text is not None:
        yield "events.document IN (SELECT rowid FROM words WHERE words MATCH ?)", [phrases(query.text)]
    if query.place is not None:
        yield from _around(*point_of(query.place), query.within)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _auxiliary(wanted: Sequence[str]) -> tuple[str, list[Any]]:
    clauses = ["auxiliary = ''" if one == NONE else "instr('|' || auxiliary || '|', ?)" for one in wanted]
    return f"({' OR '.join(clauses)})", [f"|{one}|" for one in wanted if one != NONE]


def phrases(text: str) -> str:
    """``text`` in the syntax of FTS5: every word is quoted, so that none is taken for an operator."""
    found = []
    for phrase, word in PHRASE.findall(searchable(text).replace("\0", " ")):
        prefix = "*" if word.endswith("*") else ""
        if any(c.isalnum() for c in phrase or word):
            found.append(f'"{phrase or word.rstrip("*")}"{prefix}')
    if not found:
        raise InputError(f"there is no word to look for in {text[:80]!r}")
    if len(found) > MAX_WORDS:
        raise InputError(f"text: {len(found)} words; at most {MAX_WORDS} can be asked for")
    return " AND ".join(found)


def _around(lat: float, lon: float, within: float) -> Iterator[tuple[str, list[Any]]]:
    """A box that an index can find, then the distance."""
    yield from box(lat, lon, within)
    yield "distance(lat, lon, ?, ?) <= ?", [lat, lon, within]


def box(lat: float, lon: float, within: float) -> Iterator[tuple[str, list[Any]]]:
    """What all columns ``lat`` and ``lon`` so near keep to; its sides are left out where it reaches over pole or seam.

    Each part is SQL and its parameters.
    """
    high = math.degrees(within / EARTH)
    wide = high / max(math.cos(math.radians(min(abs(lat) + high, 90.0))), 1e-6)
    yield "lat BETWEEN ? AND ?", [lat - high, lat + high]
    if abs(lon) + wide < 180:
        yield "lon BETWEEN ? AND ?", [lon - wide, lon + wide]


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points on a sphere (haversine formula)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def point_of(place: str, gazetteer: Gazetteer | None = None) -> tuple[float, float]:
    """Latitude and longitude of a name (the place that the gazetteer puts first) or of "LAT,LON".

    A region that bears the name of a town in it is measured from the town: the middle of a region is often far from it.

    Raises:
        InputError: there is no such place.
    """
    numbers = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*", place)
    if numbers:
        lat, lon = float(numbers[1]), float(numbers[2])
        if abs(lat) > 90 or abs(lon) > 180:
            raise InputError(f"{place!r} is no point on Earth: latitude is -90 to 90, longitude -180 to 180")
        return lat, lon
    sites = (gazetteer or load_gazetteer()).lookup(place)
    if not sites:
        raise InputError(f"the gazetteer knows no place {place!r}; give its latitude and longitude as LAT,LON")
    first = sites[0]
    towns = (site for site in sites if site.code.startswith("PPL") and site.country == first.country)
    meant = next(towns, first) if first.code.startswith("ADM") else first
    return meant.lat, meant.lon


def _suiting(table: str, query: Query) -> Query:
    """The query, where all its filters mean something for this table."""
    if table not in TABLES:
        raise InputError(f"no table is called {table!r}; there are {', '.join(TABLES)}")
    blank = Query()
    for name in Query.__struct_fields__:
        if name not in (*SHARED, *OWN[table]) and getattr(query, name) != getattr(blank, name):
            homes = " and ".join(home for home in TABLES if name in OWN[home])
            raise InputError(f"{name} is a filter of {homes}, not of {table}: name the table that you ask")
    return query


def _checked(query: Query) -> Query:
    closed = terms()["Event"]
    for name in ("event", "quad", "actor", "recipient", "country", "auxiliary", "act", "kind", "status"):
        if len(getattr(query, name)) > MAX_VALUES:
            raise InputError(f"{name}: {len(getattr(query, name))} values; at most {MAX_VALUES} can be asked for")
    _among("act", query.act, terms()["Statement"]["act"])
    _among("kind", query.kind, terms()["Entry"]["kind"])
    _among("status", query.status, terms()["Entry"]["status"])
    upper = tuple(e.upper() for e in query.event)
    _among("event", upper, closed["event"])
    _among("quad", query.quad, closed["quad_code"])
    _among("auxiliary", query.auxiliary, [*closed["auxiliary"], NONE])
    countries = _countries(query.country)
    since, until = _day("from", query.since), _day("to", query.until)
    if since and until and since > until:
        raise InputError(f"the days run backwards: from {since} to {until}")
    if not 0 < query.within <= 20_100:
        raise InputError(f"within: {query.within:g} km is no distance on Earth")
    if not 0 < query.least < 2**63:
        raise InputError("least: a happening is told by at least 1 document")
    if query.limit is not None and not 0 < query.limit < 2**63:
        raise InputError("limit: at least 1 event must be asked for")
    return msgspec.structs.replace(query, event=upper, country=countries, since=since, until=until)


def _countries(values: Sequence[str]) -> tuple[str, ...]:
    """The codes of countries that go by their codes or their names."""
    gazetteer = None if all(map(CODE.fullmatch, values)) else load_gazetteer()
    return tuple(dict.fromkeys(v.upper() if gazetteer is None else _country(v, gazetteer) for v in values))


def _country(words: str, gazetteer: Gazetteer) -> str:
    if CODE.fullmatch(words):
        return words.upper()
    found = next((s.country for s in gazetteer.lookup(words) if s.country and s.code.startswith("PCL")), None)
    if found is None:
        raise InputError(f"country: {words[:80]!r} is neither a country nor a three-letter code (ISO 3166, as FRA)")
    return found


def _among(name: str, values: Sequence[Any], known: Sequence[Any]) -> None:
    for value in values:
        if value not in known:
            raise InputError(f"{name}: {value!r} is not one of {', '.join(map(str, known))}")


def _day(name: str, value: str | None) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError:
        raise InputError(f"{name} needs a day as 2021-07-24, not {value!r}") from None
