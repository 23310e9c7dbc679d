"""``communique query``: the events of an archive, and what else is in it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeVar

import typer

from communique.cli.dates import iso_day
from communique.cli.happenings import Stories
from communique.cli.report import OK, Report

if TYPE_CHECKING:
    from communique.archive.archive import Archive
    from communique.archive.found import Answers, Found, Owed, Said
    from communique.archive.query import Query

T = TypeVar("T", bound="Found | Said | Owed")

ArchiveFile = Annotated[Path, typer.Argument(metavar="ARCHIVE", help="An archive that `communique ingest` made.")]
AsCoded = Annotated[bool, typer.Option("--as-coded", help="Of an archive: as the program coded it.")]


class Table(StrEnum):
    """What is asked for."""

    EVENTS = "events"
    STATEMENTS = "statements"
    UNDERTAKINGS = "undertakings"
    ENTRIES = "entries"
    HAPPENINGS = "happenings"


class Format(StrEnum):
    """How answers are written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    GEOJSON = "geojson"


ONE = {
    Table.EVENTS: "event", Table.STATEMENTS: "statement", Table.UNDERTAKINGS: "undertaking", Table.ENTRIES: "entry",
    Table.HAPPENINGS: "happening",
}


Several = list[str] | None
What = Annotated[
    Table, typer.Option("--table", help="What to find; entries: the ledger; happenings: what reports tell, each once.")
]
Type = Annotated[Several, typer.Option("--event", help="Type, as PROTEST; may be given several times.")]
Quad = Annotated[list[int] | None, typer.Option("--quad", help="Quad code, 1 to 4; several times.")]
Actor = Annotated[Several, typer.Option("--actor", help="Name or code of who acts; several times.")]
Recipient = Annotated[Several, typer.Option("--recipient", help="Name or code of whom it is done to.")]
Country = Annotated[Several, typer.Option("--country", help="The country it happens in, by code or name.")]
Since = Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day (ISO).")]
Until = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day (ISO).")]
Near = Annotated[str | None, typer.Option("--place", help="Near this place: a name, or LAT,LON.")]
Within = Annotated[float, typer.Option("--within", metavar="KM", help="How near.")]
Auxiliary = Annotated[
    Several, typer.Option("--auxiliary", help="historical, future, hypothetical, negation, or none: it happened.")
]
Act = Annotated[Several, typer.Option("--act", help="Speech act of statements, as demand; several times.")]
Kind = Annotated[Several, typer.Option("--kind", help="demand, commitment or obligation; several times.")]
Status = Annotated[Several, typer.Option("--status", help="Status of entries, as overdue; several times.")]
Least = Annotated[int, typer.Option("--least", min=1, help="Happenings that at least this many documents tell.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="The day that statuses hold at (ISO date).")]
Words = Annotated[str | None, typer.Option("--text", help='Words, "phrases" and begin* that the document has.')]
Limit = Annotated[int | None, typer.Option("--limit", help="At most this many.")]
Written = Annotated[Format, typer.Option("--format", help="csv: as `communique code` writes it.")]


def query(
    archive: ArchiveFile,
    table: What = Table.EVENTS,
    event: Type = None,
    quad: Quad = None,
    actor: Actor = None,
    recipient: Recipient = None,
    country: Country = None,
    since: Since = None,
    until: Until = None,
    place: Near = None,
    within: Within = 50.0,
    auxiliary: Auxiliary = None,
    act: Act = None,
    kind: Kind = None,
    status: Status = None,
    least: Least = 1,
    as_of: AsOf = None,
    text: Words = None,
    limit: Limit = None,
    as_coded: AsCoded = False,
    stories: Stories = None,
    format: Written = Format.TABLE,
) -> None:
    """Find events in an archive, or statements, undertakings, entries of the ledger, happenings.

    Filters hold together; several values of one filter are alternatives.
    """
    from communique.archive.archive import open_archive  # noqa: PLC0415
    from communique.archive.query import query_of  # noqa: PLC0415

    filters: dict[str, Any] = {
        "event": event, "quad": quad, "actor": actor, "recipient": recipient, "country": country, "since": since,
        "until": until, "place": place, "within": within, "auxiliary": auxiliary, "act": act, "kind": kind,
        "status": status, "least": least, "text": text, "as_coded": as_coded,
        "limit": None if stories and table is not Table.HAPPENINGS else limit,
    }  # fmt: skip
    heads = _heads(stories, table)
    day = _day(as_of, table)
    if format is Format.GEOJSON and table is not Table.EVENTS:
        raise typer.BadParameter(f"geojson is for events, not for {table.value}")
    with Report() as report, open_archive(archive) as opened:
        try:
            count = _written(_Asked(opened, query_of(table.value, **filters), heads, limit), table, day, format.value)
        except BrokenPipeError:
            sys.stderr.close()
            raise typer.Exit(OK) from None
        report.say(f"{count} {table.value}" if count != 1 else f"1 {ONE[table]}")


class _Asked(NamedTuple):
    """A question to an archive, and which document each reprint goes back to."""

    archive: Archive
    query: Query
    heads: Mapping[str, str]
    limit: int | None

    def once(self, found: Answers[T]) -> Answers[T]:
        """Only what documents tell that are no reprints of another, at most ``limit``."""
        if not self.heads:
            return found
        told = (f for f in found if self.heads.get(f.record.document.id) in (None, f.record.document.id))
        return found.only(islice(told, self.limit))


def _heads(stories: Path | None, table: Table) -> Mapping[str, str]:
    from communique.formats.stories import read_heads  # noqa: PLC0415

    if stories and table is Table.ENTRIES:
        raise typer.BadParameter("entries are merged over documents: use communique ledger --one-per-story")
    return read_heads(stories) if stories else {}


def _day(as_of: str | None, table: Table) -> str | None:
    day = iso_day(as_of, "--as-of")
    if day and table is not Table.ENTRIES:
        raise typer.BadParameter("--as-of is for --table entries")
    return day


def _written(asked: _Asked, table: Table, day: str | None, format: str) -> int:
    from communique.archive.show import write_events  # noqa: PLC0415
    from communique.archive.show_rows import write_rows  # noqa: PLC0415

    archive, query = asked.archive, asked.query
    if table is Table.EVENTS:
        return write_events(asked.once(archive.events(query)), format, sys.stdout.buffer)
    if table is Table.STATEMENTS:
        return write_rows(asked.once(archive.statements(query)), format, sys.stdout.buffer)
    if table is Table.UNDERTAKINGS:
        return write_rows(asked.once(archive.undertakings(query)), format, sys.stdout.buffer)
    if table is Table.HAPPENINGS:
        return write_rows(archive.happenings(query, asked.heads), format, sys.stdout.buffer)
    kept = None if day else archive.entries_at_hand(query)
    if kept is None:
        typer.echo("the ledger is built of all records; that of a desk is read where it is up to date", err=True)
        kept = archive.entries(query, day)
    return write_rows(kept, format, sys.stdout.buffer)
