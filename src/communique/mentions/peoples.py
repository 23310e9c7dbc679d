"""Finds the names of peoples that the registry does not know: "the Konkomba are farmers", "Nanumba elders"."""

from __future__ import annotations

from collections.abc import Collection

from communique.lexicon.registry import Registry, folded
from communique.model import Text, Token

SUBJECTS = ("nsubj", "nsubjpass")
PLACING = ("of", "in", "at", "near", "from", "to")
PLURAL_FORMS = frozenset(("VBP",))
PLURAL_WORDS = frozenset(("are", "were", "have", "do"))


def peoples_of(text: Text, known: Collection[int], registry: Registry) -> frozenset[str]:
    """The folded names of peoples: so labelled, or in the singular with "the" and a verb in the plural.

    ``known`` are the tokens of names that the registry has.
    """
    found = set()
    for token in text.tokens:
        if token.i in known or not token.text[0].isupper() or token.pos not in ("PROPN", "ADJ", "NOUN"):
            continue
        if token.lower in registry.modifiers or token.lower in registry.agents:
            continue
        if (token.label == "NORP" and _is_free(token)) or _agrees(token):
            found.add(folded(token.text))
    return frozenset(found)


def _is_free(token: Token) -> bool:
    """Whether it is no part of a longer name, and not where something is: "the mayor of Kidal"."""
    if token.tag == "NNP" and token.dep == "pobj" and token.head.lower in PLACING and token.child("det") is None:
        return False
    beside = token.head if token.dep in ("compound", "amod", "nmod") else None
    return beside is None or not beside.text[0].isupper()


def _agrees(token: Token) -> bool:
    """Whether a name in the singular, with "the", is the subject of a verb in the plural."""
    alone = token.tag == "NNP" and token.dep in SUBJECTS and [c.lower for c in token.children] == ["the"]
    if not alone:
        return False
    verb = token.head
    return verb.tag in PLURAL_FORMS or any(c.lower in PLURAL_WORDS for c in verb.children if c.dep.startswith("aux"))
