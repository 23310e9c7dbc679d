"""Reads documents and records from text files, JSON Lines, folders and standard input, one at a time."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeVar

import msgspec

from communique.errors import InputError
from communique.formats.decode import decode
from communique.formats.document_in import checked_text, document_of
from communique.formats.failure import Failure
from communique.formats.json_lines import Buffered, Line, array_items, buffer_of, lines, parse
from communique.lexicon.files import load_toml
from communique.model import SCHEMA, Document, Record, id_of

__all__ = ["Failure", "count_documents", "read_documents", "read_json", "read_records"]

T = TypeVar("T")
STDIN = "-"
MAX_COUNTED = 256 * 1024 * 1024  # bytes; counting the lines of more would keep the user waiting
_INTAKE = load_toml("layout/intake.toml")


class Json(NamedTuple):
    """One JSON value of an input, where it stands, and what had to be assumed to read it."""

    file: str
    line: int
    data: bytes


def read_documents(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Document | Failure]:
    """The documents of files, folders and ``-`` (``stdin``), in order, and a failure for each that cannot be read.

    A text file is one document; ``.jsonl`` and ``.json`` hold objects; a folder gives its files, sorted, with those of
    its subfolders, hidden ones left out. Nothing is held in memory but the document at hand and a number for each id.
    """
    return _with_unique_ids(_documents(paths, stdin))


def read_records(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Record | Failure]:
    """The records of JSON Lines that ``communique code`` wrote, each checked against the types."""
    for item in read_json(paths, stdin):
        yield item if isinstance(item, Failure) else _record(item)


def read_json(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Json | Failure]:
    """The JSON values of files, folders and ``-``, undecoded, for readers of other objects."""
    for path in _files(paths):
        if isinstance(path, Failure):
            yield path
            continue
        yield from _opened(path, stdin, _json_of)


def count_documents(paths: Sequence[str]) -> int | None:
    """How many documents there are, for a progress bar; None where that cannot be told quickly."""
    total = size = 0
    for path in _files(paths):
        if isinstance(path, Failure):
            continue
        if path == STDIN:
            return None
        try:
            size += Path(path).stat().st_size
            if size > MAX_COUNTED or _ends(path, "json_value"):
                return None
            total += _count_lines(path) if _ends(path, "json_lines") else 1
        except OSError:
            continue
    return total


def _count_lines(path: str) -> int:
    with open(path, "rb") as stream:
        return sum(1 for line in stream if line.strip())


def _files(paths: Sequence[str]) -> Iterator[str | Failure]:
    for path in paths:
        if path != STDIN and Path(path).is_dir():
            found = [str(p) for p in _visible(Path(path))]
            if not found:
                yield Failure(file=path, line=None, message="the folder holds no files")
            yield from found
        else:
            yield path


def _visible(folder: Path) -> Iterator[Path]:
    """Files below ``folder`` in the order of their paths; links to folders are not followed, for they may go round."""
    try:
        entries = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _visible(entry)
        else:
            yield entry


def _ends(path: str, kind: str) -> bool:
    return path.lower().endswith(tuple(_INTAKE[kind]))


def _documents(paths: Sequence[str], stdin: BinaryIO | None) -> Iterator[Document | Failure]:
    for path in _files(paths):
        if isinstance(path, Failure):
            yield path
            continue
        yield from _opened(path, stdin, _documents_of)


def _opened(
    path: str, stdin: BinaryIO | None, read: Callable[[str, BinaryIO], Iterator[T | Failure]]
) -> Iterator[T | Failure]:
    """What ``read`` makes of the stream behind ``path``; a file that cannot be opened or read is a failure."""
    try:
        if path == STDIN:
            yield from read(path, stdin or io.BytesIO())
        else:
            with open(path, "rb") as stream:
                yield from read(path, stream)
    except OSError as error:
        yield Failure(file=path, line=None, message=f"cannot be read: {(error.strerror or str(error)).lower()}")


def _documents_of(path: str, stream: BinaryIO) -> Iterator[Document | Failure]:
    buffered = buffer_of(stream)
    if _ends(path, "json_lines") or _ends(path, "json_value") or (path == STDIN and _looks_like_json(buffered)):
        for item in _json_of(path, buffered):
            yield item if isinstance(item, Failure) else _document(item)
        return
    try:
        text, warnings = decode(buffered.read())
        checked_text(text)
    except InputError as error:
        yield Failure(file=path, line=None, message=str(error))
        return
    yield Document(text=text, id=id_of(text, None), warnings=warnings, source=path)


def _looks_like_json(stream: Buffered) -> bool:
    head = stream.peek(512).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"{") or (head.startswith(b"[") and head[1:].lstrip()[:1] in (b"{", b"]"))


def _json_of(path: str, stream: BinaryIO) -> Iterator[Json | Failure]:
    """The values of one input: a value a line, or one array, or (``.json``) one object over many lines."""
    buffered = buffer_of(stream)
    found = False
    for item in _lines_of(path, buffered):
        found = True
        yield Json(path, item.number, item.data) if isinstance(item, Line) else item
    if not found:
        yield Failure(file=path, line=None, message="is empty")


def _lines_of(path: str, stream: Buffered) -> Iterator[Line | Failure]:
    head = stream.peek(512).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    whole = _ends(path, "json_value") or (path == STDIN and head.startswith(b"["))
    if not whole:
        yield from lines(stream, path, _INTAKE["max_line"])
        return
    data = stream.read()
    if head.startswith(b"{") and _first_line_is_whole(data):
        yield from lines(io.BytesIO(data), path, _INTAKE["max_line"])
    elif data.strip():
        yield from array_items(data, path)


def _first_line_is_whole(data: bytes) -> bool:
    try:
        parse(data.split(b"\n", 1)[0])
    except InputError:
        return False
    return True


def _document(item: Json) -> Document | Failure:
    try:
        value, warnings = parse(item.data)
        return document_of(value, f"{item.file}:{item.line}", warnings)
    except InputError as error:
        return Failure(file=item.file, line=item.line, message=str(error))


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
