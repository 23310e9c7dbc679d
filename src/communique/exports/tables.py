"""The project's own tables: events as CSV or Parquet, and all tables (long) as files of a folder.

Columns and their meanings: ``data/archive/snapshot.toml``, as in a snapshot of an archive.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import msgspec

from communique.archive.columns import TableFile, columns_of, write_parquet
from communique.archive.rows import Values, event_rows, record_rows
from communique.exports.item import Choice, Item
from communique.formats.write_csv import COLUMNS, event_cells, plain, safe, write_cells

BATCH = 2_000  # rows that are made at once; more would only keep the garbage collector busy
LONG = ("documents", "entities", "events", "statements", "undertakings")
T = TypeVar("T")


def write_events_csv(items: Iterable[Item], choice: Choice, stream: BinaryIO) -> int:
    """Writes a row an event, with the columns of ``communique code --format csv``; says how many."""
    write_cells([COLUMNS], stream)
    count = 0
    rows = (cells for item in items for event, cells in zip(
        item.record.events, event_cells("", item.text, item.record, plain), strict=True) if choice.takes(event))
    for batch in _batches(rows):
        count += len(batch)
        write_cells(batch, stream)
    return count


def write_events_parquet(items: Iterable[Item], choice: Choice, stream: BinaryIO) -> int:
    """Writes a row an event, with the columns of a snapshot's events; says how many.

    Raises:
        DataError: pyarrow is not installed.
    """
    rows = (values for item in items for event, values in zip(
        item.record.events, event_rows(item.text, item.record), strict=True) if choice.takes(event))
    return write_parquet("events", rows, stream)


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


def _long_rows(items: Iterable[Item], choice: Choice) -> Iterator[tuple[str, Values]]:
    """The table and the row of everything that the records say."""
    for record, text in items:
        kept = msgspec.structs.replace(record, events=tuple(e for e in record.events if choice.takes(e)))
        yield from record_rows(text, kept)


def write_long_parquet(items: Iterable[Item], choice: Choice, folder: Path) -> int:
    """Writes a Parquet file a table into ``folder``; says how many rows all have.

    Raises:
        DataError: pyarrow is not installed.
    """
    with ExitStack() as stack:
        files = {name: stack.enter_context(TableFile(name, folder)) for name in LONG}
        for name, row in _long_rows(items, choice):
            files[name].add(row)
    return sum(file.count for file in files.values())


def write_long_csv(items: Iterable[Item], choice: Choice, folder: Path) -> int:
    """Writes a CSV file a table into ``folder``, lists joined with ``|``; says how many rows all have."""
    count = 0
    with ExitStack() as stack:
        files = {name: stack.enter_context((folder / f"{name}.csv").open("wb")) for name in LONG}
        for name, stream in files.items():
            stream.write(_line(columns_of(name)))
        for name, row in _long_rows(items, choice):
            files[name].write(_line(map(_cell, row)))
            count += 1
    return count


def _cell(value: Any) -> object:
    return "|".join(map(str, value)) if isinstance(value, list | tuple) else value


def _line(cells: Iterable[object]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow([safe(cell) for cell in cells])
    return text.getvalue().encode("utf-8", "replace")
