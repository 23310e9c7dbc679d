"""Who is meant by a name: an actor of the archive, or those who are called nearly so."""

from __future__ import annotations

from collections.abc import Iterable

from communique.archive.index import folded
from communique.desk.errors import NotThereError
from communique.desk.shapes import Actor
from communique.desk.warehouse import Session

NEAR = 6  # names that are offered for one that nobody has
MOST = 5  # names of a question that others are looked for
ALIKE = 0.86  # Jaro-Winkler: one wrong letter of five, but not any word that begins so
LONGEST = 80  # letters of a name that others are compared with
LISTS = ("statements_sides", "entries_sides")


def known(session: Session, name: str) -> Actor:
    """The actor of this name or code: of an event, or else of a statement or an undertaking.

    Raises:
        NotThereError: there is none in the snapshot.
    """
    rows = session.rows("SELECT label, coalesce(most, label), events FROM terms WHERE text = ?", [folded(name)])
    if rows:
        term, label, count = rows[0]
        return Actor(term=term, name=label, count=count)
    if not _elsewhere(session, name):
        raise NotThereError(f"Nobody in the archive is called “{name[:200]}”.", near={name: near(session, name)})
    return Actor(term=name, name=name, count=0)


def near(session: Session, name: str) -> list[Actor]:
    """Whose name holds this one, or differs in some letters, the busiest first."""
    wanted = folded(name)[:LONGEST]
    rows = session.rows(
        "SELECT label, coalesce(most, label), events FROM (SELECT *, lower(coalesce(most, text)) AS called,"
        " contains(text, $1) OR contains(called, $1) AS holds,"
        " greatest(jaro_winkler_similarity(text, $1), jaro_winkler_similarity(called, $1)) AS alike FROM terms)"
        f" WHERE holds OR alike > {ALIKE} ORDER BY holds DESC, alike > 0.95 DESC, events DESC, term LIMIT {NEAR}",
        [wanted],
    )
    return [Actor(term=term, name=label, count=count) for term, label, count in rows] if wanted else []


def strangers(session: Session, names: Iterable[str]) -> dict[str, list[Actor]]:
    """Those of the names that nobody in the archive has, with who is called nearly so."""
    found: dict[str, list[Actor]] = {}
    for name in list(dict.fromkeys(names))[:MOST]:
        if not session.rows("SELECT 1 FROM terms WHERE text = ?", [folded(name)]) and not _elsewhere(session, name):
            found[name] = near(session, name)
    return found


def _elsewhere(session: Session, name: str) -> bool:
    """Whether somebody of this name speaks, is spoken to, owes, is owed to, or demands."""
    wanted = folded(name)
    if any(session.rows(f"SELECT 1 FROM {table} WHERE name = ? LIMIT 1", [wanted]) for table in LISTS):
        return True
    demands = 'list_contains("by", $1) OR list_contains(by_code, $1)'
    return bool(session.rows(f"SELECT 1 FROM entries WHERE {demands} LIMIT 1", [name]))
