"""``communique times``, ``communique places``, ``communique quotes``: one layer of the record, as a tool of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.dates import Day, iso_day
from communique.cli.own import Own, kit_with
from communique.cli.reading import Columns, Reader, reading_of
from communique.cli.report import Report
from communique.model import Record

if TYPE_CHECKING:
    from communique.formats.read import Reading

Texts = Annotated[
    list[str], typer.Argument(metavar="TEXT|FILE…", help="Words, files, folders, or - for standard input.")
]


class Format(StrEnum):
    """How findings are written."""

    TABLE = "table"
    JSONL = "jsonl"


class MapFormat(StrEnum):
    """How places are written."""

    TABLE = "table"
    JSONL = "jsonl"
    GEOJSON = "geojson"


def times(
    texts: Texts, date: Day = None, format: Annotated[Format, typer.Option()] = Format.TABLE, reader: Reader = None,
    columns: Columns = None,
) -> None:
    """Find time expressions and say which days they mean."""
    from communique.formats.write_findings import time_rows  # noqa: PLC0415

    _findings(texts, date, format.value, time_rows, ("words", "type", "value", "why"), reading_of(reader, columns))


def places(
    texts: Texts, date: Day = None, format: Annotated[MapFormat, typer.Option()] = MapFormat.TABLE,
    reader: Reader = None, columns: Columns = None,
) -> None:
    """Find place names and say where they are."""
    from communique.formats.write_findings import place_rows  # noqa: PLC0415

    shown = ("extracted_place", "resolved_place", "country_code", "resolution", "lat", "lon", "why")
    _findings(texts, date, format.value, place_rows, shown, reading_of(reader, columns))


def quotes(
    texts: Texts, date: Day = None, format: Annotated[Format, typer.Option()] = Format.TABLE, actors: Own = None,
    reader: Reader = None, columns: Columns = None,
) -> None:
    """List who says what to whom, quoted or reported, and with what act."""
    from communique.formats.write_findings import quote_rows  # noqa: PLC0415

    shown = ("speaker", "act", "form", "addressee", "content")
    _findings(texts, date, format.value, quote_rows, shown, reading_of(reader, columns), actors)


def _findings(
    texts: Sequence[str],
    date: str | None,
    format: str,
    rows_of: Callable[[str, Record], list[dict[str, object]]],
    columns: Sequence[str],
    reading: Reading,
    actors: Path | None = None,
) -> None:
    from communique.cli.given import documents_given  # noqa: PLC0415
    from communique.coding import code_all  # noqa: PLC0415
    from communique.formats.write_findings import as_geojson, as_jsonl, as_table  # noqa: PLC0415

    day = iso_day(date, "--date")
    with Report() as report:
        rows = []
        for document, record in code_all(report.sift(documents_given(texts, day, reading)), kit_with(actors, report)):
            report.warn(document.id, record.warnings)
            rows += rows_of(document.text, record)
            report.advance()
    written = {
        "table": lambda: as_table(rows, columns),
        "jsonl": lambda: as_jsonl(rows),
        "geojson": lambda: as_geojson(rows),
    }
    sys.stdout.buffer.write(written[format]())
    sys.stdout.buffer.flush()
    raise typer.Exit(report.exit_code)
