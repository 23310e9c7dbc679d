"""WARC: the web pages that a crawler kept, and the plain texts of WET files (fastwarc)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from communique.errors import InputError
from communique.formats.decode import decode
from communique.formats.document_in import DocumentIn, document_from
from communique.formats.failure import Failure
from communique.formats.readers.html import page
from communique.formats.readers.source import INTAKE, Buffered, Source, package
from communique.model import Document

PAGES = ("text/html", "application/xhtml+xml")


def read_warc(source: Source) -> Iterator[Document | Failure]:
    """A document a page; images, scripts, requests and the like are passed over. ``line`` counts records.

    Raises:
        InputError: it breaks off, or holds no page.
    """
    warc = package("fastwarc.warc", "reading WARC")
    kinds = warc.WarcRecordType
    wanted = kinds.response | kinds.resource | kinds.conversion
    found = False
    number = 0
    for number, record in enumerate(_records(warc, source, wanted), 1):
        try:
            document = _document(record, f"{source.name}:{number}", record.record_type == kinds.conversion)
        except InputError as error:
            found = True
            yield Failure(file=source.name, line=number, message=str(error))
            continue
        if document is not None:
            found = True
            yield document
    if not found:
        raise InputError(f"holds no web page among {number} records" if number else "holds no records")


def _records(warc: Any, source: Source, wanted: Any) -> Iterator[Any]:
    stream = _Patient(source.stream)
    try:
        yield from warc.ArchiveIterator(stream, record_types=wanted, auto_decode="all")
    except BaseException as error:  # whatever a damaged archive makes the library raise; its panics are no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise stream.error or InputError(f"cannot be read as WARC: {error}") from None
    if stream.error:
        raise stream.error


class _Patient:
    """A stream that ends where an error is and keeps it: the library panics at errors that come from outside."""

    def __init__(self, inner: Buffered) -> None:
        self._inner = inner
        self._at = 0
        self.error: InputError | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._inner.read(size)
        except InputError as error:
            self.error = error
            return b""
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at


def _document(record: Any, source: str, is_text: bool) -> Document | None:
    """The document of a record, or None where it holds something else."""
    url = record.headers.get("WARC-Target-URI")
    if is_text:
        text, notes = decode(record.reader.read(INTAKE["max_line"]))
        language = record.headers.get("WARC-Identified-Content-Language")
        return document_from(DocumentIn(text=text, url=url, language=_language(language)), source, notes)
    kind = (record.http_content_type or "").lower()
    if kind and not kind.startswith(PAGES):
        return None
    status = record.http_headers.status_code if record.http_headers else 200
    if status is not None and not 200 <= status < 300:
        return None
    data = _whole(record)
    if not kind and b"<html" not in data[:1024].lower():
        return None
    return page(data, source, url, record.http_charset)


def _whole(record: Any) -> bytes:
    """The bytes of a page.

    Raises:
        InputError: the archive ends before they do.
    """
    expected = record.content_length
    data: bytes = record.reader.read(INTAKE["max_line"])
    headers = record.http_headers
    packed = headers and (headers.get("Content-Encoding") or headers.get("Transfer-Encoding"))
    if not packed and len(data) < min(expected, INTAKE["max_line"]):
        raise InputError(f"breaks off: {len(data)} bytes where {expected} are announced")
    return data


def _language(codes: str | None) -> str | None:
    """WET files name languages by three letters, the main one first; those of the contract are as the web has them."""
    first = (codes or "").split(",")[0]
    return {"eng": "en"}.get(first, first) or None
