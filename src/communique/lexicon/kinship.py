"""Which words name the same kind of act or thing, read from ``data/lexicon/duties_kinship*.tsv``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from communique.errors import DataError
from communique.lexicon.files import load_toml, load_tsv

Words = frozenset[str]


class Kinship(NamedTuple):
    """Kinds of acts with what breaks them, and groups of nouns."""

    kinds: Mapping[str, Words]  # by verb or noun of the act
    against: Mapping[str, Words]  # kind → kinds that break it when done
    stalls: Mapping[str, Words]  # kind → kinds of state that break it once it is due
    groups: Mapping[str, str]  # noun → group
    words: Mapping[str, Words]

    def kinds_of(self, verb: str) -> Words:
        """The kinds of act that a verb (with its particle) or noun can name; a word unlisted is a kind of its own."""
        known = self.kinds.get(verb)
        if known is None and " " in verb:
            bare = verb.split(" ", 1)[0]
            known = self.kinds.get(bare) or frozenset((f"={verb}", f"={bare}"))
        return known or frozenset((f"={verb}",))

    def kinds_in(self, verb: str, objects: Iterable[str]) -> Words:
        """The kinds of act that a verb names with its objects.

        Idioms are looked up whole ("hold fire"); behind a light verb the noun says what is done ("make the payment").
        """
        found = set(self.kinds_of(verb))
        for noun in objects:
            found |= self.kinds.get(f"{verb} {noun}", frozenset())
            if verb in self.words["light_verbs"] and noun in self.kinds:
                found |= self.kinds[noun]
        return frozenset(found)

    def group(self, noun: str) -> str:
        """The name of the noun's group, or the noun itself."""
        return self.groups.get(noun, noun)


@cache
def load_kinship() -> Kinship:
    """Loads the tables.

    Raises:
        DataError: a kind is said to be broken by one that is not in the table.
    """
    rows = load_tsv("lexicon/duties_kinship.tsv")
    names = {row["class"] for row in rows}
    kinds: dict[str, set[str]] = {}
    for row in rows:
        for other in (*row["against"].split(), *row["stalls"].split()):
            if other not in names:
                raise DataError(f"lexicon/duties_kinship.tsv: {row['class']}: no kind of act is named {other!r}")
        for word in row["words"].split(","):
            kinds.setdefault(word, set()).add(row["class"])
    return Kinship(
        kinds={word: frozenset(found) for word, found in kinds.items()},
        against={row["class"]: frozenset(row["against"].split()) for row in rows},
        stalls={row["class"]: frozenset(row["stalls"].split()) for row in rows},
        groups={
            w: row["group"] for row in load_tsv("lexicon/duties_kinship_nouns.tsv") for w in row["words"].split(",")
        },
        words={k: frozenset(v) for k, v in load_toml("lexicon/duties.toml")["ledger"].items()},
    )
