"""Whose ground it is: a town, district or island that something is done to or in stands for its state."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon.frames import Words
from communique.model import Entity, Mentions, Party, Place, Text

_SMALL = frozenset(("DET", "ADP", "PUNCT", "PART", "ADJ"))
_STATE = ((), ("GOV",))


class Grounds:
    """The states of one document, asked for the one that a place of theirs stands for."""

    __slots__ = ("_entities", "_grounds", "_places", "_states", "_text")

    def __init__(self, text: Text, mentions: Mentions, grounds: Words) -> None:
        self._text = text
        self._grounds = grounds
        self._entities: dict[str, Entity] = {e.id: e for e in mentions.entities}
        self._places: Sequence[Place] = mentions.places
        self._states = {e.code: e for e in mentions.entities if e.code and e.identifier_id and e.sector in _STATE}

    def of(self, parties: Sequence[Party], actors: Sequence[Party]) -> tuple[Party, ...]:
        """The parties; in place of a foreign place, the state that it lies in, at the same words.

        "Tajikistan pulled back from the Batken district", "the commissioner visits Samos": not where one acts at home,
        nor where the document does not name the state.
        """
        home = {self._entities[p.entity].code for p in actors}
        return tuple(self._owner(p, home) or p for p in parties)

    def _owner(self, party: Party, home: set[str | None]) -> Party | None:
        entity = self._entities[party.entity]
        if entity.sector or entity.identifier_id:
            return None
        inside = (p for p in self._places if party.start <= p.start and p.end <= party.end and p.country_code)
        place = next(inside, None)
        state = self._states.get(place.country_code or "") if place is not None else None
        if place is None or state is None or state.code in home or not self._is_ground(party, place):
            return None
        return Party(entity=state.id, start=party.start, end=party.end)

    def _is_ground(self, party: Party, place: Place) -> bool:
        """Whether beside the name only words for ground stand there: no "bridge in Goma", no "convoy near Bor"."""
        beside = (t for t in self._text.tokens_in(party.start, party.end) if not place.start <= t.start < place.end)
        return all(t.pos in _SMALL or t.lemma in self._grounds for t in beside)
