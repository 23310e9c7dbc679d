"""Reads and writes stories (what ``communique reprints`` finds): JSON Lines, a story a line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import msgspec

from communique.errors import InputError
from communique.reprints.find import Story


def write_stories(stories: Iterable[Story], stream: BinaryIO) -> int:
    """Writes them, and says how many there were."""
    count = 0
    for story in stories:
        stream.write(msgspec.json.encode(story) + b"\n")
        count += 1
    return count


def read_heads(path: Path) -> dict[str, str]:
    """The document that each reprint goes back to; heads go back to themselves, what is no reprint is not there.

    Raises:
        InputError: the file cannot be read, or a line of it is no story.
    """
    heads: dict[str, str] = {}
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    for number, line in enumerate(lines, 1):
        try:
            story = msgspec.json.decode(line, type=Story)
        except msgspec.MsgspecError as error:
            raise InputError(f"{path}:{number}: no line of `communique reprints`: {error}") from None
        heads |= dict.fromkeys(story.documents, story.head)
    return heads
