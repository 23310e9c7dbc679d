"""Plain text: a file is a document."""

from __future__ import annotations

from collections.abc import Iterator

from communique.errors import InputError
from communique.formats.decode import decode
from communique.formats.document_in import MAX_TEXT, DocumentIn, document_from
from communique.formats.readers.source import Source
from communique.model import Document

WIDEST = 4  # bytes a character may take


def read_plain(source: Source) -> Iterator[Document]:
    """The one document of a text file, to the letter.

    Raises:
        InputError: it is not text, empty, or too long.
    """
    data = source.stream.read(WIDEST * MAX_TEXT + WIDEST)
    if len(data) > WIDEST * MAX_TEXT:
        raise InputError(f"is longer than {MAX_TEXT} characters, the most that can be coded in one piece: split it")
    text, warnings = decode(data)
    yield document_from(DocumentIn(text=text), source.name, warnings)
