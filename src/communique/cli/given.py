"""Reads what a user hands to the small tools: words on the command line, files, folders, or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from communique.cli.dates import dated
from communique.formats.failure import Failure
from communique.formats.read import AS_TOLD, Reading, read_documents
from communique.model import Document, id_of


def documents_given(texts: Sequence[str], date: str | None, reading: Reading = AS_TOLD) -> Iterator[Document | Failure]:
    """A document for each argument: a file or folder where there is one of that name, else the words themselves.

    ``date`` is the publication date of those that bring none.
    """
    for words in texts:
        if words == "-" or _is_path(words):
            for item in read_documents([words], sys.stdin.buffer, reading):
                yield item if isinstance(item, Failure) else dated(item, date)
        elif _looks_like_path(words):
            yield Failure(
                file=words, line=None, message="no such file, and too like a name to be read as words"
            )
        else:
            yield Document(text=words, id=id_of(words, date), date=date)


def _looks_like_path(words: str) -> bool:
    """ "reports/wire.txt", but not a sentence: no spaces, and a folder or an ending."""
    return not any(c.isspace() for c in words) and ("/" in words or "." in words[-6:-1])


def _is_path(words: str) -> bool:
    try:
        return bool(words.strip()) and Path(words).exists()  # Path("") is the folder one stands in
    except (OSError, ValueError):  # a text is often too long for a file name, or holds a NUL
        return False
