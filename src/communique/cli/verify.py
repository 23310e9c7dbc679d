"""``communique verify``: are these records whole and true to their documents?"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from communique.cli.reading import Columns, Reader, reading_of
from communique.cli.report import BAD_INPUT, Report


def verify(
    records: Annotated[
        list[str], typer.Argument(metavar="RECORDS…", help="Records as JSON Lines, or - for standard input.")
    ],
    documents: Annotated[
        list[str] | None, typer.Option("--documents", help="The documents they were made from.")
    ] = None,
    reader: Reader = None,
    columns: Columns = None,
) -> None:
    """Check every offset, every id, the texts' SHA-256 and the JSON Schema, and name what fails."""
    from communique.formats.read import read_documents, read_records  # noqa: PLC0415
    from communique.verify import verify as findings_of  # noqa: PLC0415

    reading = reading_of(reader, columns)
    with Report() as report:
        texts = list(report.sift(read_documents(documents or [], sys.stdin.buffer, reading)))
        checked = 0
        for finding in findings_of(report.sift(read_records(records, sys.stdin.buffer)), texts):
            checked += 1
            report.say(str(finding))
    report.say("no fault found" if not checked and not report.failed else f"{checked + report.failed} faults")
    raise typer.Exit(BAD_INPUT if checked or report.failed else 0)
