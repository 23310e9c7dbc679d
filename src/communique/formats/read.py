"""Reads documents and records from files, folders and standard input, one at a time: the one way in."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeVar

import msgspec

from communique.errors import InputError
from communique.formats.failure import Failure
from communique.formats.json_lines import json_values, parse
from communique.formats.readers.choose import read_source
from communique.formats.readers.files import STDIN, files_of
from communique.formats.readers.source import HEAD, INTAKE, Reading, source_of
from communique.formats.readers.tell import kind_of
from communique.formats.readers.unpack import is_packed, unpacked
from communique.model import SCHEMA, Document, Record

__all__ = ["Failure", "Reading", "count_documents", "read_documents", "read_json", "read_records"]

T = TypeVar("T")
MAX_COUNTED = 256 * 1024 * 1024  # bytes; counting the lines of more would keep the user waiting
AS_TOLD = Reading()


class Json(NamedTuple):
    """One JSON value of an input, where it stands, and what had to be assumed to read it."""

    file: str
    line: int
    data: bytes


def read_documents(
    paths: Sequence[str], stdin: BinaryIO | None = None, reading: Reading = AS_TOLD
) -> Iterator[Document | Failure]:
    """The documents of files, folders and ``-`` (``stdin``), in order, and a failure for each that cannot be read.

    What a file is, is told by its content (:mod:`communique.formats.readers`), packed or not; a folder gives its files,
    sorted, with those of its subfolders, hidden ones left out. Files that allow it are streamed; a number for each id
    is kept.
    """
    return _with_unique_ids(_documents(paths, stdin, reading))


def read_records(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Record | Failure]:
    """The records of JSON Lines that ``communique code`` wrote, packed or not, each checked against the types."""
    for item in read_json(paths, stdin):
        yield item if isinstance(item, Failure) else _record(item)


def read_json(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Json | Failure]:
    """The JSON values of files, folders and ``-``, undecoded, for readers of other objects."""
    for path in files_of(paths):
        yield from [path] if isinstance(path, Failure) else _opened(path, stdin, _json_of)


def count_documents(paths: Sequence[str], reading: Reading = AS_TOLD) -> int | None:
    """How many documents there are, for a progress bar; None where that cannot be told quickly."""
    total = size = 0
    for path in files_of(paths):
        if isinstance(path, Failure):
            continue
        if path == STDIN:
            return None
        try:
            size += Path(path).stat().st_size
            count = _count(path, reading) if size <= MAX_COUNTED else None
        except (OSError, InputError):
            continue
        if count is None:
            return None
        total += count
    return total


def _count(path: str, reading: Reading) -> int | None:
    """The documents of a text file or of JSON Lines."""
    with open(path, "rb") as stream:
        source = source_of(path, stream, reading)
        kind = reading.reader or kind_of(source)
        if is_packed(source.head):
            return None
        if kind == "text":
            return 1
        if kind != "json" or path.lower().endswith(".json") or source.head.lstrip().startswith(b"["):
            return None
        return sum(1 for line in stream if line.strip())


def _documents(paths: Sequence[str], stdin: BinaryIO | None, reading: Reading) -> Iterator[Document | Failure]:
    for path in files_of(paths):
        if isinstance(path, Failure):
            yield path
        else:
            yield from _opened(path, stdin, lambda name, stream: _documents_of(name, stream, reading))


def _documents_of(path: str, stream: BinaryIO, reading: Reading) -> Iterator[Document | Failure]:
    for source in unpacked(path, stream, reading):
        if isinstance(source, Failure):
            yield source
        else:
            yield from read_source(source)


def _opened(
    path: str, stdin: BinaryIO | None, read: Callable[[str, BinaryIO], Iterator[T | Failure]]
) -> Iterator[T | Failure]:
    """What ``read`` makes of the stream behind ``path``; a file that cannot be opened or read is a failure."""
    try:
        if path == STDIN:
            yield from read(path, stdin or io.BytesIO())
        else:
            with open(path, "rb", buffering=4 * HEAD) as stream:
                yield from read(path, stream)
    except InputError as error:
        yield Failure(file=path, line=None, message=str(error))
    except OSError as error:
        yield Failure(file=path, line=None, message=f"cannot be read: {(error.strerror or str(error)).lower()}")


def _json_of(path: str, stream: BinaryIO) -> Iterator[Json | Failure]:
    found = False
    for source in unpacked(path, stream, AS_TOLD):
        if isinstance(source, Failure):
            yield source
            continue
        for item in json_values(source.stream, source.head, source.name, INTAKE["max_line"]):
            found = True
            yield item if isinstance(item, Failure) else Json(source.name, item.number, item.data)
    if not found:
        yield Failure(file=path, line=None, message="is empty")


def _record(item: Json) -> Record | Failure:
    try:
        record: Record = _decoded(item.data)
    except InputError as error:
        return Failure(file=item.file, line=item.line, message=str(error))
    except msgspec.ValidationError as error:
        return Failure(file=item.file, line=item.line, message=f"not a record: {error}")
    if record.schema != SCHEMA:
        message = f"a record of schema {record.schema!r}; this version reads {SCHEMA!r}"
        return Failure(file=item.file, line=item.line, message=message)
    return record


def _decoded(data: bytes) -> Record:
    try:
        return msgspec.json.decode(data, type=Record)
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, UnicodeDecodeError):
        return msgspec.convert(parse(data)[0], Record)


def _with_unique_ids(items: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
    """A document whose id was taken is kept under an id of its own, and says so: nothing is lost, nothing mixed up."""
    times: dict[int, int] = {}  # by 64 bits of each id: the ids themselves would take three times the memory
    for item in items:
        if isinstance(item, Document) and _key(item.id) in times:
            taken = item.id
            while _key(fresh := f"{taken}~{times[_key(taken)] + 1}") in times:
                times[_key(taken)] += 1
            times[_key(taken)] += 1
            note = f"the id {taken!r} was taken by an earlier document; this one is kept as {fresh!r}"
            item = msgspec.structs.replace(item, id=fresh, warnings=(*item.warnings, note))
        if isinstance(item, Document):
            times[_key(item.id)] = 1
        yield item


def _key(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest())
