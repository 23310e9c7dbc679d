"""``communique happenings``: the same happening in several reports, as one."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.report import Report
from communique.model import Record

if TYPE_CHECKING:
    from communique.happenings.happening import Happening


class Format(StrEnum):
    """How happenings are written."""

    TABLE = "table"
    JSONL = "jsonl"


Stories = Annotated[
    Path | None,
    typer.Option("--one-per-story", metavar="FILE", help="What `communique reprints` wrote: reprints count once."),
]


def happenings(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Records that were coded, or archives.")],
    format: Annotated[Format, typer.Option(help="table: a line each, to read.")] = Format.TABLE,
    least: Annotated[int, typer.Option(min=1, help="Only what at least this many documents report.")] = 1,
    stories: Stories = None,
) -> None:
    """Group the events of many records into happenings, with their sources and the spread of their numbers.

    An archive keeps its happenings: `communique query ARCHIVE --table happenings` finds them by filters.
    """
    from communique.formats.stories import read_heads  # noqa: PLC0415
    from communique.formats.write_happenings import write_happenings  # noqa: PLC0415

    with Report() as report:
        found = _found(files, read_heads(stories) if stories else {}, report)
        write_happenings((h for h in found if h.documents >= least), format.value, sys.stdout.buffer)
        report.summary("read")
    raise typer.Exit(report.exit_code)


def _found(files: list[str], heads: Mapping[str, str], report: Report) -> Iterator[Happening]:
    """Of one archive alone those that it keeps; else they are worked out over all that is given."""
    from communique.archive.archive import open_archive  # noqa: PLC0415
    from communique.archive.opening import is_archive  # noqa: PLC0415
    from communique.happenings.find import find_happenings  # noqa: PLC0415

    if len(files) > 1 or not is_archive(files[0]):
        yield from find_happenings(_records(files, report), heads)
        return
    with open_archive(files[0]) as archive:
        for happening in archive.happenings(stories=heads):
            report.advance()
            yield happening


def _records(files: list[str], report: Report) -> Iterator[Record]:
    from communique.archive.archive import open_archive  # noqa: PLC0415
    from communique.archive.opening import is_archive  # noqa: PLC0415
    from communique.formats.read import read_records  # noqa: PLC0415

    for file in files:
        if is_archive(file):
            with open_archive(file) as archive:
                for record in archive.records():
                    report.advance()
                    yield record
        else:
            for record in report.sift(read_records([file], sys.stdin.buffer)):
                report.advance()
                yield record
