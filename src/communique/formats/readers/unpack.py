"""Files inside packed files: .gz .bz2 .xz .zst .zip and .tar, streamed, never written to disk, with limits.

One wrapping and one archive are opened (``reports.zip`` with ``may.jsonl.gz`` in it); what is packed deeper is refused,
for that is how a small file grows without end.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from communique.errors import InputError
from communique.formats.failure import Failure
from communique.formats.readers.source import INTAKE, Reading, Source, package, seekable, source_of

OUTSIDE = "its name leads out of the archive, as in those that are made to do harm"
LINK = "is a link, which is not followed"
NESTED = "is packed within what is packed: unpack it first"
FED = 8192  # bytes of zstandard at a time: at worst they become 256 MiB
BAD_ZIP = (zipfile.BadZipFile, OSError, ValueError, RuntimeError)  # what zipfile raises for damage and passwords
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"


class Counted(io.RawIOBase):
    """A stream that counts what is read from it."""

    def __init__(self, inner: BinaryIO) -> None:
        self.inner = inner
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.inner.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class Budget:
    """How much may come out of one packed file, by how much went in."""

    def __init__(self, fed: Callable[[], int]) -> None:
        self._fed = fed
        self._given = 0

    def spend(self, size: int) -> None:
        """Counts bytes that came out.

        Raises:
            InputError: they are too many for what went in.
        """
        self._given += size
        if self._given > max(INTAKE["free_expansion"], self._fed() * INTAKE["max_ratio"]):
            raise InputError(f"expands more than {INTAKE['max_ratio']} times, as bombs do: the rest is not read")


class Unpacked(io.RawIOBase):
    """What an unpacking stream gives, within a budget; its errors become ours."""

    def __init__(self, inner: Any, budget: Budget) -> None:
        self._inner = inner
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._inner.read(len(buffer))
        except EOFError:
            raise InputError("breaks off: the packed file ends early") from None
        except InputError:
            raise
        except Exception as error:  # whatever damaged data makes the packages raise
            raise InputError(f"cannot be unpacked: {error}") from None
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def unpacked(name: str, stream: BinaryIO, reading: Reading) -> Iterator[Source | Failure]:
    """The files in ``stream``: itself, what it is the packed form of, or the members of an archive, in its order."""
    source = source_of(name, stream, reading)
    opener = _opener(source.head)
    if opener is not None:
        counted = Counted(source.stream)
        budget = Budget(lambda: counted.count)
        inner = source_of(name, Unpacked(opener(counted), budget), reading)  # type: ignore[arg-type]
        if _is_tar(inner.head):
            yield from _tar(inner)
        else:
            yield _leaf(inner)
    elif _is_tar(source.head):
        yield from _tar(source)
    elif source.head.startswith((ZIP, EMPTY_ZIP)) and office_kind(source) is None:
        yield from _zip(source)
    else:
        yield source


def office_kind(source: Source) -> str | None:
    """What a zip is that is one document and no archive: ``word``, ``excel``, or the words for another kind."""
    if not source.head.startswith(ZIP):
        return None
    stream = seekable(source) if source.stream.seekable() else None
    names = _names(stream) if stream else _names_in(source.head)
    if any(name.startswith("word/") for name in names):
        return "word"
    if any(name.startswith("xl/") for name in names):
        return "excel"
    return "office" if "[Content_Types].xml" in names or "mimetype" in names else None


def checked_office(stream: Any) -> Any:
    """``stream``, a document that is a zip inside, if what it holds is not out of all proportion to its size.

    Raises:
        InputError: it is no zip, or grows as only bombs do.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    budget = Budget(lambda: size)
    try:
        budget.spend(sum(member.file_size for member in zipfile.ZipFile(stream).infolist()))
    except BAD_ZIP as error:
        raise InputError(f"cannot be unpacked: {error}") from None
    stream.seek(0)
    return stream


def _names(stream: Any) -> list[str]:
    at = stream.tell()
    try:
        return zipfile.ZipFile(stream).namelist()
    except BAD_ZIP:
        return []
    finally:
        stream.seek(at)


def _names_in(head: bytes) -> list[str]:
    """Names of the first members, by their local headers: what can be seen of a zip that comes as a stream."""
    found = [name for name in (b"word/", b"xl/", b"[Content_Types].xml", b"mimetype") if name in head]
    return [name.decode() for name in found]


def _opener(head: bytes) -> Callable[[Any], Any] | None:
    """What unpacks a stream that begins so."""
    openers: tuple[tuple[bytes, Callable[[Any], Any]], ...] = (
        (b"\x1f\x8b", lambda stream: gzip.GzipFile(fileobj=stream)),
        (b"BZh", bz2.BZ2File),
        (b"\xfd7zXZ\x00", lzma.LZMAFile),
        (b"\x28\xb5\x2f\xfd", _zstandard),
    )
    return next((opener for magic, opener in openers if head.startswith(magic)), None)


