"""Reads the sectors of an actor off the words of its phrase: its noun, its modifiers, whom it belongs to."""

from __future__ import annotations

from collections.abc import Mapping

from communique.lexicon.registry import Actor, Agent, Registry
from communique.mentions.naming import Hit
from communique.mentions.phrases import Phrase
from communique.mentions.wording import nouns_of, singular
from communique.model import Token

LEADING = frozenset(("MIL", "REB", "OPP", "UAF", "PRM", "COP", "SPY", "ELI", "JUD", "LEG", "REF"))
"""Sectors of a modifier that come before that of its noun: "rebel commander", "former minister"."""
WORKING = frozenset(("LAB", "MED", "EDU", "CVL", "COP", "JRN", "BUS", "GOV"))
"""Sectors of those whose unions are organised labour."""
STATE = frozenset(("GOV", "LEG", "JUD", "MIL", "COP", "SPY", "ELI"))
WHOLE = ("state", "region", "people", "world")


class Sectors:
    """Reads phrases against the registry; ``hits`` are the known names by token."""

    def __init__(self, registry: Registry, hits: Mapping[int, Hit]) -> None:
        self.registry = registry
        self.hits = hits

    def of(
        self, phrase: Phrase, words: str, agent: Agent | None, owner: Actor | None, code: str | None
    ) -> tuple[str, ...]:
        """The agent's own sector, with those of its modifiers: leading ones first, and first of all for weak nouns."""
        if agent is None:
            return ()
        parts = set(words.split())
        mods = [self._said_by(t) for t in phrase.before[:-1] if t.i not in self.hits and t.lower not in parts]
        given = [s for s in mods if s]
        members = self._members(phrase, words, agent)
        own = [members] if members else [agent.sector] if agent.sector else []
        if own == ["BUS"] and words in self.registry.nouns["official"] and self._of_state(phrase, owner):
            own = ["GOV"]  # "Hong Kong's chief executive"
        if own == ["CVL"] and phrase.plural and self.fled(phrase.head):
            own = ["CVL", "REF"]
        if phrase.kind == "name" and words in self.registry.words["police_ranks"]:
            own = ["COP"]  # "Inspector Vey"
        if own == ["GOV"] and words in self.registry.nouns["speakers"]:
            own = self._of_body_before(phrase) or own
        if owner and owner.kind not in WHOLE and (agent.weak or agent.sector in ("REB", "MIL", "UAF", "GOV")):
            own = [*owner.sector, *own] if owner.kind != "igo" else [*own, *owner.sector]
        leading = [s for s in given if s in LEADING or agent.weak]
        found = [*leading, *own, *(s for s in given if s not in leading)]
        if agent.weak and not found and phrase.of is not None:
            found = [s for s in self._sector_of(phrase.of) if s]
        if not found and agent.weak:
            found = [s for noun in phrase.places if noun.head.lower == "for" for s in self._sector_of(noun) if s]
        if not found and code and words in self.registry.nouns["military"]:
            found = ["MIL"]
        if not found and words in self.registry.nouns["counterparts"]:
            found = ["GOV"]
        if not found and owner and owner.kind == "people":
            found = ["ELI" if words in self.registry.nouns["official"] else "CVL"]
        if not found and code and agent.weak and words in self.registry.nouns["official"]:
            found = ["GOV"]
        return tuple(dict.fromkeys([*found, *self._besides(words)]))

    def _besides(self, words: str) -> list[str]:
        """What else its noun says: the ruling party is a party, striking teachers are teachers."""
        first, _, rest = words.partition(" ")
        agent = self.registry.agents.get(rest) if first in self.registry.words["plights"] else None
        return [agent.sector] if agent is not None and agent.sector else []

    def _members(self, phrase: Phrase, words: str, agent: Agent) -> str:
        """The sector of a body that is named for its members: "the traders' association", "a committee of doctors"."""
        nouns = self.registry.nouns
        if agent.kind != "body" or words not in nouns["associations"]:
            return ""
        inside = [t for t in phrase.before[:-1] if t.tag in ("NNS", "NNPS")]
        for token in (phrase.possessor, phrase.of, *reversed(inside)):
            member = self.registry.agents.get(singular(token)) if token is not None else None
            if member is not None and member.kind == "person" and token is not None and token.tag in ("NNS", "NNPS"):
                labour = words in nouns["unions"] and member.sector in WORKING
                return "LAB" if labour else member.sector
        return ""

    def fled(self, head: Token) -> bool:
        """Whether the people have fled or were driven out: "families who fled", "villagers displaced by the war"."""
        fleeing, driven = self.registry.words["fleeing"], self.registry.words["driven_out"]
        behind = {c.lemma for c in head.children if c.dep in ("acl", "relcl")}
        above = head.head.lemma
        if behind & (fleeing | driven):
            return True
        if head.dep == "nsubj":
            return above in fleeing
        if head.dep in ("dobj", "nsubjpass") and (above in driven or self._from_home(head.head)):
            return True
        granted = head.head.head.child("dobj") if head.dep == "pobj" and head.head.lower == "to" else None
        return granted is not None and granted.lower in self.registry.words["refuge"]

    def _of_state(self, phrase: Phrase, owner: Actor | None) -> bool:
        hit = self.hits.get(phrase.possessor.i) if phrase.possessor is not None else None
        whose = owner or (hit.aliases[0].actor if hit is not None else None)
        return whose is not None and whose.kind in WHOLE

    def _from_home(self, verb: Token) -> bool:
        """ "Driven from their homes", "forced out of the village"."""
        homes = self.registry.words["homes"]
        nouns = [c.child("pobj") for c in verb.children if c.dep == "prep" and c.lower in ("from", "of")]
        return verb.lemma in self.registry.words["driving"] and any(n is not None and n.lemma in homes for n in nouns)

    def _of_body_before(self, phrase: Phrase) -> list[str]:
        """The sector of the body that the noun before an office is: "union president", "company chairman"."""
        bodies = [self.registry.agents.get(t.lower) for t in phrase.before[:-1] if t.dep in ("compound", "nmod")]
        return [a.sector for a in bodies if a is not None and a.kind == "body" and a.sector and a.sector not in STATE]

    def _said_by(self, modifier: Token) -> str | None:
        """The sector that a modifier gives: by a list, or as a body whose people they are ("university officials")."""
        listed = self.registry.modifiers.get(modifier.lower)
        if listed or modifier.dep not in ("compound", "nmod"):
            return listed
        agent = self.registry.agents.get(singular(modifier))
        return agent.sector if agent and agent.kind == "body" and agent.sector != "MIL" else None

    def _sector_of(self, noun: Token) -> tuple[str, ...]:
        hit = self.hits.get(noun.i)
        if hit:
            return hit.aliases[0].actor.sector
        words = nouns_of([t for t in noun.children if t.i < noun.i and t.dep in ("compound", "amod")] + [noun], noun)[1]
        longer = (" ".join(words[n:]) for n in range(len(words)))
        agent = next((self.registry.agents[w] for w in longer if w in self.registry.agents), None)
        return (agent.sector,) if agent else ()
