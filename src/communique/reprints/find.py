"""Groups documents that tell one story in nearly the same words, the earliest at the head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec
import numpy as np
import numpy.typing as npt

from communique.model import Document
from communique.reprints.sketch import PERMUTATIONS, Sketch, sketcher

ROWS = 3  # hashes a band: two texts that share 40 % of their runs of words meet in one band or more in 94 % of cases
ALIKE = 0.4  # share of common runs of words (Jaccard) from which two texts tell one story
DAYS = 14  # between two reprints; what comes back later is a form that is filled in anew
NEXT = 4  # neighbours of a band that each text is compared with: a large group hangs together all the same
CHUNK = 100_000  # pairs compared at once; bounds the memory

Pairs = npt.NDArray[np.int64]


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One story: the document that told it first, and all that tell it, by date and id, the head among them."""

    head: str
    date: str | None
    documents: tuple[str, ...]


def find_stories(documents: Iterable[Document]) -> list[Story]:
    """The stories that more than one of ``documents`` tells, by date and id of their heads.

    Independent of the order of the documents; near linear in their number. Keeps a sketch of half a kilobyte of each.
    """
    sketch = sketcher()
    ids: list[str] = []
    days: list[str | None] = []
    sketches: list[Sketch] = []
    for document in documents:
        drawn = sketch(document.text)
        if drawn is not None:
            ids.append(document.id)
            days.append(document.date[:10] if document.date else None)
            sketches.append(drawn)
    if not ids:
        return []
    order = sorted(range(len(ids)), key=lambda n: (days[n] or "9", ids[n]))
    table = np.stack([sketches[n] for n in order])
    sketches.clear()
    numbers = np.array([_number(days[n]) for n in order], np.int64)
    groups = _joined(_alike(_candidates(table), table, numbers), len(order))
    return [_story([order[n] for n in group], ids, days) for group in groups]


def _candidates(table: npt.NDArray[np.uint32]) -> Pairs:
    """Pairs of texts that agree in all hashes of a band, the smaller number first."""
    found: list[Pairs] = []
    for start in range(0, PERMUTATIONS - ROWS + 1, ROWS):
        band = np.zeros(len(table), np.uint64)
        for column in range(start, start + ROWS):
            band = (band ^ table[:, column]) * np.uint64(0x9E3779B97F4A7C15)
            band ^= band >> np.uint64(29)
        by_band = np.argsort(band, kind="stable")
        sorted_ = band[by_band]
        for step in range(1, NEXT + 1):
            same = np.flatnonzero(sorted_[step:] == sorted_[:-step])
            found.append(by_band[same] * len(table) + by_band[same + step])
    keys = np.unique(np.concatenate(found))
    return np.stack([keys // len(table), keys % len(table)], axis=1)


def _alike(pairs: Pairs, table: npt.NDArray[np.uint32], numbers: Pairs) -> Iterator[tuple[int, int]]:
    """Those whose sketches are alike and whose days, where both are known, are near."""
    for start in range(0, len(pairs), CHUNK):
        one, other = pairs[start : start + CHUNK].T
        alike = (table[one] == table[other]).mean(axis=1) >= ALIKE
        known = (numbers[one] >= 0) & (numbers[other] >= 0)
        near = ~known | (np.abs(numbers[one] - numbers[other]) <= DAYS)
        yield from zip(one[alike & near].tolist(), other[alike & near].tolist(), strict=True)


def _joined(links: Iterable[tuple[int, int]], count: int) -> list[list[int]]:
    """Groups of two and more that the links make, each in order, by their first."""
    above = list(range(count))

    def top(n: int) -> int:
        while above[n] != n:
            above[n] = above[above[n]]
            n = above[n]
        return n

    for one, other in links:
        low, high = sorted((top(one), top(other)))
        above[high] = low
    groups: dict[int, list[int]] = {}
    for n in range(count):
        groups.setdefault(top(n), []).append(n)
    return [group for group in groups.values() if len(group) > 1]


def _story(group: Sequence[int], ids: Sequence[str], days: Sequence[str | None]) -> Story:
    return Story(head=ids[group[0]], date=days[group[0]], documents=tuple(ids[n] for n in group))


def _number(day: str | None) -> int:
    try:
        return date.fromisoformat(day).toordinal() if day else -1
    except ValueError:
        return -1
