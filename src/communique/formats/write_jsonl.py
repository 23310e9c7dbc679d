"""Records as JSON Lines: everything, a record a line."""

from __future__ import annotations

import json
from typing import BinaryIO

import msgspec

from communique.model import Document, Record


def encoded(record: Record) -> bytes:
    """The record as one line of JSON. Lone surrogates, which UTF-8 cannot hold, are escaped, so that none is lost."""
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError:
        return json.dumps(record.to_dict(), separators=(",", ":")).encode("ascii")


class JsonLines:
    """Writes each record as soon as it is there, so that a run that is killed loses nothing that was finished."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    def write(self, document: Document, record: Record) -> None:
        self.stream.write(encoded(record) + b"\n")
        self.stream.flush()
