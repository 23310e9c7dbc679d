"""Codes parts of the input on a Dask cluster: one file a part, in a folder that all workers can write to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from communique.errors import InputError
from communique.model import Document
from communique.workers.batch import DIED, Done, MakeKit, code_batch
from communique.workers.part import Counts, Part, code_part, parts, paths, write_part

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
