"""Says which country the words of a noun phrase give it: whose it is, where it is from, where it is."""

from __future__ import annotations

from collections.abc import Mapping

from communique.lexicon.registry import Actor, Agent, Registry
from communique.mentions.choosing import Chooser
from communique.mentions.naming import Hit, code_at
from communique.mentions.persons import told_person
from communique.mentions.phrases import Phrase
from communique.mentions.wording import singular
from communique.model import Token


class Origins:
    """Reads phrases against the registry; ``places`` gives the country of a token that is part of a toponym."""

    def __init__(
        self, registry: Registry, hits: Mapping[int, Hit], places: Mapping[int, str], chooser: Chooser
    ) -> None:
        self.registry = registry
        self.hits = hits
        self.places = places
        self.chooser = chooser

    def owner(self, phrase: Phrase, agent: Agent | None) -> Actor | None:
        """The last known actor before the noun; "Turkish-backed" says only who helps."""
        found: list[Actor] = []
        tokens = phrase.before
        for n, token in enumerate(tokens[:-1]):
            hit = self.hits.get(token.i)
            if hit and hit.last == token.i and hit is not phrase.hit:
                people = [a for a in hit.aliases if a.role in ("adjective", "people")]
                alias = self.chooser.meant(people or hit.aliases)
                city = alias.role == "capital" or alias.actor.kind == "region"
                if city and phrase.kind == "name" and agent is None:
                    continue  # "Washington Irving": part of a name
                ethnic = n > 0 and tokens[n - 1].lower == "ethnic"
                backed = n + 2 < len(tokens) and tokens[n + 1].text == "-"
                if alias.actor.kind != "person" and not ethnic and not backed and not self._owned(token, phrase.head):
                    found.append(alias.actor)
        return found[-1] if found else None

    def _owned(self, token: Token, head: Token) -> bool:
        """Whether the token lies inside a possessor, which is an actor of its own."""
        while token is not head and token.head is not token:
            if token.dep == "poss":
                return True
            token = token.head
        return False

    def possessed(self, phrase: Phrase) -> str | None:
        """The country of a known possessor: "Beijing's ambassador in London"."""
        owner = phrase.possessor
        hit = self.hits.get(owner.i) if owner is not None else None
        whole = owner is not None and hit is not None and hit.last == owner.i
        return self.chooser.meant(hit.aliases).actor.code if hit is not None and whole else None

    def located(self, phrase: Phrase, words: str) -> str | None:
        """The country of what follows "of", "in", "from"; "our missions in Chad" are ours, and refugees in Chad, or an
        embassy there, are of another country.
        """
        sent = words in self.registry.nouns["abroad"]
        met = words in self.registry.nouns["counterparts"]
        if phrase.possessor is not None and phrase.possessor.lower in self.registry.pronouns and not met:
            return None
        agent = self.registry.agents.get(words)
        fled = agent is not None and agent.sector == "REF"
        if self._of_union(phrase, words):
            return "IGO"
        for noun in phrase.places:
            if (sent or fled) and noun.head.lower not in ("of", "from", "for"):
                continue
            hit = self.hits.get(noun.i)
            if hit:
                coded = [a for a in hit.aliases if a.actor.code]
                if coded:
                    return self.chooser.meant(coded).actor.code
            elif noun.i in self.places:
                return self.places[noun.i]
            affairs = noun.pos == "PROPN" and noun.lower in self.registry.words["affairs"]
            for child in noun.children if not affairs else ():
                near = self.hits.get(child.i)
                if near and child.dep in ("amod", "compound", "poss", "nmod") and near.aliases[0].actor.code:
                    return near.aliases[0].actor.code
            inner = self._of_those(noun)
            if inner:
                return inner
        if phrase.kind == "name" and self._is_person(phrase, agent):
            return None
        if phrase.kind == "name":
            return self.places.get(phrase.head.i) if phrase.head.label in ("GPE", "LOC", "FAC") else None
        return next((self.places[t.i] for t in phrase.before if t.i in self.places and t.i not in self.hits), None)

    def _of_union(self, phrase: Phrase, words: str) -> bool:
        """ "The Council in Luxembourg": of the European Union, where that is where its bodies sit."""
        nouns = self.registry.nouns
        if words not in nouns["union_bodies"] or not phrase.head.text[0].isupper() or phrase.of is not None:
            return False
        return len(phrase.before) <= 2 and any(noun.lower in nouns["union_seats"] for noun in phrase.places)

    def _of_those(self, noun: Token) -> str | None:
        """The country of those that the noun's actors are of: "the Authority of Heads of State of ECOWAS"."""
        if noun.head.lower != "of" or singular(noun) not in self.registry.agents:
            return None
        for child in noun.children:
            if child.dep == "prep" and child.lower == "of":
                inner = child.child("pobj")
                code = self.country_at(inner) if inner is not None else None
                return code or (self._of_those(inner) if inner is not None else None)
        return None

    def _is_person(self, phrase: Phrase, agent: Agent | None) -> bool:
        """Whether a name that is a town's too is somebody's here: after a title, a first name, or words of no town."""
        names = [t for t in phrase.before if t.pos == "PROPN" and t.dep != "det"]
        titled = agent is not None and agent.kind == "person" and phrase.head.lower not in self.registry.agents
        first = len(names) > 1 and names[0].text in self.registry.gender
        more = len(names) > 1 and names[-2].i not in self.places and names[-2].i not in self.hits
        return titled or first or more or told_person(phrase.head, self.registry)

    def country_at(self, token: Token) -> str | None:
        """The country of the known name or toponym that the token is part of."""
        return code_at(token, self.hits, self.places)

    def many_nations(self, phrase: Phrase, words: str) -> bool:
        """ "a regional peacekeeping force": troops of no one state."""
        lowers = {t.lower for t in phrase.before}
        return bool(lowers & self.registry.words["allied"]) or words in self.registry.words["peacekeeping"]

    def scene(self, phrase: Phrase) -> str | None:
        """The country where the sentence is set, where its words after "in", "at", "near" name exactly one."""
        codes = set()
        for token in phrase.head.sentence.tokens:
            hit = self.hits.get(token.i)
            above = token.head.head if token.dep in ("poss", "compound", "amod") else token.head
            lower = above.lower
            if hit and above.pos == "ADP" and lower != "of" and lower in self.registry.words["located"]:
                codes |= {a.actor.code for a in hit.aliases[:1] if a.actor.code}
        return codes.pop() if len(codes) == 1 else None
