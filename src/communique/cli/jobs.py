"""The options that say on what to code: ``--jobs``, and ``--engine`` with ``--scheduler`` for a cluster."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.report import STOPPED, Report
from communique.errors import DataError
from communique.model import Document, Record

if TYPE_CHECKING:
    from communique.coding import OnFailure
    from communique.kit import Kit

    Coding = Callable[[Iterator[Document], OnFailure], Iterator[tuple[Document, Record]]]
    """Codes documents in order; what fails is told to the function given beside them."""

Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, help="Processes to code on; without it, all cores. The output is the same."),
]


class Engine(StrEnum):
    """What codes: processes of this machine, or the workers of a cluster."""

    PROCESSES = "processes"
    DASK = "dask"


EngineName = Annotated[Engine, typer.Option("--engine", help="dask: on a cluster; `code` writes a folder of parts.")]
Scheduler = Annotated[str | None, typer.Option("--scheduler", metavar="tcp://…", help="The cluster's Dask scheduler.")]
PartSize = Annotated[int, typer.Option("--part", min=1, help="Documents a file, with --engine dask.")]


def jobs_of(jobs: int | None) -> int:
    """The number that was given, or that of all cores."""
    from communique.workers.pool import all_cores  # noqa: PLC0415

    return jobs or all_cores()


def check_engine(engine: Engine, scheduler: str | None) -> None:
    """Wrong use where the options do not go together."""
    if engine is Engine.PROCESSES and scheduler:
        raise typer.BadParameter("--scheduler needs --engine dask")
    if engine is Engine.DASK and not scheduler:
        raise typer.BadParameter("--engine dask needs --scheduler")


def on_processes(make_kit: Callable[[], Kit], jobs: int) -> Coding:
    """Coding on ``jobs`` processes of this machine."""
    from communique.workers.pool import code_many  # noqa: PLC0415

    return lambda documents, failed: code_many(documents, make_kit, jobs, failed)


@contextmanager
def on_cluster(make_kit: Callable[[], Kit], scheduler: str, folder: Path, size: int) -> Iterator[Coding]:
    """Coding on a Dask cluster; parts lie in ``folder``, which is made and goes at the end, until they are taken."""
    from communique.workers.cluster import code_many_on_cluster  # noqa: PLC0415

    folder.mkdir(exist_ok=True)
    try:
        yield lambda documents, failed: code_many_on_cluster(
            documents, make_kit, scheduler, str(folder.resolve()), size, failed
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def code_on_dask(
    documents: Iterable[Document],
    folder: Path,
    make_kit: Callable[[], Kit],
    report: Report,
    scheduler: str,
    size: int,
) -> None:
    """Codes into ``folder``, a file a part, and tells of what failed."""
    from communique.workers.cluster import code_on_cluster  # noqa: PLC0415
    from communique.workers.part import failures_of  # noqa: PLC0415

    known = 0
    try:
        for finished in code_on_cluster(documents, make_kit, scheduler, str(folder.resolve()), size):
            for failure in failures_of(finished.part, str(folder)):
                report.failure(failure)
            report.advance(finished.counts.coded)
            known += finished.known
    except KeyboardInterrupt:
        report.summary()
        report.say("stopped; finished parts stay, --resume goes on from there")
        raise typer.Exit(STOPPED) from None
    report.summary()
    if known:
        report.say(f"{known} parts were there already")


@contextmanager
def parts_beside(output: Path | None, resume: bool) -> Iterator[Path | None]:
    """A folder for the parts that are coded before their records are written to ``output``, where there is one.

    It goes when the run is through. What a run that was stopped or killed has finished stays, and ``resume`` takes it.
    """
    from communique.workers.part import clear  # noqa: PLC0415

    plain = output is not None and (output.is_file() or not output.exists())  # no parts beside a device or a pipe
    folder = output.with_name(output.name + ".parts") if output is not None and plain else None
    if folder is not None and not resume:
        clear(folder)
    yield folder
    if folder is not None:
        clear(folder)


def open_folder(folder: Path, resume: bool) -> None:
    """Makes the folder of the parts.

    Raises:
        DataError: it is no folder, or holds something and is not to be gone on with.
    """
    if folder.exists() and not folder.is_dir():
        raise DataError(f"{folder} is no folder; --engine dask writes a folder of parts")
    if not resume and folder.exists() and any(folder.iterdir()):
        raise DataError(f"{folder} is not empty: name another folder, or go on with --resume")
    folder.mkdir(parents=True, exist_ok=True)


def settings_of(engine: Engine, size: int) -> Mapping[str, str]:
    """What the engine adds to the manifest: parts must be cut alike to be resumed."""
    return {"engine": engine.value, "part": str(size)} if engine is Engine.DASK else {}
