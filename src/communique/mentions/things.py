"""Ties a noun that tells no kind of actor to whom it stands for: "the five", "its suitor, Zorn Foods", "the deal"."""

from __future__ import annotations

from communique.lexicon.registry import folded
from communique.mentions.chains import THING, Chain
from communique.mentions.describing import Description
from communique.mentions.phrases import Phrase
from communique.mentions.reading import Reading, plain
from communique.mentions.setting import SETTLED
from communique.mentions.unlisted import Unlisted

FEW = 60  # references looked back on for "the five"
BODIES = ("body", "ngo", "armed", "party", "company", "media")


class Things:
    """Finds or makes the chain of a noun that no list of actors has."""

    def __init__(self, reading: Reading, unlisted: Unlisted) -> None:
        self.reading = reading
        self.unlisted = unlisted

    def of(self, phrase: Phrase, about: Description, noun: str) -> Chain:
        """The actor that stands beside the noun or was called so before; else a thing with its own words."""
        counted = self._counted(phrase)
        if counted is not None:
            return counted
        beside = self._named_beside(phrase, about, noun)
        if beside is not None:
            return beside
        spelt = phrase.of is not None and phrase.head.text[0].isupper() and phrase.of.text[0].isupper()
        same = self.reading.chains.get("name", folded(plain(phrase))) if spelt and not phrase.determiner else None
        if same is not None:
            return same  # "Lantern of Hope" wherever it stands
        if self.reading.is_definite(phrase) or phrase.kind == "name":
            known = self.reading.by_noun(phrase, noun)
            if known:
                return known
        chain = self.reading.fresh(phrase, plain(phrase), "thing", THING)
        chain.code = about.code or self.reading.owner_code(phrase)
        chain.sector = about.sector
        if spelt and not phrase.determiner:
            self.reading.chains.keep(chain, "name", folded(plain(phrase)))
        return chain

    def _counted(self, phrase: Phrase) -> Chain | None:
        """ "Killing two", "the five were freed": people, the latter those who were just so many."""
        head, registry = phrase.head, self.reading.registry
        verb = head.head.lemma if head.dep in ("dobj", "nsubj", "nsubjpass") else ""
        score = len(phrase.before) > 1 and phrase.before[-2].text in "-–:"  # "2-0"
        if head.pos != "NUM" or score or verb not in registry.words["befalling"]:
            return None
        for reference in reversed(self.reading.recent[-FEW:]) if phrase.determiner == "the" else ():
            chain = reference.chains[0]
            if len(reference.chains) == 1 and head.lower in chain.modifiers and chain.number == "many":
                return chain
        chain = self.reading.fresh(phrase, plain(phrase), "people", "noun: people")
        chain.sector, chain.number = ("CVL",), "many"
        return chain

    def _named_beside(self, phrase: Phrase, about: Description, noun: str) -> Chain | None:
        """ "The soprano Ana Vey", "its suitor, Zorn Foods": nouns that tell no sector, and whose name stands beside."""
        other = phrase.head.child("appos")
        if phrase.plural or phrase.kind != "nominal" or other is None or other.i not in self.reading.phrases:
            return None
        chains = self.reading.chains_of(other)
        if len(chains) != 1 or len(other.conjuncts()) > 1:
            return None
        chain = chains[0]
        if self.reading.phrases[other.i].kind != "name" and not (
            chain.kind == "person" and chain.why.startswith("named")
        ):
            return None
        if about.code and SETTLED in chain.why:  # the words beside say more than the report's country
            chain.code, chain.why = about.code, chain.why.removesuffix(SETTLED)
        if not (chain.kind == "person" or (chain.kind in BODIES and phrase.possessor is not None)):
            return None
        self.unlisted.learn(chain, about)
        self.reading.chains.note_noun(chain, noun)
        return chain
