"""Turns the phrases in an event's roles into parties: whose decision, whose capital, whose soldiers."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from communique.events import structure
from communique.events.nominal import modifiers, participle_agents
from communique.lexicon.frames import Frames
from communique.mentions.chains import PAPER, THING
from communique.mentions.parties import parties_of
from communique.model import Entity, Mentions, Party, Sentence, Token

HOME = 0.75  # share of one country in the mentions from which on a document is about its home affairs
MANY = 6  # mentions of public actors by which a whole document is of public affairs
_BODIES = frozenset(("patrol", "assembly", "consortium", "prosecution"))  # bodies whose names also name doings
_POINTING = frozenset(("this", "that", "these", "those", "which", "what", "whatever", "nothing", "something"))
_AMOUNTS = ("MONEY", "CARDINAL", "QUANTITY", "PERCENT")
_DONE = (2, 4)  # quad classes of deeds
_INSIDE = frozenset(("of", "by", "from", "on", "against", "to", "for", "with", "in", "over"))


class Affairs:
    """Where those stand whose doings are public affairs: states, governments, soldiers, courts, parties, …"""

    __slots__ = ("_starts",)

    def __init__(self, starts: Sequence[int]) -> None:
        self._starts = sorted(starts)

    def near(self, sentence: Sentence) -> int:
        """2 where the whole document tells of public affairs, 1 where ``sentence`` does, else 0."""
        if len(self._starts) >= MANY:
            return 2
        first = bisect_left(self._starts, sentence.start)
        return int(first < len(self._starts) and self._starts[first] < sentence.end)


class Cast:
    """Who can stand in a role of one document's events."""

    def __init__(self, mentions: Mentions, frames: Frames) -> None:
        self.mentions = mentions
        self.frames = frames
        self.entities: dict[str, Entity] = {e.id: e for e in mentions.entities}

    def parties(
        self, heads: Sequence[Token], things: frozenset[Token] = frozenset(), judged: bool = False
    ) -> tuple[Party, ...]:
        """The parties that the phrases headed by ``heads`` name, in text order.

        Of ``things``, the words that say what is done ("shared *information*"), only known owners count. Where deeds
        are ``judged``, as in "condemned the raid on a convoy", they stand for whoever did them, not for the victims.
        """
        found: list[Party] = []
        for head in heads:
            named = self._of(head, judged)
            found += (
                [p for p in named if self.known(p)]
                if head in things and head.lemma not in self.frames.party_words
                else named
            )
        whole = [p for p in found if not any(_is_within(p, other) for other in found)]
        return tuple(sorted(dict.fromkeys(whole), key=lambda p: (p.start, p.end, p.entity)))

    def doers(self, heads: Sequence[Token]) -> tuple[Party, ...]:
        """The parties of those who act: where one of them is known, a thing beside it is left out."""
        found = self.parties([s for t in heads for s in self._signers(t) or [t]])
        some = any(self.known(p) for p in found)
        return tuple(p for p in found if not some or self.known(p) or not self.is_thing(p))

    def _signers(self, head: Token) -> list[Token]:
        """ "Signed an order barring agents", "sent a note that called it a crime": whoever gave out the paper."""
        if head.lemma not in self.frames.classes["paper"] or head.dep != "dobj" or structure.owners(head):
            return []
        return structure.subjects(head.head) if head.head.pos == "VERB" else []

    def is_thing(self, party: Party) -> bool:
        """Whether its words name nobody ("a focus", "the charge"): no party beside one that is known."""
        entity = self.entities.get(party.entity)
        if entity is None or entity.why not in (THING, PAPER) or any(m.kind == "name" for m in entity.mentions):
            return False
        words = entity.name.lower().split()
        return not any(w in self.frames.people_words or w.removesuffix("s") in self.frames.people_words for w in words)

    def affairs(self) -> Affairs:
        """Where in the document those stand whose doings are public affairs."""
        seen = [
            m.start
            for e in self.mentions.entities
            if e.code or set(e.sector) & self.frames.public_sectors
            for m in e.mentions
            if m.kind != "pronoun"
        ]
        return Affairs(seen)

    def known(self, party: Party) -> bool:
        """Whether the party is known to politics: it has a country, an international code or a sector."""
        entity = self.entities.get(party.entity)
        return entity is not None and bool(entity.code or entity.sector)

    def is_people(self, head: Token) -> bool:
        """Whether the phrase headed by ``head`` names people rather than a thing."""
        if head.pos == "PRON" and head.lower in _POINTING:
            return False
        counted = head.pos == "NUM" and any(c.lower == "the" for c in head.children)  # "accused the eleven"
        if counted or head.pos == "PRON" or head.label in ("PERSON", "NORP"):
            return True
        named = head.pos == "PROPN" and head.label in ("", "ORG")
        return named or head.lemma in self.frames.people_words or head.lemma in self.frames.body_words

    def named(self, party: Party) -> bool:
        """Whether the party is called by a name somewhere in the document, or known besides."""
        entity = self.entities.get(party.entity)
        return entity is not None and (self.known(party) or any(m.kind == "name" for m in entity.mentions))

    def armed(self, party: Party) -> bool:
        """Whether the party bears arms."""
        entity = self.entities.get(party.entity)
        return entity is not None and bool(set(entity.sector) & self.frames.armed_sectors)

    @cached_property
    def between_countries(self) -> bool:
        """Whether the document tells of several countries: none has more than ``HOME`` of all that have a country."""
        counts = Counter[str]()
        for entity in self.mentions.entities:
            if entity.code:
                counts[entity.code] += sum(m.kind != "pronoun" for m in entity.mentions)
        return bool(counts) and max(counts.values()) <= HOME * sum(counts.values())

    def organised(self, party: Party) -> bool:
        """Whether the party is of public affairs, or of those who organise: workers, clergy, students, farmers."""
        entity = self.entities.get(party.entity)
        return entity is not None and bool(
            set(entity.sector) & (self.frames.public_sectors | self.frames.organised_sectors)
        )

    def is_crowd(self, party: Party) -> bool:
        """Whether the party is people who gather and march, by their sector or the words for them."""
        entity = self.entities.get(party.entity)
        if entity is None:
            return False
        plural = {w.removesuffix("s") for w in entity.name.lower().split() if w.endswith("s")}
        return bool(set(entity.sector) & self.frames.crowd_sectors) or bool(plural & self.frames.people_words)

    def official(self, party: Party) -> bool:
        """Whether the party is a state or one of its organs, not its people."""
        entity = self.entities.get(party.entity)
        if entity is None:
            return False
        if entity.sector:
            return entity.sector[0] in self.frames.official_sectors
        return entity.code is not None and any(m.kind == "name" for m in entity.mentions)

    def coded(self, party: Party) -> bool:
        """Whether the party belongs to a country or is international."""
        entity = self.entities.get(party.entity)
        return entity is not None and entity.code is not None

    def public(self, party: Party) -> bool:
        """Whether the party's doings are public affairs: a government, soldiers, rebels, a court, an opposition, …"""
        entity = self.entities.get(party.entity)
        return entity is not None and self.is_public(entity)

    def is_public(self, entity: Entity) -> bool:
        """Whether the doings of ``entity`` are public affairs."""
        return bool(set(entity.sector) & self.frames.public_sectors)

    def _of(self, head: Token, judged: bool = False) -> list[Party]:
        """The phrase itself where it names an actor; else whoever owns it ("Hanoi's", "the Chinese proposal")."""
        is_act = self._is_act(head)
        own = [self._named(p, head) for p in parties_of(head, self.mentions)]
        of_things = all(self.is_thing(p) for p in own)  # "Chinese tyres": China's
        if own and not is_act and ((any(self.known(p) for p in own) and not of_things) or head.pos == "PROPN"):
            return own
        inner = [p for token in self._owners(head, is_act, judged) for p in parties_of(token, self.mentions)]
        known = [p for p in inner if self.known(p)]
        if known and own and of_things and not is_act:  # the words stay those of the thing
            return [Party(entity=p.entity, start=own[0].start, end=own[0].end) for p in known]
        if known and (is_act or not own or not self.is_people(head)):
            return known
        return own or inner

    def _named(self, party: Party, head: Token) -> Party:
        """For a pronoun, the words in the same sentence that it stands for, where there are any before it."""
        if head.pos != "PRON":
            return self._apposed(party, head)
        entity = self.entities.get(party.entity)
        before = [
            m
            for m in (entity.mentions if entity else ())
            if m.kind != "pronoun" and head.sentence.start <= m.start and m.end <= head.start
        ]
        fullest = max(before, key=lambda m: (m.kind == "name", m.end - m.start), default=None)
        return Party(entity=party.entity, start=fullest.start, end=fullest.end) if fullest else party

    def _apposed(self, party: Party, head: Token) -> Party:
        """For an office with its holder beside it ("the then president, Ana Ruiz"), the holder's name."""
        name = next((c for c in head.children if c.dep == "appos" and c.label == "PERSON"), None)
        mention = self.mentions.at(name.i) if name is not None and head.pos == "NOUN" else None
        if mention is None or party.entity not in mention.entities:
            return party
        return Party(entity=party.entity, start=mention.start, end=mention.end)

    def _is_act(self, head: Token) -> bool:
        """Whether the word names a doing or a saying ("attack", "proposal"), which is not itself a party."""
        if head.pos != "NOUN" or (head.lemma in self.frames.agent_words and head.lemma in _BODIES):
            return False
        alone = any(not pattern.words for pattern in self.frames.nouns.get(head.lemma, ()))
        return alone or head.lemma in self.frames.classes["demand"]

    def is_deed(self, head: Token) -> bool:
        """Whether the word names what is done to others: a raid, an arrest, a release; no word of mouth."""
        alone = [p.rule for p in self.frames.nouns.get(head.lemma, ()) if not p.words or p.rule.of]
        return bool(alone) and self.frames.ontology.events[alone[0].event].quad in _DONE and alone[0].of != "actor"

    def _owners(self, head: Token, is_act: bool, judged: bool = False) -> list[Token]:
        """Whose the thing is, nearest first: owner, demonym, the phrases inside it down to a few levels."""
        if not is_act:
            inner = [o for o in structure.objects_of(head, "of") if o.label not in _AMOUNTS]
            return [structure.antecedent(c) for c in head.children if c.dep == "poss"] + modifiers(head) or inner
        found = structure.owners(head) + (participle_agents(head) or modifiers(head))  # "a UN draft tabled by Oslo"
        if judged and self.is_deed(head):
            return found
        layer = [head]
        for _ in range(3):
            if any(self._is_known(t) for t in found):
                break
            below = [
                o
                for t in layer
                for c in t.children
                if c.dep == "prep" and c.lower in _INSIDE
                for o in c.children
                if o.dep == "pobj"
            ]
            found += [
                *below,
                *(a for t in below for a in participle_agents(t)),
                *(c for t in below for c in t.children if c.dep == "poss"),
                *(m for t in below for m in modifiers(t)),
            ]
            layer = below
        return found

    def _is_known(self, head: Token) -> bool:
        return any(self.known(p) for p in parties_of(head, self.mentions))


def _is_within(party: Party, other: Party) -> bool:
    """Whether a party's words are part of another's: "Syrian" in "Syrian refugees", who are the ones meant."""
    length, whole = party.end - party.start, other.end - other.start
    return other.start <= party.start and party.end <= other.end and length < whole
