"""Checks that records are whole, and true to their documents: offsets, references, words, hashes, closed lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from communique.model import (
    SCHEMA,
    Action,
    Document,
    Event,
    Interval,
    Party,
    Place,
    Record,
    Undertaking,
    sha256_of,
)
from communique.model.record import Deed
from communique.schema import terms

LISTS = ("entities", "places", "times", "events", "statements", "undertakings", "deeds")


class Finding(NamedTuple):
    """One fault: the record it is in, where in the record, and what is wrong."""

    document: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.document}: {self.where}: {self.message}"


class _Known(NamedTuple):
    """What the parts of one record may point at."""

    ids: dict[str, frozenset[str]]
    text: str | None


def verify(records: Iterable[Record], documents: Iterable[Document] = ()) -> Iterator[Finding]:
    """The faults of ``records``, in their order.

    Without its document a record is checked against itself: its ids, the order of its offsets, the closed lists.
    With it the text's SHA-256, the range of every offset and the words of every action and place are checked too.
    """
    texts = {document.id: document.text for document in documents}
    seen: set[str] = set()
    for record in records:
        name = record.document.id
        if name in seen:
            yield Finding(name, "document.id", "an earlier record has the same id")
        seen.add(name)
        if texts and name not in texts:
            yield Finding(name, "document.id", "no document with this id was given")
        yield from _record(record, texts.get(name))


def _record(record: Record, text: str | None) -> Iterator[Finding]:
    name = record.document.id
    if record.schema != SCHEMA:
        yield Finding(name, "schema", f"{record.schema!r} is not {SCHEMA!r}")
    if text is not None and sha256_of(text) != record.document.sha256:
        yield Finding(name, "document.sha256", "the document's text is another one: its SHA-256 differs")
        text = None
    known = _Known({part: frozenset(item.id for item in getattr(record, part)) for part in LISTS}, text)
    for part in LISTS:
        counts = Counter(item.id for item in getattr(record, part))
        for key, count in counts.items():
            if count > 1:
                yield Finding(name, part, f"{count} of them have the id {key!r}")
    for where, value in _walk(record, ""):
        for message in _faults(value, known):
            yield Finding(name, where, message)


def _walk(value: Any, where: str) -> Iterator[tuple[str, Any]]:
    """Every object and span of a record, with its path."""
    if isinstance(value, msgspec.Struct):
        yield where or "record", value
        for field in value.__struct_fields__:
            yield from _walk(getattr(value, field), f"{where}.{field}" if where else field)
    elif isinstance(value, tuple):
        if len(value) == 2 and all(type(item) is int for item in value):
            yield where, value
            return
        for index, item in enumerate(value):
            key = getattr(item, "id", None)
            yield from _walk(item, f"{where}[{index if key is None else key}]")


def _faults(value: Any, known: _Known) -> Iterator[str]:
    if isinstance(value, tuple):
        yield from _span(value[0], value[1], known.text)
        return
    start, end = getattr(value, "start", None), getattr(value, "end", None)
    if isinstance(start, int) and isinstance(end, int):
        yield from _span(start, end, known.text)
        yield from _words(value, start, end, known.text)
    yield from _closed(value)
    for part, key in _references(value):
        if key is not None and key not in known.ids[part]:
            yield f"{key!r} is not among the {part}"
    if isinstance(value, Interval):
        yield from _interval(value)
    confidence = getattr(value, "confidence", None)
    if confidence is not None and not 0 <= confidence <= 1:
        yield f"confidence {confidence} is not between 0 and 1"


def _span(start: int, end: int, text: str | None) -> Iterator[str]:
    if start < 0 or end < start:
        yield f"[{start}, {end}] is no span"
    elif start == end:
        yield f"[{start}, {end}] is empty"
    elif text is not None and end > len(text):
        yield f"[{start}, {end}] reaches beyond the text of {len(text)} characters"


def _words(value: Any, start: int, end: int, text: str | None) -> Iterator[str]:
    if text is None or not 0 <= start <= end <= len(text):
        return
    quoted = value.text if isinstance(value, Action) else value.extracted_place if isinstance(value, Place) else None
    if quoted is not None and quoted != text[start:end]:
        yield f"says {quoted!r} where the text has {text[start:end]!r}"


def _closed(value: Any) -> Iterator[str]:
    """Fields whose words come from a closed list."""
    for field, words in terms().get(type(value).__name__, {}).items():
        held = getattr(value, field)
        for item in held if isinstance(held, tuple) else (held,):
            if item is not None and item not in words:
                yield f"{field} {item!r} is not one of {', '.join(map(str, words))}"


def _references(value: Any) -> Iterator[tuple[str, str | None]]:
    if isinstance(value, Party):
        yield "entities", value.entity
    elif isinstance(value, Interval):
        yield "times", value.time
    if isinstance(value, Event):
        yield "places", value.event_loc
    if isinstance(value, Event | Undertaking | Deed):
        yield "statements", value.statement


def _interval(value: Interval) -> Iterator[str]:
    if value.start and value.end and value.start > value.end:
        yield f"ends on {value.end}, before it starts on {value.start}"


