"""Records as JSON Lines: everything, a record a line."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from communique.model import Record


class JsonLines:
    """Writes each record as soon as it is there, so that a run that is killed loses nothing that was finished."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.encoder = msgspec.json.Encoder()

    def write(self, text: str, record: Record) -> None:
        self.stream.write(self.encoder.encode(record) + b"\n")
        self.stream.flush()
