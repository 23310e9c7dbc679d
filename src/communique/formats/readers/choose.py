"""The readers by name, and the one that reads a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from communique.errors import InputError
from communique.formats.document_in import FIELDS
from communique.formats.failure import Failure
from communique.formats.readers.arrow import read_arrow
from communique.formats.readers.delimited import read_delimited
from communique.formats.readers.excel import read_excel
from communique.formats.readers.feed import read_feed
from communique.formats.readers.html import read_html
from communique.formats.readers.json_text import read_json_text
from communique.formats.readers.mail import read_mail
from communique.formats.readers.mediawiki import read_mediawiki
from communique.formats.readers.newsml import read_newsml
from communique.formats.readers.pdf import read_pdf
from communique.formats.readers.plain import read_plain
from communique.formats.readers.source import Reading, Source
from communique.formats.readers.tell import kind_of
from communique.formats.readers.warc import read_warc
from communique.formats.readers.word import read_word
from communique.model import Document

Reader = Callable[[Source], Iterator[Document | Failure]]
READERS: Mapping[str, Reader] = {
    "text": read_plain, "json": read_json_text, "csv": read_delimited, "excel": read_excel, "parquet": read_arrow,
    "html": read_html, "feed": read_feed, "warc": read_warc, "newsml": read_newsml, "mail": read_mail, "pdf": read_pdf,
    "word": read_word, "mediawiki": read_mediawiki,
}


def read_source(source: Source) -> Iterator[Document | Failure]:
    """The documents of one unpacked file. What is wrong with the file as a whole is a failure that names it."""
    try:
        yield from READERS[source.reading.reader or kind_of(source)](source)
    except InputError as error:
        yield Failure(file=source.name, line=None, message=str(error))


def reading_of(reader: str | None, columns: str | None) -> Reading:
    """How to read, from what a user writes: a reader's name, and ``text=body,date=published_at``.

    Raises:
        InputError: there is no such reader or field.
    """
    if reader is not None and reader not in READERS:
        raise InputError(f"there is no reader {reader!r}; there are {', '.join(sorted(READERS))}")
    pairs = []
    for part in (columns or "").split(",") if columns else ():
        field, _, name = part.partition("=")
        if field.strip() not in FIELDS or not name.strip():
            raise InputError(f"{part!r} is no pair such as text=body; the fields are {', '.join(FIELDS)}")
        pairs.append((field.strip(), name.strip()))
    return Reading(reader=reader, columns=tuple(pairs))
