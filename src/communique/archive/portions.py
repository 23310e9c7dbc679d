"""Documents as columns, a portion at a time, on as many processes as there are; the same portions however many."""

from __future__ import annotations

import gc
import multiprocessing
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from communique.archive.columns import table_of
from communique.archive.filed import Stored
from communique.archive.rows import record_rows
from communique.archive.values import packed, unpacked
from communique.errors import DataError
from communique.model import Deed, Document, Event, Record

SIZE = 1000  # documents of a portion
TABLES = ("documents", "entities", "events", "statements", "undertakings")


class Portion(NamedTuple):
    """Some documents: an Arrow table for each of ``TABLES``, and as JSON what the ledger reads of each record."""

    tables: dict[str, Any]
    owing: list[bytes]


def portions(documents: Iterable[Stored], jobs: int) -> Generator[Portion]:
    """All documents, in their order. Few are worked out here, for a process takes longer to start than they take.

    Raises:
        DataError: pyarrow is not installed; a process died.
    """
    left = iter(documents)
    first = list(islice(left, SIZE))
    if jobs == 1 or len(first) < SIZE:
        for batch in _batches(first, left):
            yield portion(batch)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=gc.disable) as pool:  # records hold no cycles
        waiting: deque[Future[Portion]] = deque()
        try:
            for batch in _batches(first, left):
                waiting.append(pool.submit(portion, batch))
                if len(waiting) > 2 * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise DataError("a process that made the tables was ended, perhaps for want of memory") from None
        finally:
            pool.shutdown(cancel_futures=True)


def portion(documents: list[Stored]) -> Portion:
    """What these documents say, as columns.

    Raises:
        DataError: pyarrow is not installed.
    """
    rows: dict[str, list[Any]] = {name: [] for name in TABLES}
    owing = []
    for input, data, corrected in documents:
        record = unpacked(data, Record)
        for name, row in record_rows(unpacked(input, Document).text, record, corrected):
            rows[name].append(row)
        owing.append(packed(_for_ledger(record)))
    return Portion({name: table_of(name, held) for name, held in rows.items()}, owing)


def _batches(first: list[Stored], left: Iterator[Stored]) -> Iterator[list[Stored]]:
    batch = first
    while batch:
        yield batch
        batch = list(islice(left, SIZE))


def _for_ledger(record: Record) -> Record:
    """What the ledger reads of a record, so that all of them together fit into memory."""
    parties = {p.entity for u in record.undertakings for role in (u.by, u.obligor, u.beneficiary) for p in role}
    parties |= {p.entity for deed in record.deeds for p in deed.actor}
    return Record(
        document=record.document,
        entities=tuple(msgspec.structs.replace(e, mentions=()) for e in record.entities if e.id in parties),
        events=tuple(event for event in record.events if _is_of_a_deed(event, record.deeds)),
        undertakings=record.undertakings,
        deeds=record.deeds,
    )


def _is_of_a_deed(event: Event, deeds: tuple[Deed, ...]) -> bool:
    """Whether a deed's words take in some of the event's, which evidence then names."""
    return any(deed.start <= start < deed.end for deed in deeds for start, _ in event.event_text)
