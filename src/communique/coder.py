"""The Python interface: a coder that is loaded once and codes texts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from communique.coding import code, code_all
from communique.formats.failure import Failure
from communique.formats.read_actors import read_actors_file
from communique.formats.show_html import html_of
from communique.kit import Kit, load_kit
from communique.model import Document, Reading, id_of


class Coded(Reading, frozen=True, kw_only=True):
    """What a coder gives: a record that knows its text and shows itself in a notebook."""

    def _repr_html_(self) -> str:
        return html_of(self.text, self)


class Coder:
    """Codes documents. Make one with :func:`communique.load` and keep it: loading takes about a second."""

    def __init__(self, kit: Kit, problems: Sequence[Failure] = ()) -> None:
        self.kit = kit
        self.problems = tuple(problems)  # lines of the user's own actors that could not be used

    def code(self, text: str | Document, *, date: str | datetime.date | None = None, id: str | None = None) -> Reading:
        """The record of one text or document; ``date`` is its publication date (ISO 8601 or a date object).

        Raises:
            TypeError: ``text`` is neither a string nor a :class:`communique.Document`.
        """
        document = _document(text, date, id)
        return Coded.of(code(document, self.kit), document.text)

    def code_all(self, documents: Iterable[str | Document]) -> Iterator[Reading]:
        """The records of many documents, in order.

        Raises:
            TypeError: ``documents`` is one text, or holds something that is neither a string nor a document.
        """
        if isinstance(documents, str | Document):
            raise TypeError("code_all takes many documents, as a list or another iterable; for one text use code")
        coded = code_all((_document(d, None, None) for d in documents), self.kit)
        return (Coded.of(record, document.text) for document, record in coded)


def load(actors: str | Path | None = None) -> Coder:
    """Loads the language model and all tables; ``actors`` is a file of the user's own actors."""
    if actors is None:
        return Coder(load_kit())
    read = read_actors_file(Path(actors))
    return Coder(load_kit(read.actors), read.failures)


def _document(text: str | Document, date: str | datetime.date | None, id: str | None) -> Document:
    if isinstance(text, Document):
        return text
    if not isinstance(text, str):
        raise TypeError(f"a text must be a string or a communique.Document, not {type(text).__name__}")
    day = date if isinstance(date, str) or date is None else date.isoformat()
    return Document(text=text, date=day, id=id or id_of(text, day))
