"""Tells bodies of no one state by their names: of several states, non-governmental, firms of many countries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.lexicon.registry import Agent, Registry
from communique.mentions.naming import Hit
from communique.mentions.phrases import Phrase
from communique.model import Token

CHARITY = ("charity", Agent("SOC", "ngo", False, False))
"""The noun that such a body has whose name ends with none."""


class Bodies:
    """Reads the names and nouns of bodies against the registry."""

    def __init__(self, registry: Registry, hits: Mapping[int, Hit]) -> None:
        self.registry = registry
        self.hits = hits

    def non_governmental(self, phrase: Phrase) -> bool:
        """Whether a name is that of a non-governmental body of no one state, and none of its words names a state."""
        named = [t for t in phrase.before if t.dep != "det"]
        if phrase.kind != "name" or any(self._is_state(t) for t in named):
            return False
        return self.charitable([t.text for t in named])

    def charitable(self, name: Sequence[str]) -> bool:
        """ "Vey Lawyers International", "Walls Without Borders", "Mekong Forest Watch": by words of no state."""
        words = self.registry.words
        capital = [w for w in name if w[0].isupper()]
        if len(capital) < 2:
            return False
        last, before = capital[-1].lower(), [w.lower() for w in capital[:-1]]
        if set(before[1:]) & words["without"]:
            return True
        if last in words["worldwide"]:
            return self._are_people(before[-1]) or before[-1] in words["charitable_names"]
        return last in words["watching"] and any(w in words["worldwide"] or self._is_part_of_world(w) for w in before)

    def without_state(self, phrase: Phrase, words: str) -> str | None:
        """ "Aid agencies" are non-governmental, "the Asian Chess Federation" too; "the Joint Commission", "the African
        Tea Forum" are of several states; "the Balkan Harbour Bank" is a firm of many countries.
        """
        known = self.registry.words
        noun = words.rsplit(" ", 1)[-1]
        lowers = {t.lower for t in phrase.before[:-1]}
        if lowers & known["charitable"] and noun in self.registry.nouns["ngo"]:
            return "NGO"
        world = any(self._is_part_of_world(w) for w in lowers)
        if not phrase.plural and noun in self.registry.nouns["sporting"] and (world or lowers & known["worldwide"]):
            return "NGO"
        if phrase.plural or noun not in self.registry.nouns["igo_heads"]:
            return None
        if noun == "bank" and world and not lowers & known["developing"]:
            return "MNC"
        return "IGO" if lowers & known["several_states"] or (world and phrase.head.text[0].isupper()) else None

    def _are_people(self, word: str) -> bool:
        agent = self.registry.agents.get(word.removesuffix("s"))
        return word.endswith("s") and agent is not None and agent.kind == "person"

    def _is_part_of_world(self, word: str) -> bool:
        known = any(a.actor.kind == "world" for a in self.registry.aliases(word)[:1])
        return known or word in self.registry.words["regions"]

    def _is_state(self, token: Token) -> bool:
        hit = self.hits.get(token.i)
        return hit is not None and hit.aliases[0].actor.kind == "state"
