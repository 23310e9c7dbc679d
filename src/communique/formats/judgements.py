"""Reads a file of judgements on the ledger, and adds to it: JSON Lines, only ever appended to."""

from __future__ import annotations

from pathlib import Path

import msgspec

from communique.errors import InputError
from communique.model.judgement import Judgement

WORDS = ("same", "different")


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """The judgements of a file, in the order they were made.

    Raises:
        InputError: the file cannot be read, or a line is no judgement.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None
    return tuple(_judgement(line, path, number) for number, line in enumerate(lines, 1) if line.strip())


def _judgement(line: bytes, path: Path, number: int) -> Judgement:
    try:
        found = msgspec.json.decode(line, type=Judgement)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}, line {number}: no judgement: {error}") from None
    if found.judgement not in WORDS:
        raise InputError(f"{path}, line {number}: judgement is one of {', '.join(WORDS)}, not {found.judgement!r}")
    return found


def add_judgement(path: Path, judgement: Judgement) -> None:
    """Adds a line to the file, which is made where there is none.

    Raises:
        InputError: the file cannot be written.
    """
    try:
        with path.open("ab") as stream:
            stream.write(msgspec.json.encode(judgement) + b"\n")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None
