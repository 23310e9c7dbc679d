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
    deadline: Interval | None = None
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
    warnings: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dicts and lists, as it stands in JSON."""
        result: dict[str, Any] = msgspec.to_builtins(self)
        return result
