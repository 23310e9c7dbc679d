"""One JSON object to a document: every field checked; what can be mended is mended and said, the rest refused."""

from __future__ import annotations

from typing import Any

import msgspec

from communique.errors import InputError
from communique.lexicon.files import load_toml
from communique.model import Document, Mark, id_of


class DocumentIn(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One document in, as the contract names its fields."""

    text: str
    id: str | None = None
    date: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    mentions: tuple[Mark, ...] = ()


OPTIONAL = ("id", "date", "title", "url", "publisher", "language")
FIELDS = ("text", *OPTIONAL)
MAX_TEXT: int = load_toml("layout/intake.toml")["max_text"]


def document_of(value: Any, source: str, warnings: tuple[str, ...] = ()) -> Document:
    """The document that a decoded JSON value describes; ``source`` ("FILE:LINE") is for messages only.

    Raises:
        InputError: it is no object, has no usable ``text``, or marks words outside its text.
    """
    if not isinstance(value, dict):
        raise InputError(f"holds {_kind(value)} where an object with the field `text` should be")
    if "text" not in value:
        raise InputError("has no field `text`")
    if not isinstance(value["text"], str):
        raise InputError(f"`text` is {_kind(value['text'])}, not a string")
    fields, notes = _optional(value)
    found = DocumentIn(text=value["text"], mentions=_marks(value.get("mentions")), **fields)
    return document_from(found, source, (*warnings, *notes))


def document_from(found: DocumentIn, source: str, warnings: tuple[str, ...] = ()) -> Document:
    """The document that these fields describe; ``source`` ("FILE:LINE") is for messages only.

    Raises:
        InputError: its text is empty or too long, or marks lie outside of it.
    """
    text = checked_text(found.text)
    date = _given(found.date)
    return Document(
        text=text,
        id=_given(found.id) or id_of(text, date),
        date=date,
        title=_given(found.title),
        url=_given(found.url),
        publisher=_given(found.publisher),
        language=_given(found.language),
        mentions=_checked_marks(found.mentions, text) if found.mentions else (),
        warnings=warnings,
        source=source,
    )


def checked_text(text: str) -> str:
    """``text`` itself, unchanged.

    Raises:
        InputError: there is nothing in it, or too much to be coded in one piece.
    """
    if not text:
        raise InputError("is empty")
    if text.isspace():
        raise InputError("holds nothing but spaces")
    if len(text) > MAX_TEXT:
        raise InputError(f"is {len(text)} characters long; at most {MAX_TEXT} can be coded in one piece: split it")
    return text


def _optional(value: dict[str, Any]) -> tuple[dict[str, str | None], list[str]]:
    """The optional fields as strings or None; numbers are spelled out, other kinds are left out with a warning."""
    fields: dict[str, str | None] = {}
    notes = []
    for name in OPTIONAL:
        given = value.get(name)
        number = isinstance(given, int | float) and not isinstance(given, bool)
        if given is not None and not isinstance(given, str) and not number:
            notes.append(f"`{name}` is {_kind(given)}, not a string: left out")
            given = None
        fields[name] = str(given) if given is not None and str(given).strip() else None
    return fields, notes


def _given(words: str | None) -> str | None:
    """None for what holds nothing but spaces."""
    return words if words and not words.isspace() else None


def _marks(given: Any) -> tuple[Mark, ...]:
    if given is None:
        return ()
    try:
        return msgspec.convert(given, tuple[Mark, ...])
    except msgspec.ValidationError as error:
        raise InputError(f"`mentions` cannot be used: {error}") from None


def _checked_marks(marks: tuple[Mark, ...], text: str) -> tuple[Mark, ...]:
    for number, mark in enumerate(marks, 1):
        if not 0 <= mark.start < mark.end <= len(text):
            raise InputError(
                f"`mentions` item {number} ({mark.start} to {mark.end}) lies outside the text of {len(text)} characters"
            )
    return marks


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "an array", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
