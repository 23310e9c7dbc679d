"""A ledger that is kept: documents are added at any time and in any order, and only what they touch is done again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from communique.ledger.case import Owed
from communique.ledger.collecting import uncollected
from communique.ledger.deeds import Deeds, Key
from communique.ledger.entry import content_of, entry_of, id_of
from communique.ledger.evidence import evidence_for, evidence_in, keys_for, ordered, owed_of
from communique.ledger.judging import judged
from communique.ledger.linking import Groups
from communique.ledger.noted import Done, Noted, done_in, noted_in, place_of
from communique.ledger.shapes import Shapes
from communique.ledger.sides import Sides
from communique.ledger.windows import Place, Windows
from communique.ledger.withdrawing import is_withdrawn, takes_back
from communique.model import Entry, Evidence, Record
from communique.model.judgement import Judgement


class Weighed(NamedTuple):
    """What an undertaking owes, the evidence on it, and whether it was withdrawn."""

    owed: Owed | None
    evidence: tuple[Evidence, ...]
    withdrawn: bool


class Book:
    """The ledger of the documents added so far: what it says does not depend on the order in which they came."""

    def __init__(self, as_of: str | None = None) -> None:
        """``as_of`` is the day (ISO) that statuses hold at; what was published later is left out."""
        self.shapes = Shapes()
        self.kinship = self.shapes.kinship
        self._sides = Sides(self.kinship)
        self.as_of = as_of
        self._last: str | None = None  # the day of the last document
        self._known: set[tuple[str, str]] = set()
        self._groups = Groups(self.shapes)
        self._deeds = Deeds(self.kinship)
        self._owing = Windows()  # the groups that have been weighed, by what can bear on them
        self._keys: dict[Place, list[Key]] = {}
        self._content = Windows()  # the groups by what they say: those that say the same get ids of their own
        self._says: dict[Place, str] = {}
        self._weighed: dict[Place, Weighed] = {}

    @uncollected()
    def changed(self, records: Iterable[Record]) -> tuple[Entry, ...]:
        """Adds documents, each once; returns the entries that are new or on which they bear, sorted by id."""
        return tuple(sorted(map(self._entry, self.add(records)), key=lambda e: e.id))

    @uncollected()
    def add(self, records: Iterable[Record]) -> tuple[Place, ...]:
        """Adds documents, each once; returns the first mentions of the entries that are new or touched, sorted."""
        fresh = self._distinct(records)
        days = [record.document.date[:10] for record in fresh if record.document.date]
        self._last = max([*days, *([self._last] if self._last else [])], default=None)
        changed, gone = self._groups.add(n for record in fresh for n in noted_in(record, self.shapes, self._sides))
        for first in gone | changed:
            self._forget(first)
        for first in sorted(changed):
            self._file(first)
        for record in fresh:
            for done in done_in(record, self.shapes, self._sides):
                place = self._deeds.add(done)
                if place is not None:
                    changed |= self._borne_on(done, place)
        return tuple(sorted(changed))

    def _distinct(self, records: Iterable[Record]) -> list[Record]:
        """Each document that is not known yet once, in an order of their own; those after ``as_of`` left out."""
        found: dict[tuple[str, str], Record] = {}
        for record in records:
            key = (record.document.id, record.document.sha256)
            late = self.as_of is not None and (record.document.date or "")[:10] > self.as_of[:10]
            if key not in self._known and not late:
                found.setdefault(key, record)
        self._known |= set(found)
        return [found[key] for key in sorted(found)]

    def _file(self, first: Place) -> None:
        mentions = self._groups.noted(first)
        self._says[first] = content_of(mentions[0], self.kinship)
        self._content.add([self._says[first]], first)

    def _forget(self, first: Place) -> None:
        self._unweigh(first)
        if first in self._says:
            self._content.remove([self._says.pop(first)], first)

    def _unweigh(self, first: Place) -> None:
        self._owing.remove(self._keys.pop(first, ()), first)
        self._weighed.pop(first, None)

    def _borne_on(self, done: Done, place: Place) -> set[Place]:
        """Weighs a new deed against the weighed groups that look as far as it; returns those that it changes."""
        end = (place[0], "\U0010ffff", 0, 0, "")
        hits: dict[Place, list[Key]] = {}
        for key in self._deeds.keys_of(done):
            for first in self._owing.between(key, self._deeds.horizon(key, place), end):
                hits.setdefault(first, []).append(key)
        changed = set()
        for first, keys in sorted(hits.items()):
            owed, evidence, withdrawn = self._weighed[first]
            if owed is None:
                continue
            if any(self._deeds.is_overfull(key, owed.since) for key in keys):
                self._unweigh(first)  # another deed falls out of reach
                changed.add(first)
                continue
            found = evidence_in(done, owed, self.shapes) if owed.until >= done.date else None
            taken = not withdrawn and _may_take_back(keys) and takes_back(done, self._groups.noted(first), self.kinship)
            if found is not None or taken:
                weighed = ordered((*evidence, found)) if found is not None else evidence
                self._weighed[first] = Weighed(owed, weighed, withdrawn or taken)
                changed.add(first)
        return changed

    @uncollected()
    def entries(self, judgements: Iterable[Judgement] = ()) -> tuple[Entry, ...]:
        """All entries, sorted by id; ``judgements`` are what people decided on them, in the order they did."""
        decided = tuple(judgements)
        if not decided:
            return tuple(sorted((self._entry(first) for first in self._groups.members), key=lambda e: e.id))
        groups = [list(self._groups.noted(first)) for first in sorted(self._groups.members)]
        groups = judged(groups, decided, lambda mention: id_of(content_of(mention, self.kinship), None))
        return tuple(sorted(self._judged(groups), key=lambda e: e.id))

    def _judged(self, groups: Sequence[Sequence[Noted]]) -> Iterable[Entry]:
        taken: set[str] = set()
        for mentions in sorted(groups, key=lambda g: place_of(g[0])):
            content = content_of(mentions[0], self.kinship)
            name = id_of(content, place_of(mentions[0]) if content in taken else None)
            taken.add(content)
            yield self._made(name, mentions, self._weigh(mentions))

    def _entry(self, first: Place) -> Entry:
        mentions = self._groups.noted(first)
        if first not in self._weighed:
            self._weighed[first] = self._weigh(mentions)
            if mentions[0].date:
                self._keys[first] = keys_for(mentions, self._deeds)
                self._owing.add(self._keys[first], first)
        return self._made(self._id(first), mentions, self._weighed[first])

    def _weigh(self, mentions: Sequence[Noted]) -> Weighed:
        owed = owed_of(mentions)
        evidence = evidence_for(owed, self._deeds, self.shapes) if owed is not None else ()
        return Weighed(owed, evidence, is_withdrawn(mentions, self._deeds))

    def _made(self, name: str, mentions: Sequence[Noted], weighed: Weighed) -> Entry:
        return entry_of(name, mentions, weighed.evidence, weighed.withdrawn, self.as_of or self._last, self.kinship)

    def _id(self, first: Place) -> str:
        earlier = self._content.before(self._says[first], first, 1)
        return id_of(self._says[first], first if earlier else None)


def _may_take_back(keys: Iterable[Key]) -> bool:
    """Whether something was taken back by the side that demanded or promised."""
    return any(key[-1] == "" for key in keys)
