"""What the words name: actors, places and times."""

from __future__ import annotations

import msgspec

from communique.model.document import Span


class EntityMention(msgspec.Struct, frozen=True, kw_only=True):
    """One place in the text where an entity is named."""

    start: int
    end: int
    kind: str  # name | nominal | pronoun


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """An actor: one entity a document, with all its mentions in order. Unknown fields are None, never a guess."""

    id: str
    name: str
    code: str | None = None  # three-letter country or PLOVER international code
    sector: tuple[str, ...] = ()  # PLOVER sector codes, primary first
    identifier_id: str | None = None  # Wikidata id
    mentions: tuple[EntityMention, ...] = ()
    why: str | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A toponym and what it resolves to, in the terms of PLOVER and Mordecai."""

    id: str
    start: int
    end: int
    extracted_place: str
    resolved_place: str | None = None
    geonameid: str | None = None
    lat: float | None = None
    lon: float | None = None
    city: str | None = None
    district: str | None = None
    province: str | None = None
    country: str | None = None
    country_code: str | None = None
    feature_class: str | None = None
    feature_code: str | None = None
    resolution: str | None = None  # country | province | district | city | feature
    why: str | None = None


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression with its TIMEX3 type and value; value is None where it cannot be worked out.

    ``first`` and ``last`` (ISO days, both included) are set where the words say more than the value: an anchored length
    ("the past two weeks"), a part ("early March", "the end of June"), a range ("from 3 to 7 May", on its first half).
    """

    id: str
    start: int
    end: int
    type: str  # DATE | TIME | DURATION | SET
    value: str | None = None
    first: str | None = None
    last: str | None = None
    why: str | None = None


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """Days from ``start`` to ``end``, both included (ISO dates, or None where open), as fine as ``granularity``."""

    start: str | None
    end: str | None
    granularity: str  # day | week | month | quarter | season | year | decade | range
    time: str | None = None  # id in the record's times; None: it falls back on the publication date


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """An entity in a role, and the words that put it there."""

    entity: str
    start: int
    end: int


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A noun phrase or pronoun that names one entity, or several ("both sides", "they", "the communique").

    ``head`` is the index of its head token in ``Text.tokens``; ``start``/``end`` span the phrase without its clauses.
    """

    start: int
    end: int
    head: int
    kind: str  # name | nominal | pronoun
    entities: tuple[str, ...]


class Mentions(msgspec.Struct, frozen=True, kw_only=True):
    """All that the words of one document name. ``at`` finds the mention whose head is a given token."""

    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    by_head: dict[int, Mention] = {}
    by_id: dict[str, Entity] = {}
    labels: dict[int, tuple[str, ...]] = {}  # start of a speaker's label outside the parsed words ("MR PRICE:") → who
    behalf: dict[str, Entity] = {}  # id of a person → the entity for which he or she says "we"
    ours: dict[str, int] = {}  # id of an entity whose country is that of whoever "our" is → the head of "our"
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.by_id) != len(self.entities):
            msgspec.structs.force_setattr(self, "by_id", {entity.id: entity for entity in self.entities})

    def at(self, head: int) -> Mention | None:
        """The mention whose head is the token with this index."""
        return self.by_head.get(head)

    def entity(self, entity_id: str) -> Entity:
        """The entity with this id.

        Raises:
            KeyError: no entity has it.
        """
        return self.by_id[entity_id]


Spans = tuple[Span, ...]
