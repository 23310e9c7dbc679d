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

from communique.formats.failure import Failure
from communique.formats.json_lines import parse
from communique.formats.write_jsonl import encoded
from communique.model import Document, Record
from communique.workers.batch import Done, MakeKit, batches, code_batch

PART = 256  # documents a file


class Part(NamedTuple):
    """A run of documents and the name of their file, which holds its number and a digest of its documents."""

    name: str
    documents: tuple[Document, ...]
    taken: frozenset[int] = frozenset()  # places of documents whose records an earlier run has taken over

    @property
    def left(self) -> tuple[Document, ...]:
        """The documents whose records are still to be taken."""
        return tuple(d for n, d in enumerate(self.documents) if n not in self.taken)


class Lost(msgspec.Struct, frozen=True):
    """A document of a part that could not be coded: its place in the part, and why."""

    at: int
    error: str


class Counts(NamedTuple):
    """What became of the documents of a part."""

    coded: int
    failed: int


def parts(documents: Iterable[Document], size: int = PART) -> Iterator[Part]:
    """The documents in order, ``size`` to a part."""
    iterator = iter(documents)
    return parts_of(iter(lambda: tuple(islice(iterator, size)), ()))


def parts_of(runs: Iterable[Sequence[Document]]) -> Iterator[Part]:
    """A part of each run of documents, in order."""
    return (_part(number, run) for number, run in enumerate(runs))


def parts_left(runs: Iterable[Sequence[Document]], is_taken: Callable[[Document], bool], folder: str) -> Iterator[Part]:
    """A part of what an earlier run has left of each run of documents; the whole, where that lies in ``folder``.

    Runs are cut as for the earlier run, so that what it has finished and not taken over is found again by its name.
    """
    for number, run in enumerate(runs):
        taken = frozenset(n for n, document in enumerate(run) if is_taken(document))
        whole = _part(number, run)._replace(taken=taken)
        if taken and len(taken) < len(run) and not paths(whole, folder)[0].exists():
            yield _part(number, whole.left)
        elif len(taken) < len(run):
            yield whole


def _part(number: int, documents: Sequence[Document]) -> Part:
    return Part(f"part-{number:06}-{_digest(documents)}.jsonl", tuple(documents))


def code_part(part: Part, folder: str, make_kit: MakeKit) -> Counts:
    """Codes ``part`` into ``folder``; a file that is there already stays."""
    return write_part(part, folder, lambda: [d for b in batches(part.documents) for d in code_batch(b, make_kit)])


def write_part(part: Part, folder: str, results: Callable[[], Sequence[Done]]) -> Counts:
    """Writes the results of ``part``, and what failed beside it, each under another name that is changed when whole."""
    records, failures = paths(part, folder)
    if not records.exists():
        done = results()
        lost = [Lost(n, one.error) for n, one in enumerate(done) if one.record is None]
        if lost:
            _written(failures, msgspec.json.Encoder().encode_lines(lost))
        _written(records, b"".join(encoded(one.record) + b"\n" for one in done if one.record is not None))
    failed = len(_lost(part, folder))
    return Counts(len(part.documents) - failed, failed)


def failures_of(part: Part, folder: str) -> list[Failure]:
    """What could not be coded of a part that is done."""
    return [
        Failure(file=part.documents[lost.at].id, line=None, message=f"could not be coded ({lost.error})")
        for lost in _lost(part, folder)
    ]


def coded(part: Part, folder: str) -> Iterator[tuple[Document, Done]]:
    """What became of each document of a part that is done and whose record is still to be taken, in order."""
    lost = {one.at: one.error for one in _lost(part, folder)}
    with paths(part, folder)[0].open("rb") as lines:
        for n, document in enumerate(part.documents):
            line = next(lines) if n not in lost else b""
            if n not in part.taken:
                yield document, Done(_record(line), "") if line else Done(None, lost[n])


def remove(part: Part, folder: str) -> None:
    """Removes the files of a part that is done and was taken over."""
    for path in paths(part, folder):
        path.unlink(missing_ok=True)


def clear(folder: Path) -> None:
    """Removes the parts in ``folder``, whole and begun, and the folder itself, if nothing else is in it."""
    inside = [folder / ".failures", folder]
    for path in (path for place in inside if place.is_dir() for path in place.iterdir()):
        if path.name.startswith(("part-", ".part-", "alone-", ".alone-")):
            path.unlink(missing_ok=True)
    for place in inside:
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()


def paths(part: Part, folder: str) -> tuple[Path, Path]:
    """The file of the part's records, and that of its failures, hidden from those who read the folder."""
    return Path(folder, part.name), Path(folder, ".failures", part.name)


def _lost(part: Part, folder: str) -> list[Lost]:
    path = paths(part, folder)[1]
    return msgspec.json.Decoder(Lost).decode_lines(path.read_bytes()) if path.exists() else []


def _record(line: bytes) -> Record:
    try:
        return msgspec.json.decode(line, type=Record)
    except msgspec.DecodeError:  # it holds lone surrogates
        return msgspec.convert(parse(line)[0], Record)


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
