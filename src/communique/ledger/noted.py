"""Reads out of a record what the ledger compares: undertakings and deeds with their sides and dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from communique.ledger.places import Place, place_at
from communique.ledger.shapes import Shape, Shapes
from communique.ledger.sides import Side, Sides
from communique.ledger.theatre import Scene, Span, Theatre
from communique.model import Deed, Event, Gist, Record, Undertaking


class Noted(NamedTuple):
    """One document's wording of an undertaking."""

    place: Place  # among all: the undated come last, so that the first mention of an entry is the earliest known
    document: str
    date: str  # day of publication, "" where unknown
    undertaking: Undertaking
    obligor: tuple[Side, ...]
    by: tuple[Side, ...]
    beneficiary: tuple[Side, ...]
    shape: Shape
    condition: str | None
    theatre: Theatre | None = None  # whose "all parties" they are, where the obligor is told by common nouns alone


@dataclass(slots=True, eq=False)
class Done:
    """One document's report of a deed. Its shape is looked up when it is first weighed: most deeds never are."""

    document: str
    date: str  # day of publication
    day: str  # the last day on which it can have been done
    deed: Deed
    actor: tuple[Side, ...]
    passive: bool  # the doer is not named
    event: str | None = None  # the first event that the same words tell
    types: frozenset[str] = frozenset()  # the types of all events that they tell
    quads: frozenset[int] = frozenset()  # and their quad codes
    anchor: str | None = None  # the country in which it was done, or another word for what the document is about
    _shape: Shape | None = None

    def shape(self, shapes: Shapes) -> Shape:
        """What it is compared by."""
        if self._shape is None:
            self._shape = shapes.of(self.deed.gist)
        return self._shape


def noted_in(record: Record, shapes: Shapes, sides: Sides) -> Iterator[Noted]:
    """The undertakings of a record."""
    entities = {e.id: e for e in record.entities}
    date = (record.document.date or "")[:10]
    scene: Scene | None = None
    for undertaking in record.undertakings:
        obligor = sides.of(undertaking.obligor, entities)
        nameless = any(side.nameless for side in obligor)
        if nameless and scene is None:
            scene = Scene(record, sides)
        yield Noted(
            place=_place_of(record.document.id, date, undertaking),
            document=record.document.id,
            date=date,
            undertaking=undertaking,
            obligor=obligor,
            by=sides.of(undertaking.by, entities),
            beneficiary=sides.of(undertaking.beneficiary, entities),
            shape=shapes.of(undertaking.gist or Gist(verb=undertaking.action.text.split(" ", 1)[0].lower())),
            condition=undertaking.condition_text,
            theatre=scene.around(_span(undertaking)) if nameless and scene is not None else None,
        )


def done_in(record: Record, sides: Sides) -> Iterator[Done]:
    """The deeds of a record; none of a record without a date, for nobody knows what they came after."""
    date = (record.document.date or "")[:10]
    if not date:
        return
    entities = {e.id: e for e in record.entities}
    scene = Scene(record, sides)
    for deed in record.deeds:
        actor = sides.of(deed.actor, entities)
        if deed.subject is not None:
            code, sector = (actor[0].code, actor[0].sector) if actor else (None, ())
            actor = (*actor, sides.named(deed.subject, code, sector))
        events = _events_of(deed, record.events)
        yield Done(
            document=record.document.id,
            date=date,
            day=_day_of(deed, date),
            deed=deed,
            actor=actor,
            passive=deed.subject is None,
            event=events[0].id if events else None,
            types=frozenset(event.event for event in events),
            quads=frozenset(event.quad_code for event in events),
            anchor=scene.anchor((deed.start, deed.end)),
        )


def _span(undertaking: Undertaking) -> Span:
    return undertaking.action.start, undertaking.action.end


def itself_of(deed: Deed) -> Gist:
    """A deed read as an act of what its subject names, ``about``: it went free, arrived, stayed."""
    acted = deed.gist
    others = tuple(dict.fromkeys((*deed.about[1:], *acted.objects, *acted.others)))
    return msgspec.structs.replace(acted, objects=deed.about[:1], others=others, inner=None)


def _events_of(deed: Deed, events: Sequence[Event]) -> list[Event]:
    """The events whose words the deed's words take in."""
    return [event for event in events if any(deed.start <= start < deed.end for start, _ in event.event_text)]


def _day_of(deed: Deed, date: str) -> str:
    if deed.date is not None and deed.date.end:
        return min(deed.date.end, date)
    return date


def _place_of(document: str, date: str, undertaking: Undertaking) -> Place:
    action = undertaking.action
    return place_at(date or "9999", document, action.start, action.end, undertaking.id)
