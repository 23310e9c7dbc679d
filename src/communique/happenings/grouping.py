"""Puts events, as their days come, to the happenings that they belong to; what is over is let go of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from communique.happenings.facts import Facts, Key
from communique.happenings.likeness import Likeness

NEAR = timedelta(days=1)  # reports of one night differ by a day


class Telling(NamedTuple):
    """An event of a report, and the number that whoever groups it knows it by."""

    number: int
    facts: Facts


class Group(NamedTuple):
    """The events of one happening so far, in the order in which they came."""

    tellings: list[Telling]
    likeness: Likeness

    def numbers(self) -> frozenset[int]:
        """By what they are known."""
        return frozenset(telling.number for telling in self.tellings)


class Grouping:
    """Events must be :meth:`put` in their order (:meth:`Facts.order`): what comes later changes nothing before it.

    What is open, that is, what an event of a later day can still join, decides all that follows; so grouping can begin
    on any day, with the groups that are open then.
    """

    def __init__(self, groups: Iterable[list[Telling]] = ()) -> None:
        """Begins with ``groups`` that were made before, each in order."""
        self._open: dict[int, Group] = {}
        self._index: dict[date, dict[Key, list[int]]] = {}
        self._count = 0
        for tellings in sorted(groups, key=lambda held: held[0].facts.order()):
            number = self._begin(tellings[0])
            for telling in tellings[1:]:
                self._join(number, telling)

    def put(self, telling: Telling) -> None:
        """Puts an event to the happening that it is most like, or begins one with it."""
        scored = ((self._open[n].likeness.score(telling.facts), -n) for n in self._near(telling.facts))
        score, number = max(scored, default=(0, 0))
        if score > 0:
            self._join(-number, telling)
        else:
            self._begin(telling)

    def over(self, day: date | None = None) -> Iterator[Group]:
        """Lets go of the groups that no event of ``day`` or later can join; None: of all."""
        gone = [number for number, group in self._open.items() if day is None or not _is_open(group, day)]
        for number in gone:
            yield self._open.pop(number)
        if gone:
            self._index = {
                one: {mark: left for mark, held in marks.items() if (left := [n for n in held if n in self._open])}
                for one, marks in self._index.items()
                if day is not None and one >= day - NEAR
            }

    def open(self) -> frozenset[frozenset[int]]:
        """The groups that can still be joined, by the numbers of their events."""
        return frozenset(group.numbers() for group in self._open.values())

    def since(self, day: date) -> date:
        """When the first of the groups that can still be joined began; ``day`` where there is none."""
        return min((group.tellings[0].facts.first for group in self._open.values()), default=day)

    def _begin(self, telling: Telling) -> int:
        number = self._count
        self._count += 1
        self._open[number] = Group([telling], Likeness(telling.facts))
        self._enter(number, telling.facts)
        return number

    def _join(self, number: int, telling: Telling) -> None:
        group = self._open[number]
        group.tellings.append(telling)
        group.likeness.add(telling.facts)
        self._enter(number, telling.facts)

    def _near(self, facts: Facts) -> set[int]:
        """The groups that have a party of its in the same role, without which none is like it."""
        held = [marks for day in _days(facts) if (marks := self._index.get(day))]
        acting = {n for mark in _marks(facts, "actor") for marks in held for n in marks.get(mark, ())}
        done_to = {n for mark in _marks(facts, "recipient") for marks in held for n in marks.get(mark, ())}
        return acting | done_to if facts.place else acting & done_to  # two must agree, and no place can

    def _enter(self, number: int, facts: Facts) -> None:
        marks = _marks(facts, "actor") | _marks(facts, "recipient")
        for day in _days(facts):
            index = self._index.setdefault(day, {})
            for mark in marks:
                held = index.setdefault(mark, [])
                if number not in held[-1:] and number not in held:
                    held.append(number)


def _is_open(group: Group, day: date) -> bool:
    """Days are compared with those of the first event."""
    return group.tellings[0].facts.last >= day - NEAR


def _days(facts: Facts) -> set[date]:
    """Its days and their neighbours."""
    return {day + step for day in facts.days() for step in (-NEAR, timedelta(), NEAR)}


def _marks(facts: Facts, role: str) -> set[Key]:
    """Under what a happening is looked for on its days: its type and any party in this role."""
    sides = facts.actors if role == "actor" else facts.recipients
    return {(facts.event, role, *mark) for side in sides for mark in side.marks()}
