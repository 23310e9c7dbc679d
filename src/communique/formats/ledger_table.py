"""The ledger as a table for a terminal, which reads like a compliance report, with its sources under it."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.formats.ledger_report import HEADS, cells_of, in_order, summary_of
from communique.formats.ledger_sources import Notes, Source, Sources
from communique.model import Entry

WIDTH = "140"  # letters of a line, where the terminal does not say


def ledger_table(entries: Sequence[Entry], sources: Sources) -> bytes:
    """The table, in UTF-8."""
    notes = Notes(sources)
    table = Table(show_lines=True)
    for column in HEADS:
        table.add_column(column, overflow="fold")
    for entry in in_order(entries):
        cells = cells_of(entry, sources, notes)
        reports = tuple(told.report for told in cells.evidence)
        lines = ((cells.owes,), cells.whom, cells.what, cells.since, cells.due, (cells.status,), reports)
        table.add_row(*(Text("\n".join(cell)) for cell in lines))
    buffer = io.StringIO()
    console = Console(file=buffer, width=int(os.environ.get("COLUMNS", WIDTH)))
    console.print(Text(summary_of(entries)))
    if entries:
        console.print(table)
    for number, source in notes.all():
        console.print(Text(f"[{number}] {_cited(source)}"))
    return buffer.getvalue().encode("utf-8", "replace")


def _cited(source: Source) -> str:
    title = f"“{source.title}”" if source.title else None
    return ", ".join(_known((source.date, title, source.publisher, source.document, source.url)))


def _known(parts: Iterable[str | None]) -> list[str]:
    return [part for part in parts if part]
