"""Word documents (DOCX): paragraphs and tables in their order (python-docx)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from communique.errors import InputError
from communique.formats.document_in import DocumentIn, document_from
from communique.formats.readers.source import Source, package, seekable
from communique.formats.readers.unpack import checked_office
from communique.model import Document


def read_word(source: Source) -> Iterator[Document]:
    """The one document of a Word file.

    Raises:
        InputError: it holds no text or cannot be read.
    """
    docx = package("docx", "reading Word documents")
    try:
        opened = docx.Document(checked_office(seekable(source)))
        text = "\n\n".join(part for item in opened.iter_inner_content() if (part := _words(item)))
        title = opened.core_properties.title or None
    except InputError:
        raise
    except Exception as error:  # whatever a damaged or hostile file makes the library raise
        raise InputError(f"cannot be read as a Word document: {error}") from None
    yield document_from(DocumentIn(text=text, title=title), source.name)


def _words(item: Any) -> str:
    """A paragraph's words, or a table's, a row a line."""
    if hasattr(item, "rows"):
        rows = (" | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in item.rows)
        return "\n".join(row for row in rows if row.strip(" |"))
    return str(item.text).strip()
