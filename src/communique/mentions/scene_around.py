"""Where an act happened, as the words around its clause say: what it was done for, on the way to what, to whom."""

from __future__ import annotations

from collections.abc import Iterator

from communique.mentions.ground import Ground
from communique.mentions.scene_phrases import done_by, in_phrase, is_of_words, phrases_on, places_below
from communique.mentions.scene_words import scene_words
from communique.model import Place, Token

_SUBJECTS = ("nsubj", "nsubjpass")
_DESTINATION = frozenset(("to", "in", "into", "at", "on", "near"))


def scenes_around(token: Token, ground: Ground) -> Iterator[Place]:
    """Places told by what an act was for, by the journey on which it was done, by who or what it reached."""
    yield from _of_end(token, ground)
    yield from _of_those_reached(token, ground)
    yield from _of_light_noun(token, ground)
    yield from _of_finder(token, ground)
    yield from _of_journey(token, ground)


def _of_end(verb: Token, ground: Ground) -> Iterator[Place]:
    """ "Used batons to clear 50 men from a gate at X": force is used where it is to have its effect."""
    if verb.pos != "VERB" or is_of_words(verb):
        return
    for inner in verb.having("xcomp", "advcl"):
        if inner.lemma not in scene_words().ends or not _is_infinitive(inner):
            continue
        for thing in inner.having("dobj"):
            if inner.lemma in scene_words().object:
                yield from places_below(thing, ground)
            yield from phrases_on(thing, inner, ground)
            for child in thing.having("prep"):
                yield from in_phrase(child, inner, ground)
        yield from phrases_on(inner, inner, ground)


def _of_those_reached(act: Token, ground: Ground) -> Iterator[Place]:
    """ "The rescue of three climbers lost on X", "freed ten men held in X": they are reached where they are."""
    for state in states_of_those_reached(act):
        yield from phrases_on(state, state, ground)
    of = (of for of in act.having("prep") if of.lower == "of")
    for thing in (*act.having("dobj", "nsubjpass"), *(p for o in of for p in o.having("pobj"))):
        for clause in thing.having("relcl") if not is_of_words(act) else ():  # "wrecked a kiosk that she ran at X"
            if clause.lemma in scene_words().kept:
                yield from phrases_on(clause, clause, ground)


def states_of_those_reached(act: Token) -> Iterator[Token]:
    """The participles that say how those fare whom an act reaches: "lost" in "the rescue of climbers lost on X"."""
    of = (of for of in act.having("prep") if of.lower == "of")
    for thing in (*act.having("dobj", "nsubjpass"), *(p for o in of for p in o.having("pobj"))):
        if not is_of_words(act):
            yield from (c for c in thing.having("acl") if c.tag == "VBN" and c.lemma in scene_words().stranded)


def _of_light_noun(noun: Token, ground: Ground) -> Iterator[Place]:
    """ "The use of tear gas by police against marchers in X": what hangs on "use" is said of the act."""
    holder = light_noun_of(noun)
    if holder is not None:
        yield from phrases_on(holder, holder, ground)
        if holder.dep in ("dobj", "nsubjpass", "nsubj") and not is_of_words(holder.head):
            yield from phrases_on(holder.head, holder.head, ground)


def light_noun_of(noun: Token) -> Token | None:
    """The noun that only says how much or how of the act that ``noun`` names: "a wave of arrests"."""
    of = noun.head
    if noun.pos != "NOUN" or noun.dep != "pobj" or of.lower != "of" or of.head.lower not in scene_words().light:
        return None
    return of.head


def _of_finder(verb: Token, ground: Ground) -> Iterator[Place]:
    """ "Villagers returning to X found their barns burned": done where those who find it are."""
    finder = verb.head if verb.dep in ("ccomp", "xcomp", "oprd") else verb.head.head if verb.dep == "acl" else verb
    if finder is verb or finder.lemma not in scene_words().finding or verb.tag not in ("VBN", "VBD", "VBG"):
        return
    yield from phrases_on(finder, finder, ground)
    for who in finder.having(*_SUBJECTS):
        yield from done_by(who, finder, ground)
    if finder.dep == "advcl":  # "came back to X to find the ward looted"
        yield from _of_journey(finder, ground)


def _of_journey(act: Token, ground: Ground) -> Iterator[Place]:
    """ "Flew to X to sign the pact", "arrived in X for talks": what one travels for is done at the destination."""
    verb = act.head
    if act.dep == "pobj" and act.pos == "NOUN" and verb.lower == "for":
        verb = verb.head
    elif act.dep not in ("advcl", "xcomp") or not _is_infinitive(act):
        return
    if verb.pos != "VERB" or verb.lemma not in scene_words().journeys:
        return
    for child in verb.having("prep"):
        if child.lower in _DESTINATION:
            yield from in_phrase(child, verb, ground)


def _is_infinitive(verb: Token) -> bool:
    return verb.tag == "VB" and any(c.lower == "to" and c.dep == "aux" for c in verb.children)
