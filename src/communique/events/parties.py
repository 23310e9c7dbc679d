"""Turns the phrases in an event's roles into parties: whose decision, whose capital, whose soldiers."""

from __future__ import annotations

from collections.abc import Sequence

from communique.events import structure
from communique.events.nominal import modifiers
from communique.lexicon.frames import Frames
from communique.mentions.parties import parties_of
from communique.model import Entity, Mentions, Party, Token

_PLACES = frozenset(("GPE", "NORP"))
_INSIDE = ("of", "by", "from", "on", "against", "to", "for", "with", "in", "over")


class Cast:
    """Who can stand in a role of one document's events."""

    def __init__(self, mentions: Mentions, frames: Frames) -> None:
        self.mentions = mentions
        self.frames = frames
        self.entities: dict[str, Entity] = {e.id: e for e in mentions.entities}

    def parties(self, heads: Sequence[Token]) -> tuple[Party, ...]:
        """The parties that the phrases headed by ``heads`` name, in text order."""
        found: list[Party] = []
        for head in heads:
            found += self._of(head)
        return tuple(sorted(dict.fromkeys(found), key=lambda p: (p.start, p.end, p.entity)))

    def known(self, party: Party) -> bool:
        """Whether the party is known to politics: it has a country, an international code or a sector."""
        entity = self.entities.get(party.entity)
        return entity is not None and bool(entity.code or entity.sector)

    def sectored(self, party: Party) -> bool:
        """Whether the party has a role in public life: government, soldiers, rebels, protesters, …"""
        entity = self.entities.get(party.entity)
        return entity is not None and bool(set(entity.sector) & self.frames.public_sectors)

    def _of(self, head: Token) -> list[Party]:
        """The phrase itself where it names an actor; else whoever owns it: "Hanoi's proposal", "the Chinese proposal"."""
        own = list(parties_of(head, self.mentions))
        if own and (any(self.known(p) for p in own) or head.pos == "PROPN") and not self._is_act(head):
            return own
        inner = [p for token in self._owners(head) for p in parties_of(token, self.mentions)]
        known = [p for p in inner if self.known(p)]
        if known and (self._is_act(head) or head.pos not in ("PROPN", "PRON")):
            return known
        return own or inner

    def _is_act(self, head: Token) -> bool:
        """Whether the word names a doing or a saying ("attack", "proposal"), which is not itself a party."""
        return head.pos == "NOUN" and (head.lemma in self.frames.nouns or head.lemma in self.frames.classes["demand"])

    def _owners(self, head: Token) -> list[Token]:
        found = structure.owners(head) + modifiers(head)
        for preposition in _INSIDE:
            if found:
                break
            found += structure.objects_of(head, preposition)
        return found
