"""``communique query``: the events of an archive."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.report import OK, Report

ArchiveFile = Annotated[Path, typer.Argument(metavar="ARCHIVE", help="An archive that `communique ingest` made.")]
AsCoded = Annotated[bool, typer.Option("--as-coded", help="Of an archive: as the program coded it.")]


class Format(StrEnum):
    """How events are written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    GEOJSON = "geojson"


def query(
    archive: ArchiveFile,
    event: Annotated[list[str] | None, typer.Option(help="Type, as PROTEST; may be given several times.")] = None,
    quad: Annotated[list[int] | None, typer.Option(help="Quad code, 1 to 4; several times.")] = None,
    actor: Annotated[list[str] | None, typer.Option(help="Name or code of who acts; several times.")] = None,
    recipient: Annotated[list[str] | None, typer.Option(help="Name or code of whom it is done to.")] = None,
    country: Annotated[list[str] | None, typer.Option(help="Code of the country it happens in, as FRA.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day (ISO).")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day (ISO).")] = None,
    place: Annotated[str | None, typer.Option(help="Near this place: a name, or LAT,LON.")] = None,
    within: Annotated[float, typer.Option(metavar="KM", help="How near.")] = 50.0,
    auxiliary: Annotated[
        list[str] | None, typer.Option(help="historical, future, hypothetical, negation, or none: it happened.")
    ] = None,
    text: Annotated[str | None, typer.Option(help='Words, "phrases" and begin* that the document has.')] = None,
    limit: Annotated[int | None, typer.Option(help="At most this many.")] = None,
    as_coded: AsCoded = False,
    format: Annotated[Format, typer.Option(help="csv: as `communique code` writes it.")] = Format.TABLE,
) -> None:
    """Find events in an archive. Filters hold together; several values of one filter are alternatives."""
    from communique.archive.archive import open_archive  # noqa: PLC0415
    from communique.archive.query import query_of  # noqa: PLC0415
    from communique.archive.show import write_events  # noqa: PLC0415

    wanted = query_of(
        event=event,
        quad=quad,
        actor=actor,
        recipient=recipient,
        country=country,
        since=since,
        until=until,
        place=place,
        within=within,
        auxiliary=auxiliary,
        text=text,
        limit=limit,
        as_coded=as_coded,
    )
    with Report() as report, open_archive(archive) as opened:
        try:
            count = write_events(opened.events(wanted), format.value, sys.stdout.buffer)
        except BrokenPipeError:
            sys.stderr.close()
            raise typer.Exit(OK) from None
        report.say(f"{count} events" if count != 1 else "1 event")
