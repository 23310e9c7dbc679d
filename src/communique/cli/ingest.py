"""``communique ingest``: documents into an archive, where they stay."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.code import Files
from communique.cli.jobs import (
    Engine,
    EngineName,
    Jobs,
    PartSize,
    Scheduler,
    check_engine,
    jobs_of,
    on_cluster,
    on_processes,
)
from communique.cli.own import Own, kit_maker
from communique.cli.reading import Columns, Reader, reading_of, reading_settings
from communique.cli.report import STOPPED, FailuresFile, Report
from communique.model import Document

if TYPE_CHECKING:
    from communique.archive.store import Maker, Store
    from communique.cli.jobs import Coding
    from communique.formats.read import Reading
    from communique.kit import Kit


Documents = Callable[["Store", Report], Iterator[Document]]
MakeCoding = Callable[[Callable[[], "Kit"]], AbstractContextManager["Coding"]]


def ingest(
    files: Files,
    archive: Annotated[Path, typer.Option(metavar="FILE", help="The archive; it is made where there is none.")],
    actors: Own = None,
    jobs: Jobs = None,
    engine: EngineName = Engine.PROCESSES,
    scheduler: Scheduler = None,
    part: PartSize = 256,
    reader: Reader = None,
    columns: Columns = None,
    failures: FailuresFile = None,
) -> None:
    """Code documents into an archive. Those that are in it already are only noted as seen again.

    A run that was stopped, by whatever, is taken up by the same command.
    Exit code 0: all coded; 1: some input was bad (named by file and line); 2: wrong use.
    """
    check_engine(engine, scheduler)
    from communique.formats.read import count_documents  # noqa: PLC0415

    reading = reading_of(reader, columns)
    settings = {"files": files, "actors": str(actors) if actors else None, **reading_settings(reader, columns)}
    total = count_documents(files, reading)
    parts = archive.with_name(archive.name + ".parts")
    coding = partial(on_cluster, scheduler=scheduler, folder=parts, size=part) if scheduler else here(jobs)
    fill(archive, settings, partial(_documents, files, reading), actors, coding, total, failures)


def here(jobs: int | None) -> MakeCoding:
    """Coding on so many processes of this machine; without a number, on all cores."""
    return lambda make_kit: nullcontext(on_processes(make_kit, jobs_of(jobs)))


def fill(
    archive: Path,
    settings: Mapping[str, object],
    documents: Documents,
    actors: Path | None,
    make_coding: MakeCoding,
    total: int | None = None,
    failures: Path | None = None,
) -> None:
    """Codes what the archive lacks of ``documents``, says what was done and exits."""
    from communique.archive.store import Store  # noqa: PLC0415

    with ExitStack() as stack:
        report = stack.enter_context(Report(total, failures))
        make_kit = kit_maker(actors, report)
        store = stack.enter_context(Store(archive, maker_of(actors), settings, now()))
        coding = stack.enter_context(make_coding(make_kit))
        try:
            known = code_into(documents(store, report), store, report, coding)
        except KeyboardInterrupt:
            report.summary()
            report.say("stopped; what was coded is in the archive, and the same command goes on from there")
            raise typer.Exit(STOPPED) from None
        store.finish(now())
        report.summary()
        if known:
            report.say(f"{known} in the archive already")
    raise typer.Exit(report.exit_code)


def now() -> str:
    """The time, for the rows of an archive."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def maker_of(actors: Path | None) -> Maker:
    """What decides the records of this run."""
    from communique.archive.store import Maker  # noqa: PLC0415
    from communique.formats.manifest import manifest  # noqa: PLC0415
    from communique.release import VERSION  # noqa: PLC0415

    return Maker(VERSION, manifest({}, {}, [actors] if actors else []).decode())


def code_into(documents: Iterator[Document], store: Store, report: Report, coding: Coding) -> int:
    """Codes what the archive lacks, and says how many it had."""
    from communique.formats.failure import Failure  # noqa: PLC0415

    known = 0

    def failed(document: Document, error: Exception) -> None:
        failure = Failure(file=document.id, line=None, message=f"could not be coded ({error})")
        store.fail(failure)
        report.failure(failure)

    def missing() -> Iterator[Document]:
        nonlocal known
        for document in documents:
            if store.wants(document):
                yield document
            else:
                known += 1

    for document, record in coding(missing(), failed):
        report.warn(document.source or document.id, record.warnings)
        if store.add(document, record):
            report.advance()
        else:
            known += 1
    return known


def _documents(files: list[str], reading: Reading, store: Store, report: Report) -> Iterator[Document]:
    from communique.formats.failure import Failure  # noqa: PLC0415
    from communique.formats.read import read_documents  # noqa: PLC0415

    for item in read_documents(files, sys.stdin.buffer, reading):
        if isinstance(item, Failure):
            store.fail(item)
            report.failure(item)
        else:
            yield item
