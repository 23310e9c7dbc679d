"""Reads whole articles with every event marked: ``training/running/*.txt``, a sentence a line, its events below it.

::

    == date 2014-09-11 | kind diplomacy | place Colombo
    A port, a handshake and a long shopping list
    The two governments signed a memorandum on Thursday.
    <TAB>> SUPPORT | - | - | A: The two governments | R: - | E: signed

The first line under ``==`` is the title. A field that is empty is ``-``; parties are parted by ``;``; a last field
``?`` marks a reading that one may doubt. Lines with ``#`` before the first article are remarks.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from communique.errors import DataError
from communique.model import Span

BETWEEN = "\n\n"  # every line is a paragraph: a title must not run into what it stands over
_OPENS, _EVENT, _FIELD = "== ", "> ", " | "
_FIELDS = 6


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """One event as a reader marked it; spans into the article's text."""

    line: int
    event: str
    mode: tuple[str, ...]
    auxiliary: tuple[str, ...]
    actor: tuple[Span, ...]
    recipient: tuple[Span, ...]
    words: tuple[Span, ...]
    doubtful: bool


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """An article: where it stands in the corpus, its text, its sentences (the title first), its events in order."""

    file: str
    line: int
    date: str
    kind: str
    place: str
    text: str
    sentences: tuple[Span, ...]
    events: tuple[Marked, ...]


def read_running(folder: Path) -> list[Article]:
    """All articles of the ``*.txt`` files in ``folder``, files and lines in order.

    Raises:
        DataError: a heading, a field or a word is wrong, with file and line.
    """
    found = [article for path in sorted(folder.glob("*.txt")) for article in _read(path)]
    if not found:
        raise DataError(f"{folder}: no *.txt file with articles")
    return found


def _read(path: Path) -> Iterator[Article]:
    lines = path.read_text(encoding="utf-8").split("\n")
    starts = [n for n, line in enumerate(lines) if line.startswith(_OPENS)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield _article(path, start, lines[start:end])


def _article(path: Path, at: int, lines: list[str]) -> Article:
    facts = _heading(f"{path}:{at + 1}", lines[0])
    sentences: list[Span] = []
    events: list[Marked] = []
    pieces: list[str] = []
    length = 0
    for number, line in enumerate(lines[1:], at + 2):
        where = f"{path}:{number}"
        if line.lstrip().startswith(_EVENT) and line[0] in "\t ":
            if not sentences:
                raise DataError(f"{where}: an event without a sentence above it")
            events.append(_event(where, number, line.strip(), pieces[-1], sentences[-1][0]))
        elif line.strip():
            sentence = line.strip()
            sentences.append((length, length + len(sentence)))
            pieces.append(sentence)
            length += len(sentence) + len(BETWEEN)
    return Article(
        file=path.name,
        line=at + 1,
        date=facts["date"],
        kind=facts["kind"],
        place=facts["place"],
        text=BETWEEN.join(pieces),
        sentences=tuple(sentences),
        events=tuple(events),
    )


def _heading(where: str, line: str) -> dict[str, str]:
    cells = [cell.partition(" ") for cell in line.removeprefix(_OPENS).split(_FIELD)]
    facts = {name: value.strip() for name, _, value in cells}
    if set(facts) != {"date", "kind", "place"}:
        raise DataError(f"{where}: an article opens with '== date … | kind … | place …'")
    return facts


def _event(where: str, number: int, line: str, sentence: str, start: int) -> Marked:
    cells = [cell.strip() for cell in line.removeprefix(_EVENT).split(_FIELD)]
    doubtful = cells[-1] == "?"
    cells = cells[:-1] if doubtful else cells
    if len(cells) != _FIELDS or [c[:2] for c in cells[3:]] != ["A:", "R:", "E:"]:
        raise DataError(f"{where}: an event is '> TYPE | mode | auxiliary | A: … | R: … | E: …'")
    actor, recipient, words = (_spans(where, cell[2:], sentence, start) for cell in cells[3:])
    if not words:
        raise DataError(f"{where}: no words of the event")
    return Marked(
        line=number,
        event=cells[0],
        mode=_list(cells[1]),
        auxiliary=_list(cells[2]),
        actor=actor,
        recipient=recipient,
        words=words,
        doubtful=doubtful,
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(",") if word.strip(" -"))


def _spans(where: str, cell: str, sentence: str, start: int) -> tuple[Span, ...]:
    """Where the words parted by ``;`` stand: the first place in the sentence, ``words@2`` the second."""
    found: list[Span] = []
    for words in (part.strip() for part in cell.split(";")):
        if not words.strip("-"):
            continue
        exact, _, nth = words.rpartition("@")
        exact, times = (exact, int(nth)) if exact and nth.isdigit() else (words, 1)
        at = -1
        for _ in range(times):
            at = sentence.find(exact, at + 1)
            if at < 0:
                raise DataError(f"{where}: {words!r} is not in the sentence")
        found.append((start + at, start + at + len(exact)))
    return tuple(found)
