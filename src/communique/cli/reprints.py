"""``communique reprints``: which documents tell one story in nearly the same words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.code import Files
from communique.cli.reading import Columns, Reader, reading_of
from communique.cli.report import WRONG_USE, Report
from communique.model import Document


def reprints(
    files: Files,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
    reader: Reader = None,
    columns: Columns = None,
) -> None:
    """Find reprints and rewrites of one story among documents, or in an archive: a line (JSON) a story, head first."""
    from communique.formats.read import Reading, read_documents  # noqa: PLC0415
    from communique.formats.stories import write_stories  # noqa: PLC0415
    from communique.reprints.find import find_stories  # noqa: PLC0415

    reading: Reading = reading_of(reader, columns)

    def documents(report: Report) -> Iterator[Document]:
        from communique.archive.archive import open_archive  # noqa: PLC0415
        from communique.archive.opening import is_archive  # noqa: PLC0415

        for file in files:
            if is_archive(file):
                with open_archive(file) as archive:
                    yield from (filed.input for filed in archive.documents())
        yield from report.sift(read_documents([f for f in files if not is_archive(f)], sys.stdin.buffer, reading))

    def counted(report: Report) -> Iterator[Document]:
        for document in documents(report):
            report.advance()
            yield document

    with Report() as report:
        stories = find_stories(counted(report))
        try:
            if output:
                with output.open("wb") as stream:
                    write_stories(stories, stream)
            else:
                write_stories(stories, sys.stdout.buffer)
        except OSError as error:
            report.say(f"{output}: cannot be written: {error.strerror}")
            raise typer.Exit(WRONG_USE) from None
        report.summary("read")
        report.say(f"{len(stories)} stories told more than once, by {sum(len(s.documents) for s in stories)} documents")
    raise typer.Exit(report.exit_code)
