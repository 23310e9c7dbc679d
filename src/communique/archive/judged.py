"""What people have judged, as gold and as training data: the corrected view of the documents that they looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec

from communique.archive.archive import Archive
from communique.archive.changes import EXISTS, REVIEWED
from communique.archive.filed import Filed
from communique.archive.opening import told
from communique.model import Entity, Event, Party, Record, Span, Undertaking

HEADER = "event\tmode\tauxiliary\tstatement\ttext"  # of the training corpus, see training/README.md


class GoldEntity(msgspec.Struct, frozen=True, kw_only=True):
    """An entity with the words that name it, each as ``words@n``: the n-th occurrence of exactly these words."""

    name: str
    code: str | None
    sector: tuple[str, ...]
    mentions: tuple[str, ...]


class GoldEvent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An event; parties go by the names of entities."""

    event: str
    words: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    auxiliary: tuple[str, ...]
    statement: bool
    date: str | None = None
    place: str | None = None


class GoldUndertaking(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An undertaking; parties go by the names of entities."""

    kind: str
    by: tuple[str, ...]
    obligor: tuple[str, ...]
    action: str
    polarity: str
    deadline: str | None = None
    condition: str | None = None


class Gold(msgspec.Struct, frozen=True, kw_only=True):
    """A document's gold. ``complete``: a person has judged every event, also those that were taken out."""

    date: str | None
    complete: bool
    judged_by: tuple[str, ...]
    entities: tuple[GoldEntity, ...]
    undertakings: tuple[GoldUndertaking, ...]
    events: tuple[GoldEvent, ...]


def write_gold(archive: Archive, folder: Path) -> int:
    """Writes ``NAME.txt`` and ``NAME.gold.json`` of every document with judgements into ``folder``, and counts them.

    Raises:
        DataError: the folder cannot be written.
    """
    count = 0
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for filed in _judged(archive):
            count += 1
            name = re.sub(r"[^\w.-]+", "-", filed.record.document.id).strip("-.")[:80] or "document"
            stem = f"{name}-{filed.record.document.sha256[:8]}"
            text = filed.input.text.encode("utf-8", "surrogatepass")
            (folder / f"{stem}.txt").write_bytes(text)
            body = msgspec.json.format(msgspec.json.encode(gold_of(filed)), indent=1)
            (folder / f"{stem}.gold.json").write_bytes(body + b"\n")
    return count


def training_lines(archive: Archive) -> Iterator[str]:
    """The judged events with an actor and a recipient as lines of a training corpus, behind their header.

    An event that was taken out, and whose parties the program had named, is a sentence of type NONE.
    """
    yield HEADER
    for filed in _judged(archive):
        judged = _judged_items(filed)
        held = {event.id for event in filed.record.events}
        gone = [event for event in filed.coded.events if event.id not in held]
        for event in (*filed.record.events, *gone):
            line = _line(filed.input.text, event, event.id not in held) if event.id in judged else None
            if line:
                yield line


def gold_of(filed: Filed) -> Gold:
    """The gold of a document: its record as corrected."""
    text, record = filed.input.text, filed.record
    names = _names(record)
    judged = _judged_items(filed)
    return Gold(
        date=record.document.date,
        complete=all(event.id in judged for event in filed.coded.events),
        judged_by=tuple(sorted({c.who for c in filed.corrections if c.applies})),
        entities=tuple(_entity(text, entity, names) for entity in record.entities),
        undertakings=tuple(_undertaking(text, owed, names) for owed in record.undertakings),
        events=tuple(_event(text, record, event, names) for event in record.events),
    )


def _judged(archive: Archive) -> Iterator[Filed]:
    return (filed for filed in archive.documents() if any(c.applies for c in filed.corrections))


def _judged_items(filed: Filed) -> frozenset[str]:
    """The items that a person accepted, took out or put right, and did not take back."""
    last: dict[tuple[str, str], bool] = {}
    for c in filed.corrections:
        if c.applies:
            last[c.target, c.field] = c.new is not None if c.field == REVIEWED else c.field != EXISTS or c.new is False
    return frozenset(target for (target, _), stands in last.items() if stands)


def _names(record: Record) -> dict[str, str]:
    """A name for each entity; where two go by the same, the later one's id is added."""
    found: dict[str, str] = {}
    for entity in record.entities:
        found[entity.id] = f"{entity.name} ({entity.id})" if entity.name in found.values() else entity.name
    return found


def _entity(text: str, entity: Entity, names: dict[str, str]) -> GoldEntity:
    mentions = tuple(_at(text, (m.start, m.end)) for m in entity.mentions)
    return GoldEntity(name=names[entity.id], code=entity.code, sector=entity.sector, mentions=mentions)


def _event(text: str, record: Record, event: Event, names: dict[str, str]) -> GoldEvent:
    place = next((p for p in record.places if p.id == event.event_loc), None)
    date = event.date if event.date and event.date.time else None
    return GoldEvent(
        event=event.event, words=_at(text, event.event_text[0]), actor=_who(event.actor, names),
        recipient=_who(event.recipient, names), auxiliary=event.auxiliary, statement=event.statement is not None,
        date=(date.start or date.end) if date else None, place=_at(text, (place.start, place.end)) if place else None,
    )


def _undertaking(text: str, owed: Undertaking, names: dict[str, str]) -> GoldUndertaking:
    return GoldUndertaking(
        kind=owed.kind, by=_who(owed.by, names), obligor=_who(owed.obligor, names),
        action=_at(text, (owed.action.start, owed.action.end)), polarity=owed.polarity,
        deadline=owed.deadline.end if owed.deadline else None,
        condition=_at(text, owed.condition) if owed.condition else None,
    )


def _who(parties: tuple[Party, ...], names: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names[p.entity] for p in parties if p.entity in names))


def _at(text: str, span: Span) -> str:
    """The words as ``words@n``; occurrences may overlap, as readers of gold count them."""
    words = text[slice(*span)]
    number, at = 0, -1
    while at < span[0]:
        at = text.find(words, at + 1)
        number += 1
    return f"{words}@{number}"


def _line(text: str, event: Event, gone: bool) -> str | None:
    """The event's sentence with its marks; None where a party is not in it, or marks would nest."""
    if not event.actor or not event.recipient:
        return None
    start, end = event.sentence
    sides = (("A", event.actor[0]), ("R", event.recipient[0]))
    spans = [(party.start, party.end, mark) for mark, party in sides]
    spans += [] if gone else [(a, b, "E") for a, b in event.event_text]
    spans.sort()
    if any(a < start or b > end for a, b, _ in spans) or any(x[1] > y[0] for x, y in pairwise(spans)):
        return None
    parts, last = [], start
    for a, b, mark in spans:
        parts += [text[last:a], f"[{mark}: {text[a:b]}]"]
        last = b
    sentence = " ".join("".join([*parts, text[last:end]]).split())
    mode = "" if gone or not event.mode else event.mode[0]
    auxiliary = "" if gone else ",".join(event.auxiliary)
    told_by = int(event.statement is not None)
    return f"{'NONE' if gone else event.event}\t{mode}\t{auxiliary}\t{told_by}\t{sentence}"
