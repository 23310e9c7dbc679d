"""Ties an office to the name that follows it: "the President of Togo, His Excellency Yao Mensa", "a nurse, Ana Vey"."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon.registry import Registry
from communique.mentions.phrases import Phrase
from communique.model import Token

LEAST = 2  # words of a full name
CLOSING = (".", ";", ":", "–", "—", ")")
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


def names_behind(phrases: Sequence[Phrase], registry: Registry) -> dict[int, Token]:
    """The head of the personal name between commas right behind each noun for a person, by the head of the noun.

    However they were parsed: "the mayor of Zorn, Ana Vey, left"; not where the name goes on a row ("and Ana Vey").
    """
    found: dict[int, Token] = {}
    by_end: dict[int, list[Phrase]] = {}
    for phrase in phrases:
        by_end.setdefault(phrase.end, []).append(phrase)
    for name in phrases:
        first = name.before[0] if name.before else name.head
        tokens = first.sentence.tokens
        comma = first.i - tokens[0].i - 1
        if comma < 1 or tokens[comma].text != "," or not _is_person(name, registry) or not _closes(name, tokens):
            continue
        for ending in by_end.get(_end_before(tokens[comma], tokens), ()):
            office = _office_over(ending, phrases, registry)
            if office is not None:
                found.setdefault(office.head.i, name.head)
    return found


def _end_before(comma: Token, tokens: Sequence[Token]) -> int:
    return tokens[comma.i - tokens[0].i - 1].end


def _closes(name: Phrase, tokens: Sequence[Token]) -> bool:
    """Whether a comma, a stop or a verb stands behind the name, and no row goes on."""
    at = name.head.i - tokens[0].i + 1
    behind = tokens[at] if at < len(tokens) else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if behind is None or behind.text in CLOSING or behind.pos in ("VERB", "AUX"):
        return True
    beyond = tokens[at + 2] if at + 2 < len(tokens) else None
    if after is not None and after.pos == "CCONJ":  # "the mayor, Ana Vey, and the judge"
        return behind.text == "," and beyond is not None and beyond.pos == "DET"
    return behind.text == "," and (after is None or after.pos not in ("PROPN", "DET"))


def _is_person(name: Phrase, registry: Registry) -> bool:
    """Whether it is a full personal name, by its label or its first name, and no title stands before it."""
    words = [t for t in name.before if t.pos == "PROPN"]
    if name.kind != "name" or len(words) < LEAST or name.determiner or name.plural or name.possessor is not None:
        return False
    known = name.hit is not None and any(a.actor.kind != "person" for a in name.hit.aliases)
    styled = words[0].lower.rstrip(".") in registry.words["honorifics"]
    return not known and (name.head.label == "PERSON" or words[0].text in registry.gender or styled)


def _office_over(ending: Phrase, phrases: Sequence[Phrase], registry: Registry) -> Phrase | None:
    """The noun for one person that the phrase is, or whose place or age it says ("a woman of 71")."""
    above = ending.head
    by_head = {p.head.i: p for p in phrases if p.head.sentence is above.sentence}
    while above.dep in ("pobj", "prep") and above.head is not above and not _is_one(by_head.get(above.i), registry):
        above = above.head
    phrase = by_head.get(above.i)
    return phrase if phrase is not None and _is_one(phrase, registry) else None


def _is_one(phrase: Phrase | None, registry: Registry) -> bool:
    return phrase is not None and phrase.kind != "pronoun" and not phrase.plural and _is_office(phrase, registry)


def _is_office(phrase: Phrase, registry: Registry) -> bool:
    agent = registry.agents.get(phrase.head.lower)
    return agent is not None and agent.kind == "person"
