"""The command line: one module a command. A command reads its options, calls one function and writes."""

from __future__ import annotations

import logging
import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from communique.cli.actors import actors
from communique.cli.archive import archive
from communique.cli.brief import brief
from communique.cli.code import code
from communique.cli.codebook import codebook
from communique.cli.export import export
from communique.cli.findings import places, quotes, times
from communique.cli.happenings import happenings
from communique.cli.ingest import ingest
from communique.cli.judge import judge
from communique.cli.ledger import ledger
from communique.cli.plot import plot
from communique.cli.query import query
from communique.cli.relate import relate
from communique.cli.reprints import reprints
from communique.cli.schema import schema
from communique.cli.serve import serve
from communique.cli.show import show
from communique.cli.snapshot import snapshot
from communique.cli.train import train
from communique.cli.verify import verify
from communique.cli.version import version
from communique.cli.watch import watch
from communique.errors import CommuniqueError


class Commands(TyperGroup):
    """The commands; ``ledger judge …`` is ``judge …``."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        return super().resolve_command(ctx, args[1:] if args[:2] == ["ledger", "judge"] else args)


app = typer.Typer(
    name="communique",
    cls=Commands,
    help="Reads dated news reports and official statements; keeps an auditable record of events (PLOVER), statements, "
    "and a ledger of who owes what to whom by when.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
COMMANDS = (
    code,
    show,
    ledger,
    judge,
    ingest,
    watch,
    query,
    happenings,
    reprints,
    snapshot,
    brief,
    plot,
    export,
    serve,
    quotes,
    times,
    places,
    actors,
    relate,
    verify,
    schema,
    codebook,
    train,
    version,
)
for command in COMMANDS:
    app.command()(command)
app.add_typer(archive, name="archive")
CHATTY = ("pypdf", "trafilatura", "htmldate", "charset_normalizer")  # packages that log what a failure says better


def main() -> None:
    """Entry point of ``communique``. Errors of our own, and of the disk, end the run with one line."""
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        app()
    except CommuniqueError as error:
        typer.echo(f"communique: {error}", err=True)
        raise SystemExit(2) from None
    except BrokenPipeError:  # whoever was reading has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except OSError as error:
        what = f"{error.filename}: " if error.filename else ""
        typer.echo(f"communique: {what}{(error.strerror or str(error)).lower()}", err=True)
        raise SystemExit(1) from None
