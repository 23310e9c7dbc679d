"""Reads the parties off a noun phrase."""

from __future__ import annotations

from communique.model import Mentions, Party, Token


def parties_of(token: Token, mentions: Mentions) -> tuple[Party, ...]:
    """The parties named by the phrase headed by ``token``, coordinated ones included ("the US, the EU and NATO").

    One party an entity: "both sides" gives two with the same words. Empty where the phrase names nobody.
    """
    found: list[Party] = []
    for head in token.conjuncts():
        mention = mentions.at(head.i)
        if mention:
            found.extend(Party(entity=e, start=mention.start, end=mention.end) for e in mention.entities)
    return tuple(dict.fromkeys(found))
