"""The Python interface: a coder that is loaded once and codes texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.coding import code, code_all
from communique.kit import Kit, load_kit
from communique.model import Document, Record, id_of


class Coder:
    """Codes documents. Make one with :func:`communique.load` and keep it: loading takes about a second."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit

    def code(self, text: str | Document, *, date: str | None = None, id: str | None = None) -> Record:
        """The record of one text or document; ``date`` is its publication date (ISO 8601)."""
        return code(text if isinstance(text, Document) else _document(text, date, id), self.kit)

    def code_all(self, documents: Iterable[str | Document]) -> Iterator[Record]:
        """The records of many documents, in order."""
        return code_all((d if isinstance(d, Document) else _document(d, None, None) for d in documents), self.kit)


def load() -> Coder:
    """Loads the language model and all tables."""
    return Coder(load_kit())


def _document(text: str, date: str | None, id: str | None) -> Document:
    return Document(text=text, date=date, id=id or id_of(text, date))
