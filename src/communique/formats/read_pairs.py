"""Reads pairs of parties: a text, and where in it the two stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

import msgspec

from communique.formats.failure import Failure
from communique.formats.read import Json, read_json
from communique.model import Document, Span, id_of


class PairIn(msgspec.Struct, frozen=True, kw_only=True):
    """One pair in, as the contract names its fields."""

    text: str
    actor: Span
    recipient: Span
    id: str | None = None
    date: str | None = None


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two parties in a document."""

    document: Document
    actor: Span
    recipient: Span


def read_pairs(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Pair | Failure]:
    """The pairs in JSON Lines, in order, and a failure for each line that is none or whose spans leave its text."""
    for item in read_json(paths, stdin):
        yield item if isinstance(item, Failure) else _pair(item)


def _pair(item: Json) -> Pair | Failure:
    try:
        given = msgspec.json.decode(item.data, type=PairIn)
    except msgspec.MsgspecError as error:
        return Failure(file=item.file, line=item.line, message=f"is no pair: {error}")
    for name in ("actor", "recipient"):
        start, end = getattr(given, name)
        if not 0 <= start < end <= len(given.text):
            message = f"`{name}` [{start}, {end}] lies outside the text of {len(given.text)} characters"
            return Failure(file=item.file, line=item.line, message=message)
    document = Document(text=given.text, id=given.id or id_of(given.text, given.date), date=given.date)
    return Pair(document=document, actor=given.actor, recipient=given.recipient)
