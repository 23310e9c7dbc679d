"""Reads what a user hands to the small tools: words on the command line, files, folders, or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from communique.formats.failure import Failure
from communique.formats.read import read_documents
from communique.model import Document, id_of


def documents_given(texts: Sequence[str], date: str | None) -> Iterator[Document | Failure]:
    """A document for each argument: a file or folder where there is one of that name, else the words themselves.

    ``date`` is the publication date of those that bring none.
    """
    for words in texts:
        if words == "-" or _is_path(words):
            for item in read_documents([words], sys.stdin.buffer):
                yield item if isinstance(item, Failure) or item.date else _dated(item, date)
        else:
            yield Document(text=words, id=id_of(words, date), date=date)


def _is_path(words: str) -> bool:
    try:
        return bool(words.strip()) and Path(words).exists()  # Path("") is the folder one stands in
    except (OSError, ValueError):  # a text is often too long for a file name, or holds a NUL
        return False


def _dated(document: Document, date: str | None) -> Document:
    fields = {name: getattr(document, name) for name in document.__struct_fields__}
    return Document(**{**fields, "date": date})
