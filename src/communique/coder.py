"""The Python interface: a coder that is loaded once and codes texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.coding import code, code_all
from communique.formats.show_html import html_of
from communique.kit import Kit, load_kit
from communique.model import Document, Reading, id_of


class Coded(Reading, frozen=True, kw_only=True):
    """What a coder gives: a record that knows its text and shows itself in a notebook."""

    def _repr_html_(self) -> str:
        return html_of(self.text, self)


class Coder:
    """Codes documents. Make one with :func:`communique.load` and keep it: loading takes about a second."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit

    def code(self, text: str | Document, *, date: str | None = None, id: str | None = None) -> Reading:
        """The record of one text or document; ``date`` is its publication date (ISO 8601)."""
        document = text if isinstance(text, Document) else _document(text, date, id)
        return Coded.of(code(document, self.kit), document.text)

    def code_all(self, documents: Iterable[str | Document]) -> Iterator[Reading]:
        """The records of many documents, in order."""
        coded = code_all((d if isinstance(d, Document) else _document(d, None, None) for d in documents), self.kit)
        return (Coded.of(record, document.text) for document, record in coded)


def load() -> Coder:
    """Loads the language model and all tables."""
    return Coder(load_kit())


def _document(text: str, date: str | None, id: str | None) -> Document:
    return Document(text=text, date=date, id=id or id_of(text, date))
