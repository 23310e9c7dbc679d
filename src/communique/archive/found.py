"""The events that a query found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from communique.archive.columns import table_of
from communique.archive.rows import event_row
from communique.model import Document, DocumentInfo, Entity, Event, Place, Record


class Found(NamedTuple):
    """An event that was asked for, with the document it is from."""

    input: Document
    record: Record
    event: Event

    @property
    def text(self) -> str:
        return self.input.text

    @property
    def document(self) -> DocumentInfo:
        return self.record.document

    @property
    def actors(self) -> tuple[Entity, ...]:
        return tuple(self.record.entity(p.entity) for p in self.event.actor)

    @property
    def recipients(self) -> tuple[Entity, ...]:
        return tuple(self.record.entity(p.entity) for p in self.event.recipient)

    @property
    def place(self) -> Place | None:
        return next((p for p in self.record.places if p.id == self.event.event_loc), None)

    @property
    def words(self) -> str:
        """The words that the event rests on."""
        return " … ".join(self.text[a:b] for a, b in self.event.event_text)


class Events(Iterator[Found]):
    """Gives one event after the other; or all that are left as a table, with the columns of a snapshot's events."""

    def __init__(self, found: Iterator[Found]) -> None:
        self._found = found

    def __next__(self) -> Found:
        return next(self._found)

    def to_arrow(self) -> Any:
        """A ``pyarrow.Table``.

        Raises:
            DataError: pyarrow is not installed (``communique[parquet]``).
        """
        return table_of("events", [event_row(f.text, f.record, f.event) for f in self])

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``; needs pandas besides.

        Raises:
            DataError: pyarrow is not installed (``communique[parquet]``).
        """
        return self.to_arrow().to_pandas()
