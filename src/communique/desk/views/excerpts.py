"""Where a document has the words that were looked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

import msgspec

from communique.archive.query import PHRASE

ROOM = 90  # letters before and behind the first words that match
LONGEST = 200_000  # letters of a document that are looked through


class Excerpt(msgspec.Struct, frozen=True, kw_only=True):
    """Some words of a document in pieces; every second of them, from the second on, is what was looked for."""

    pieces: tuple[str, ...]
    match: str  # the first words that match, as they are written


class _Folding(dict[int, int]):
    """Letters without case and accents, one for one, so that offsets stay; worked out as they come."""

    def __missing__(self, letter: int) -> int:
        plain = unicodedata.normalize("NFD", chr(letter))[0].lower()
        self[letter] = ord(plain) if len(plain) == 1 else letter
        return self[letter]


FOLDING: Mapping[int, int] = _Folding()


def pattern_of(text: str) -> re.Pattern[str] | None:
    """What finds the words, "phrases" and begin* of a query in a folded text, as the full-text index does."""
    wanted = []
    for phrase, word in PHRASE.findall(text.translate(FOLDING)):
        tokens = re.findall(r"\w+", phrase or word)
        if tokens:
            end = r"\w*" if word.endswith("*") else r"\b"
            wanted.append(r"\b" + r"[\W_]+".join(map(re.escape, tokens)) + end)
    return re.compile("|".join(wanted)) if wanted else None


def excerpt_of(text: str, pattern: re.Pattern[str]) -> Excerpt | None:
    """The words around the first match; None where there is none, as when only the title has them."""
    folded = text[:LONGEST].translate(FOLDING)
    first = pattern.search(folded)
    if first is None:
        return None
    start, end = _edges(text, first.start(), first.end())
    pieces, last = [], start
    for found in pattern.finditer(folded, start, end):
        pieces += [text[last : found.start()], text[found.start() : found.end()]]
        last = found.end()
    pieces.append(text[last:end])
    pieces[0] = ("… " if start else "") + pieces[0]
    pieces[-1] += " …" if end < len(text) else ""
    return Excerpt(pieces=tuple(" ".join(p.split("\n")) for p in pieces), match=text[first.start() : first.end()])


def _edges(text: str, first: int, last: int) -> tuple[int, int]:
    """The window around a match; it begins and ends between words."""
    start, end = max(0, first - ROOM), min(len(text), last + ROOM)
    while 0 < start < first and not text[start - 1].isspace():
        start += 1
    while last < end < len(text) and not text[end].isspace():
        end -= 1
    return start, end
