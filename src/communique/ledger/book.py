"""A ledger that is kept: documents are added at any time and in any order, and only what they touch is done again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.ledger.bearing import Look, Weighed, batches, look_at, weighed_in
from communique.ledger.case import Owed
from communique.ledger.collecting import uncollected
from communique.ledger.deeds import Deeds, Key
from communique.ledger.entry import content_of, entry_of, id_of, mention_of
from communique.ledger.evidence import keys_for, owed_of
from communique.ledger.judging import judged, names_of
from communique.ledger.linking import Groups
from communique.ledger.noted import Done, Noted, done_in, noted_in
from communique.ledger.places import Place, day_of, last_on
from communique.ledger.shapes import Shapes
from communique.ledger.sides import Sides
from communique.ledger.summary import Summary, summary_of
from communique.ledger.weighing import Scale
from communique.ledger.windows import Windows
from communique.ledger.withdrawing import may_take_back
from communique.model import Entry, EntryMention, Evidence, Record
from communique.model.judgement import Judgement


class Book:
    """The ledger of the documents added so far: what it says does not depend on the order in which they came."""

    def __init__(self, as_of: str | None = None) -> None:
        """``as_of`` is the day (ISO) that statuses hold at; what was published later is left out."""
        self.shapes = Shapes()
        self.kinship = self.shapes.kinship
        self._scale = Scale(self.shapes)
        self._sides = Sides(self.kinship)
        self.as_of = as_of
        self._last: str | None = None  # the day of the last document
        self._known: set[tuple[str, str]] = set()
        self._groups = Groups(self.shapes, self._sides)
        self._deeds = Deeds(self.shapes)
        self._owing = Windows()  # the groups that have been weighed, by what can bear on them
        self._content = Windows()  # the groups by what they say: those that say the same get ids of their own
        self._says: dict[Place, str] = {}
        self._weighed: dict[Place, Weighed] = {}
        self._stale: set[Place] = set()  # groups that have changed since they were weighed

    @uncollected()
    def changed(self, records: Iterable[Record]) -> tuple[Entry, ...]:
        """Adds documents, each once; returns the entries that are new or on which they bear, sorted by id."""
        touched = self.add(records)
        self._reweigh(touched)
        return tuple(sorted(map(self._entry, touched), key=lambda e: e.id))

    @uncollected()
    def add(self, records: Iterable[Record]) -> tuple[Place, ...]:
        """Adds documents, each once; returns the first mentions of the entries that are new or touched, sorted."""
        noted: list[Noted] = []
        deeds: list[Done] = []
        for record in self._fresh(records):  # of which no more is held than this
            noted += noted_in(record, self.shapes, self._sides)
            deeds += done_in(record, self._sides)
        changed, gone = self._groups.add(noted)
        for first in gone:
            self._forget(first)
        for first in changed:
            self._file(first)
        for done in deeds:
            place = self._deeds.add(done)
            if place is not None and self._owing:
                changed |= self._borne_on(done, place)
        return tuple(sorted(changed))

    def _fresh(self, records: Iterable[Record]) -> Iterator[Record]:
        """Each document that is not known yet once; those after ``as_of`` left out."""
        for record in records:
            key = (record.document.id, record.document.sha256)
            day = (record.document.date or "")[:10]
            if key in self._known or (self.as_of is not None and day > self.as_of[:10]):
                continue
            self._known.add(key)
            self._last = max(day, self._last or "") or None
            yield record

    def _file(self, first: Place) -> None:
        self._stale.add(first)
        if first not in self._says:
            self._says[first] = content_of(self._groups.mentions[first], self.kinship)
            self._content.add([self._says[first]], first)

    def _forget(self, first: Place) -> None:
        self._unweigh(first)
        if first in self._says:
            self._content.remove([self._says.pop(first)], first)

    def _unweigh(self, first: Place) -> None:
        self._stale.discard(first)
        weighed = self._weighed.pop(first, None)
        if weighed is not None and weighed.owed is not None:
            self._owing.remove(keys_for(weighed.owed, self._deeds), first)

    def _borne_on(self, done: Done, place: Place) -> set[Place]:
        """Weighs a new deed against the weighed groups that look as far as it; returns those that it changes."""
        end = last_on(day_of(place))
        hits: dict[Place, list[Key]] = {}
        for key in self._deeds.keys_of(done):
            for first in self._owing.between(key, self._deeds.horizon(key, place), end):
                hits.setdefault(first, []).append(key)
        changed = set()
        looks: dict[Place, Look] = {}
        for first, keys in sorted(hits.items()):
            weighed = self._weighed[first]
            if weighed.owed is None:
                continue
            if self._loses(weighed, weighed.owed, keys):
                self._unweigh(first)
                changed.add(first)
            else:
                looks[first] = look_at(weighed, (done,), self.kinship)
        for first, weighed in zip(looks, weighed_in(list(looks.values()), self._scale), strict=True):
            if weighed != self._weighed[first]:
                self._weighed[first] = weighed
                changed.add(first)
        return changed

    def _loses(self, weighed: Weighed, owed: Owed, keys: Iterable[Key]) -> bool:
        """Whether a new deed under these keys pushes one out of an undertaking's sight that spoke to it."""
        for key in keys:
            beyond = self._deeds.next_beyond(key, owed.since)
            if beyond is None:
                continue
            if (weighed.withdrawn and may_take_back(beyond, self.kinship)) or _rests_on(weighed.evidence, beyond):
                return True
        return False

    @uncollected()
    def entries(self, judgements: Iterable[Judgement] = ()) -> tuple[Entry, ...]:
        """All entries, sorted by id; ``judgements`` are what people decided on them, in the order they did."""
        decided = tuple(judgements)
        if not decided:
            self._reweigh(sorted(self._groups.members))
            return tuple(sorted((self._entry(first) for first in self._groups.members), key=lambda e: e.id))
        groups = [self._groups.noted(first) for first in sorted(self._groups.members)]
        groups = judged(groups, decided, self._own_id)
        return tuple(sorted(self._judged(groups), key=lambda e: e.id))

    def not_there(self, judgements: Iterable[Judgement]) -> tuple[str, ...]:
        """What judgements name and the ledger does not have, sorted: such a judgement changes nothing."""
        known = names_of(list(self._groups.mentions.values()), self._own_id)
        return tuple(sorted({name for j in judgements for name in (j.one, j.other) if name not in known}))

    def _own_id(self, mention: Noted) -> str:
        """The id of the entry that would begin with this mention."""
        return id_of(content_of(mention, self.kinship), None)

    def last_entries(self) -> Iterator[Entry]:
        """All entries in order of id, one at a time, for a ledger to which nothing is added any more.

        What later deeds could bear on is not noted, which saves memory.
        """
        named = sorted((self._id(first), first) for first in self._groups.members)
        for some in batches(named):
            told = [self._groups.told(first) for _, first in some]
            for (name, first), each, weighed in zip(some, told, self._weigh(told), strict=True):
                yield self._made(name, each, self._groups.shown(first), weighed)

    def _judged(self, groups: Sequence[Sequence[Noted]]) -> Iterable[Entry]:
        taken: set[str] = set()
        for some in batches(sorted(groups, key=lambda g: g[0].place)):
            told = [summary_of(mentions) for mentions in some]
            for mentions, each, weighed in zip(some, told, self._weigh(told), strict=True):
                content = content_of(mentions[0], self.kinship)
                name = id_of(content, mentions[0].place if content in taken else None)
                taken.add(content)
                yield self._made(name, each, tuple(map(mention_of, mentions)), weighed)

    def _entry(self, first: Place) -> Entry:
        return self._made(self._id(first), self._groups.told(first), self._groups.shown(first), self._weighed[first])

    def _reweigh(self, firsts: Sequence[Place]) -> None:
        """Weighs the deeds on those of the groups that have changed since they were weighed, or never were."""
        stale = [first for first in firsts if first in self._stale or first not in self._weighed]
        for some in batches(stale):
            looks = [self._look_again(first, owed_of(self._groups.told(first))) for first in some]
            self._weighed.update(zip(some, weighed_in(looks, self._scale), strict=True))
            self._stale.difference_update(some)

    def _look_again(self, first: Place, owed: Owed | None) -> Look:
        """The deeds to be weighed on a group after a change: only those that it brings into its time, if it can."""
        was = self._weighed.get(first)
        if owed is None:
            self._unweigh(first)
            return self._look(None, ())
        keys = keys_for(owed, self._deeds)
        if was is not None and was.owed is not None and _is_longer(was.owed, owed):
            until = was.owed.until
            late = (done for done in self._deeds.about(keys, owed.since) if done.day > until)
            return look_at(was._replace(owed=owed), late, self.kinship)
        self._unweigh(first)
        self._owing.add(keys, first)
        return self._look(owed, keys)

    def _weigh(self, told: Iterable[Summary]) -> list[Weighed]:
        """What became of undertakings, of which nothing is noted."""
        owing = map(owed_of, told)
        looks = [self._look(owed, keys_for(owed, self._deeds) if owed is not None else ()) for owed in owing]
        return weighed_in(looks, self._scale)

    def _look(self, owed: Owed | None, keys: Iterable[Key]) -> Look:
        """An undertaking of which nothing is known yet, with all deeds under these keys."""
        since = owed.since if owed is not None else ""
        return look_at(Weighed(owed, (), withdrawn=False), self._deeds.about(keys, since), self.kinship)

    def _made(self, name: str, told: Summary, mentions: tuple[EntryMention, ...], weighed: Weighed) -> Entry:
        as_of = self.as_of or self._last
        return entry_of(name, told, mentions, weighed.evidence, weighed.withdrawn, as_of, self.kinship)

    def _id(self, first: Place) -> str:
        earlier = self._content.before(self._says[first], first, 1)
        return id_of(self._says[first], first if earlier else None)


def _is_longer(was: Owed, now: Owed) -> bool:
    """Whether the same is owed, for as long or longer."""
    return now.until >= was.until and was._replace(until=now.until) == now


def _rests_on(evidence: Iterable[Evidence], done: Done) -> bool:
    deed = done.deed
    return any((e.document, e.start, e.end) == (done.document, deed.start, deed.end) for e in evidence)
