"""Codes batches of documents in worker processes, in order, and survives workers that die.

Own code, because ``multiprocessing.Pool`` hangs for ever when a worker is killed, and an executor breaks as a whole:
here it is built anew and what it held is done again; a document that kills two workers is set aside.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import NamedTuple

from communique.coding import OnFailure, code_all
from communique.errors import WorkerError
from communique.kit import Kit
from communique.model import Document, Record

BATCH = 16  # documents a task: fills the parser's batches, and costs little when it must be done again
MakeKit = Callable[[], Kit]
AHEAD = 3  # tasks a worker that are read in advance; bounds the memory, whatever the length of the input


class Done(NamedTuple):
    """What a worker gives back: a record, or the words of what went wrong."""

    document: Document
    record: Record | None
    error: str


def code_many(
    documents: Iterable[Document], make_kit: MakeKit, jobs: int, failed: OnFailure
) -> Iterator[tuple[Document, Record]]:
    """Like :func:`communique.coding.code_all`, on ``jobs`` processes; same pairs, same order.

    ``make_kit`` is called once in each process, so it must be picklable (:func:`communique.kit.load_kit` is).

    Raises:
        WorkerError: to ``failed``, for a document that could not be coded or that killed its worker twice.
    """
    for done in _in_order(iter(documents), make_kit, jobs):
        if done.record is None:
            failed(done.document, WorkerError(done.error))
        else:
            yield done.document, done.record


def _in_order(documents: Iterator[Document], make_kit: MakeKit, jobs: int) -> Iterator[Done]:
    pool = _pool(make_kit, jobs)
    waiting: deque[tuple[list[Document], Future[list[Done]]]] = deque()
    try:
        while True:
            while len(waiting) < jobs * AHEAD and (batch := list(islice(documents, BATCH))):
                waiting.append((batch, pool.submit(_code_batch, batch)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                pool = _rebuilt(pool, make_kit, jobs)
                results = _one_by_one(batch, make_kit)
                waiting = deque((held, pool.submit(_code_batch, held)) for held, _ in waiting)
            yield from results
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(make_kit: MakeKit, jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, get_context("spawn"), _prepare, (make_kit,))


def _rebuilt(pool: ProcessPoolExecutor, make_kit: MakeKit, jobs: int) -> ProcessPoolExecutor:
    pool.shutdown(wait=False, cancel_futures=True)
    return _pool(make_kit, jobs)


def _one_by_one(batch: Sequence[Document], make_kit: MakeKit) -> list[Done]:
    """Each document in a worker of its own, so that the one that kills is known and only it is lost."""
    results: list[Done] = []
    pool = _pool(make_kit, 1)
    try:
        for document in batch:
            try:
                results += pool.submit(_code_batch, [document]).result()
            except BrokenProcessPool:
                pool = _rebuilt(pool, make_kit, 1)
                results.append(Done(document, None, "the worker died on it, twice"))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return results


class _Here:
    """The tables of this worker process, loaded when it starts: the one thing that lives longer than a task."""

    kit: Kit


def _prepare(make_kit: MakeKit) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers in order
    _Here.kit = make_kit()


def _code_batch(batch: Sequence[Document]) -> list[Done]:
    lost: list[Done] = []

    def failed(document: Document, error: Exception) -> None:
        lost.append(Done(document, None, f"{type(error).__name__}: {error}"))

    coded = {document.id: Done(document, record, "") for document, record in code_all(batch, _Here.kit, failed)}
    coded |= {done.document.id: done for done in lost}
    return [coded[document.id] for document in batch]
