"""PDF: the text that a file holds, its lines joined to paragraphs (pypdf)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from communique.errors import InputError
from communique.formats.document_in import DocumentIn, document_from
from communique.formats.readers.source import Source, package, seekable
from communique.model import Document

FULL = 0.6  # of the longest line: a shorter line ends its paragraph


def read_pdf(source: Source) -> Iterator[Document]:
    """The one document of a PDF.

    Raises:
        InputError: it needs a password, holds no text (a scan), or cannot be read.
    """
    pypdf = package("pypdf", "reading PDF")
    try:
        reader = pypdf.PdfReader(seekable(source), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("needs a password")
        text = "\n\n".join(joined(page.extract_text()) for page in reader.pages)
        title = reader.metadata.title if reader.metadata else None
    except InputError:
        raise
    except Exception as error:  # whatever a damaged or hostile file makes the library raise
        raise InputError(f"cannot be read as PDF: {error}") from None
    if not text.strip():
        raise InputError("holds no text: a scan must go through character recognition (OCR) first")
    yield document_from(DocumentIn(text=text.strip(), title=_title(title)), source.name)


def joined(page: str) -> str:
    """The lines of a page as paragraphs: a line goes on in the next unless it is short or ends a sentence short."""
    lines = [line.strip() for line in page.splitlines()]
    longest = max(map(len, lines), default=0)
    out: list[str] = []
    goes_on = False
    for line in lines:
        if not line:
            goes_on = False
        elif goes_on:
            out[-1] = _glued(out[-1], line)
        else:
            out.append(line)
        if line:
            goes_on = len(line) > FULL * longest or (line[-1].isalnum() and len(line) > longest / 2)
    return "\n\n".join(out)


def _glued(before: str, line: str) -> str:
    """Two lines as one; a word that was parted at the end of a line is made whole."""
    if re.search(r"[a-z]-$", before) and line[:1].islower():
        return before[:-1] + line
    return f"{before} {line}"


def _title(title: Any) -> str | None:
    """The title, where it is one: many programs write the name of a file there."""
    words = str(title or "").strip()
    return words if " " in words and not re.search(r"\.\w{2,4}$", words) else None
