"""Reads a training corpus: TSV files with a PLOVER type, modes and a sentence in which the parties are marked.

Notation: ``[A: actor]``, ``[R: recipient]``, ``[E: event words]``; marks do not nest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from communique.errors import DataError
from communique.model import Span

HEADER = ("event", "mode", "auxiliary", "statement", "text")
MARK = re.compile(r"\[([ARE]): ?([^\[\]]*)\]")


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of the corpus, its marks taken out of the text."""

    file: str
    line: int
    event: str  # a PLOVER type, or NONE
    mode: str
    auxiliary: tuple[str, ...]
    statement: bool
    text: str
    actor: tuple[Span, ...]
    recipient: tuple[Span, ...]
    words: tuple[Span, ...]


def read_corpus(folder: Path) -> list[Example]:
    """All examples of the ``*.tsv`` files in ``folder``, files and lines in order.

    Raises:
        DataError: a header, a column or a mark is wrong, with file and line.
    """
    found = [example for path in sorted(folder.glob("*.tsv")) for example in _read(path)]
    if not found:
        raise DataError(f"{folder}: no *.tsv file with sentences")
    return found


def _read(path: Path) -> Iterator[Example]:
    lines = path.read_text(encoding="utf-8").split("\n")
    if tuple(lines[0].split("\t")) != HEADER:
        raise DataError(f"{path}:1: the header must be {' '.join(HEADER)}, with tabs")
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            yield _example(path, number, line.split("\t"))


def _example(path: Path, number: int, cells: Sequence[str]) -> Example:
    if len(cells) != len(HEADER):
        raise DataError(f"{path}:{number}: {len(cells)} columns, not {len(HEADER)}")
    event, mode, auxiliary, statement, marked = cells
    text, spans = unmarked(marked)
    if "[" in text or not (spans["A"] or spans["R"]):
        raise DataError(f"{path}:{number}: a mark is open, or no party is marked")
    return Example(
        file=path.name,
        line=number,
        event=event,
        mode=mode,
        auxiliary=tuple(a for a in auxiliary.split(",") if a),
        statement=statement == "1",
        text=text,
        actor=spans["A"],
        recipient=spans["R"],
        words=spans["E"],
    )


def unmarked(marked: str) -> tuple[str, dict[str, tuple[Span, ...]]]:
    """The text without its marks, and where the marked words stand in it, by letter."""
    pieces: list[str] = []
    spans: dict[str, list[Span]] = {"A": [], "R": [], "E": []}
    last = length = 0
    for match in MARK.finditer(marked):
        pieces += [marked[last : match.start()], match.group(2)]
        start = length + match.start() - last
        length = start + len(match.group(2))
        spans[match.group(1)].append((start, length))
        last = match.end()
    pieces.append(marked[last:])
    return "".join(pieces), {letter: tuple(found) for letter, found in spans.items()}
