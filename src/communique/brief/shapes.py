"""What a brief is made of. Every line leads to its words by footnotes."""

from __future__ import annotations

import msgspec


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for: days (ISO, both included) and codes of countries; none: those that most of it is about."""

    since: str
    until: str
    countries: tuple[str, ...] = ()


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A footnote: the words of a report. ``item`` is what they were read as: an event, a statement, an undertaking."""

    number: int
    document: str
    item: str | None
    title: str
    publisher: str | None
    date: str | None
    url: str | None
    words: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is told; ``tags`` are its types or its act, ``entry`` the undertaking it is about."""

    day: str | None
    text: str
    tags: tuple[str, ...] = ()
    status: str | None = None
    entry: str | None = None
    notes: tuple[int, ...]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Lines of one kind; ``more`` are those that were left out, so that the brief stays one."""

    kind: str  # happened | said | owed | settled
    heading: str
    lines: tuple[Line, ...]
    more: int


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """A country."""

    code: str
    name: str
    sections: tuple[Section, ...]


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """The brief of a period; ``documents`` are the reports that were published or speak of it."""

    since: str
    until: str
    documents: int
    chapters: tuple[Chapter, ...]
    notes: tuple[Note, ...]
