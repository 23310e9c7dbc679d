"""Finds actors and resolves all their mentions to entities."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon.registry import Registry
from communique.model import Entity, EntityMention, Header, Mark, Mention, Mentions, Place, Text, Time


def find_actors(
    text: Text, header: Header, marks: Sequence[Mark], places: Sequence[Place], times: Sequence[Time], registry: Registry
) -> Mentions:
    """Every noun phrase that can stand in a role, tied to an entity with code and sector where known."""
    entities, mentions = [], []
    for token in text.tokens:
        if token.pos in ("NOUN", "PROPN", "PRON") and token.dep != "compound":
            left = token
            for child in token.lefts:
                if child.dep in ("compound", "amod", "nummod", "poss") and child.i < left.i:
                    left = child
            entity_id = f"e{len(entities) + 1}"
            kind = {"PROPN": "name", "NOUN": "nominal"}.get(token.pos, "pronoun")
            words = text.words(left.start, token.end)
            entities.append(
                Entity(id=entity_id, name=words, mentions=(EntityMention(start=left.start, end=token.end, kind=kind),))
            )
            mentions.append(Mention(start=left.start, end=token.end, head=token.i, kind=kind, entities=(entity_id,)))
    return Mentions(
        entities=tuple(entities), mentions=tuple(mentions), places=tuple(places), times=tuple(times),
        by_head={m.head: m for m in mentions},
    )
