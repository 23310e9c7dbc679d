"""Gives office holders of whom no more was said the sector of the state that they turned out to be of."""

from __future__ import annotations

from collections.abc import Iterable

from communique.lexicon.registry import Registry
from communique.mentions.chains import Chain

GOVERNMENT = ("GOV",)


def settle_offices(chains: Iterable[Chain], registry: Registry) -> None:
    """Makes the spokesman, the aides and the adviser of a state people of its government, once their country is known.

    Nothing is changed where their own words, or whom they serve, have told a sector.
    """
    official, attending = registry.nouns["official"], registry.nouns["attendants"]
    for chain in chains:
        if chain.sector or chain.kind != "person" or chain.code not in registry.states or chain.mark is not None:
            continue
        if chain.lemma in attending or (chain.lemma in official and chain.number == "one"):
            chain.sector = GOVERNMENT
