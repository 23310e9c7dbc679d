"""``communique plot``: a figure for a paper."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.query import ArchiveFile


class What(StrEnum):
    """What is drawn."""

    EVENTS_OVER_TIME = "events-over-time"
    DYADS = "dyads"
    MAP = "map"
    LEDGER = "ledger"


def plot(
    archive: ArchiveFile,
    what: Annotated[What, typer.Argument(help="What to draw.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="A file that ends in .svg or .png.")],
    event: Annotated[list[str] | None, typer.Option(help="Type, as PROTEST; may be given several times.")] = None,
    quad: Annotated[list[int] | None, typer.Option(help="Quad code, 1 to 4; several times; not of the ledger.")] = None,
    actor: Annotated[list[str] | None, typer.Option(help="Name or code of who acts, or owes; several times.")] = None,
    recipient: Annotated[list[str] | None, typer.Option(help="Name or code of whom it is done, or owed to.")] = None,
    country: Annotated[list[str] | None, typer.Option(help="Code of the country it happens in; events alone.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day (ISO).")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day (ISO).")] = None,
) -> None:
    """Draw a figure with the numbers of the desk's page: events over time, dyads, a map, or the ledger by status.

    Needs the extra communique[plot]. The same archive and options give the same bytes.
    """
    from communique.archive.query import query_of  # noqa: PLC0415
    from communique.errors import DataError, InputError  # noqa: PLC0415

    format = output.suffix.lower().removeprefix(".")
    if format not in ("svg", "png"):
        raise InputError(f"{output}: a figure ends in .svg or .png")
    try:
        from communique.desk.plotting.figures import drawn  # noqa: PLC0415
        from communique.desk.plotting.numbers import numbers  # noqa: PLC0415
    except ImportError as error:
        raise DataError(f"plots need more packages ({error.name}): pip install 'communique[plot]'") from None
    query = query_of(
        "entries" if what is What.LEDGER else "events", event=event, quad=quad, actor=actor, recipient=recipient,
        country=country, since=since, until=until,
    )
    output.write_bytes(drawn(numbers(archive, what.value, query), format))
