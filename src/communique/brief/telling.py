"""What may become a line: its text, what it is about, how much it weighs, and the words it rests on."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from communique.archive.filed import Filed
from communique.formats.sentences import flat, shortened
from communique.lexicon.files import load_toml
from communique.model import Entity, Span

WIDTH = 320  # letters of a sentence that is told


class Source(NamedTuple):
    """Words of a document."""

    document: str
    item: str | None
    span: Span


class Telling(NamedTuple):
    """A line before its footnotes are numbered; ``countries`` are those it is told under."""

    kind: str
    countries: frozenset[str]
    day: str | None
    text: Callable[[], str]  # worked out for those alone that are told
    tags: tuple[str, ...]
    status: str | None
    entry: str | None
    weight: tuple[float, ...]  # the heaviest are told where there are too many
    order: tuple[Any, ...]  # that they are told in
    sources: tuple[Source, ...]


class Draft(NamedTuple):
    """What may become a line of these countries; only for those that are told of is it worked out."""

    countries: frozenset[str]
    telling: Callable[[], Telling]


@cache
def words() -> dict[str, dict[str, str]]:
    """``data/brief/words.toml``."""
    found: dict[str, dict[str, str]] = load_toml("brief/words.toml")
    return found


def day_of(filed: Filed) -> str | None:
    """The day that a report was published."""
    date = filed.record.document.date
    return date[:10] if date else None


def quoted(text: str) -> str:
    """The words on one line, cut where they are long."""
    return shortened(flat(text), WIDTH)


def listed(names: list[str]) -> str:
    """Names with commas and "and", each once."""
    found = list(dict.fromkeys(names))
    return found[0] if len(found) == 1 else ", ".join(found[:-1]) + " and " + found[-1] if found else ""


def codes(entities: list[Entity]) -> frozenset[str]:
    """The codes that these go by."""
    return frozenset(e.code for e in entities if e.code)
