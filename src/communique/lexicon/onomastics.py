"""In which countries a name is usual: whole names and their endings by language, ``data/lexicon/names.tsv``.

Evidence to choose among countries that a document names; never a reason to name one. The idea, and the warning that a
name tells descent and not nationality, are those of name-based studies of origin (Mateos 2007, "A review of name-based
ethnicity classification methods").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from communique.lexicon.files import load_tsv
from communique.lexicon.place_keys import key_of

SHORTEST = 2  # letters of an ending
REST = 2  # letters that must stand before it

Lands = frozenset[str]
Languages = tuple[str, ...]


class Onomastics(NamedTuple):
    """The languages that names, and names with these beginnings and endings, are usual in; the countries of each."""

    lands: Mapping[str, Lands]
    names: Mapping[str, Languages]
    beginnings: Mapping[str, Languages]
    endings: Mapping[str, Languages]

    def usual(self, name: str) -> Counter[str]:
        """How many parts of ``name`` (of one person) are usual in each country; empty where none is known."""
        count: Counter[str] = Counter()
        for word in key_of(name).split():
            count.update(set().union(*(self.lands[language] for language in self._of(word))))
        return count

    def has(self, word: str) -> bool:
        """Whether a word is a name in the table, not only like one."""
        return key_of(word) in self.names

    def _of(self, word: str) -> Languages:
        known = self.names.get(word)
        if known is not None:
            return known
        for size in range(len(word) - REST, SHORTEST - 1, -1):
            if word[-size:] in self.endings:
                return self.endings[word[-size:]]
        return self.beginnings.get(word, ())


def load_onomastics(holders: Iterable[tuple[str, str]], mixed: Lands) -> Onomastics:
    """The tables, and the names of office holders (name and code) that they lack, as of the languages of their country.

    ``mixed`` are countries where people have names from anywhere, whose office holders tell nothing.
    """
    lands: dict[str, Lands] = {}
    beginnings: dict[str, Languages] = {}
    endings: dict[str, Languages] = {}
    for row in load_tsv("lexicon/name_languages.tsv"):
        language = row["language"]
        lands[language] = frozenset(row["lands"].split())
        for table, column in ((beginnings, "beginnings"), (endings, "endings")):
            for part in row[column].split():
                table[part] = (*table.get(part, ()), language)
    names: dict[str, Languages] = {}
    for row in load_tsv("lexicon/names.tsv"):
        here = (row["language"],)
        for name in row["names"].split():
            names[name] = names.get(name, ()) + here
    spoken: dict[str, Languages] = {}
    for language, found in lands.items():
        for code in found - mixed:
            spoken[code] = (*spoken.get(code, ()), language)
    for name, code in holders:
        for word in key_of(name).split() if code in spoken else ():
            names.setdefault(word, spoken[code])
    return Onomastics(lands, names, beginnings, endings)
