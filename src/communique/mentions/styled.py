"""Ties an office to the name that follows it with its style: "the President of Togo, His Excellency Yao Mensa"."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon.registry import Registry
from communique.mentions.phrases import Phrase
from communique.model import Token

WORDS = 3  # of a name's phrase among which its style stands


def styled_names(phrases: Sequence[Phrase], registry: Registry) -> dict[int, Token]:
    """The head of the styled name right behind each office, by the head of the office.

    Such papers list offices and names in turn, all between commas, and a parser ties each name to the office that
    follows as often as to its own.
    """
    found: dict[int, Token] = {}
    styles = registry.words["styles"]
    for name in phrases:
        if name.kind != "name" or not any(t.lower.rstrip(".") in styles for t in name.before[:WORDS]):
            continue
        first = name.before[0]
        tokens = first.sentence.tokens
        comma = first.i - tokens[0].i - 1
        if comma < 1 or tokens[comma].text != ",":
            continue
        ending = [p for p in phrases if p.end == tokens[comma].start and p.head.sentence is first.sentence]
        offices = [p for p in ending if _is_office(p, registry)]
        if offices:
            found[offices[0].head.i] = name.head
    return found


def _is_office(phrase: Phrase, registry: Registry) -> bool:
    agent = registry.agents.get(phrase.head.lower)
    return agent is not None and agent.kind == "person"
