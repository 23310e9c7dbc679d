"""Sums for programs: actors, places and series, without the rest of a page."""

from __future__ import annotations

from communique.archive.archive import Archive
from communique.archive.index import folded
from communique.desk.asked import Asked
from communique.desk.condition import facts_where
from communique.desk.shapes import Actor, Places, Series
from communique.desk.views.counting import by_place, hits, over_time
from communique.desk.warehouse import Session


def actors(session: Session, begins: str, most: int) -> list[Actor]:
    """Those whose name or code begins so, or what the code stands for, the busiest first."""
    rows = session.rows(
        "SELECT label, coalesce(most, label), events FROM terms WHERE starts_with(text, ?)"
        " OR starts_with(lower(most), ?) ORDER BY events DESC, term LIMIT ?",
        [folded(begins), folded(begins), most],
    )
    return [Actor(term=term, name=name, count=n) for term, name, n in rows]


def places(session: Session, archive: Archive, asked: Asked) -> Places:
    """Where the events of a question happened."""
    return by_place(session, hits(session, facts_where(session, archive, asked.query)), asked.size)


def series(session: Session, archive: Archive, asked: Asked) -> Series:
    """The events of a question over time."""
    return over_time(session, hits(session, facts_where(session, archive, asked.query)))
