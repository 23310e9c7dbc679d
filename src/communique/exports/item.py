"""What is exported: records, with the texts they were made from where those are at hand, and the events of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import permutations, product
from typing import NamedTuple

from communique.errors import InputError
from communique.model import Entity, Event, Party, Place, Record, Span, sha256_of


class Item(NamedTuple):
    """A record, and its document's text or None."""

    record: Record
    text: str | None


class Choice(NamedTuple):
    """What of the events is wanted: all of them, or only what is reported as having happened."""

    all_events: bool = False

    def takes(self, event: Event) -> bool:
        return self.all_events or not event.auxiliary


class View:
    """A record with its entities, places and sentences at hand."""

    def __init__(self, item: Item) -> None:
        self.record = item.record
        self.document = item.record.document
        self.text = item.text
        self.entities: Mapping[str, Entity] = {e.id: e for e in self.record.entities}
        self.places: Mapping[str, Place] = {p.id: p for p in self.record.places}

    @cached_property
    def sentences(self) -> Mapping[Span, int]:
        """The sentences that hold events, with their numbers from 1."""
        return {span: n for n, span in enumerate(sorted({e.sentence for e in self.record.events}), 1)}

    def words(self, spans: Iterable[Span]) -> str | None:
        """The words at these spans; None where the text is not at hand."""
        return None if self.text is None else " … ".join(self.text[a:b] for a, b in spans)

    def known(self, parties: Iterable[Party]) -> list[Entity]:
        """The entities in a role, each once, in order."""
        return [self.entities[name] for name in dict.fromkeys(p.entity for p in parties) if name in self.entities]


class Happening(NamedTuple):
    """An event as a row of an export: one source and one target of it where the format has a row a pair."""

    view: View
    event: Event
    source: Party | None = None
    target: Party | None = None
    pair: int = 0

    @property
    def place(self) -> Place | None:
        return self.view.places.get(self.event.event_loc or "")


def happenings(items: Iterable[Item], choice: Choice, *, paired: bool) -> Iterator[Happening]:
    """The events that are wanted, in the order of the records; ``paired``: one for each pair of parties."""
    for item in items:
        view = View(item)
        for event in item.record.events:
            if choice.takes(event):
                yield from _paired(view, event) if paired else (Happening(view, event),)


def _paired(view: View, event: Event) -> Iterator[Happening]:
    """Each actor with each recipient; of acts with several actors and no recipient (a meeting) each with each other."""
    actors, recipients = _once(view, event.actor), _once(view, event.recipient)
    pairs: list[tuple[Party | None, Party | None]]
    if actors and recipients:
        pairs = list(product(actors, recipients))
    elif len(actors) > 1:
        pairs = list(permutations(actors, 2))
    else:
        pairs = [(actors[0] if actors else None, recipients[0] if recipients else None)]
    for number, (source, target) in enumerate(pairs):
        yield Happening(view, event, source, target, number)


def _once(view: View, parties: Iterable[Party]) -> list[Party]:
    first: dict[str, Party] = {}
    for party in parties:
        if party.entity in view.entities:
            first.setdefault(party.entity, party)
    return list(first.values())


def matched(record: Record, text: str | None) -> Item:
    """The record with a document's text.

    Raises:
        InputError: it was made from another text.
    """
    if text is not None and sha256_of(text) != record.document.sha256:
        raise InputError(f"{record.document.id}: the record was made from another text than the document has")
    return Item(record, text)
