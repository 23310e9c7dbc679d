"""Reads out of a record what the ledger compares: undertakings and deeds with their sides and dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from communique.ledger.sides import Side, named_side, sides_of
from communique.ledger.windows import Place
from communique.lexicon.kinship import Kinship
from communique.model import Deed, Event, Gist, Record, Undertaking


class Noted(NamedTuple):
    """One document's wording of an undertaking."""

    document: str
    date: str  # day of publication, "" where unknown
    undertaking: Undertaking
    obligor: tuple[Side, ...]
    by: tuple[Side, ...]
    beneficiary: tuple[Side, ...]
    gist: Gist
    condition: str | None


class Done(NamedTuple):
    """One document's report of a deed."""

    document: str
    date: str  # day of publication
    deed: Deed
    actor: tuple[Side, ...]
    passive: bool  # the doer is not named
    event: str | None = None  # the event that covers the same words


def noted_in(record: Record, kinship: Kinship) -> Iterator[Noted]:
    """The undertakings of a record."""
    entities = {e.id: e for e in record.entities}
    date = (record.document.date or "")[:10]
    for undertaking in record.undertakings:
        yield Noted(
            document=record.document.id,
            date=date,
            undertaking=undertaking,
            obligor=sides_of(undertaking.obligor, entities, kinship),
            by=sides_of(undertaking.by, entities, kinship),
            beneficiary=sides_of(undertaking.beneficiary, entities, kinship),
            gist=undertaking.gist or Gist(verb=undertaking.action.text.split(" ", 1)[0].lower()),
            condition=undertaking.condition_text,
        )


def done_in(record: Record, kinship: Kinship) -> Iterator[Done]:
    """The deeds of a record; none of a record without a date, for nobody knows what they came after."""
    date = (record.document.date or "")[:10]
    if not date:
        return
    entities = {e.id: e for e in record.entities}
    for deed in record.deeds:
        actor = sides_of(deed.actor, entities, kinship)
        if deed.subject is not None:
            code, sector = (actor[0].code, actor[0].sector) if actor else (None, ())
            actor = (*actor, named_side(deed.subject, code, sector, kinship))
        yield Done(record.document.id, date, deed, actor, deed.subject is None, _event_of(deed, record.events))


def _event_of(deed: Deed, events: Sequence[Event]) -> str | None:
    """The id of the first event whose words the deed's words take in."""
    for event in events:
        if any(deed.start <= start < deed.end for start, _ in event.event_text):
            return event.id
    return None


def day_of(done: Done) -> str:
    """The last day on which the deed can have been done."""
    if done.deed.date is not None and done.deed.date.end:
        return min(done.deed.date.end, done.date)
    return done.date


def place_of(noted: Noted) -> Place:
    """Where a mention stands among all: by date, the undated last, so that the first mention is the earliest known."""
    undertaking = noted.undertaking
    action = undertaking.action
    return noted.date or "9999", noted.document, action.start, action.end, undertaking.id
