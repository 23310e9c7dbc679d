"""What comes out: a record of one document. Field names are fixed by ``docs/contract.md``."""

from __future__ import annotations

from typing import Any

import msgspec

from communique.model.document import DocumentInfo, Span
from communique.model.mention import Entity, Interval, Party, Place, Time

SCHEMA = "communique/1"


class Size(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Numbers that the words state; a number that is not stated is absent. ``words`` are the spans they rest on."""

    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None
    participants: int | None = None
    words: tuple[Span, ...] = ()


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what to whom, where and when, in PLOVER 2021."""

    id: str
    event: str
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    cameo: str | None = None
    quad_code: int
    event_scale: float | None = None
    actor: tuple[Party, ...] = ()
    recipient: tuple[Party, ...] = ()
    date: Interval | None = None
    event_loc: str | None = None
    auxiliary: tuple[str, ...] = ()
    statement: str | None = None
    event_text: tuple[Span, ...]
    sentence: Span
    also: tuple[Span, ...] = ()
    size: Size = Size()
    confidence: float
    why: str


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Who says what to whom; source, cue and content in the terms of PARC and PolNeAR."""

    id: str
    speaker: tuple[Party, ...] = ()
    addressee: tuple[Party, ...] = ()
    act: str
    form: str  # quoted | reported | mixed
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    date: Interval | None = None
    negated: bool = False
    why: str = ""


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """The words of an act owed."""

    start: int
    end: int
    text: str


class Gist(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the words of an act come down to, so that the ledger can compare acts across documents. All lemmas."""

    verb: str  # with its particle: "release", "pull out", "hand over"
    objects: tuple[str, ...] = ()  # heads of what is acted upon
    others: tuple[str, ...] = ()  # all other content words: modifiers, names, places
    names: tuple[str, ...] = ()  # names within the phrases of the objects, which tell them from others of their kind
    ends: tuple[str, ...] = ()  # names that the act leads to or from: "withdraw from Lima"
    numbers: tuple[str, ...] = ()  # in digits
    inner: str | None = None  # the act allowed, continued or prevented: "let X hold rallies"


class Deed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A plain act that a clause reports as done or left undone: what the ledger weighs as evidence.

    Unlike an event it need not be political: "mended the dyke", "has still not paid the clerks".
    """

    id: str
    start: int
    end: int
    actor: tuple[Party, ...] = ()
    subject: str | None = None  # the words of the doer; None where a passive leaves it out
    gist: Gist
    about: tuple[str, ...] = ()  # lemmas of the subject: what was dealt with, where it goes free, arrives or passes
    negated: bool = False
    lasting: bool = False  # "still", "remains": told of as going on
    late: bool = False  # the sentence, or the one before, says that the time for it has run out
    statement: str | None = None
    date: Interval | None = None


class Undertaking(msgspec.Struct, frozen=True, kw_only=True):
    """Who owes what: a demand, a commitment or an obligation, as one document words it."""

    id: str
    kind: str  # demand | commitment | obligation
    statement: str | None = None
    by: tuple[Party, ...] = ()
    obligor: tuple[Party, ...] = ()
    beneficiary: tuple[Party, ...] = ()
    action: Action
    event: str | None = None
    mode: tuple[str, ...] = ()
    polarity: str  # do | refrain
    condition: Span | None = None
    condition_text: str | None = None
    deadline: Interval | None = None
    gist: Gist | None = None
    renewed: bool = False  # the words say that it was demanded or promised before
    why: str = ""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the program says of one document."""

    schema: str = SCHEMA
    document: DocumentInfo
    entities: tuple[Entity, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    undertakings: tuple[Undertaking, ...] = ()
    deeds: tuple[Deed, ...] = ()
    warnings: tuple[str, ...] = ()

    def entity(self, entity_id: str) -> Entity:
        """The entity with this id.

        Raises:
            KeyError: no entity has it.
        """
        for entity in self.entities:
            if entity.id == entity_id:
                return entity
        raise KeyError(entity_id)

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dicts and lists, as it stands in JSON."""
        result: dict[str, Any] = _listed(msgspec.to_builtins(self))
        return result


def _listed(value: Any) -> Any:
    """Tuples as lists, so that what is made of a record is what JSON would give back."""
    if isinstance(value, dict):
        return {key: _listed(item) for key, item in value.items()}
    return [_listed(item) for item in value] if isinstance(value, list | tuple) else value
