"""Times, places and quotations of a document as a table, as JSON Lines, or (places) as GeoJSON."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.formats.sentences import flat
from communique.formats.show_text import printable
from communique.model import Entity, Party, Record

Row = dict[str, Any]


def time_rows(text: str, record: Record) -> list[Row]:
    """The time expressions with their words, types, values and reasons."""
    return [
        {"document": record.document.id, "words": text[t.start : t.end], **msgspec.to_builtins(t)} for t in record.times
    ]


def place_rows(text: str, record: Record) -> list[Row]:
    """The toponyms with what they resolve to and why."""
    return [{"document": record.document.id, **msgspec.to_builtins(p)} for p in record.places]


def quote_rows(text: str, record: Record) -> list[Row]:
    """The statements: who says what to whom, with what act."""
    names = {e.id: e for e in record.entities}
    return [
        {
            "document": record.document.id,
            "id": s.id,
            "speaker": _names(s.speaker, names),
            "act": s.act,
            "form": s.form,
            "negated": s.negated,
            "addressee": _names(s.addressee, names),
            "cue": _words(text, s.cue),
            "content": _words(text, s.content),
            "spans": [list(span) for span in s.content],
        }
        for s in record.statements
    ]


def as_jsonl(rows: Iterable[Row]) -> bytes:
    """A row a line."""
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def as_table(rows: Sequence[Row], columns: Sequence[str]) -> bytes:
    """A table of some of the columns."""
    table = Table()
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(_cell(row.get(column)))) for column in columns))
    buffer = io.StringIO()
    Console(file=buffer, width=int(os.environ.get("COLUMNS", "140"))).print(table)
    return buffer.getvalue().encode("utf-8", "replace")


def as_geojson(rows: Iterable[Row]) -> bytes:
    """A feature for each row with coordinates (RFC 7946: longitude first)."""
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]}, "properties": row}
        for row in rows
        if row.get("lat") is not None and row.get("lon") is not None
    ]
    return msgspec.json.encode({"type": "FeatureCollection", "features": features}) + b"\n"


def _cell(value: object) -> str:
    return "" if value is None else ", ".join(value) if isinstance(value, list) else flat(str(value))


def _names(parties: Iterable[Party], entities: dict[str, Entity]) -> list[str]:
    return list(dict.fromkeys(entities[p.entity].name for p in parties if p.entity in entities))


def _words(text: str, spans: Iterable[tuple[int, int]]) -> str:
    return " … ".join(text[a:b] for a, b in spans)
