"""``communique show``: a record for reading."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from communique.cli.code import Files
from communique.cli.dates import Day, dated, iso_day
from communique.cli.own import Own, kit_with
from communique.cli.reading import Columns, Reader, reading_of
from communique.cli.report import BAD_INPUT, Report


def show(
    files: Files,
    id: Annotated[str | None, typer.Option(help="Show only the document with this id.")] = None,
    actors: Own = None,
    date: Day = None,
    reader: Reader = None,
    columns: Columns = None,
) -> None:
    """Code documents and show them: the text in colour, and who owes what to whom by when, in plain sentences."""
    from rich.console import Console  # noqa: PLC0415

    from communique.coding import code_all  # noqa: PLC0415
    from communique.formats.read import read_documents  # noqa: PLC0415
    from communique.formats.show_text import shown  # noqa: PLC0415

    day = iso_day(date, "--date")
    reading = reading_of(reader, columns)
    console = Console(highlight=False)
    with Report() as report:
        documents = (dated(d, day) for d in report.sift(read_documents(files, sys.stdin.buffer, reading)))
        wanted = (d for d in documents if id is None or d.id == id)
        for document, record in code_all(wanted, kit_with(actors, report)):
            report.progress.stop()
            console.print(shown(document.text, record))
            report.advance()
    if id is not None and not report.done:
        report.say(f"no document has the id {id!r}")
        raise typer.Exit(BAD_INPUT)
    raise typer.Exit(report.exit_code)
