"""The shapes in which pages, JSON and drawings get what they show; docs/desk.md explains them."""

from __future__ import annotations

from typing import Any

import msgspec


class Cite(msgspec.Struct, frozen=True, kw_only=True):
    """How to cite a view: what was asked, of which archive, with which program, when the snapshot was made."""

    address: str
    question: str
    archive: str  # SHA-256, see communique.archive.fingerprint
    version: str
    made: str | None
    as_of: str | None


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """Who, in a row."""

    name: str
    code: str | None


class EventRow(msgspec.Struct, frozen=True, kw_only=True):
    """An event in a list."""

    document: str
    id: str
    event: str
    quad_code: int
    mode: list[str]
    actor: list[Side]
    recipient: list[Side]
    date_start: str | None
    date_end: str | None
    place: str | None
    country_code: str | None
    auxiliary: list[str]
    words: str
    confidence: float
    statement: str | None
    heading: str  # the document's title, or its first words
    publisher: str | None
    document_date: str | None


class Owing(msgspec.Struct, frozen=True, kw_only=True):
    """Who owes what: what a document's undertaking and an entry of the ledger have in common."""

    id: str
    kind: str
    by: list[Side]
    obligor: list[Side]
    beneficiary: list[Side]
    action: str
    event: str | None
    mode: list[str]
    polarity: str
    condition: str | None
    deadline: str | None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a page lists that answers a question: how many there are in all, and the cursor of the next page."""

    total: int
    next: str | None


class TypeCount(msgspec.Struct, frozen=True, kw_only=True):
    """One of the sixteen types, also with zero."""

    event: str
    quad_code: int
    count: int


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """Events over time: ``counts[t][b]`` of type ``types[t]`` in the bin that begins at ``bins[b]`` (ISO day).

    Every bin lasts one ``unit``; there is none between that is left out.
    """

    unit: str  # day | week | month | quarter | year | decade
    bins: list[str]
    types: list[str]
    quads: list[int]  # quad code of each type
    counts: list[list[int]]
    undated: int


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A place with its events."""

    place: str
    country_code: str | None
    lat: float
    lon: float
    count: int
    quads: list[int]  # of quad codes 1 to 4


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """Where events happened: the busiest places, how many more places there are, events without a place."""

    spots: list[Spot]
    more: int
    unplaced: int


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """An actor across documents: by code where there is one, else by name. ``term`` is what a filter takes."""

    term: str
    name: str
    count: int


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """A cell of a matrix: events of actor ``row`` towards recipient ``column``, and of them by quad code."""

    row: int
    column: int
    count: int
    quads: list[int]


class Matrix(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts on whom: the busiest actors and recipients, and the cells that are not empty."""

    actors: list[Actor]
    recipients: list[Actor]
    cells: list[Cell]


class Explore(Found, frozen=True, kw_only=True):
    """All of the Explore page."""

    query: dict[str, Any]
    documents: int
    types: list[TypeCount]
    series: Series
    places: Places
    matrix: Matrix
    events: list[EventRow]
