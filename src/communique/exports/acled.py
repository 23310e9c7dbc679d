"""ACLED's event types and kinds of actors, by ``data/exports/acled_types.tsv`` and ``roles.toml``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from communique.exports.codes import cameo_of, roles
from communique.exports.item import Happening
from communique.lexicon.files import load_tsv
from communique.model import Entity


class Kind(NamedTuple):
    """A row of the table: the conditions, and what ACLED calls an event that meets them."""

    event: str
    mode: str
    cameo: str
    sides: str
    disorder: str
    event_type: str
    sub_event_type: str


@cache
def kinds() -> tuple[Kind, ...]:
    """The table, in its order."""
    return tuple(Kind(**row) for row in load_tsv("exports/acled_types.tsv"))


def kind_of(row: Happening) -> Kind | None:
    """What ACLED calls this event; None where it has no name for it."""
    event = row.event
    code = cameo_of(event)
    return next(
        (
            kind for kind in kinds()
            if kind.event == event.event and (not kind.mode or kind.mode in event.mode)
            and (not kind.cameo or code.startswith(kind.cameo)) and (not kind.sides or kind.sides == _sides(row))
        ),
        None,
    )


def inter_of(entity: Entity) -> str:
    """ACLED's kind of an actor; a country without a sector is taken for its forces, others for civilians."""
    known = roles()["inter"]
    for name in (*entity.sector, entity.code or ""):
        if name in known:
            return known[name]
    return "State forces" if entity.code else "Civilians"


def _sides(row: Happening) -> str:
    """Who stands against whom: ``armed`` against armed, a ``mob`` of civilians against armed, or nothing to be told."""
    armed = roles()["armed"]["kinds"]
    if row.target is None or _inter(row, row.target.entity) not in armed:
        return ""
    return "armed" if row.source is None or _inter(row, row.source.entity) in armed else "mob"


def _inter(row: Happening, name: str) -> str:
    return inter_of(row.view.entities[name])


def _interaction(row: Happening) -> str:
    """The two kinds, as ACLED has written them since 2024."""
    parties = [_inter(row, p.entity) for p in (row.source, row.target) if p is not None]
    return "-".join(parties) if len(parties) > 1 else f"{parties[0]} only" if parties else ""


def _civilian(row: Happening) -> str:
    kind = kind_of(row)
    hit = row.target is not None and _inter(row, row.target.entity) == "Civilians"
    return "Civilian targeting" if kind and hit and kind.disorder == "Political violence" else ""


def _tags(row: Happening) -> str:
    count = row.event.size.participants
    if row.event.event != "PROTEST":
        return ""
    return "crowd size=no report" if count is None else f"crowd size={count}"


def _named(name: str) -> Callable[[Happening], Any]:
    return lambda row: getattr(kind_of(row), name, "")


ACLED_FIELDS: Mapping[str, Callable[[Happening], Any]] = {
    "acled.disorder": _named("disorder"),
    "acled.event": _named("event_type"),
    "acled.sub_event": _named("sub_event_type"),
    "acled.interaction": _interaction,
    "acled.civilian": _civilian,
    "acled.tags": _tags,
}
