"""The mentions that the rules leave single, filed under their sides: which of them one is offered to, and how near."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from communique.ledger.noted import Noted
from communique.ledger.places import Place
from communique.ledger.shapes import Floats, Shapes
from communique.ledger.windows import NumberedWindows

WIDE = 64  # single mentions of a side that one is offered to, latest first
ANY = 32  # and such of any side
ROUNDED = 1e-4  # to which nearness is told: what lies closer together is alike near
_ANYBODY = ""  # the key of the row of all sides
_ROW, _DOCUMENT, _REFRAINS = range(3)
Slots = NDArray[np.int32]


class Singles:
    """The single mentions, kept while some come and go."""

    def __init__(self, mentions: Mapping[Place, Noted], shapes: Shapes) -> None:
        """``mentions`` are all that are known."""
        self._mentions = mentions
        self._shapes = shapes
        self._rows = NumberedWindows()
        self._keys: dict[Place, tuple[str, ...]] = {}
        self._slots: dict[Place, int] = {}  # of all mentions that ever were single
        self._places: list[Place] = []  # the same by slot
        self._documents: dict[str, int] = {}
        self._told: Slots = np.zeros((1024, 3), np.int32)  # what is compared of them, by slot

    def add(self, place: Place) -> Iterator[tuple[Place, Sequence[Place]]]:
        """Files a mention; yields those that see it now, and whom each sees no more for it."""
        for key in self._file(place):
            count = _count(key)
            self._rows.add(key, place, self._slots[place])
            for behind in self._rows.after(key, place, count):
                yield behind, self._rows.before(key, behind, count + 1)[count:]

    def remove(self, place: Place) -> Iterator[tuple[Place, Sequence[Place]]]:
        """Takes a mention out; yields those that saw it, and whom each may see now in its stead."""
        for key in self._keys.pop(place):
            count = _count(key)
            self._rows.remove(key, place)
            for behind in self._rows.after(key, place, count):
                yield behind, self._rows.before(key, behind, count)[-1:]

    def _file(self, place: Place) -> tuple[str, ...]:
        mention = self._mentions[place]
        sides = dict.fromkeys(key for side in mention.obligor for key in side.keys[:2])
        keys = self._keys[place] = (_ANYBODY, *sides)
        if place not in self._slots:
            slot = self._slots[place] = len(self._slots)
            self._places.append(place)
            if slot == len(self._told):
                self._told = np.concatenate([self._told, np.zeros_like(self._told)])
            document = self._documents.setdefault(mention.document, len(self._documents))
            refrains = mention.undertaking.polarity == "refrain"
            self._told[slot] = self._shapes.row(mention.shape), document, refrains
        return keys

    def seen_from(self, place: Place) -> Slots:
        """The slots of the mentions that one is offered to.

        They are the latest of its sides and of all, not of its own document, that do or refrain as it does.
        """
        rows = [self._rows.numbers_before(key, place, _count(key)) for key in self._keys[place]]
        slots = np.unique(np.concatenate(rows))
        told, mine = self._told[slots], self._told[self._slots[place]]
        offered = (told[:, _DOCUMENT] != mine[_DOCUMENT]) & (told[:, _REFRAINS] == mine[_REFRAINS])
        found: Slots = slots[offered]
        return found

    def nearest(self, place: Place, slots: Slots, count: int) -> list[tuple[float, Place]]:
        """Of some mentions the ``count`` that are nearest to one, with how near they are; of two alike the later."""
        rows = self._told[:, _ROW]
        near: Floats = self._shapes.near_rows(int(rows[self._slots[place]]), rows[slots])
        rough = np.rint(near / ROUNDED) * ROUNDED
        if len(rough) > count:
            kept = (rough >= np.partition(rough, -count)[-count]).nonzero()[0]
        else:
            kept = np.arange(len(rough))
        found = [(float(rough[n]), self._places[slots[n]]) for n in kept.tolist()]
        return sorted(found, reverse=True)[:count]

    def nearness(self, pairs: Sequence[tuple[Place, Place]]) -> list[float]:
        """How near the two mentions of each pair are."""
        shapes = [(self._mentions[one].shape, self._mentions[other].shape) for one, other in pairs]
        near: list[float] = self._shapes.each_near(shapes).tolist() if shapes else []
        return near


def _count(key: str) -> int:
    return ANY if key == _ANYBODY else WIDE