def is_packed(head: bytes) -> bool:
    """Whether a file that begins so is a packed file or an archive."""
    return _opener(head) is not None or _is_tar(head) or head.startswith((ZIP, EMPTY_ZIP))


def _is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def _leaf(source: Source) -> Source | Failure:
    """The file itself, unless it is packed once more."""
    packed = _opener(source.head) is not None or _is_tar(source.head)
    if packed or (source.head.startswith((ZIP, EMPTY_ZIP)) and office_kind(source) is None):
        return Failure(file=source.name, line=None, message=NESTED)
    return source


def _member(name: str, stream: BinaryIO, reading: Reading, budget: Budget) -> Source | Failure:
    """A member of an archive; one that is a packed file itself (``may.jsonl.gz``) is unpacked once."""
    try:
        source = source_of(name, Unpacked(stream, budget), reading)  # type: ignore[arg-type]
        opener = _opener(source.head)
        if opener is not None:
            source = source_of(name, Unpacked(opener(source.stream), budget), reading)  # type: ignore[arg-type]
    except InputError as error:
        return Failure(file=name, line=None, message=str(error))
    return _leaf(source)


def _zip(source: Source) -> Iterator[Source | Failure]:
    stream = seekable(source)
    size = stream.seek(0, io.SEEK_END)
    budget = Budget(lambda: size)
    try:
        archive = zipfile.ZipFile(stream)
    except BAD_ZIP as error:
        raise InputError(f"cannot be unpacked: {error}") from None
    members = sorted((m for m in archive.infolist() if _is_wanted(m.filename) and not m.is_dir()),
                     key=lambda m: m.filename)
    if not members:
        yield Failure(file=source.name, line=None, message="the archive holds no files")
    for member in members:
        name = f"{source.name}/{member.filename}"
        refused = _refused(member.filename, stat.S_ISLNK(member.external_attr >> 16))
        if refused:
            yield Failure(file=name, line=None, message=refused)
            continue
        try:
            opened = archive.open(member)
        except BAD_ZIP as error:
            reason = "needs a password" if member.flag_bits & 1 else f"cannot be unpacked: {error}"
            yield Failure(file=name, line=None, message=reason)
            continue
        with opened:
            yield _member(name, opened, source.reading, budget)  # type: ignore[arg-type]


def _tar(source: Source) -> Iterator[Source | Failure]:
    """The files of a tar, in its own order, for it is read as a stream."""
    counted = Counted(source.stream)
    budget = Budget(lambda: counted.count)
    found = False
    try:
        with tarfile.open(fileobj=counted, mode="r|") as archive:
            for member in archive:
                if not _is_wanted(member.name) or not (member.isreg() or member.issym() or member.islnk()):
                    continue
                found, name = True, f"{source.name}/{member.name}"
                refused = _refused(member.name, not member.isreg())
                stream = None if refused else archive.extractfile(member)
                if stream is None:
                    yield Failure(file=name, line=None, message=refused or LINK)
                else:
                    yield _member(name, stream, source.reading, budget)  # type: ignore[arg-type]
    except (tarfile.TarError, EOFError) as error:
        raise InputError(f"cannot be unpacked: {error}") from None
    if not found:
        yield Failure(file=source.name, line=None, message="the archive holds no files")


def _is_wanted(name: str) -> bool:
    """No hidden files, and none that macOS puts beside the real ones."""
    return not any(part.startswith(".") or part == "__MACOSX" for part in name.split("/") if part not in (".", ".."))


def _refused(name: str, is_link: bool) -> str | None:
    """Why a member is not read, though nothing is ever written under its name."""
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or not parts[0] or parts[0].endswith(":"):
        return OUTSIDE
    return LINK if is_link else None


def _zstandard(stream: Any) -> Any:
    zstandard = package("zstandard", "unpacking .zst")
    return io.BufferedReader(_Zstandard(zstandard.ZstdDecompressor(max_window_size=INTAKE["max_window"]), stream))


class _Zstandard(io.RawIOBase):
    """Own code: the package's stream reader takes a file that ends early for a whole one."""

    def __init__(self, maker: Any, stream: Any) -> None:
        self._maker = maker
        self._stream = stream
        self._frame = maker.decompressobj()
        self._started = False
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            data = self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame, self._started = self._maker.decompressobj(), False
            data = data or self._stream.read(FED)
            if not data:
                if self._started:
                    raise EOFError
                return 0
            self._started = True
            self._left = memoryview(self._frame.decompress(data))
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size
