"""What a query found: events, statements, undertakings, entries of the ledger, happenings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

from communique.archive.columns import table_of
from communique.archive.rows import Values, entry_row, event_row, happening_row, statement_row, undertaking_row
from communique.happenings.happening import Happening
from communique.model import Document, DocumentInfo, Entity, Entry, Event, Place, Record, Statement, Undertaking

T = TypeVar("T")


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


class Said(NamedTuple):
    """A statement that was asked for, with the document it is from."""

    input: Document
    record: Record
    statement: Statement


class Owed(NamedTuple):
    """An undertaking that was asked for, with the document it is from."""

    input: Document
    record: Record
    undertaking: Undertaking


class Answers(Iterator[T]):
    """Gives one after the other; or all that are left as a table, with the columns of a snapshot's table."""

    def __init__(self, table: str, found: Iterator[T], row: Callable[[T], Values]) -> None:
        self.table = table
        self._found = found
        self._row = row

    def __next__(self) -> T:
        return next(self._found)

    def only(self, found: Iterator[T]) -> Answers[T]:
        """Those in ``found`` alone, which were taken from these."""
        return Answers(self.table, found, self._row)

    def rows(self) -> Iterator[Values]:
        """All that are left, as rows of the snapshot's table."""
        return map(self._row, self)

    def to_arrow(self) -> Any:
        """A ``pyarrow.Table``.

        Raises:
            DataError: pyarrow is not installed (``communique[parquet]``).
        """
        return table_of(self.table, list(self.rows()))

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``; needs pandas besides.

        Raises:
            DataError: pyarrow is not installed (``communique[parquet]``).
        """
        return self.to_arrow().to_pandas()


def events(found: Iterator[Found]) -> Answers[Found]:
    """Events as answers."""
    return Answers("events", found, lambda f: event_row(f.text, f.record, f.event))


def statements(found: Iterator[Said]) -> Answers[Said]:
    """Statements as answers."""
    return Answers("statements", found, lambda f: statement_row(f.input.text, f.record, f.statement))


def undertakings(found: Iterator[Owed]) -> Answers[Owed]:
    """Undertakings as answers."""
    return Answers("undertakings", found, lambda f: undertaking_row(f.input.text, f.record, f.undertaking))


def entries(found: Iterator[Entry]) -> Answers[Entry]:
    """Entries of the ledger as answers."""
    return Answers("entries", found, entry_row)


def happenings(found: Iterator[Happening]) -> Answers[Happening]:
    """Happenings as answers."""
    return Answers("happenings", found, happening_row)
