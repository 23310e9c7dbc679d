"""``communique code``: documents in, records out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, NamedTuple, Protocol

import typer

from communique.cli.dates import Day, dated, iso_day
from communique.cli.jobs import (
    Engine,
    EngineName,
    Jobs,
    PartSize,
    Scheduler,
    check_engine,
    code_on_dask,
    jobs_of,
    open_folder,
    parts_beside,
    settings_of,
)
from communique.cli.own import Own, kit_maker
from communique.cli.reading import Columns, Reader, reading_of, reading_settings
from communique.cli.report import STOPPED, WRONG_USE, FailuresFile, Report
from communique.errors import DataError
from communique.model import Document, Record

if TYPE_CHECKING:
    from communique.kit import Kit


class Writer(Protocol):
    """What writes records to a stream."""

    def __init__(self, stream: BinaryIO) -> None: ...

    def write(self, document: Document, record: Record) -> None: ...


class Format(StrEnum):
    """How records are written."""

    JSONL = "jsonl"
    CSV = "csv"
    TABLE = "table"


Files = Annotated[
    list[str], typer.Argument(metavar="FILE…", help="Files of any kind that is read, folders, or - for standard input.")
]


Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file, and a manifest beside it.")
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with OUTPUT where an earlier run stopped (jsonl).")]
Written = Annotated[Format, typer.Option("--format", help="jsonl: whole records; csv: a row an event; table: to read.")]


def code(
    files: Files,
    format: Written = Format.JSONL,
    output: Output = None,
    resume: Resume = False,
    actors: Own = None,
    jobs: Jobs = None,
    engine: EngineName = Engine.PROCESSES,
    scheduler: Scheduler = None,
    part: PartSize = 256,
    date: Day = None,
    reader: Reader = None,
    columns: Columns = None,
    failures: FailuresFile = None,
) -> None:
    """Code documents: find events, statements and undertakings, with the words that each rests on.

    Exit code 0: all coded; 1: some input was bad (named by file and line); 2: wrong use.
    """
    if resume and (output is None or format is not Format.JSONL):
        raise typer.BadParameter("--resume needs --output and --format jsonl")
    check_engine(engine, scheduler)
    if scheduler and (output is None or format is not Format.JSONL):
        raise typer.BadParameter("--engine dask needs --output (a folder) and --format jsonl")
    from communique.formats.read import count_documents, read_documents  # noqa: PLC0415

    day = iso_day(date, "--date")
    reading = reading_of(reader, columns)
    settings = {"format": format.value, **({"date": day} if day else {}), **reading_settings(reader, columns)}
    with ExitStack() as stack:
        report = stack.enter_context(Report(count_documents(files, reading), failures))
        documents = (dated(d, day) for d in report.sift(read_documents(files, sys.stdin.buffer, reading)))
        run = _Run(documents, report, actors, output, resume, {**settings, **settings_of(engine, part)})
        if output and scheduler:
            _code_on_cluster(run, output, scheduler, part)
        else:
            _code_here(run, format, jobs_of(jobs), stack)
    raise typer.Exit(report.exit_code)


class _Run(NamedTuple):
    """What is coded, and what of the options decides the output."""

    documents: Iterator[Document]
    report: Report
    actors: Path | None
    output: Path | None
    resume: bool
    settings: Mapping[str, str]

    def manifest(self, known: int | None = None) -> bytes:
        """What made the output; with ``known`` documents that were there before, also the counts of the run."""
        report = self.report
        counts = Counts() if known is None else Counts(report.done + known, report.failed, report.warned)
        return _manifest(self.settings, counts, self.actors)


def _code_on_cluster(run: _Run, output: Path, scheduler: str, size: int) -> None:
    """Codes into the folder ``output``, a file a part."""
    open_folder(output, run.resume)
    if run.resume:
        _check_same(output, run.manifest())
    _beside(output).write_bytes(run.manifest())
    code_on_dask(run.documents, output, kit_maker(run.actors, run.report), run.report, scheduler, size)
    _beside(output).write_bytes(run.manifest(0))


def _code_here(run: _Run, format: Format, jobs: int, stack: ExitStack) -> None:
    """Codes on processes of this machine, to the output or standard output; what is finished is written at once."""
    report, output = run.report, run.output
    done = _done(output, run.manifest()) if run.resume and output else frozenset()
    stream: BinaryIO = sys.stdout.buffer
    if output:
        try:
            _beside(output).write_bytes(run.manifest())
            stream = stack.enter_context(output.open("ab" if run.resume else "wb"))
        except OSError as error:
            report.say(f"{output}: cannot be written: {error.strerror}")
            raise typer.Exit(WRONG_USE) from None
    try:
        with parts_beside(output, run.resume) as folder:
            coded = _coded(run.documents, report, done, kit_maker(run.actors, report), jobs, folder)
            _write(coded, format, stream, report)
    except KeyboardInterrupt:
        report.summary()
        report.say("stopped; what was coded is written" + (", --resume goes on from there" if output else ""))
        raise typer.Exit(STOPPED) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise typer.Exit(report.exit_code) from None
    report.summary()
    if output:
        stream.flush()
        _beside(output).write_bytes(run.manifest(len(done)))


def _write(coded: Iterator[tuple[Document, Record]], format: Format, stream: BinaryIO, report: Report) -> None:
    from communique.formats.write_csv import EventRows  # noqa: PLC0415
    from communique.formats.write_jsonl import JsonLines  # noqa: PLC0415
    from communique.formats.write_table import Tables  # noqa: PLC0415

    writers: dict[Format, type[Writer]] = {Format.JSONL: JsonLines, Format.CSV: EventRows, Format.TABLE: Tables}
    writer = writers[format](stream)
    for document, record in coded:
        writer.write(document, record)
        report.advance()


def _coded(
    documents: Iterator[Document],
    report: Report,
    done: frozenset[str],
    make_kit: Callable[[], Kit],
    jobs: int,
    folder: Path | None,
) -> Iterator[tuple[Document, Record]]:
    """Pairs of document and record, in order; what cannot be coded is reported and left out."""
    from communique.formats.failure import Failure  # noqa: PLC0415
    from communique.workers.pool import code_many  # noqa: PLC0415

    def failed(document: Document, error: Exception) -> None:
        report.failure(Failure(file=document.id, line=None, message=f"could not be coded ({error})"))

    for document, record in code_many(documents, make_kit, jobs, failed, folder, lambda d: d.id in done):
        report.warn(document.source or document.id, record.warnings)
        yield document, record


def _done(output: Path, now: bytes) -> frozenset[str]:
    """Ids of the records that ``output`` already holds; a half-written last line is cut off.

    Raises:
        DataError: it was made by another version, with other data or other settings than ``now``'s manifest names.
    """
    import msgspec  # noqa: PLC0415

    if not output.exists():
        return frozenset()
    _check_same(output, now)
    decoder, ids, whole = msgspec.json.Decoder(Record), set(), 0
    with output.open("r+b") as stream:
        for line in stream:
            try:
                ids.add(decoder.decode(line).document.id)
            except msgspec.MsgspecError:
                break
            if not line.endswith(b"\n"):
                break
            whole += len(line)
        stream.truncate(whole)
    return frozenset(ids)


def _check_same(output: Path, now: bytes) -> None:
    from communique.formats.manifest import makes_the_same  # noqa: PLC0415

    made = _beside(output)
    if not made.exists() or not makes_the_same(made.read_bytes(), now):
        raise DataError(f"{output} was not made with this version, data and settings ({made.name}): code it anew")


class Counts(NamedTuple):
    """What the manifest counts; a run that is still going has counted nothing."""

    coded: int = 0
    failed: int = 0
    warnings: int = 0


def _manifest(settings: Mapping[str, str], counts: Counts, actors: Path | None) -> bytes:
    from communique.formats.manifest import manifest  # noqa: PLC0415

    return manifest(settings, counts._asdict(), [actors] if actors else [])


def _beside(output: Path) -> Path:
    return output.with_name(output.name + ".manifest.json")
