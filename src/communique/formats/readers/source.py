"""What a reader is given: a stream with a name, and how the user wants it read."""

from __future__ import annotations

import io
from importlib import import_module
from types import ModuleType
from typing import Any, BinaryIO, NamedTuple, TypeAlias

import msgspec

from communique.errors import InputError
from communique.lexicon.files import load_toml

HEAD = 65_536  # bytes that are looked at to tell what a file is
INTAKE = load_toml("layout/intake.toml")
Buffered: TypeAlias = "io.BufferedReader[Any]"


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """How documents are read: by which reader (None: told by the content), and which names hold which fields.

    ``columns`` are pairs of a field of a document and the name (of a column, or a dotted path in JSON) that holds it.
    """

    reader: str | None = None
    columns: tuple[tuple[str, str], ...] = ()


class Source(NamedTuple):
    """One file, unpacked: its name for messages, its bytes, its first bytes, and how to read it."""

    name: str
    stream: Buffered
    head: bytes
    reading: Reading


class Peeked(io.RawIOBase):
    """A stream whose first bytes were read already and come again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._head:
            size = min(len(buffer), len(self._head))
            buffer[:size], self._head = self._head[:size], self._head[size:]
            return size
        data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def source_of(name: str, stream: BinaryIO, reading: Reading) -> Source:
    """``stream`` with its first bytes looked at; a file on disk stays one that can be sought in."""
    head = _first(stream, HEAD)
    if isinstance(stream, io.BufferedReader) and stream.seekable():
        stream.seek(-len(head), io.SEEK_CUR)
        return Source(name, stream, head, reading)
    return Source(name, io.BufferedReader(Peeked(head, stream), HEAD), head, reading)


def _first(stream: BinaryIO, size: int) -> bytes:
    """The first bytes, even where they come in drops, as from a pipe."""
    parts, missing = [], size
    while missing and (data := stream.read(missing)):
        parts.append(data)
        missing -= len(data)
    return b"".join(parts)


def whole(source: Source, most: int = INTAKE["max_whole"]) -> bytes:
    """All bytes of a file whose format cannot be read piece by piece.

    Raises:
        InputError: there are more than ``most``, which is what a process should hold.
    """
    data = source.stream.read(most + 1)
    if len(data) > most:
        raise InputError(f"is larger than {most >> 20} MiB, the most that is read at once: split it")
    return data


def seekable(source: Source) -> Any:
    """The file as one that can be sought in: itself where it lies on disk, else held in memory."""
    return source.stream if source.stream.seekable() else io.BytesIO(whole(source))


def package(name: str, what: str) -> ModuleType:
    """An installed package that a reader needs.

    Raises:
        InputError: it is not installed; the message says how to get it.
    """
    try:
        return import_module(name)
    except ImportError:
        raise InputError(f"{what} needs more packages: pip install 'communique[readers]'") from None
