"""Tells bodies of no one state by their names: of several states, non-governmental, firms of many countries."""

from __future__ import annotations

from collections.abc import Mapping

from communique.lexicon.registry import Agent, Registry
from communique.mentions.naming import Hit
from communique.mentions.phrases import Phrase
from communique.mentions.wording import singular
from communique.model import Token

CHARITY = ("charity", Agent("SOC", "ngo", False, False))
"""The noun that such a body has whose name ends with none."""


class Bodies:
    """Reads the names and nouns of bodies against the registry."""

    def __init__(self, registry: Registry, hits: Mapping[int, Hit]) -> None:
        self.registry = registry
        self.hits = hits

    def non_governmental(self, phrase: Phrase) -> bool:
        """ "Vey Lawyers International", "Walls Without Borders", "Mekong Forest Watch", no state among the words."""
        words = self.registry.words
        named = [t for t in phrase.before if t.dep != "det"]
        capital = [t for t in named if t.text[0].isupper()]
        if phrase.kind != "name" or len(capital) < 2 or any(self._is_state(t) for t in named):
            return False
        last, before = capital[-1], capital[:-1]
        if any(t.lower in words["without"] for t in capital[1:-1]):
            return True
        if last.lower in words["worldwide"]:
            return self._are_people(before[-1]) or before[-1].lower in words["charitable_names"]
        return last.lower in words["watching"] and any(
            t.lower in words["worldwide"] or self._is_part_of_world(t) for t in before
        )

    def without_state(self, phrase: Phrase, words: str) -> str | None:
        """ "Aid agencies" are non-governmental, "the Asian Chess Federation" too; "the Joint Commission", "the African
        Tea Forum" are of several states; "the Nordic Export Bank" is a firm of many countries.
        """
        known = self.registry.words
        noun = words.rsplit(" ", 1)[-1]
        lowers = {t.lower for t in phrase.before[:-1]}
        if lowers & known["charitable"] and noun in self.registry.nouns["ngo"]:
            return "NGO"
        world = any(self._is_part_of_world(t) for t in phrase.before[:-1])
        if not phrase.plural and noun in self.registry.nouns["sporting"] and (world or lowers & known["worldwide"]):
            return "NGO"
        if phrase.plural or noun not in self.registry.nouns["igo_heads"]:
            return None
        if noun == "bank" and world and not lowers & known["developing"]:
            return "MNC"
        return "IGO" if lowers & known["several_states"] or (world and phrase.head.text[0].isupper()) else None

    def _are_people(self, token: Token) -> bool:
        agent = self.registry.agents.get(singular(token)) or self.registry.agents.get(token.lower.removesuffix("s"))
        return token.lower.endswith("s") and agent is not None and agent.kind == "person"

    def _is_part_of_world(self, token: Token) -> bool:
        hit = self.hits.get(token.i)
        known = hit is not None and hit.aliases[0].actor.kind == "world"
        return known or token.lower in self.registry.words["regions"]

    def _is_state(self, token: Token) -> bool:
        hit = self.hits.get(token.i)
        return hit is not None and hit.aliases[0].actor.kind == "state"
