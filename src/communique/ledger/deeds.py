"""Finds the deeds that can bear on an undertaking, and the undertakings that a deed can bear on, by shared keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations

from communique.ledger.case import Owed
from communique.ledger.doers import is_unnamed
from communique.ledger.noted import Done
from communique.ledger.places import Place, day_of, first_on, place_at
from communique.ledger.shapes import Shapes
from communique.ledger.sides import Roles, Side, is_state
from communique.ledger.theatre import NOWHERE
from communique.ledger.windows import Windows
from communique.ledger.withdrawing import may_take_back

SPAN = 64  # deeds under one key that an undertaking is weighed against, the first that follow it
WORDS = 10  # words of an act by which it is looked for where nobody is named
_ANYBODY = "*"  # before a country: with the words of all deeds there, for what everyone owes
_NOBODY = "?"  # with two words of a deed that names nobody
_LEFT = "!"  # with one word of such a deed left undone or of such a state that goes on
_STATE = "§"  # before these two: deeds of states, for who owes without a country ("the ministry")
Key = tuple[str, ...]


class Deeds:
    """The deeds of all documents, filed by who did them and what they were about."""

    def __init__(self, shapes: Shapes) -> None:
        self.kinship = shapes.kinship
        self._nearness = shapes.nearness
        self._deeds: dict[Place, Done] = {}
        self._rows = Windows()

    def add(self, done: Done) -> Place | None:
        """Files a deed; returns its place, or None where it is known already."""
        place = place_at(done.date, done.document, done.deed.start, done.deed.end, done.deed.id)
        if place in self._deeds:
            return None
        self._deeds[place] = done
        self._rows.add(self.keys_of(done), place)
        return place

    def keys_of(self, done: Done) -> list[Key]:
        """What a deed is filed under."""
        gist = done.deed.gist
        nouns = self._words([*gist.objects, *done.deed.about, *gist.others])
        sides = list(dict.fromkeys(k for side in done.actor for k in side.keys))
        told = (*nouns, *self._breaks(done))
        keys: list[Key] = [(side, word) for side in (_ANYBODY + (done.anchor or ""), *sides) for word in told]
        words = [*gist.numbers, *nouns]
        left = nouns if done.deed.negated or done.deed.lasting else []
        whose = self._whose(done)
        if whose is not None:
            keys += [*self._pairs(whose, words), *((whose + _LEFT, noun) for noun in left)]
        if whose != "" and done.deed.about:  # what it was done to may have done it by itself
            itself = self.kinship.group(done.deed.about[0])
            keys += [key for key in self._pairs("", [itself, *words]) if itself in key]
            keys += [(_LEFT, itself)] if left else []
        if may_take_back(done, self.kinship):
            keys += [(side, "") for side in sides]
        return list(dict.fromkeys(keys))

    def _whose(self, done: Done) -> str | None:
        """Where a deed is filed that may be of a side which its doer's names do not lead to; None where they do."""
        if done.passive or any(map(self._is_nameless, done.actor)) or self._are_unnamed(done.actor):
            return ""
        return _STATE if any(is_state(actor, self.kinship) for actor in done.actor) else None

    def _is_nameless(self, side: Side) -> bool:
        return side.code is None and (not side.words or is_state(side, self.kinship))

    def _are_unnamed(self, actors: Roles) -> bool:
        return all(is_unnamed(actor, self._nearness) for actor in actors)

    def keys_for(self, owed: Owed) -> list[Key]:
        """What the deeds are filed under that can bear on an undertaking."""
        nouns = self._words(w for m in owed.mentions for w in (*m.shape.gist.objects, *m.shape.gist.others))
        owing = [k for side in owed.sides for k in side.keys]
        if any(side.everyone for side in owed.sides):
            owing += [_ANYBODY + anchor for anchor in ("", *(owed.theatre or NOWHERE).named)]
        asked = (*nouns, *self._absolute(owed))
        keys: list[Key] = [(side, word) for side in owing for word in asked]
        stately = any(map(self._is_nameless, owed.sides))
        for whose in ("", _STATE) if stately else ("",):
            for gist in (m.shape.gist for m in owed.mentions):
                words = self._words([*gist.objects, *gist.others])
                keys += self._pairs(whose, [*gist.numbers, *words])
                keys += [(whose + _LEFT, noun) for noun in words]
        return list(dict.fromkeys(keys))

    def about(self, keys: Iterable[Key], since: str) -> Iterator[Done]:
        """The deeds under these keys that were reported on the day or later, each once."""
        start = first_on(since)
        places = dict.fromkeys(chain.from_iterable(self._rows.after(key, start, SPAN) for key in keys))
        return (self._deeds[place] for place in places)

    @staticmethod
    def keys_of_taking_back(sides: Iterable[Side]) -> list[Key]:
        """What taking back is filed under."""
        return [(key, "") for side in sides for key in side.keys]

    def horizon(self, key: Key, place: Place) -> str:
        """The first day since which an undertaking looks as far as this deed under this key."""
        before = self._rows.before(key, place, SPAN)
        return day_of(before[-1]) if len(before) == SPAN else ""

    def next_beyond(self, key: Key, since: str) -> Done | None:
        """The first deed under a key that an undertaking since a day does not look at."""
        row = self._rows.after(key, first_on(since), SPAN + 1)
        return self._deeds[row[SPAN]] if len(row) > SPAN else None

    def done(self, place: Place) -> Done:
        """The deed that stands there."""
        return self._deeds[place]

    def _words(self, words: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(self.kinship.group(word) for word in words))

    def _pairs(self, whose: str, words: Sequence[str]) -> list[Key]:
        return [(whose + _NOBODY, *pair) for pair in combinations(sorted(dict.fromkeys(words[:WORDS])), 2)]

    def _breaks(self, done: Done) -> list[str]:
        """The kinds of act that the deed breaks whatever it is done to, as words."""
        doing = self.kinship.kinds_of(done.deed.gist.verb)
        kinds = sorted(self.kinship.words["absolute_kinds"])
        return [f"={kind}" for kind in kinds if doing & self.kinship.against[kind]]

    def _absolute(self, owed: Owed) -> list[str]:
        kinds = {k for m in owed.mentions for k in m.shape.kinds}
        return [f"={kind}" for kind in sorted(kinds & self.kinship.words["absolute_kinds"])]
