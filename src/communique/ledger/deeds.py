"""Finds the deeds that can bear on an undertaking, and the undertakings that a deed can bear on, by shared keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from communique.ledger.noted import Done, Noted
from communique.ledger.shapes import Shape
from communique.ledger.sides import Side, keys_of
from communique.ledger.windows import Place, Windows
from communique.lexicon.kinship import Kinship

SPAN = 64  # deeds under one key that an undertaking is weighed against, the first that follow it
WORDS = 10  # words of an act by which it is looked for where nobody is named
WORDINGS = 12  # wordings of an undertaking that deeds are weighed against
_ANYBODY = "*"  # with the words of all deeds, for what everyone owes
_NOBODY = "?"  # with two words of a deed, whoever did it
_LEFT = "!"  # with one word of a deed left undone or of a state that goes on
Key = tuple[str, ...]


class Deeds:
    """The deeds of all documents, filed by who did them and what they were about."""

    def __init__(self, kinship: Kinship) -> None:
        self.kinship = kinship
        self._deeds: dict[Place, Done] = {}
        self._rows = Windows()

    def add(self, done: Done) -> Place | None:
        """Files a deed; returns its place, or None where it is known already."""
        place = (done.date, done.document, done.deed.start, done.deed.end, done.deed.id)
        if place in self._deeds:
            return None
        self._deeds[place] = done
        self._rows.add(self.keys_of(done), place)
        return place

    def keys_of(self, done: Done) -> list[Key]:
        """What a deed is filed under."""
        gist = done.deed.gist
        nouns = self._words([*gist.objects, *done.deed.about, *gist.others])
        sides = list(dict.fromkeys(k for side in done.actor for k in keys_of(side)))
        told = (*nouns, *self._breaks(done.shape))
        keys: list[Key] = [(side, word) for side in (_ANYBODY, *sides) for word in told]
        keys += self._pairs([*gist.numbers, *nouns])
        if done.deed.negated or done.deed.lasting:
            keys += [(_LEFT, noun) for noun in nouns]
        if gist.verb in self.kinship.words["withdrawing_verbs"]:
            keys += [(side, "") for side in sides]
        return list(dict.fromkeys(keys))

    def keys_for(self, sides: Sequence[Side], shapes: Sequence[Shape]) -> list[Key]:
        """What the deeds are filed under that can bear on an undertaking of these sides with these wordings."""
        nouns = self._words(w for s in shapes for w in (*s.gist.objects, *s.gist.others))
        owing = [k for side in sides for k in keys_of(side)]
        if any(side.everyone for side in sides):
            owing.append(_ANYBODY)
        asked = (*nouns, *self._absolute(shapes))
        keys: list[Key] = [(side, word) for side in owing for word in asked]
        for gist in (shape.gist for shape in shapes):
            words = self._words([*gist.objects, *gist.others])
            keys += self._pairs([*gist.numbers, *words])
            keys += [(_LEFT, noun) for noun in words]
        return list(dict.fromkeys(keys))

    def about(self, keys: Iterable[Key], since: str) -> Iterator[Done]:
        """The deeds under these keys that were reported on the day or later, each once."""
        start = (since, "", -1, -1, "")
        places = dict.fromkeys(p for key in keys for p in self._rows.after(key, start, SPAN))
        return (self._deeds[place] for place in places)

    def taking_back(self, sides: Iterable[Side], since: str) -> Iterator[Done]:
        """The deeds by which these sides took something back since."""
        return self.about(self.keys_of_taking_back(sides), since)

    @staticmethod
    def keys_of_taking_back(sides: Iterable[Side]) -> list[Key]:
        """What taking back is filed under."""
        return [(key, "") for side in sides for key in keys_of(side)]

    def horizon(self, key: Key, place: Place) -> str:
        """The first day since which an undertaking looks as far as this deed under this key."""
        before = self._rows.before(key, place, SPAN)
        return before[-1][0] if len(before) == SPAN else ""

    def is_overfull(self, key: Key, since: str) -> bool:
        """Whether more deeds stand under a key since a day than an undertaking is weighed against."""
        return len(self._rows.after(key, (since, "", -1, -1, ""), SPAN + 1)) > SPAN

    def done(self, place: Place) -> Done:
        """The deed that stands there."""
        return self._deeds[place]

    def _words(self, words: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(self.kinship.group(word) for word in words))

    def _pairs(self, words: Sequence[str]) -> list[Key]:
        return [(_NOBODY, *pair) for pair in combinations(sorted(dict.fromkeys(words[:WORDS])), 2)]

    def _breaks(self, shape: Shape) -> list[str]:
        """The kinds of act that the deed breaks whatever it is done to, as words."""
        doing = self.kinship.kinds_of(shape.gist.verb)
        kinds = sorted(self.kinship.words["absolute_kinds"])
        return [f"={kind}" for kind in kinds if doing & self.kinship.against[kind]]

    def _absolute(self, shapes: Sequence[Shape]) -> list[str]:
        kinds = {k for shape in shapes for k in shape.kinds}
        return [f"={kind}" for kind in sorted(kinds & self.kinship.words["absolute_kinds"])]


def wordings(mentions: Sequence[Noted]) -> list[Noted]:
    """The first mention of each wording, the first ``WORDINGS`` of them."""
    return list({m.shape.number: m for m in reversed(mentions)}.values())[::-1][:WORDINGS]
