"""Tells whether a proper name is a person's, by what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.lexicon.registry import Registry
from communique.mentions.phrases import Phrase
from communique.mentions.wording import singular
from communique.model import Token

if TYPE_CHECKING:
    from communique.mentions.describing import Description

AGES = range(12, 105)


def names_person(phrase: Phrase, about: Description, registry: Registry) -> bool:
    """Whether the name is a person's: so labelled, after a title or style, with an age, a first name, a "who" behind it
    or an office beside it. The recogniser knows few names from beyond the West.
    """
    head = phrase.head
    said = registry.proper_first.keys() & {t.text for t in phrase.before[:2]}
    if about.agent is not None and (about.agent.kind == "ngo" or (said and about.agent.kind == "body")):
        return False  # "Lakes Without Borders", "Diário de Lima"
    above = head.head.head if head.dep == "pobj" and head.head.lower == "of" else None
    if above is not None and above.pos == "PROPN" and len(phrase.before) == 1 and not registry.is_borne(head.text):
        return False  # "Vey Metals of Zornville"
    if head.label == "PERSON":
        return True
    titled = about.agent is not None and about.agent.kind == "person" and about.words != singular(head)
    if titled and head.pos == "PROPN":
        return True
    before = [t.lower.rstrip(".") for t in phrase.before[:-1]]
    styled = phrase.determiner == "the" and len(before) > 1 and before[1] in registry.words["styles"]
    if styled and head.pos == "PROPN" and not phrase.plural and about.agent is None:
        return True  # "the Honourable Ana Vey"
    if phrase.plural or phrase.determiner or about.agent is not None:
        return False
    if before and before[0] in registry.words["honorifics"]:
        return True
    first = next((t.text for t in phrase.before if t.pos == "PROPN"), "")
    if len(phrase.before) > 1 and first in registry.gender:
        return True
    return told_person(head, registry)


def told_person(head: Token, registry: Registry) -> bool:
    """Whether an age, a clause with "who" or the noun of an office stands beside the name."""
    for child in head.children:
        if child.dep == "appos" and child.pos == "NUM" and child.text.isdigit() and int(child.text) in AGES:
            return True
        if child.dep == "relcl" and any(t.tag in ("WP", "WP$") for t in child.children):
            return True
        if child.dep == "appos" and child.i > head.i and _is_office(child, registry):
            return True
    return head.dep == "appos" and head.i > head.head.i and _is_office(head.head, registry)


def _is_office(token: Token, registry: Registry) -> bool:
    agent = registry.agents.get(singular(token))
    return agent is not None and agent.kind == "person" and token.tag not in ("NNS", "NNPS")
