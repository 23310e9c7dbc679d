"""``communique query``: the events of an archive."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.happenings import Stories
from communique.cli.report import OK, Report

if TYPE_CHECKING:
    from communique.archive.found import Found

if TYPE_CHECKING:
    from communique.archive.archive import Archive
    from communique.archive.query import Query

ArchiveFile = Annotated[Path, typer.Argument(metavar="ARCHIVE", help="An archive that `communique ingest` made.")]
AsCoded = Annotated[bool, typer.Option("--as-coded", help="Of an archive: as the program coded it.")]


class Table(StrEnum):
    """What is asked for."""

    EVENTS = "events"
    STATEMENTS = "statements"
    UNDERTAKINGS = "undertakings"
    ENTRIES = "entries"


class Format(StrEnum):
    """How answers are written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    GEOJSON = "geojson"


ONE = {
    Table.EVENTS: "event", Table.STATEMENTS: "statement", Table.UNDERTAKINGS: "undertaking", Table.ENTRIES: "entry",
}


def query(
    archive: ArchiveFile,
    table: Annotated[
        Table, typer.Option(help="What to find; entries: the ledger, merged over all documents.")
    ] = Table.EVENTS,
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
    act: Annotated[list[str] | None, typer.Option(help="Speech act of statements, as demand; several times.")] = None,
    kind: Annotated[list[str] | None, typer.Option(help="demand, commitment or obligation; several times.")] = None,
    status: Annotated[list[str] | None, typer.Option(help="Status of entries, as overdue; several times.")] = None,
    as_of: Annotated[str | None, typer.Option(help="The day that statuses hold at (ISO date).")] = None,
    text: Annotated[str | None, typer.Option(help='Words, "phrases" and begin* that the document has.')] = None,
    limit: Annotated[int | None, typer.Option(help="At most this many.")] = None,
    as_coded: AsCoded = False,
    stories: Stories = None,
    format: Annotated[Format, typer.Option(help="csv: as `communique code` writes it.")] = Format.TABLE,
) -> None:
    """Find events in an archive, or statements, undertakings, entries of the ledger.

    Filters hold together; several values of one filter are alternatives.
    """
    from communique.archive.archive import open_archive  # noqa: PLC0415
    from communique.archive.query import query_of  # noqa: PLC0415
    from communique.cli.dates import iso_day  # noqa: PLC0415

    if format is Format.GEOJSON and table is not Table.EVENTS:
        raise typer.BadParameter(f"{table.value} have no place: geojson is for events")
    day = iso_day(as_of, "--as-of")
    if day and table is not Table.ENTRIES:
        raise typer.BadParameter("--as-of is for --table entries")
    wanted = query_of(
        table.value,
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
        act=act,
        kind=kind,
        status=status,
        text=text,
        limit=None if stories else limit,
        as_coded=as_coded,
    )
    with Report() as report, open_archive(archive) as opened:
        try:
            count = _written(opened, table, wanted, day, format.value)
        except BrokenPipeError:
            sys.stderr.close()
            raise typer.Exit(OK) from None
        report.say(f"{count} {table.value}" if count != 1 else f"1 {ONE[table]}")


def _written(opened: Archive, table: Table, wanted: Query, day: str | None, format: str) -> int:
    from communique.archive.show import write_events  # noqa: PLC0415
    from communique.archive.show_rows import write_rows  # noqa: PLC0415

    if table is Table.EVENTS:
        return write_events(opened.events(wanted), format, sys.stdout.buffer)
    if table is Table.STATEMENTS:
        return write_rows(opened.statements(wanted), format, sys.stdout.buffer)
    if table is Table.UNDERTAKINGS:
        return write_rows(opened.undertakings(wanted), format, sys.stdout.buffer)
    return write_rows(opened.entries(wanted, day), format, sys.stdout.buffer)


def _told_once(found: Iterable[Found], heads: Mapping[str, str]) -> Iterator[Found]:
    """Only what documents tell that are no reprints of another."""
    return (one for one in found if heads.get(one.document.id, one.document.id) == one.document.id)
