"""How values are put into the archive's columns and taken out again, to the letter."""

from __future__ import annotations

import hashlib
import json
from typing import TypeVar

import msgspec

from communique.formats.json_lines import parse
from communique.model import Document

T = TypeVar("T", bound=msgspec.Struct)


def packed(value: msgspec.Struct) -> bytes:
    """``value`` as JSON; lone surrogates, which UTF-8 cannot hold, are escaped, so that none is lost."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(value), separators=(",", ":")).encode("ascii")


def unpacked(data: bytes, kind: type[T]) -> T:
    """What :func:`packed` was given."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return msgspec.convert(parse(data)[0], kind)


def plain(text: str | None) -> str:
    """``text`` as a column can hold it, lone surrogates spelled out; nothing is the empty text."""
    return (text or "").encode("utf-8", "backslashreplace").decode()


def key_of(document: Document) -> str:
    """SHA-256 of what decides a document's record: its text, its date and the marks in it."""
    parts = (document.date or "", document.text, *(f"{m.start} {m.end} {m.id or ''}" for m in document.mentions))
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8) + data)
    return digest.hexdigest()
