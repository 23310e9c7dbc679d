"""Writes statements, undertakings, entries of the ledger and happenings, in the columns of a snapshot's tables."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

from communique.archive.columns import columns_of, write_parquet
from communique.archive.found import Answers
from communique.archive.rows import Values
from communique.formats.write_csv import safe
from communique.formats.write_findings import as_table

# The columns that a terminal has room for.
SHOWN = {
    "statements": ("date_start", "speaker", "act", "addressee", "content", "document", "id"),
    "undertakings": ("kind", "obligor", "polarity", "action", "beneficiary", "deadline", "document", "id"),
    "entries": ("status", "kind", "obligor", "polarity", "action", "beneficiary", "deadline", "first_date", "id"),
    "happenings": ("date_start", "actor", "event", "recipient", "place", "numbers", "documents", "id"),
}


def write_rows(found: Answers[Any], format: str, stream: BinaryIO) -> int:
    """Writes ``found`` as ``jsonl``, ``csv``, ``table`` or ``parquet``, and says how many there were."""
    writers: dict[str, Callable[[str, Iterable[Values], BinaryIO], int]] = {
        "jsonl": _jsonl, "csv": _csv, "table": _table, "parquet": write_parquet,
    }
    count = writers[format](found.table, found.rows(), stream)
    stream.flush()
    return count


def _jsonl(table: str, rows: Iterable[Values], stream: BinaryIO) -> int:
    count = 0
    for row in rows:
        count += 1
        held = dict(zip(columns_of(table), row, strict=True))
        stream.write(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n")
    return count


def _csv(table: str, rows: Iterable[Values], stream: BinaryIO) -> int:
    stream.write(_line(columns_of(table)))
    count = 0
    for row in rows:
        count += 1
        stream.write(_line([_cell(value) for value in row]))
    return count


def _table(table: str, rows: Iterable[Values], stream: BinaryIO) -> int:
    held = [dict(zip(columns_of(table), row, strict=True)) for row in rows]
    stream.write(as_table(held, SHOWN[table]))
    return len(held)


def _line(cells: Iterable[Any]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue().encode("utf-8", "replace")


def _cell(value: Any) -> Any:
    """Several values joined with a bar; nothing that a spreadsheet would run."""
    if isinstance(value, list | tuple):
        value = "|".join(map(str, value))
    if isinstance(value, bool):
        value = int(value)
    return "" if value is None else safe(value)
