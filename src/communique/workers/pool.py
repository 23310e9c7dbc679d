"""Codes parts of the input in worker processes, in order, and survives workers that die.

What a worker runs is what a cluster's worker runs (:func:`communique.workers.part.code_part`); the files of the parts
go as soon as their records were taken. They lie in a folder that the caller keeps, or in one of the run's own.

Own code, because ``multiprocessing.Pool`` hangs for ever when a worker is killed, and an executor breaks as a whole:
here it is built anew and what it held is done again; a document that kills two workers is set aside.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from communique.coding import OnFailure, code_all
from communique.errors import WorkerError
from communique.model import Document, Record
from communique.workers.batch import DIED, FEW, Done, MakeKit, batches, end_with, prepare
from communique.workers.part import Counts, Part, code_part, coded, parts_left, parts_of, remove, write_part

AHEAD = 3  # parts a worker that are read in advance; bounds the memory, whatever the length of the input
TRIES = 2  # workers that a document may kill before it is set aside


class _Task(NamedTuple):
    part: Part
    counts: Future[Counts]


def all_cores() -> int:
    """How many processes can run at once on this machine (on Linux: of those that this process may use)."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def code_many(
    documents: Iterable[Document],
    make_kit: MakeKit,
    jobs: int,
    failed: OnFailure,
    folder: Path | None = None,
    is_taken: Callable[[Document], bool] = lambda _: False,
) -> Iterator[tuple[Document, Record]]:
    """Like :func:`communique.coding.code_all`, on ``jobs`` processes; same pairs, same order.

    Where there are few documents, or one job, they are coded in this process. ``make_kit`` is called once in each
    process, so it must be picklable (:func:`communique.kit.load_kit` is). When the iteration is left early, by an
    error, Ctrl-C or ``close()``, the workers are ended at once. What is finished then stays in ``folder``, where one is
    given, and is not coded again when the same documents come with it; those that ``is_taken`` says were taken over by
    the earlier run are left out.

    Raises:
        WorkerError: to ``failed``, for a document that could not be coded or that killed its worker twice.
    """
    if jobs == 1:
        yield from code_all((d for d in documents if not is_taken(d)), make_kit(), failed)
        return
    with ExitStack() as stack:
        waste = None if folder else stack.enter_context(TemporaryDirectory(prefix="communique-"))
        place = waste or str(folder)
        parts = parts_left(batches(documents), is_taken, place)
        first = list(islice(parts, FEW + 1))
        if len(first) <= FEW:
            yield from code_all((d for part in first for d in part.left), make_kit(), failed)
            return
        pool = _Pool(make_kit, jobs, place, waste)
        for document, done in _in_order(chain(first, parts), pool):
            if done.record is None:
                failed(document, WorkerError(done.error))
            else:
                yield document, done.record


def _in_order(coming: Iterator[Part], pool: _Pool) -> Iterator[tuple[Document, Done]]:
    waiting: deque[_Task] = deque()
    try:
        while True:
            while len(waiting) < pool.jobs * AHEAD and (part := next(coming, None)):
                waiting.append(_Task(part, pool.submit(part)))
            if not waiting:
                return
            task = waiting.popleft()
            try:
                task.counts.result()
            except BrokenProcessPool:
                pool.rebuild()
                _one_by_one(task.part, pool)
                waiting = deque(_Task(t.part, _again(t, pool)) for t in waiting)
            yield from coded(task.part, pool.folder)
            remove(task.part, pool.folder)
    finally:
        pool.end()


def _again(task: _Task, pool: _Pool) -> Future[Counts]:
    """The task, if it was done before the pool broke, or a new try."""
    done = task.counts.done() and not task.counts.cancelled() and task.counts.exception() is None
    return task.counts if done else pool.submit(task.part)


def _one_by_one(part: Part, broken: _Pool) -> None:
    """Codes each document of ``part`` in a worker of its own: the one that kills is known then, and only it is lost."""
    pool = broken.beside(1)
    try:
        write_part(part, pool.folder, lambda: [_alone(one, pool) for one in parts_of([d] for d in part.documents)])
    finally:
        pool.end()


def _alone(part: Part, pool: _Pool) -> Done:
    part = part._replace(name=f"alone-{part.name}")
    for _ in range(TRIES):
        try:
            pool.submit(part).result()
        except BrokenProcessPool:
            pool.rebuild()
        else:
            ((_, done),) = coded(part, pool.folder)
            remove(part, pool.folder)
            return done
    return Done(None, DIED)


class _Pool:
    """Worker processes that can be built anew, and ended without waiting for what they do."""

    def __init__(self, make_kit: MakeKit, jobs: int, folder: str, waste: str | None = None) -> None:
        """``folder`` gets the parts; ``waste`` is a folder that workers remove when this process was killed."""
        self.folder = folder
        self.jobs = jobs
        self._make_kit = make_kit
        self._waste = waste
        self._executor = self._built()

    def beside(self, jobs: int) -> _Pool:
        """Another one of its kind."""
        return _Pool(self._make_kit, jobs, self.folder, self._waste)

    def _built(self) -> ProcessPoolExecutor:
        begin = (self._make_kit, os.getpid(), self._waste)
        return ProcessPoolExecutor(self.jobs, get_context("spawn"), _begin, begin)

    def submit(self, part: Part) -> Future[Counts]:
        try:
            return self._executor.submit(code_part, part, self.folder, self._make_kit)
        except BrokenProcessPool:  # it broke since the last result was taken
            self.rebuild()
            return self._executor.submit(code_part, part, self.folder, self._make_kit)

    def rebuild(self) -> None:
        self.end()
        self._executor = self._built()

    def end(self) -> None:
        """Kills the workers: whatever they still do is done again or not wanted."""
        processes = list((self._executor._processes or {}).values())
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()


def _begin(make_kit: MakeKit, parent: int, waste: str | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers in order
    end_with(parent, waste)
    prepare(make_kit)
