"""Whose "all parties" they are: the countries and parties that a document is about, as nobody is named by such words.

A ceasefire asked of "all parties" to one war is not owed by those of another, though both are asked in the same words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from communique.ledger.sides import Roles, Sides
from communique.model import Record

LEAST = 0.25  # of the mentions of what a document names most often, from which on it is about that, too
Span = tuple[int, int]


class Theatre(NamedTuple):
    """What a document is about: countries by their codes, parties of no known country by a word of their names."""

    main: tuple[str, ...]  # named most often
    named: tuple[str, ...]  # these, and what is named a quarter as often


NOWHERE = Theatre((), ())


class Scene:
    """What one record is about, and what is told between two offsets of it."""

    def __init__(self, record: Record, sides: Sides) -> None:
        dateline = record.document.dateline
        head = (dateline.start, dateline.end) if dateline is not None else (0, 0)
        self._places = [(p.start, p.country_code) for p in record.places if p.country_code is not None]
        counts = Counter(code for start, code in self._places if not head[0] <= start < head[1])
        for entity in record.entities:
            anchors = anchors_of((sides.named(entity.name, entity.code, entity.sector),), sides)
            counts.update(dict.fromkeys(anchors, len(entity.mentions) or 1))
        self.theatre = _theatre_of(counts or Counter(code for _, code in self._places))

    def around(self, span: Span) -> Theatre:
        """What the words within a span are about: where they lead elsewhere, that place, else what the document is."""
        here = tuple(dict.fromkeys(code for start, code in self._places if span[0] <= start < span[1]))
        return Theatre(here, here) if here and not set(here) & set(self.theatre.named) else self.theatre

    def anchor(self, span: Span) -> str | None:
        """The country where what these words tell was done, or else what the document is mostly about."""
        here = [code for start, code in self._places if span[0] <= start < span[1]]
        known = [code for code in here if code in self.theatre.named]
        return next(iter((*known, *here, *self.theatre.main)), None)


def _theatre_of(counts: Counter[str]) -> Theatre:
    if not counts:
        return NOWHERE
    ranked = sorted(counts, key=lambda anchor: (-counts[anchor], anchor))
    most = counts[ranked[0]]
    return Theatre(tuple(a for a in ranked if counts[a] == most), tuple(a for a in ranked if counts[a] >= LEAST * most))


def anchors_of(roles: Roles, sides: Sides) -> tuple[str, ...]:
    """The countries of sides, or words of the names of those that have none; nothing of those of many countries."""
    many = sides.kinship.words["codes_of_no_country"]
    anchors = (side.code or min(side.words, default="") for side in roles)
    return tuple(dict.fromkeys(anchor for anchor in anchors if anchor and anchor not in many))


def meet(one: Theatre, other: Theatre) -> bool | None:
    """Whether what the one is mostly about is named in the other; None where nothing is known of one of them."""
    if not one.main or not other.main:
        return None
    return not set(one.main).isdisjoint(other.named) or not set(other.main).isdisjoint(one.named)


def joined(theatres: Iterable[Theatre]) -> Theatre:
    """What several are about, taken together."""
    known = list(theatres)
    main = sorted({anchor for theatre in known for anchor in theatre.main})
    return Theatre(tuple(main), tuple(sorted({anchor for theatre in known for anchor in theatre.named})))
