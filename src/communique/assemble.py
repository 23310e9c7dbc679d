"""Puts the findings of all stages together into a record."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon.registry import INTERNATIONAL
from communique.mentions.when.find import warnings_of
from communique.model import (
    Deed,
    Document,
    DocumentInfo,
    Entity,
    Event,
    Header,
    Mentions,
    Party,
    Record,
    Statement,
    Undertaking,
    sha256_of,
)


def assemble(
    document: Document,
    header: Header,
    mentions: Mentions,
    statements: Sequence[Statement],
    events: Sequence[Event],
    undertakings: Sequence[Undertaking],
    deeds: Sequence[Deed] = (),
) -> Record:
    """The record of ``document``. Entities that are neither known actors nor named in a role are left out."""
    used = _used(statements, events, undertakings) | {p.entity for deed in deeds for p in deed.actor}
    return Record(
        document=DocumentInfo(
            id=document.id,
            sha256=sha256_of(document.text),
            date=header.date,
            date_source=header.date_source,
            dateline=header.dateline,
            title=document.title,
            url=document.url,
            publisher=document.publisher,
            language=document.language,
        ),
        entities=tuple(e for e in mentions.entities if e.id in used or _is_actor(e)),
        places=mentions.places,
        times=mentions.times,
        events=tuple(events),
        statements=tuple(statements),
        undertakings=tuple(undertakings),
        deeds=tuple(deeds),
        warnings=(*header.warnings, *mentions.warnings, *warnings_of(mentions.times, header)),
    )


def _used(statements: Sequence[Statement], events: Sequence[Event], undertakings: Sequence[Undertaking]) -> set[str]:
    roles: list[tuple[Party, ...]] = []
    for statement in statements:
        roles += [statement.speaker, statement.addressee]
    for event in events:
        roles += [event.actor, event.recipient]
    for undertaking in undertakings:
        roles += [undertaking.by, undertaking.obligor, undertaking.beneficiary]
    return {party.entity for role in roles for party in role}


def _is_actor(entity: Entity) -> bool:
    """Known actors, those with a sector, organisations of no one state, and persons and bodies by name that have a
    country; a town or a thing with a country alone is left out unless it has a role.
    """
    why = entity.why or ""
    somebody = why.startswith(("known", "named here; ")) or (why.startswith("noun: ") and entity.code in INTERNATIONAL)
    return bool(entity.sector or (entity.code and somebody))
