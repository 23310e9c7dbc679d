"""What is read: one dated text, and what its opening says about it."""

from __future__ import annotations

import hashlib

import msgspec

Span = tuple[int, int]
"""Half-open range of Unicode code points in a document's text: ``text[start:end]``."""


class Mark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An entity that the user has marked in the text; it takes precedence over what the program finds."""

    start: int
    end: int
    id: str | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One document in. ``text`` is what was read, unchanged, and every offset counts code points in it."""

    text: str
    id: str
    date: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    mentions: tuple[Mark, ...] = ()
    warnings: tuple[str, ...] = ()  # what intake had to put up with; carried into the record
    source: str = ""  # "FILE:LINE" where it was read, for messages; never part of the record


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """A date written in the metadata around the prose, and its day (or month) as an ISO date."""

    start: int
    end: int
    value: str


class Dateline(msgspec.Struct, frozen=True, kw_only=True):
    """Where, when and by which agency the report says it was filed; ``text[start:end]`` are its words."""

    place: str | None
    agency: str | None
    date: str | None
    start: int
    end: int


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What the opening and the sign-off of a document say.

    ``asides`` are spans of metadata outside the prose: the ``date …`` prefix, the dateline, the sign-off ``(ANI)``.
    They are not parsed, so no token covers them; ``places`` (names of places in them) and ``stamps`` (dates in them)
    say where their words lie, for the stages that list every place and time of a document.
    """

    date: str | None
    date_source: str  # given | header | dateline | none
    dateline: Dateline | None
    asides: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    warnings: tuple[str, ...] = ()


class DocumentInfo(msgspec.Struct, frozen=True, kw_only=True):
    """A document as it stands in its record: everything but the text, and the text's SHA-256 (of its UTF-8 bytes)."""

    id: str
    sha256: str
    date: str | None
    date_source: str
    dateline: Dateline | None
    title: str | None
    url: str | None
    publisher: str | None
    language: str | None


def sha256_of(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes; lone surrogates, which UTF-8 cannot hold, are passed through."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def id_of(text: str, date: str | None) -> str:
    """The id of a document that came without one: the same report always gets the same id."""
    return "d-" + sha256_of(f"{date or ''}\n{text}")[:16]
