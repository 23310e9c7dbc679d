"""What could not be read, named so that a person finds it."""

from __future__ import annotations

import json

import msgspec


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """One input that is left out: the file ("-" is standard input), its line where there is one, and why."""

    file: str
    line: int | None
    message: str

    def __str__(self) -> str:
        return f"{self.file}{f':{self.line}' if self.line else ''}: {self.message}"


def failure_line(failure: Failure) -> bytes:
    """The failure as a line of JSON."""
    try:
        return msgspec.json.encode(failure) + b"\n"
    except UnicodeEncodeError:  # a name of bytes that are no UTF-8
        return json.dumps(msgspec.to_builtins(failure)).encode("ascii") + b"\n"
