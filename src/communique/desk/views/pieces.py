"""A text cut wherever a field's words begin or end, so that fields and words can light each other."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import msgspec

from communique.model import Event, Party, Record, Span, Statement, Undertaking

# What is shaded: by an item's first letter, or its letter and field.
LAYER = {
    "v.words": "event", "s.cue": "statement", "s.content": "statement", "u.action": "undertaking", "p": "place",
    "t": "time", "e": "actor", "a.action": "event", "v.actor": "actor", "v.recipient": "actor", "v.date": "time",
    "v.place": "place",
}
HEADING = 110  # letters of a text that stand for a title where there is none


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """Some of the text; ``keys`` are the fields it belongs to ("v1.words", "e2"), ``layers`` the kinds of them."""

    text: str
    keys: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    start: int = 0


def spans_of(record: Record) -> Iterator[tuple[str, Span]]:
    """Every field that stands on words, with each span of them."""
    for entity in record.entities:
        yield from ((entity.id, (m.start, m.end)) for m in entity.mentions)
    for place in record.places:
        yield place.id, (place.start, place.end)
    for time in record.times:
        yield time.id, (time.start, time.end)
    for statement in record.statements:
        yield from statement_spans(statement)
    for undertaking in record.undertakings:
        yield from undertaking_spans(undertaking)
    for event in record.events:
        yield from event_spans(record, event)


def event_spans(record: Record, event: Event) -> Iterator[tuple[str, Span]]:
    """The fields of an event: its words, parties, time, place and numbers."""
    yield from ((f"{event.id}.words", span) for span in event.event_text)
    yield from _parties(f"{event.id}.actor", event.actor)
    yield from _parties(f"{event.id}.recipient", event.recipient)
    yield from ((f"{event.id}.size", span) for span in event.size.words)
    time = event.date and event.date.time
    yield from ((f"{event.id}.date", (t.start, t.end)) for t in record.times if t.id == time)
    yield from ((f"{event.id}.place", (p.start, p.end)) for p in record.places if p.id == event.event_loc)


def statement_spans(statement: Statement) -> Iterator[tuple[str, Span]]:
    """The fields of a statement: source, cue, content, parties."""
    for name in ("source", "cue", "content"):
        yield from ((f"{statement.id}.{name}", span) for span in getattr(statement, name))
    yield from _parties(f"{statement.id}.speaker", statement.speaker)
    yield from _parties(f"{statement.id}.addressee", statement.addressee)


def undertaking_spans(undertaking: Undertaking) -> Iterator[tuple[str, Span]]:
    """The fields of an undertaking: action, condition, parties."""
    yield f"{undertaking.id}.action", (undertaking.action.start, undertaking.action.end)
    if undertaking.condition:
        yield f"{undertaking.id}.condition", undertaking.condition
    for name in ("by", "obligor", "beneficiary"):
        yield from _parties(f"{undertaking.id}.{name}", getattr(undertaking, name))


def pieces(text: str, spans: Iterable[tuple[str, Span]], window: Span | None = None) -> tuple[Piece, ...]:
    """The text, or a ``window`` of it, in pieces; spans outside are left out."""
    first, last = window or (0, len(text))
    starts: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for key, (start, end) in spans:
        start, end = max(start, first), min(end, last)
        if start < end:
            starts.setdefault(start, []).append(key)
            ends.setdefault(end, []).append(key)
    on: dict[str, int] = {}
    found = []
    for start, end in itertools.pairwise(sorted({first, last, *starts, *ends})):
        for key in ends.get(start, ()):
            on[key] -= 1
            if not on[key]:
                del on[key]
        for key in starts.get(start, ()):
            on[key] = on.get(key, 0) + 1
        layers = tuple(sorted({layer for key in on if (layer := _layer(key))}))
        found.append(Piece(text=text[start:end], keys=tuple(on), layers=layers, start=start))
    return tuple(found)


def _layer(key: str) -> str | None:
    item, _, field = key.partition(".")
    return LAYER.get(f"{item[0]}.{field}" if field else item[0])


def heading(title: str | None, text: str) -> str:
    """The title of a document, or its first words."""
    if title and title.strip():
        return title
    words = " ".join(text[: 4 * HEADING].split())
    return words if len(words) <= HEADING else words[:HEADING].rsplit(" ", 1)[0] + " …"


def around(text: str, span: Span, room: int = 400) -> Span:
    """The span with some words before and behind it."""
    start, end = max(0, span[0] - room), min(len(text), span[1] + room)
    while 0 < start < span[0] and not text[start - 1].isspace():
        start += 1
    while span[1] < end < len(text) and not text[end].isspace():
        end -= 1
    while start < span[0] and text[start].isspace():  # no empty lines at either end
        start += 1
    while end > span[1] and text[end - 1].isspace():
        end -= 1
    return start, end


def goes_on(text: str, window: Span) -> bool:
    """Whether there are words behind the window."""
    return bool(text[window[1] :].strip())


def _parties(key: str, parties: Iterable[Party]) -> Iterator[tuple[str, Span]]:
    return ((key, (party.start, party.end)) for party in parties)
