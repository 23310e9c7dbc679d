"""The option ``--actors``: the user's own actors, for every command that codes documents."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.report import Report

if TYPE_CHECKING:
    from communique.kit import Kit

Own = Annotated[
    Path | None,
    typer.Option(
        "--actors", metavar="FILE", help="Your own actors (TSV, or a TABARI/PETRARCH dictionary); they come first."
    ),
]


def kit_with(own: Path | None, report: Report) -> Kit:
    """The kit with the user's actors; what is wrong with lines of the file is told, the rest is used."""
    return kit_maker(own, report)()


def kit_maker(own: Path | None, report: Report) -> Callable[[], Kit]:
    """What makes the kit with the user's actors, here or in another process."""
    from communique.kit import load_kit  # noqa: PLC0415

    if own is None:
        return load_kit
    from communique.formats.read_actors import read_actors_file  # noqa: PLC0415

    read = read_actors_file(own)
    for failure in read.failures:
        report.fault(failure)
    return partial(load_kit, read.actors)
