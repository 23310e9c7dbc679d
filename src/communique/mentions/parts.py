"""Ties a part to its whole: "a group of diplomats", "two of its nationals", "one of the widows, Ana Vey"."""

from __future__ import annotations

from communique.mentions.chains import Chain
from communique.mentions.phrases import Phrase
from communique.mentions.reading import Reading, plain
from communique.mentions.wording import singular

ONE = ("one",)


class Parts:
    """Finds the chains of phrases that count or portion out what follows "of"."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def part_of(self, phrase: Phrase) -> tuple[Chain, ...]:
        """ "a group of diplomats", "two of its nationals": those after "of"."""
        head = phrase.head
        counted = head.pos == "NUM" or singular(head) in self.reading.registry.words["partitives"]
        if phrase.of is None or phrase.hit or not counted:
            return ()
        below = self.reading.phrases.get(phrase.of.i)
        if below is None or (
            below.kind == "nominal" and not below.plural and not below.determiner and head.pos != "NUM"
        ):
            return ()
        return self._one_of(phrase) if head.lower in ONE and below.plural else self.reading.chains_of(phrase.of)

    def _one_of(self, phrase: Phrase) -> tuple[Chain, ...]:
        """ "One of the widows, Ana Vey": the one so named, or somebody new of whom the same is known."""
        assert phrase.of is not None
        named, whole = phrase.head.child("appos"), self.reading.chains_of(phrase.of)
        beside = self.reading.phrases.get(named.i) if named is not None else None
        if beside is not None and beside.kind == "name":
            chains = self.reading.chains_of(beside.head)
            if len(chains) == 1 and len(whole) == 1 and chains[0].kind == whole[0].kind == "person":
                chains[0].sector = chains[0].sector or whole[0].sector
            return chains
        if len(whole) != 1 or whole[0].kind not in ("person", "people"):
            return whole
        one = self.reading.fresh(phrase, plain(phrase), "person", whole[0].why)
        one.code, one.sector, one.number, one.counted = whole[0].code, whole[0].sector, "one", False
        return (one,)
