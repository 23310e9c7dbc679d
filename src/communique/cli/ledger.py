"""``communique ledger``: who owes what, over all documents."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.code import Files
from communique.cli.happenings import Stories
from communique.cli.own import Own, kit_with
from communique.cli.query import AsCoded
from communique.cli.reading import Columns, Reader, reading_of
from communique.cli.report import Report
from communique.model import Document, Record

if TYPE_CHECKING:
    from communique.formats.read import Reading


class Format(StrEnum):
    """How the ledger is written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"


def ledger(
    files: Files,
    format: Annotated[
        Format, typer.Option(help="table: to read; jsonl: whole entries; csv: a row an entry; html: a page.")
    ] = Format.TABLE,
    as_of: Annotated[str | None, typer.Option(help="The day that the status holds at (ISO date).")] = None,
    obligor: Annotated[str | None, typer.Option(help="Only entries whose obligor has this name or code.")] = None,
    status: Annotated[str | None, typer.Option(help="Only entries with this status.")] = None,
    actors: Own = None,
    as_coded: AsCoded = False,
    judgements: Annotated[
        Path | None, typer.Option(help="Abide by what people decided with `communique judge` (JSON Lines).")
    ] = None,
    stories: Stories = None,
    reader: Reader = None,
    columns: Columns = None,
) -> None:
    """Code documents and merge what they say of the same undertaking: who owes what, since when, and was it kept.

    Of an archive that `communique ingest` made, its records are read.
    """
    from communique.archive.opening import is_archive  # noqa: PLC0415
    from communique.cli.dates import iso_day  # noqa: PLC0415
    from communique.formats.judgements import read_judgements  # noqa: PLC0415
    from communique.formats.ledger_sources import Sources  # noqa: PLC0415
    from communique.formats.stories import read_heads  # noqa: PLC0415
    from communique.formats.write_ledger import write_ledger  # noqa: PLC0415
    from communique.ledger.book import Book  # noqa: PLC0415
    from communique.ledger.select import select  # noqa: PLC0415
    from communique.lexicon.files import load_toml  # noqa: PLC0415

    reading = reading_of(reader, columns)
    day = iso_day(as_of, "--as-of")
    known = load_toml("ontology/terms.toml")["Entry"]["status"]
    if status is not None and status not in known:
        raise typer.BadParameter(f"--status is one of {', '.join(known)}, not {status!r}")
    decided = read_judgements(judgements) if judgements is not None else ()
    heads = read_heads(stories) if stories else {}
    with Report() as report:
        archives = [file for file in files if is_archive(file)]
        documents = [file for file in files if file not in archives]
        records, sources = [], Sources()
        for document, record in chain(_archived(archives, as_coded), _coded(documents, actors, report, reading)):
            if heads.get(record.document.id, record.document.id) == record.document.id:
                records.append(record)
                if format is not Format.JSONL:
                    sources.add(document, record)
            report.advance()
        book = Book(day)
        book.add(records)
        for name in book.not_there(decided):
            report.warn(str(judgements), [f"{name} is not in this ledger: a judgement on it changes nothing"])
        entries = select(book.entries(decided), obligor=obligor, status=status)
        write_ledger(entries, format.value, sys.stdout.buffer, sources)
        report.summary("read" if archives and not documents else "coded")
    raise typer.Exit(report.exit_code)


def _archived(archives: list[str], as_coded: bool) -> Iterator[tuple[Document, Record]]:
    from communique.archive.archive import open_archive  # noqa: PLC0415

    for path in archives:
        with open_archive(path) as archive:
            for filed in archive.documents():
                yield filed.input, filed.coded if as_coded else filed.record


def _coded(
    documents: list[str], actors: Path | None, report: Report, reading: Reading
) -> Iterator[tuple[Document, Record]]:
    from communique.coding import code_all  # noqa: PLC0415
    from communique.formats.read import read_documents  # noqa: PLC0415

    if documents:
        read = report.sift(read_documents(documents, sys.stdin.buffer, reading))
        yield from code_all(_once(read, report), kit_with(actors, report))


def _once(documents: Iterable[Document], report: Report) -> Iterator[Document]:
    """Each document once: the same text of the same day is one, as in an archive, wherever it was met."""
    from communique.archive.values import key_of  # noqa: PLC0415

    seen: set[str] = set()
    for document in documents:
        key = key_of(document)
        if key in seen:
            report.again()
        else:
            seen.add(key)
            yield document
