"""Reads the training stories: invented dispatches in which undertakings and what became of them are marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from communique.errors import DataError
from communique.model import Document, Span

MARK = re.compile(r"\[([a-z]): ([^\]]*)\]|<([a-z])([+~-]) ([^>]*)>")
VERDICTS = {"+": "fulfils", "-": "violates", "~": "partly"}


class Told(NamedTuple):
    """Words that tell of an undertaking, or of what became of it."""

    undertaking: str
    document: str
    span: Span
    verdict: str | None  # None where they are the undertaking's own words


class Story(NamedTuple):
    """Dispatches in order of date, and what they tell."""

    name: str
    documents: tuple[Document, ...]
    told: tuple[Told, ...]


def read_stories(folder: Path) -> Iterator[Story]:
    """The stories of all files of a folder, in order.

    ``== NAME`` opens a story; each line is a document, its date, a tab and its text. ``[a: …]`` marks the words of
    undertaking ``a``, ``<a+ …>``, ``<a- …>`` and ``<a~ …>`` words by which it is fulfilled, violated or partly kept.

    Raises:
        DataError: a line has no date, or a mark is not closed.
    """
    for path in sorted(folder.glob("*.txt")):
        for block in re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, *lines = block.strip().split("\n")
            read = [_document(f"{name} {n}", line) for n, line in enumerate(lines, 1)]
            yield Story(name, tuple(d for d, _ in read), tuple(t for _, told in read for t in told))


def _document(name: str, line: str) -> tuple[Document, list[Told]]:
    date, tab, raw = line.partition("\t")
    if not tab:
        raise DataError(f"{name}: a line is a date, a tab and a text")
    text, at, told = "", 0, []
    for mark in MARK.finditer(raw):
        text += raw[at : mark.start()]
        words = mark[2] or mark[5]
        span = (len(text), len(text) + len(words))
        told.append(Told(mark[1] or mark[3], name, span, VERDICTS[mark[4]] if mark[4] else None))
        text += words
        at = mark.end()
    text += raw[at:]
    if set(text) & set("[]<>"):
        raise DataError(f"{name}: a mark is not closed")
    return Document(text=text, id=name, date=date), told
