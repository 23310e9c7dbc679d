"""The pages of an actor, of two, and of a place."""

from __future__ import annotations

import msgspec

from communique.archive.archive import Archive
from communique.archive.index import folded
from communique.archive.query import Query
from communique.desk.asked import Asked
from communique.desk.condition import facts_where
from communique.desk.shapes import Actor, EventRow, Found, Places, Series, TypeCount
from communique.desk.views.counting import by_place, by_type, hits, over_time
from communique.desk.views.ledger import EntryRow, ledger_view
from communique.desk.views.lists import page_of_events
from communique.desk.views.naming import known
from communique.desk.views.statements import StatementRow, statements_view
from communique.desk.warehouse import Session, Warehouse

FEW = 8
NAMES = 12


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody does, or what is done to them."""

    total: int
    types: list[TypeCount]
    series: Series
    others: list[Actor]  # the busiest at the other side


class ActorView(msgspec.Struct, frozen=True, kw_only=True):
    """The Actor page."""

    term: str
    name: str
    code: str | None
    names: list[tuple[str, int]]  # the names that the reports use
    acts: Side
    suffers: Side
    events: list[EventRow]
    statements: list[StatementRow]
    spoken: int
    owes: list[EntryRow]
    owed: int


class DyadView(msgspec.Struct, frozen=True, kw_only=True):
    """The Dyad page: what one does to the other, and the other to the one."""

    one: Actor
    other: Actor
    there: Side
    back: Side
    events: list[EventRow]
    answers: list[EventRow]


class PlaceView(Found, frozen=True, kw_only=True):
    """The Place page: the events near a point."""

    place: str
    within: float
    types: list[TypeCount]
    series: Series
    places: Places
    events: list[EventRow]


def actor_view(session: Session, warehouse: Warehouse, archive: Archive, name: str) -> ActorView:
    """Everything on one actor, by name or code.

    Raises:
        NotThereError: nobody in the snapshot has this name or code.
    """
    who = known(session, name)
    names = session.rows(
        "SELECT name, n FROM called WHERE term = (SELECT term FROM terms WHERE text = ?)"
        f" ORDER BY n DESC, name LIMIT {NAMES}",
        [folded(name)],
    )
    acts = Query(actor=(who.term,))
    spoken = statements_view(session, warehouse, archive, Asked(table="statements", query=acts, size=FEW))
    owes = ledger_view(session, warehouse, archive, Asked(table="entries", query=acts, size=FEW))
    is_code = session.rows("SELECT 1 FROM terms WHERE text = ? AND is_code", [folded(name)])
    events, _ = page_of_events(
        session, warehouse, Asked(table="events", query=acts, size=FEW), facts_where(session, archive, acts)
    )
    return ActorView(
        term=who.term, name=who.name, code=who.term if is_code else None, names=[(n, c) for n, c in names],
        acts=side(session, archive, acts), suffers=side(session, archive, Query(recipient=(who.term,))),
        events=events, statements=spoken.statements, spoken=spoken.total, owes=owes.entries, owed=owes.total,
    )


def dyad_view(session: Session, warehouse: Warehouse, archive: Archive, actor: str, recipient: str) -> DyadView:
    """What two do to each other.

    Raises:
        NotThereError: one of them is not known.
    """
    one, other = known(session, actor), known(session, recipient)
    there = Query(actor=(one.term,), recipient=(other.term,))
    back = Query(actor=(other.term,), recipient=(one.term,))
    rows = [
        page_of_events(
            session, warehouse, Asked(table="events", query=query, size=FEW), facts_where(session, archive, query)
        )[0]
        for query in (there, back)
    ]
    return DyadView(
        one=one, other=other, there=side(session, archive, there), back=side(session, archive, back), events=rows[0],
        answers=rows[1],
    )


def place_view(session: Session, warehouse: Warehouse, archive: Archive, asked: Asked) -> PlaceView:
    """The events near a place.

    Raises:
        InputError: the place is not known.
    """
    condition = facts_where(session, archive, asked.query)
    table = hits(session, condition)
    kinds = by_type(session, table)
    events, following = page_of_events(session, warehouse, asked, condition)
    return PlaceView(
        place=asked.query.place or "", within=asked.query.within, total=sum(k.count for k in kinds), types=kinds,
        series=over_time(session, table), places=by_place(session, table), events=events, next=following,
    )


def side(session: Session, archive: Archive, query: Query) -> Side:
    """The counts of a query, and who is at the side that it leaves open."""
    table = hits(session, facts_where(session, archive, query))
    kinds = by_type(session, table)
    column = "recipient" if query.actor else "actor"
    rows = session.rows(
        f"SELECT t.label, coalesce(t.most, t.label), n FROM (SELECT {column} AS term, count(DISTINCT number) AS n"
        f" FROM pairs JOIN {table} USING (number) WHERE {column} IS NOT NULL GROUP BY ALL"
        f" ORDER BY n DESC, term LIMIT {FEW}) JOIN terms t USING (term) ORDER BY n DESC, term"
    )
    return Side(
        total=sum(k.count for k in kinds), types=kinds, series=over_time(session, table),
        others=[Actor(term=term, name=name, count=n) for term, name, n in rows],
    )
