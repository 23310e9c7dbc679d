"""Codes parts of the input on a Dask cluster: one file a part, in a folder that all workers can write to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from communique.coding import OnFailure
from communique.errors import InputError, WorkerError
from communique.model import Document, Record
from communique.workers.batch import DIED, Done, MakeKit, code_batch
from communique.workers.part import Counts, Part, code_part, coded, parts, paths, remove, write_part

AHEAD = 3  # parts a worker that are sent in advance; bounds the memory of the scheduler
CONNECT = "20s"


class Finished(NamedTuple):
    """A part whose file is written, and whether it was there before."""

    part: Part
    counts: Counts
    known: bool


def code_on_cluster(
    documents: Iterable[Document], make_kit: MakeKit, scheduler: str, folder: str, size: int
) -> Iterator[Finished]:
    """Codes ``documents``, ``size`` to a file, on the workers of ``scheduler``; gives the parts as they are finished.

    A worker that dies costs the parts it held, which others do again; a document that kills its workers is set aside.

    Raises:
        InputError: Dask is not installed, or there is no scheduler at this address.
    """
    try:
        import distributed  # noqa: PLC0415 - an extra
    except ImportError:
        raise InputError("--engine dask needs Dask: pip install 'communique[cluster]'") from None
    connect: Any = distributed.Client
    try:
        client = connect(scheduler, timeout=CONNECT)
    except (OSError, ValueError) as error:
        raise InputError(f"no Dask scheduler answers at {scheduler}: {error}") from None
    with client:
        yield from _run(client, parts(documents, size), make_kit, folder)


def code_many_on_cluster(
    documents: Iterable[Document], make_kit: MakeKit, scheduler: str, folder: str, size: int, failed: OnFailure
) -> Iterator[tuple[Document, Record]]:
    """Like :func:`communique.workers.pool.code_many`, on a cluster; the parts go from ``folder`` when they were taken.

    Raises:
        InputError: Dask is not installed, or there is no scheduler at this address.
        WorkerError: to ``failed``, for a document that could not be coded or that killed its workers.
    """
    for finished in in_order(code_on_cluster(documents, make_kit, scheduler, folder, size)):
        for document, done in coded(finished.part, folder):
            if done.record is None:
                failed(document, WorkerError(done.error))
            else:
                yield document, done.record
        remove(finished.part, folder)


def in_order(finished: Iterable[Finished]) -> Iterator[Finished]:
    """The parts in the order of the input, each as soon as all before it are finished."""
    early: dict[str, Finished] = {}
    following = 0
    for one in finished:
        early[one.part.name] = one
        while name := next((n for n in early if n.startswith(f"part-{following:06}-")), None):
            yield early.pop(name)
            following += 1


def _run(client: Any, coming: Iterator[Part], make_kit: MakeKit, folder: str) -> Iterator[Finished]:
    import distributed  # noqa: PLC0415

    wait: Any = distributed.wait
    held: dict[Any, Part] = {}
    more = True
    while more or held:
        while more and len(held) < AHEAD * max(1, len(client.nthreads())):
            part = next(coming, None)
            if part is None:
                more = False
            elif paths(part, folder)[0].exists():
                yield Finished(part, write_part(part, folder, list), True)
            else:
                held[client.submit(code_part, part, folder, make_kit, pure=False)] = part
        if held:
            done, _ = wait(list(held), return_when="FIRST_COMPLETED")
            for future in done:
                part = held.pop(future)
                yield Finished(part, _counts(client, future, part, make_kit, folder), False)


def _counts(client: Any, future: Any, part: Part, make_kit: MakeKit, folder: str) -> Counts:
    from distributed import KilledWorker  # noqa: PLC0415

    try:
        counts: Counts = future.result()
    except KilledWorker:
        return write_part(part, folder, lambda: [_alone(client, document, make_kit) for document in part.documents])
    return counts


def _alone(client: Any, document: Document, make_kit: MakeKit) -> Done:
    from distributed import KilledWorker  # noqa: PLC0415

    try:
        done: list[Done] = client.submit(code_batch, [document], make_kit, pure=False).result()
    except KilledWorker:
        return Done(None, DIED)
    return done[0]
