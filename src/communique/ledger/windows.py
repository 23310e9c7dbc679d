"""Rows of things in order of date under many keys, of which only the nearest before or after a place are looked at."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from communique.ledger.places import Place, first_on


class Windows:
    """Places under keys, each row in order: what is added last may come first."""

    def __init__(self) -> None:
        self._rows: dict[Hashable, list[Place] | Place] = {}  # most rows have one place: it stands there without a list

    def add(self, keys: Iterable[Hashable], place: Place) -> None:
        """Puts a place into the rows of these keys, where it is not there yet."""
        rows = self._rows
        for key in keys:
            row = rows.setdefault(key, place)
            if isinstance(row, str):
                if row != place:
                    rows[key] = [row, place] if row < place else [place, row]
            elif row[-1] < place:
                row.append(place)
            elif row[at := bisect_left(row, place)] != place:
                row.insert(at, place)

    def remove(self, keys: Iterable[Hashable], place: Place) -> None:
        """Takes a place out of the rows of these keys, where it is there."""
        for key in keys:
            row = self._rows.get(key)
            if row in (place, [place]):
                del self._rows[key]
            elif isinstance(row, list) and row[(at := bisect_left(row, place)) :][:1] == [place]:
                del row[at]

    def before(self, key: Hashable, place: Place, count: int) -> Sequence[Place]:
        """At most ``count`` places before this one, the nearest first."""
        row = self._rows.get(key)
        if not isinstance(row, list):
            return (row,) if row is not None and row < place else ()
        at = bisect_left(row, place)
        return row[max(0, at - count) : at][::-1]

    def after(self, key: Hashable, place: Place, count: int) -> Sequence[Place]:
        """At most ``count`` places after this one, in order."""
        row = self._rows.get(key)
        if not isinstance(row, list):
            return (row,) if row is not None and row > place else ()
        at = bisect_right(row, place)
        return row[at : at + count]

    def between(self, key: Hashable, start: str, end: Place) -> Sequence[Place]:
        """The places from the day ``start`` on and before ``end``, in order."""
        row = self._rows.get(key)
        if not isinstance(row, list):
            return (row,) if row is not None and first_on(start) <= row < end else ()
        return row[bisect_left(row, first_on(start)) : bisect_left(row, end)]

    def __len__(self) -> int:
        return len(self._rows)


class NumberedWindows:
    """Places with their numbers under keys: the numbers of many are told at once, without looking at the places."""

    def __init__(self) -> None:
        self._rows: dict[Hashable, tuple[list[Place], array[int]]] = {}

    def add(self, key: Hashable, place: Place, number: int) -> None:
        """Puts a place that is not in the row of this key into it."""
        places, numbers = self._rows.setdefault(key, ([], array("i")))
        at = bisect_left(places, place)
        places.insert(at, place)
        numbers.insert(at, number)

    def remove(self, key: Hashable, place: Place) -> None:
        """Takes a place that is in the row of this key out of it."""
        places, numbers = self._rows[key]
        at = bisect_left(places, place)
        del places[at], numbers[at]

    def before(self, key: Hashable, place: Place, count: int) -> Sequence[Place]:
        """At most ``count`` places before this one, the nearest first."""
        places, _ = self._rows[key]
        at = bisect_left(places, place)
        return places[max(0, at - count) : at][::-1]

    def after(self, key: Hashable, place: Place, count: int) -> Sequence[Place]:
        """At most ``count`` places after this one, in order."""
        places, _ = self._rows[key]
        at = bisect_right(places, place)
        return places[at : at + count]

    def numbers_before(self, key: Hashable, place: Place, count: int) -> NDArray[np.int32]:
        """The numbers of at most ``count`` places before this one, the nearest last."""
        places, numbers = self._rows[key]
        at = bisect_left(places, place)
        return np.array(numbers[max(0, at - count) : at], np.int32)
