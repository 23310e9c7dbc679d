"""What puts an act long before the report though no date is its own: years that frame it, states that are no more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from communique.lexicon.files import load_tsv
from communique.lexicon.frames import Auxiliary
from communique.model import Entity, Party, Text, Time, Token

LONG_AGO = 270  # days before the report from which on an act is background, not news
LIFETIME = 30  # years after which those who have left office are told of as history
ERA = 1  # years after its end from which on a named time lies behind us
_FRAMES = frozenset(("prep", "advcl", "npadvmod", "advmod", "acl", "pcomp", "pobj", "nummod", "dep", "mark"))
_TELLING = frozenset(("VBD", "VBN"))


@cache
def ended() -> dict[str, str]:
    """The states that are no more: their codes, and the day on which they ended."""
    return {row["code"]: row["to"] for row in load_tsv("gazetteer/actors/former.tsv") if row["to"]}


@cache
def _leaders() -> dict[str, str]:
    """Persons with terms of office that have all ended, by name: the last year of their last term."""
    last: dict[str, str] = {}
    for row in load_tsv("gazetteer/actors/persons.tsv"):
        last[row["name"]] = max(last.get(row["name"], ""), row["to"][:4] or "9999")
    return {name: year for name, year in last.items() if year != "9999"}


def is_of_past_leaders(parties: Sequence[Party], entities: dict[str, Entity], before: str) -> bool:
    """Whether somebody has a part in it whose last term ended so long before that what is told of him is history."""
    names = (entities[p.entity].name for p in parties if p.entity in entities)
    return any(name in _leaders() and int(_leaders()[name]) + LIFETIME < int(before[:4]) for name in names)


def is_of_former_states(parties: Sequence[Party], entities: dict[str, Entity], before: str) -> bool:
    """Whether a state that had ended before the day ``before`` has a part in it."""
    codes = {entities[p.entity].code for p in parties if p.entity in entities}
    return any(code in ended() and ended()[code] < before for code in codes if code)


@cache
def _eras() -> dict[tuple[str, ...], str]:
    """The named times that lie behind us, by their words in small letters: the year in which each ended."""
    return {tuple(row["words"].lower().split()): row["to"] for row in load_tsv("lexicon/frames/eras.tsv")}


def is_of_an_era(carrier: Token, before: str) -> bool:
    """Whether a named time that ended before the day ``before`` frames the act: "during the Cold War", "under Tito"."""
    if not _tells(carrier):
        return False
    verb = _first(carrier)
    agents = [n for by in verb.having("agent") for n in by.having("pobj")]  # "bombed by the RAF in the Great War"
    phrases = [p for holder in (verb, *agents) for p in holder.having("prep")]
    return any(_names_era(p.subtree(), before) for p in phrases)


def _names_era(words: Sequence[Token], before: str) -> bool:
    forms = [t.lower for t in words[1:]]
    for era, year in _eras().items():
        for at in range(len(forms) - len(era) + 1):
            if tuple(forms[at : at + len(era)]) == era and int(year) + ERA < int(before[:4]):
                return True
    return False


def frame_of(carrier: Token, text: Text, here: Sequence[Time], cues: Auxiliary) -> Time | None:
    """The time of the words that open a sentence, or stand beside its subject, and frame all that it tells.

    "After the strike of 1918 the cabinet conceded …", "From 1875 Paris surveyed …", "Zhou, receiving guests in 1965,
    lauded …"; not "the 1994 agreement collapsed", nor what comes after the verb.
    """
    if not _tells(carrier):
        return None
    for time in here:
        if time.start > carrier.start:
            break
        token = next(iter(text.tokens_in(time.start, time.end)), None)
        if token is not None and _frames(token, carrier, cues):
            return time
    return None


def end_of(carrier: Token, text: Text, here: Sequence[Time], cues: Auxiliary) -> Time | None:
    """The time at which what a verb in the past tells came to its end: "patrolled the border until 1989"."""
    if not _tells(carrier):
        return None
    for time in here:
        token = next(iter(text.tokens_in(time.start, time.end)), None)
        if token is not None and token.head.head is carrier and token.head.lower in cues["end_preposition"]:
            return time
    return None


def _tells(verb: Token) -> bool:
    """Whether it is in the simple past or the pluperfect: what lasts until now is no background."""
    helpers = [c for c in verb.children if c.dep in ("aux", "auxpass")]
    if any(c.tag in ("MD", "TO", "VBZ", "VBP") for c in helpers):
        return False
    return verb.tag in _TELLING


def _frames(token: Token, carrier: Token, cues: Auxiliary) -> bool:
    """Whether the year stands in words beside the verb, before it, and not in a name or a subject."""
    node = token
    while node.dep in _FRAMES:
        above = node.head
        named = node.dep == "nummod" and above.pos in ("NOUN", "PROPN") and above.i > node.i
        if named and not any(c.lower == "had" and c.dep == "aux" for c in carrier.children):
            return False  # "after the 2015 deal they resumed"; "had resumed" lies there too
        if node.dep == "prep" and above.pos in ("NOUN", "PROPN") and not _is_occasion(above, cues):
            return _is_taken_for_subject(above, cues)
        if above is carrier or above is _first(carrier):
            return node.i < above.i
        if node.dep == "acl" and above.dep in ("nsubj", "nsubjpass") and above.head is carrier:
            return node.tag == "VBG"
        if above.pos in ("VERB", "AUX") and above.dep == "ROOT":
            return False
        node = above
    return False


def _is_taken_for_subject(noun: Token, cues: Auxiliary) -> bool:
    """ "After the strike of 1923 the cabinet conceded": two subjects, of which the parser should have seen one."""
    verb = noun.head
    subjects = [c for c in verb.children if c.dep in ("nsubj", "nsubjpass")]
    opened = any(c.dep == "mark" and c.lower in cues["circumstance"] and c.i < noun.i for c in verb.children)
    return opened and noun in subjects and subjects[-1].i > noun.i


def _first(verb: Token) -> Token:
    """The first of the verbs that share a subject: "was equipped and paid"."""
    while verb.dep == "conj" and verb.head.pos == "VERB" and verb.child("nsubj", "nsubjpass") is None:
        verb = verb.head
    return verb


def _is_occasion(noun: Token, cues: Auxiliary) -> bool:
    """ "After the strike of 1918", "at Orgreave in 1984": what stands behind a preposition of time or place."""
    return noun.dep == "pobj" and (noun.head.lower in cues["circumstance"] or noun.head.lower in ("at", "in"))
