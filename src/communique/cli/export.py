"""``communique export``: events for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.query import AsCoded
from communique.cli.reading import Columns, Reader, reading_of
from communique.cli.report import Report
from communique.errors import InputError

if TYPE_CHECKING:
    from communique.exports.item import Item
    from communique.formats.read import Reading


def export(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="ARCHIVE|RECORDS…", help="Archives, or records that `communique code` wrote; or -."),
    ],
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="csv, parquet, polecat, gdelt, … (docs).")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file or new folder.")] = None,
    documents: Annotated[
        list[str] | None, typer.Option("--documents", help="What the records were made from, for the words.")
    ] = None,
    all_events: Annotated[
        bool,
        typer.Option("--all", help="Also what is future, hypothetical, negated or long past, where no column says so."),
    ] = False,
    as_coded: AsCoded = False,
    reader: Reader = None,
    columns: Columns = None,
) -> None:
    """Write events in the format of another data set or program.

    Exit code 0: all written; 1: some input was bad (named by file and line); 2: wrong use.
    """
    from communique.exports.export import FOLDERS, SAYS_AUXILIARY, STREAMS, export_file  # noqa: PLC0415
    from communique.exports.item import Choice  # noqa: PLC0415

    if to not in STREAMS and to not in FOLDERS:
        raise typer.BadParameter(f"--to is one of {', '.join(sorted((*STREAMS, *FOLDERS)))}, not {to!r}")
    if output is None and to in FOLDERS:
        raise typer.BadParameter(f"--to {to} needs --output: it writes a folder")
    choice = Choice(all_events or to in SAYS_AUXILIARY)
    with Report() as report:
        items = _items(sources, documents or [], as_coded, reading_of(reader, columns), report)
        try:
            if output is None:
                count = STREAMS[to](items, choice, sys.stdout.buffer)
                sys.stdout.buffer.flush()
            else:
                count = export_file(to, items, choice, output)
        except InputError as error:
            raise typer.BadParameter(str(error)) from None
        report.say(f"{count} rows written" if count != 1 else "1 row written")
    raise typer.Exit(report.exit_code)


def _items(
    sources: list[str], documents: list[str], as_coded: bool, reading: Reading, report: Report
) -> Iterator[Item]:
    """The records of all sources, each with its text where that is at hand."""
    from communique.archive.archive import open_archive  # noqa: PLC0415
    from communique.archive.opening import is_archive  # noqa: PLC0415
    from communique.exports.item import Item, matched  # noqa: PLC0415
    from communique.formats.read import read_documents, read_records  # noqa: PLC0415

    texts = {d.id: d.text for d in report.sift(read_documents(documents, sys.stdin.buffer, reading))}
    for source in sources:
        if is_archive(source):
            with open_archive(source) as archive:
                for filed in archive.documents():
                    yield Item(filed.coded if as_coded else filed.record, filed.input.text)
        else:
            for record in report.sift(read_records([source], sys.stdin.buffer)):
                yield matched(record, texts.get(record.document.id))
