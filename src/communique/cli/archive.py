"""``communique archive …``: what is in an archive besides events, and its upkeep."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from communique.cli.own import Own
from communique.cli.query import ArchiveFile, AsCoded

archive = typer.Typer(help="Runs, corrections and upkeep of an archive.", no_args_is_help=True, rich_markup_mode=None)


class Format(StrEnum):
    """How rows are written."""

    TABLE = "table"
    JSONL = "jsonl"


How = Annotated[Format, typer.Option(help="table: to read; jsonl: a row a line.")]


@archive.command()
def runs(archive: ArchiveFile, format: How = Format.TABLE) -> None:
    """List the runs: when, by which version, how many documents were coded and how many could not be."""
    from communique.archive.archive import open_archive  # noqa: PLC0415

    with open_archive(archive) as opened:
        _write(opened.runs(), format, ("number", "started", "ended", "version", "generation", "coded", "failed"))


@archive.command()
def manifest(
    archive: ArchiveFile,
    run: Annotated[int, typer.Argument(help="Number of the run.")],
) -> None:
    """Write what made the records of a run, as JSON: the program's version, the hashes of its data and models."""
    from communique.archive.archive import open_archive  # noqa: PLC0415

    with open_archive(archive) as opened:
        sys.stdout.buffer.write(opened.manifest(run))


@archive.command()
def failures(
    archive: ArchiveFile,
    run: Annotated[int, typer.Argument(help="Number of the run.")],
    format: How = Format.TABLE,
) -> None:
    """List what a run could not read or code, and why."""
    from communique.archive.archive import open_archive  # noqa: PLC0415

    with open_archive(archive) as opened:
        _write(opened.failures(run), format, ("file", "line", "message"))


@archive.command()
def sightings(
    archive: ArchiveFile,
    document: Annotated[str, typer.Argument(help="Id of the document.")],
    format: How = Format.TABLE,
) -> None:
    """List where a document was met: the same report may come from several publishers."""
    from communique.archive.archive import open_archive  # noqa: PLC0415

    with open_archive(archive) as opened:
        _write(opened.sightings(document), format, ("given", "publisher", "url", "source", "run"))


@archive.command()
def correct(
    archive: ArchiveFile,
    document: Annotated[str, typer.Argument(help="Id of the document.")],
    item: Annotated[str, typer.Argument(help="Id of the event, statement, undertaking or entity in it, as v3.")],
    field: Annotated[str, typer.Argument(help="Its field, or `exists` with false to take it out, true to restore.")],
    value: Annotated[str, typer.Argument(help="What is right: a word, words with commas between, or JSON.")],
    who: Annotated[str, typer.Option(help="Who says so.")],
    why: Annotated[str, typer.Option(help="Why.")],
) -> None:
    """Put one field right. The original stays; every reader of the archive sees the correction."""
    from communique.archive.archive import open_archive  # noqa: PLC0415
    from communique.cli.ingest import now  # noqa: PLC0415

    with open_archive(archive, write=True) as opened:
        new = opened.value(document, item, field, value)
        opened.correct(document, item, field, new, who=who, made=now(), why=why)


@archive.command()
def corrections(archive: ArchiveFile, format: How = Format.TABLE) -> None:
    """List all corrections: who, when, what it was, what it is, and why."""
    from communique.archive.archive import open_archive  # noqa: PLC0415

    columns = ("made", "who", "document", "target", "field", "old", "new", "why", "applies")
    with open_archive(archive) as opened:
        _write(opened.corrections(), format, columns)


@archive.command()
def gold(
    archive: ArchiveFile, folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the files are written.")]
) -> None:
    """Write the documents that people have judged, as corrected, as gold: NAME.txt and NAME.gold.json."""
    from communique.archive.archive import open_archive  # noqa: PLC0415
    from communique.archive.judged import write_gold  # noqa: PLC0415

    with open_archive(archive) as opened:
        count = write_gold(opened, folder)
    typer.echo(f"{count} documents" if count != 1 else "1 document", err=True)


@archive.command()
def training(archive: ArchiveFile) -> None:
    """Write the events that people have judged, as corrected, as lines of a training corpus (TSV)."""
    from communique.archive.archive import open_archive  # noqa: PLC0415
    from communique.archive.judged import training_lines  # noqa: PLC0415

    with open_archive(archive) as opened:
        for line in training_lines(opened):
            sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")


@archive.command()
def records(archive: ArchiveFile, as_coded: AsCoded = False) -> None:
    """Write the records as JSON Lines, as `communique code` does."""
    from communique.archive.archive import open_archive  # noqa: PLC0415
    from communique.formats.write_jsonl import encoded  # noqa: PLC0415

    with open_archive(archive) as opened:
        for record in opened.records(as_coded=as_coded):
            sys.stdout.buffer.write(encoded(record) + b"\n")


@archive.command()
def recode(
    archive: ArchiveFile,
    actors: Own = None,
    jobs: Annotated[int, typer.Option(min=1, help="Processes to code on.")] = 1,
) -> None:
    """Code every document of an archive anew where this version, its data or your actors are not those of its record.

    A run that was stopped, by whatever, is taken up by the same command.
    """
    from communique.archive.archive import open_archive  # noqa: PLC0415
    from communique.cli.ingest import fill, here  # noqa: PLC0415

    with open_archive(archive) as opened:
        settings = {"recode": True, "actors": str(actors) if actors else None}
        fill(archive, settings, lambda *_: (filed.input for filed in opened.documents()), actors, here(jobs))


@archive.command()
def prune(archive: ArchiveFile) -> None:
    """Take out records that a newer version, or other actors, have replaced. Documents and corrections stay."""
    from communique.archive.archive import open_archive  # noqa: PLC0415

    with open_archive(archive, write=True) as opened:
        count = opened.prune()
    typer.echo(f"{count} records of older generations taken out", err=True)


def _write(rows: Iterable[Any], format: Format, columns: Sequence[str]) -> None:
    import msgspec  # noqa: PLC0415

    from communique.formats.write_findings import as_jsonl, as_table  # noqa: PLC0415

    plain = [msgspec.to_builtins(row) for row in rows]
    sys.stdout.buffer.write(as_table(plain, columns) if format is Format.TABLE else as_jsonl(plain))
    sys.stdout.buffer.flush()
