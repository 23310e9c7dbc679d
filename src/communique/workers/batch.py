"""What one task of a worker codes: a batch of documents, with tables that are loaded once a process."""

from __future__ import annotations

import gc
import os
import pickle
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from communique.coding import code_all
from communique.kit import Kit
from communique.model import Document, Record

BATCH = 16  # documents: fills the parser's batches, and costs little when it must be done again
LENGTH = 100_000  # code points, after which a batch is full whatever its documents: long ones must not pile up
YOUNG = 10_000  # new objects after which the collector looks for garbage: the words of a text live for a batch anyway
FEW = 2  # batches that a single process has done before others have loaded their tables
DIED = "the worker died on it, twice"
MakeKit = Callable[[], Kit]


class Done(NamedTuple):
    """What became of a document: its record, or the words of what went wrong."""

    record: Record | None
    error: str


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """The documents in order, in batches of at most :data:`BATCH` and about :data:`LENGTH` code points."""
    batch: list[Document] = []
    length = 0
    for document in documents:
        batch.append(document)
        length += len(document.text)
        if len(batch) >= BATCH or length >= LENGTH:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def code_batch(batch: Sequence[Document], make_kit: MakeKit) -> list[Done]:
    """What became of each document, in order; the tables are made once in each process. One batch at a time."""
    lost: dict[int, str] = {}
    left = {id(document): n for n, document in enumerate(batch)}

    def failed(document: Document, error: Exception) -> None:
        lost[left[id(document)]] = f"{type(error).__name__}: {error}"

    with _Here.lock:
        coded = {left[id(d)]: record for d, record in code_all(batch, _Here.kit_of(make_kit), failed)}
    return [Done(coded.get(n), lost.get(n, "")) for n in range(len(batch))]


def prepare(make_kit: MakeKit) -> None:
    """Loads the tables of this process, which the collector of garbage then need not walk through time and again."""
    _Here.kit_of(make_kit)
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])


def end_with(parent: int, waste: str | None = None) -> None:
    """Ends this process as soon as ``parent`` is gone: a program that is killed leaves no workers behind.

    ``waste`` is a folder of the parent's that goes with it.
    """
    gone = threading.Event()

    def watch() -> None:
        while os.getppid() == parent:
            gone.wait(0.5)
        if waste is not None:
            shutil.rmtree(waste, ignore_errors=True)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class _Here:
    """The tables of this process: the one thing that lives longer than a task."""

    lock = threading.RLock()
    kit: Kit
    made_by: bytes | None = None

    @classmethod
    def kit_of(cls, make_kit: MakeKit) -> Kit:
        maker = pickle.dumps(make_kit)  # the same actors give the same bytes, wherever they were sent from
        if cls.made_by != maker:
            cls.kit, cls.made_by = make_kit(), maker
        return cls.kit
