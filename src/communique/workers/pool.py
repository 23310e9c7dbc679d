"""Codes batches of documents in worker processes, in order, and survives workers that die.

Own code, because ``multiprocessing.Pool`` hangs for ever when a worker is killed, and an executor breaks as a whole:
here it is built anew and what it held is done again; a document that kills two workers is set aside.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import NamedTuple

from communique.coding import OnFailure, code_all
from communique.errors import WorkerError
from communique.model import Document, Record
from communique.workers.batch import DIED, Done, MakeKit, are_few, batches, code_batch, end_with, prepare

AHEAD = 3  # batches a worker that are read in advance; bounds the memory, whatever the length of the input
TRIES = 2  # workers that a document may kill before it is set aside


class _Task(NamedTuple):
    batch: list[Document]
    results: Future[list[Done]]


def all_cores() -> int:
    """How many processes can run at once on this machine (on Linux: of those that this process may use)."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def code_many(
    documents: Iterable[Document], make_kit: MakeKit, jobs: int, failed: OnFailure
) -> Iterator[tuple[Document, Record]]:
    """Like :func:`communique.coding.code_all`, on ``jobs`` processes; same pairs, same order.

    Where there are few documents, or one job, they are coded in this process. ``make_kit`` is called once in each
    process, so it must be picklable (:func:`communique.kit.load_kit` is). When the iteration is left early, by an
    error, Ctrl-C or ``close()``, the workers are ended at once.

    Raises:
        WorkerError: to ``failed``, for a document that could not be coded or that killed its worker twice.
    """
    few, read = are_few(iter(documents)) if jobs > 1 else (True, iter(documents))
    if few:
        yield from code_all(read, make_kit(), failed)
        return
    for document, done in _in_order(read, make_kit, jobs):
        if done.record is None:
            failed(document, WorkerError(done.error))
        else:
            yield document, done.record


def _in_order(documents: Iterator[Document], make_kit: MakeKit, jobs: int) -> Iterator[tuple[Document, Done]]:
    pool = _Pool(make_kit, jobs)
    waiting: deque[_Task] = deque()
    coming = batches(documents)
    try:
        while True:
            while len(waiting) < jobs * AHEAD and (batch := next(coming, None)):
                waiting.append(_Task(batch, pool.submit(batch)))
            if not waiting:
                return
            task = waiting.popleft()
            try:
                results = task.results.result()
            except BrokenProcessPool:
                pool.rebuild()
                results = _one_by_one(task.batch, make_kit)
                waiting = deque(_Task(t.batch, _again(t, pool)) for t in waiting)
            yield from zip(task.batch, results, strict=True)
    finally:
        pool.end()


def _again(task: _Task, pool: _Pool) -> Future[list[Done]]:
    """The results of a task that was done before the pool broke, or those of a new try."""
    done = task.results.done() and not task.results.cancelled() and task.results.exception() is None
    return task.results if done else pool.submit(task.batch)


def _one_by_one(batch: Sequence[Document], make_kit: MakeKit) -> list[Done]:
    """Each document in a worker of its own, so that the one that kills is known and only it is lost."""
    pool = _Pool(make_kit, 1)
    try:
        return [_alone(document, pool) for document in batch]
    finally:
        pool.end()


def _alone(document: Document, pool: _Pool) -> Done:
    for _ in range(TRIES):
        try:
            return pool.submit([document]).result()[0]
        except BrokenProcessPool:
            pool.rebuild()
    return Done(None, DIED)


class _Pool:
    """Worker processes that can be built anew, and ended without waiting for what they do."""

    def __init__(self, make_kit: MakeKit, jobs: int) -> None:
        self._make_kit = make_kit
        self._jobs = jobs
        self._executor = self._built()

    def _built(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._jobs, get_context("spawn"), _begin, (self._make_kit, os.getpid()))

    def submit(self, batch: list[Document]) -> Future[list[Done]]:
        try:
            return self._executor.submit(code_batch, batch, self._make_kit)
        except BrokenProcessPool:  # it broke since the last result was taken
            self.rebuild()
            return self._executor.submit(code_batch, batch, self._make_kit)

    def rebuild(self) -> None:
        self.end()
        self._executor = self._built()

    def end(self) -> None:
        """Kills the workers: whatever they still do is done again or not wanted."""
        processes = list((self._executor._processes or {}).values())
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()


def _begin(make_kit: MakeKit, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers in order
    end_with(parent)
    prepare(make_kit)
