"""What a run tells on standard error: failures as they come, progress on a terminal, a summary at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from communique.formats.failure import Failure, failure_line

T = TypeVar("T")
FailuresFile = Annotated[
    Path | None,
    typer.Option("--failures", metavar="FILE", help="Write what could not be read or coded here, a line (JSON) each."),
]
OK, BAD_INPUT, WRONG_USE, STOPPED = 0, 1, 2, 130


class Report:
    """Counts what a run did; use it as a context, and exit with :attr:`exit_code`."""

    def __init__(self, total: int | None = None, failures: Path | None = None) -> None:
        """``failures`` is a file that gets a line (JSON) for each failure; it is made anew.

        Raises:
            OSError: it cannot be written.
        """
        self._failures = failures.open("wb") if failures else None
        self.done = 0
        self.failed = 0
        self.warned = 0
        self.repeated = 0
        self.faults = 0  # in files that steer the run
        self.console = Console(stderr=True, highlight=False, soft_wrap=True)
        self.progress = Progress(
            SpinnerColumn(),
            TextColumn("coding"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=self.console,
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        self.task = self.progress.add_task("coding", total=total)

    def __enter__(self) -> Report:
        self.progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.progress.stop()
        if self._failures:
            self._failures.close()

    @property
    def exit_code(self) -> int:
        return BAD_INPUT if self.failed or self.faults else OK

    def sift(self, items: Iterable[T | Failure]) -> Iterator[T]:
        """What could be read among ``items``; failures are told at once and counted."""
        for item in items:
            if isinstance(item, Failure):
                self.failure(item)
            else:
                yield item

    def failure(self, failure: Failure) -> None:
        self.failed += 1
        self.say(str(failure))
        if self._failures:
            self._failures.write(failure_line(failure))
            self._failures.flush()

    def again(self) -> None:
        """Counts a document that was given before."""
        self.repeated += 1

    def fault(self, failure: Failure) -> None:
        """Tells what is wrong in a file that is no document: the rest of it is used."""
        self.faults += 1
        self.say(str(failure))

    def warn(self, where: str, warnings: Iterable[str]) -> None:
        for warning in warnings:
            self.warned += 1
            self.say(f"{where}: warning: {warning}")

    def advance(self, count: int = 1) -> None:
        self.done += count
        self.progress.advance(self.task, count)

    def say(self, line: str) -> None:
        self.console.print(line, markup=False)

    def summary(self, what: str = "coded") -> None:
        parts = [f"{self.done} documents {what}" if self.done != 1 else f"1 document {what}"]
        if self.failed:
            parts.append(f"{self.failed} not readable")
        if self.repeated:
            parts.append(f"{self.repeated} given again")
        if self.faults:
            parts.append(f"{self.faults} faults in your actors")
        if self.warned:
            parts.append(f"{self.warned} warnings")
        self.say(", ".join(parts))
