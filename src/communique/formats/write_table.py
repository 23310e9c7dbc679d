"""Events as a table for reading in a terminal."""

from __future__ import annotations

import io
import os
from typing import BinaryIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.model import Document, Party, Record


class Tables:
    """Writes one table a document."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    def write(self, document: Document, record: Record) -> None:
        names = {e.id: e.name for e in record.entities}
        table = Table(
            title=Text(f"{document.source or document.id}  {record.document.date or 'no date'}"), title_justify="left"
        )
        for column in ("when", "who", "event", "whom", "words", "modes"):
            table.add_column(column, overflow="fold")
        for event in record.events:
            words = " … ".join(document.text[a:b] for a, b in event.event_text)
            cells = (
                (event.date and event.date.start) or "",
                _names(event.actor, names),
                event.event,
                _names(event.recipient, names),
                words,
                ", ".join(event.auxiliary),
            )
            table.add_row(*(Text(cell) for cell in cells))
        self.stream.write(_drawn(table))
        self.stream.flush()


def _names(parties: tuple[Party, ...], names: dict[str, str]) -> str:
    return ", ".join(dict.fromkeys(names.get(p.entity, "?") for p in parties))


def _drawn(table: Table) -> bytes:
    buffer = io.StringIO()
    Console(file=buffer, width=int(os.environ.get("COLUMNS", "120"))).print(table)
    return buffer.getvalue().encode("utf-8", "replace")
