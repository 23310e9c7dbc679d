"""Where an act happened, as its own clause says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from communique.lexicon.files import load_toml
from communique.model import Place, Text, Token

DEEPEST = 6  # steps below a preposition in which its place is looked for


class SceneWords(NamedTuple):
    """The words by which a clause says where its act happened."""

    at: frozenset[str]
    only_with_act: dict[str, frozenset[str]]
    object: frozenset[str]
    inner: frozenset[str]
    other_clause: frozenset[str]
    argument: tuple[str, ...]


def place_of(token: Token, text: Text, places: Sequence[Place]) -> Place | None:
    """The place at which the act named by ``token``, a verb or an event's noun, happened.

    Read off the phrases that hang on the word, then off its arguments, then off the verb that it shares a clause with.
    A place of origin or of speech is no scene. None where the clause does not say. ``places`` are in text order.
    """
    if not places:
        return None
    starts = [p.start for p in places]
    for place in _scenes(token, starts, places, _words()):
        return place
    return None


def _scenes(token: Token, starts: Sequence[int], places: Sequence[Place], words: SceneWords) -> Iterator[Place]:
    yield from _phrases(token, token, starts, places, words)
    for child in token.children:
        if child.dep in ("dobj", "nsubjpass") and token.lemma in words.object:
            yield from _below(child, starts, places, words)
    for child in token.children:
        if child.dep in words.argument:
            yield from _phrases(child, token, starts, places, words)
            yield from _modifier(child, starts, places)
    yield from _modifier(token, starts, places)
    yield from _shared(token, starts, places, words)


def _phrases(
    holder: Token, act: Token, starts: Sequence[int], places: Sequence[Place], words: SceneWords
) -> Iterator[Place]:
    """Places in the prepositional phrases and adverbs on ``holder``, nearest to the act first."""
    for child in sorted(holder.children, key=lambda c: (c.i < holder.i, abs(c.i - holder.i))):
        if child.dep in ("prep", "agent", "prt") and _places_act(child, act, words):
            for inner in child.children:
                if inner.dep in ("pobj", "pcomp", "prep"):
                    yield from _below(inner, starts, places, words)
        elif child.dep in ("advmod", "npadvmod"):
            for inner in child.children:
                if inner.dep == "prep" and _places_act(inner, act, words):
                    yield from _below(inner, starts, places, words)


def _places_act(preposition: Token, act: Token, words: SceneWords) -> bool:
    if preposition.dep == "agent" or preposition.lower not in words.at:
        return False
    needed = words.only_with_act.get(preposition.lower)
    return needed is None or act.lemma in needed or preposition.head.lemma in needed


def _below(token: Token, starts: Sequence[int], places: Sequence[Place], words: SceneWords) -> Iterator[Place]:
    """Places named by a noun phrase: its head, its apposition, "the town of X", "the streets of X"."""
    level = [token]
    for _ in range(DEEPEST):
        for one in level:
            place = _at(one, starts, places)
            if place:
                yield place
        level = [c for one in level for c in one.children
                 if c.dep not in words.other_clause and (c.dep != "prep" or c.lower in words.inner)]


def _modifier(token: Token, starts: Sequence[int], places: Sequence[Place]) -> Iterator[Place]:
    """"the Mosul offensive", "Syria's ceasefire": a place that modifies the act's noun."""
    for child in token.children:
        if child.dep in ("compound", "nmod") and token.pos == "NOUN":
            place = _at(child, starts, places)
            if place:
                yield place


def _shared(token: Token, starts: Sequence[int], places: Sequence[Place], words: SceneWords) -> Iterator[Place]:
    """What a verb above says of the scene: of "and" verbs the first one's, of an event's noun its verb's."""
    head = token.head
    if head is token:
        return
    if token.dep in ("conj", "xcomp") and head.pos in ("VERB", "AUX", "NOUN"):
        yield from _phrases(head, head, starts, places, words)
    elif token.pos in ("NOUN", "PROPN") and token.dep in words.argument and head.pos in ("VERB", "AUX"):
        yield from _phrases(head, token, starts, places, words)


def _at(token: Token, starts: Sequence[int], places: Sequence[Place]) -> Place | None:
    index = bisect_right(starts, token.start) - 1
    return places[index] if index >= 0 and token.start < places[index].end else None


@cache
def _words() -> SceneWords:
    data = load_toml("gazetteer/scene.toml")
    return SceneWords(
        frozenset(data["at"]), {k: frozenset(v) for k, v in data["only_with_act"].items()}, frozenset(data["object"]),
        frozenset(data["inner"]),        frozenset(data["other_clause"]), tuple(data["argument"]),
    )
