"""Rows of things in order of date under many keys, of which only the nearest before or after a place are looked at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Sequence

Place = tuple[str, str, int, int, str]  # date ("9999" where unknown), document, start, end, id: the order of everything


class Windows:
    """Places under keys, each row in order: what is added last may come first."""

    def __init__(self) -> None:
        self._rows: dict[Hashable, list[Place]] = {}

    def add(self, keys: Iterable[Hashable], place: Place) -> None:
        for key in keys:
            row = self._rows.setdefault(key, [])
            if not row or row[-1] < place:
                row.append(place)
            elif (at := bisect_left(row, place)) == len(row) or row[at] != place:
                row.insert(at, place)

    def remove(self, keys: Iterable[Hashable], place: Place) -> None:
        for key in keys:
            row = self._rows.get(key, [])
            at = bisect_left(row, place)
            if at < len(row) and row[at] == place:
                del row[at]

    def before(self, key: Hashable, place: Place, count: int) -> Sequence[Place]:
        """At most ``count`` places before this one, the nearest first."""
        row = self._rows.get(key, [])
        at = bisect_left(row, place)
        return row[max(0, at - count) : at][::-1]

    def after(self, key: Hashable, place: Place, count: int) -> Sequence[Place]:
        """At most ``count`` places after this one, in order."""
        row = self._rows.get(key, [])
        at = bisect_right(row, place)
        return row[at : at + count]

    def between(self, key: Hashable, start: str, end: Place) -> Sequence[Place]:
        """The places from the day ``start`` on and before ``end``, in order."""
        row = self._rows.get(key, [])
        return row[bisect_left(row, (start, "", -1, -1, "")) : bisect_left(row, end)]
