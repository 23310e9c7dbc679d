"""``communique ledger``: who owes what, over all documents."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from communique.cli.code import Files
from communique.cli.own import Own, kit_with
from communique.cli.report import Report


class Format(StrEnum):
    """How the ledger is written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


def ledger(
    files: Files,
    format: Annotated[
        Format, typer.Option(help="table: to read; jsonl: whole entries; csv: a row an entry.")
    ] = Format.TABLE,
    as_of: Annotated[str | None, typer.Option(help="The day that the status holds at (ISO date).")] = None,
    obligor: Annotated[str | None, typer.Option(help="Only entries whose obligor has this name or code.")] = None,
    status: Annotated[str | None, typer.Option(help="Only entries with this status.")] = None,
    actors: Own = None,
) -> None:
    """Code documents and merge what they say of the same undertaking: who owes what, since when, and was it kept."""
    from communique.cli.dates import iso_day  # noqa: PLC0415
    from communique.coding import code_all  # noqa: PLC0415
    from communique.formats.read import read_documents  # noqa: PLC0415
    from communique.formats.write_ledger import write_ledger  # noqa: PLC0415
    from communique.ledger.build import build_ledger  # noqa: PLC0415
    from communique.ledger.select import select  # noqa: PLC0415
    from communique.lexicon.files import load_toml  # noqa: PLC0415

    day = iso_day(as_of, "--as-of")
    known = load_toml("ontology/terms.toml")["Entry"]["status"]
    if status is not None and status not in known:
        raise typer.BadParameter(f"--status is one of {', '.join(known)}, not {status!r}")
    with Report() as report:
        records = []
        for _, record in code_all(report.sift(read_documents(files, sys.stdin.buffer)), kit_with(actors, report)):
            records.append(record)
            report.advance()
        entries = select(build_ledger(records, day), obligor=obligor, status=status)
        write_ledger(entries, format.value, sys.stdout.buffer)
        report.summary()
    raise typer.Exit(report.exit_code)
