"""Codes one part of the input into one file: the same part always gives the same file, and a file is whole or absent.

Whatever runs it, resuming, order and exactly-once follow: what is there is not done again, the number in the name gives
the order, and two workers that do the same part write the same bytes under the same name.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from communique.formats.failure import Failure, failure_line
from communique.formats.write_jsonl import encoded
from communique.model import Document
from communique.workers.batch import Done, MakeKit, batches, code_batch

PART = 256  # documents a file


class Part(NamedTuple):
    """A run of documents and the name of their file, which holds its number and a digest of its documents."""

    name: str
    documents: tuple[Document, ...]


class Counts(NamedTuple):
    """What became of the documents of a part."""

    coded: int
    failed: int


def parts(documents: Iterable[Document], size: int = PART) -> Iterator[Part]:
    """The documents in order, ``size`` to a part."""
    iterator = iter(documents)
    number = 0
    while held := tuple(islice(iterator, size)):
        yield Part(f"part-{number:06}-{_digest(held)}.jsonl", held)
        number += 1


def code_part(part: Part, folder: str, make_kit: MakeKit) -> Counts:
    """Codes ``part`` into ``folder``; a file that is there already stays."""
    return write_part(part, folder, lambda: [d for b in batches(part.documents) for d in code_batch(b, make_kit)])


def write_part(part: Part, folder: str, results: Callable[[], Sequence[Done]]) -> Counts:
    """Writes the results of ``part``, and what failed beside it, each under another name that is changed when whole."""
    records, failures = paths(part, folder)
    if not records.exists():
        done = results()
        lost = [
            Failure(file=document.id, line=None, message=f"could not be coded ({one.error})")
            for document, one in zip(part.documents, done, strict=True)
            if one.record is None
        ]
        if lost:
            _written(failures, b"".join(failure_line(failure) for failure in lost))
        _written(records, b"".join(encoded(one.record) + b"\n" for one in done if one.record is not None))
    failed = len(failures_of(part, folder))
    return Counts(len(part.documents) - failed, failed)


def failures_of(part: Part, folder: str) -> list[Failure]:
    """What could not be coded of a part that is done."""
    path = paths(part, folder)[1]
    lines = path.read_bytes().splitlines() if path.exists() else []
    return [msgspec.json.decode(line, type=Failure) for line in lines]


def paths(part: Part, folder: str) -> tuple[Path, Path]:
    """The file of the part's records, and that of its failures, hidden from those who read the folder."""
    return Path(folder, part.name), Path(folder, ".failures", part.name)


def _written(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with beside.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)


def _digest(documents: Sequence[Document]) -> str:
    digest = hashlib.sha256()
    for document in documents:
        digest.update(msgspec.msgpack.encode(document))
    return digest.hexdigest()[:12]
