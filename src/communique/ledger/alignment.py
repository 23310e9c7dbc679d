"""How much of the words of one act another says: the same word, one of its group, or one that is near in meaning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.lexicon.kinship import Kinship, Words
from communique.lexicon.nearness import Nearness

BEGINNING = 5  # letters that two forms of one name share ("Kenya", "Kenyan")
SAME_BEGINNING = 0.9  # how much such a form counts beside the same word
SAME_KIND = 0.6  # and verbs that the tables count as one kind of act
FAR = 0.3  # words less near than this have nothing to do with each other
KEPT = 200_000  # pairs of words whose likeness is kept


class Alignment:
    """How much words of one act are told by the words of another."""

    def __init__(self, kinship: Kinship, nearness: Nearness) -> None:
        self._kinship = kinship
        self._nearness = nearness
        self._like: dict[tuple[str, str], float] = {}

    def told(self, owed: Iterable[str], told: Sequence[str]) -> float:
        """The share of the words ``owed`` that is told, 0 to 1, rare words counting more; 0 where there are none."""
        whole = part = 0.0
        for word in owed:
            weight = self._nearness.rarity(word)
            whole += weight
            part += weight * (1.0 if word in told else self._nearest(word, told))
        return part / whole if whole else 0.0

    def _nearest(self, word: str, others: Iterable[str]) -> float:
        """How like the word is to that of the others which is most like it."""
        best, known = 0.0, self._like
        for other in others:  # plain loops: this is asked a hundred thousand times a ledger
            found = known.get((word, other))
            if found is None:
                found = self.like(word, other)
            best = max(best, found)
        return best

    def names(self, owed: Iterable[str], told: Sequence[str]) -> tuple[int, int]:
        """How many of the words that no dictionary has (names, mostly) are told, and how many are not."""
        found = [any(self.like(w, other) >= SAME_BEGINNING for other in told) for w in owed if not self._is_known(w)]
        return sum(found), len(found) - sum(found)

    def _is_known(self, word: str) -> bool:
        return word in self._nearness.rows

    def like(self, one: str, other: str) -> float:
        """How like two words are, 0 to 1."""
        found = self._like.get((one, other))
        if found is None:
            if len(self._like) >= KEPT:
                self._like.clear()
            found = 1.0 if one == other else self._likeness(one, other)
            self._like[one, other] = self._like[other, one] = found
        return found

    def _likeness(self, one: str, other: str) -> float:
        if self._kinship.group(one) == self._kinship.group(other):
            return 1.0
        if len(one) >= BEGINNING <= len(other) and one[:BEGINNING] == other[:BEGINNING]:
            return SAME_BEGINNING
        near = self._nearness.verbs(one, other)
        nothing: Words = frozenset()
        kinds = self._kinship.kinds
        if not kinds.get(one, nothing).isdisjoint(kinds.get(other, nothing)):
            near = max(near, SAME_KIND)
        return near if near >= FAR else 0.0
