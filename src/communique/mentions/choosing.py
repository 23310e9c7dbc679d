"""Chooses which known actor a name means: by title, by day, by what else the document names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from communique.lexicon.registry import Actor, Agent, Alias, Registry, holds
from communique.mentions.naming import Hit
from communique.mentions.phrases import Phrase
from communique.model import Token


def _is_clear(hit: Hit) -> bool:
    """Whether a name means one actor without doubt: no surname, no form that several have."""
    return len({a.actor.code for a in hit.aliases}) == 1 and any(a.role != "surname" for a in hit.aliases)


class Chooser:
    """Knows the day, the states that the document names without doubt, and the one that it is filed from."""

    def __init__(self, registry: Registry, hits: Mapping[int, Hit], date: str | None, home: str | None = None) -> None:
        self.home = home
        self.registry = registry
        self.hits = hits
        self.date = date
        clear = [h.aliases[0].actor for h in hits.values() if _is_clear(h)]
        self.named = frozenset(actor.code for actor in clear if actor.code)
        self.ids = frozenset(actor.id for actor in clear)
        self.said = frozenset(h.aliases[0].actor.id for h in hits.values() if h.aliases[0].role != "capital")

    def choose(self, phrase: Phrase, hit: Hit, titled: tuple[str, Agent | None]) -> Alias | None:
        """The alias that fits: a surname needs a title or a personal name; names come before adjectives."""
        head = phrase.head
        roles: tuple[str, ...] = ("name", "seat", "capital", "people", "adjective")
        persons = [a for a in hit.aliases if a.actor.kind == "person"]
        polite = any(t.lower.rstrip(".") in self.registry.words["honorifics"] for t in phrase.before)
        if persons and (titled[1] or polite or head.label == "PERSON" or not hit.role(*roles)):
            return self._person(phrase, persons, titled)
        if phrase.modifier and hit.role("adjective"):
            return self.meant([a for a in hit.aliases if a.role == "adjective"])
        fitting = [a for role in roles for a in hit.aliases if a.role == role and a.actor.kind != "person"]
        if fitting:
            return self.meant(fitting)
        return self._person(phrase, persons, titled) if persons else None

    def meant(self, aliases: Sequence[Alias]) -> Alias:
        """Of actors that share a form: the one named otherwise, or whose state is, else the one that had it alone."""
        first = aliases[0]
        ours = [a for a in aliases if a.role == first.role and a.actor.kind != "person"]
        if len(ours) > 1 and first.actor.kind != "state":
            named = [a for a in ours if a.actor.id in self.ids]
            told = [a for a in ours if a.actor.code in self.named] or [a for a in ours if a.actor.code == self.home]
            press = [a for a in ours if a.actor.kind == "company"]  # "told AFP", where no army of that name is told of
            return (named or told or press or [first])[0]
        alike = [a for a in aliases if a.role == first.role and a.actor.kind == first.actor.kind == "state"]
        said = [a for a in alike if a.actor.code in self.named]
        dated = [a for a in alike if self.date and a.actor.end]
        return (said or dated or [first])[0]

    def _person(self, phrase: Phrase, persons: list[Alias], titled: tuple[str, Agent | None]) -> Alias | None:
        """A bare surname counts only where nothing else of a name stands before it."""
        full = [a for a in persons if a.role == "name"]
        if full:
            return self._dated(full)
        before = [t for t in phrase.before if t.pos == "PROPN" and t is not phrase.head and t.dep == "compound"]
        polite = self.registry.words["honorifics"]
        names = [
            t
            for t in before
            if t.lower not in titled[0]
            and t.i not in self.hits
            and t.lower.rstrip(".") not in polite
            and len(t.text) > 2
        ]
        if names and any(a.actor.name.split()[0] == names[0].text for a in persons):
            return self._dated([a for a in persons if a.actor.name.split()[0] == names[0].text])
        if names:
            return None
        codes = {
            self.hits[t.i].aliases[0].actor.code for t in phrase.before if t.i in self.hits and t is not phrase.head
        }
        codes.discard(None)
        fitting = [a for a in persons if not codes or a.actor.code in codes]
        if titled[1] is not None and titled[1].sector != "GOV":  # "General Mustafa" is no minister of that name
            fitting = [a for a in fitting if a.actor.code in self.named]
        fitting = [a for a in fitting if self._is_likely(a, titled, phrase.head.lower)]
        return self._dated(fitting) if fitting else None

    def _is_likely(self, alias: Alias, titled: tuple[str, Agent | None], word: str) -> bool:
        """Whether a bare surname may mean this holder of it, and not another of that name: his state is named, or his
        office is, in his term.
        """
        if alias.actor.code in self.named:
            return True
        now = self.date is None or holds(alias.actor, self.date)
        if titled[1] is None:
            rare = word not in self.registry.words["common_surnames"]
            return rare and (self.date is None or (now and alias.actor.sector == ("GOV",)))
        return now and (not self.named or (titled[0] != "" and titled[0] == alias.actor.office))

    def _dated(self, persons: list[Alias]) -> Alias:
        """The row that holds on the day; else the last that ended before it, as a former office holder."""
        if self.date is None or any(holds(a.actor, self.date) for a in persons):
            return persons[-1]
        ended = [a for a in persons if a.actor.end and a.actor.end < self.date[: len(a.actor.end)]]
        if not ended:
            return persons[0]
        return ended[-1]._replace(actor=ended[-1].actor._replace(sector=("ELI",)))

    def seated(self, city: str, state: Actor) -> Actor:
        """The organisation that a city which acts stands for, where its state is not named and the organisation is
        (or none of those that sit there): "Brussels has yet to answer".
        """
        organisations = self.registry.seated.get(city, ())
        if not organisations or state.id in self.said:
            return state
        return next((o for o in organisations if o.id in self.said), organisations[0])

    def says(self, names: Iterable[str]) -> bool:
        """Whether the document names one of the actors that have these names."""
        return any(a.actor.id in self.said for name in names for a in self.registry.aliases(name))

    def _deals(self, above: Token) -> bool:
        """Whether what passes to or from a capital passes between governments: "sent a warning to", "apologised to"."""
        table = self.registry.metonym
        passed = above.child("dobj") if above.pos == "VERB" else above
        return above.lemma in table["dealing_verbs"] or (passed is not None and passed.lemma in table["dealing_nouns"])

    def _are_officials(self, noun: Token) -> bool:
        """Whether officials are in or from a capital: "his counterpart in Rabat", "a delegation from Oslo"."""
        agent, nouns = self.registry.agents.get(noun.lemma), self.registry.nouns
        abroad = noun.lemma in nouns["abroad"] | nouns["posted"]
        counterpart = noun.lemma in nouns["counterparts"]
        return counterpart or (agent is not None and agent.sector == "GOV" and agent.home and not abroad)

    def acts(self, phrase: Phrase) -> bool:
        """Whether a capital stands for the government: it acts or is dealt with, and is no place of what happens."""
        head = phrase.head
        while head.dep == "conj":
            head = head.head
        table = self.registry.metonym
        official = head.dep == "pobj" and head.head.lower in table["official_prepositions"]
        if official and self._are_officials(head.head.head):
            return True
        if head.dep == "pobj" and head.head.lower in table["dealing_prepositions"]:
            return self._deals(head.head.head)
        if head.dep == "pobj":
            return head.head.lower not in table["place_prepositions"]
        if head.dep in ("dobj", "nsubjpass"):
            return head.head.lemma not in table["place_verbs"]
        return head.dep in ("nsubj", "poss", "agent", "dative", "iobj")
