"""The reports that a ledger rests on, and their words, for whoever writes the ledger out to be read."""

from __future__ import annotations

import msgspec

from communique.formats.sentences import shortened
from communique.model import Document, Evidence, Record

FIRST = 70  # letters of a report without a title by which it is told
LONG = 160  # letters of a title or of an act that are shown


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A report as it is cited."""

    document: str
    date: str | None = None
    title: str | None = None  # or its first words
    publisher: str | None = None
    url: str | None = None


class Sources:
    """Reports by their ids. One that was never added is cited by its id alone, and its words are not known."""

    def __init__(self) -> None:
        self._held: dict[str, Source] = {}
        self._words: dict[tuple[str, int, int], str] = {}

    def add(self, document: Document, record: Record) -> None:
        """Keeps what is cited of a report: how it is called, and the words of the acts that it tells."""
        info = record.document
        title = info.title if info.title and info.title.strip() else None
        self._held[info.id] = Source(
            document=info.id, date=(info.date or "")[:10] or None,
            title=_line(title, LONG) if title else _line(document.text[: 4 * FIRST], FIRST),
            publisher=info.publisher, url=info.url,
        )  # fmt: skip
        for deed in record.deeds:
            words = _line(document.text[deed.start : deed.end], LONG)
            self._words[info.id, deed.start, deed.end] = f"[not] {words}" if deed.negated else words

    def of(self, document: str) -> Source:
        """How a report is cited."""
        return self._held.get(document) or Source(document=document)

    def words(self, evidence: Evidence) -> str | None:
        """The words that evidence rests on, with "[not]" before what was left undone; None where they are not known."""
        return self._words.get((evidence.document, evidence.start, evidence.end))


class Notes:
    """Footnotes: each report has a number, in the order in which it is first cited."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._numbers: dict[str, int] = {}

    def number(self, document: str) -> int:
        """The number of a report."""
        return self._numbers.setdefault(document, len(self._numbers) + 1)

    def all(self) -> list[tuple[int, Source]]:
        """Every report that was cited, by its number."""
        return [(number, self._sources.of(document)) for document, number in self._numbers.items()]


def _line(text: str, width: int) -> str:
    return shortened(" ".join(text.split()), width)
