"""Where an act happened, as its own clause says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from communique.lexicon.files import load_toml
from communique.model import Place, Sentence, Text, Token

DEEPEST = 6  # steps below a preposition in which its place is looked for


class SceneWords(NamedTuple):
    """The words by which a clause says where its act happened."""

    at: frozenset[str]
    only_with_act: dict[str, frozenset[str]]
    object: frozenset[str]
    inner: frozenset[str]
    features: frozenset[str]
    through: frozenset[str]
    party: frozenset[str]
    beside_party: frozenset[str]
    papers: frozenset[str]
    words: frozenset[str]
    occasion: frozenset[str]
    other_clause: frozenset[str]
    argument: tuple[str, ...]
    bearing: frozenset[str]
    anaphora: frozenset[str]


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
    yield from _object(token, starts, places, words)
    for child in token.children:
        if child.dep in words.argument and not _is_of_words(token, words):
            for one in child.conjuncts():
                yield from _phrases(one, token, starts, places, words)
            yield from _modifier(child, starts, places)
        if child.dep == "acl" and child.tag == "VBN" and token.pos == "NOUN":  # "strikes carried out on X"
            yield from _phrases(child, token, starts, places, words)
    yield from _told_before(token, starts, places, words)
    yield from _modifier(token, starts, places)
    yield from _relative(token, starts, places)
    yield from _shared(token, starts, places, words)
    yield from _occasion(token, starts, places, words)


def _object(token: Token, starts: Sequence[int], places: Sequence[Place], words: SceneWords) -> Iterator[Place]:
    """The place that a verb like "storm" or "capture" acts upon."""
    for child in token.children:
        if child.dep in ("dobj", "nsubjpass") and token.lemma in words.object:
            yield from _below(child, starts, places, words)


def _phrases(
    holder: Token, act: Token, starts: Sequence[int], places: Sequence[Place], words: SceneWords
) -> Iterator[Place]:
    """Places in the prepositional phrases and adverbs on ``holder``, nearest to the act first."""
    for child in sorted(holder.children, key=lambda c: (c.i < holder.i, abs(c.i - holder.i))):
        if child.dep == "prep" and child.lower in words.at:
            yield from _in_phrase(child, act, starts, places, words)
        elif child.lower in words.bearing:
            yield from _from_bearing(child, starts, places, words)
        elif child.dep == "appos":
            yield from (
                p for c in child.children if c.lower in words.bearing for p in _from_bearing(c, starts, places, words)
            )
        elif child.dep in ("advmod", "npadvmod"):
            for inner in child.children:
                if inner.dep == "prep" and inner.lower in words.at:
                    yield from _in_phrase(inner, act, starts, places, words)


def _from_bearing(bearing: Token, starts: Sequence[int], places: Sequence[Place], words: SceneWords) -> Iterator[Place]:
    """ "200 miles south of Tonga": the place that the bearing is taken from."""
    for preposition in bearing.children:
        if preposition.dep == "prep":
            for inner in preposition.children:
                yield from _below(inner, starts, places, words)


def _told_before(token: Token, starts: Sequence[int], places: Sequence[Place], words: SceneWords) -> Iterator[Place]:
    """ "Killed 13 policemen there": the place last named, in this sentence or the one before it."""
    for child in token.children:
        if child.dep == "advmod" and child.lower in words.anaphora:
            before = [s for s in token.sentence.block.sentences if s.index >= token.sentence.index - 1]
            known = places[bisect_right(starts, before[0].start - 1) : bisect_right(starts, child.start)]
            yield from (p for p in reversed(known) if not _is_modifier(p, before))


def _is_modifier(place: Place, sentences: Sequence[Sentence]) -> bool:
    """Whether the place only says what kind a thing is: "a Rakhine force"."""
    words = [t for s in sentences for t in s.tokens if place.start <= t.start < place.end]
    return bool(words) and words[-1].dep in ("compound", "amod", "nmod")


def _in_phrase(
    preposition: Token, act: Token, starts: Sequence[int], places: Sequence[Place], words: SceneWords
) -> Iterator[Place]:
    """Places in one phrase; after "on Tuesday" or "on Iran" only what is below it, or a thing on the map."""
    if _places_act(preposition, act, words):
        for inner in preposition.children:
            yield from _below(inner, starts, places, words)
        return
    for inner in preposition.children:
        if preposition.lower in words.features:
            yield from (p for p in _below(inner, starts, places, words) if p.resolution == "feature")
        if inner.dep == "prep" and inner.lower in words.at:
            yield from _in_phrase(inner, act, starts, places, words)
        elif inner.dep == "pobj" and preposition.lower in words.through and not _is_of_words(act, words):
            if _at(inner, starts, places) is None:
                yield from _phrases(inner, act, starts, places, words)
            if preposition.lower in words.party:
                yield from _beside(inner, starts, places, words)


def _beside(party: Token, starts: Sequence[int], places: Sequence[Place], words: SceneWords) -> Iterator[Place]:
    """The scene hung on a party, or on the last of several: "between A and B in X"."""
    for one in party.conjuncts():
        for child in one.children:
            if child.dep == "prep" and child.lower in words.beside_party:
                for inner in child.children:
                    yield from _below(inner, starts, places, words)


def is_of_words(token: Token) -> bool:
    """Whether the word tells of words or feelings: the places of what it speaks of are not where it happens."""
    return _is_of_words(token, _words())


def _is_of_words(act: Token, words: SceneWords) -> bool:
    return act.pos in ("VERB", "AUX") and act.lemma in words.words


def _relative(token: Token, starts: Sequence[int], places: Sequence[Place]) -> Iterator[Place]:
    """ "Kolda, where soldiers freed ten people": the place that the clause hangs on."""
    if token.dep == "relcl" and any(c.dep == "advmod" and c.tag == "WRB" for c in token.children):
        found = _at(token.head, starts, places)
        if found is not None:
            yield found


def _places_act(preposition: Token, act: Token, words: SceneWords) -> bool:
    needed = words.only_with_act.get(preposition.lower)
    return needed is None or act.lemma in needed or preposition.head.lemma in needed


def _below(token: Token, starts: Sequence[int], places: Sequence[Place], words: SceneWords) -> Iterator[Place]:
    """Places named by a noun phrase: its head, its apposition, "the town of X", "the streets of X"."""
    level = [token]
    for _ in range(DEEPEST):
        level = [t for t in level if t.lower not in words.papers]
        for one in level:
            place = _at(one, starts, places)
            if place:
                yield place
        below = (child for one in level for child in one.children)
        level = [c for c in below if c.dep not in words.other_clause and (c.dep != "prep" or c.lower in words.inner)]


def _modifier(token: Token, starts: Sequence[int], places: Sequence[Place]) -> Iterator[Place]:
    """ "the Mosul offensive", "Syria's ceasefire": a place that modifies the act's noun."""
    for child in token.children:
        if child.dep in ("compound", "nmod") and token.pos == "NOUN":
            place = _at(child, starts, places)
            if place:
                yield place


def _shared(token: Token, starts: Sequence[int], places: Sequence[Place], words: SceneWords) -> Iterator[Place]:
    """What a verb above says of the scene: of "and" verbs the first one's, of an event's noun its verb's."""
    head = token.head
    if head is token or any(_at(t, starts, places) for t in _objects(token, words)):
        return
    participle = token.dep == "advcl" and token.tag == "VBG"  # "rammed a boat off X, injuring four"
    if (token.dep in ("conj", "xcomp") or participle) and head.pos in ("VERB", "AUX", "NOUN"):
        yield from _phrases(head, head, starts, places, words)
        yield from _object(head, starts, places, words)
        yield from _told_before(head, starts, places, words)
    elif token.pos in ("NOUN", "PROPN") and token.dep in words.argument and head.pos in ("VERB", "AUX"):
        yield from _phrases(head, token, starts, places, words)
        yield from _object(head, starts, places, words)


def _objects(token: Token, words: SceneWords) -> list[Token]:
    """The nouns in the phrases on a word, parties left out: where one is a place, the word needs no other's scene."""
    phrases = (c for c in token.children if c.dep == "prep" and c.lower not in words.party)
    return [inner for child in phrases for inner in child.children]


def _occasion(token: Token, starts: Sequence[int], places: Sequence[Place], words: SceneWords) -> Iterator[Place]:
    """The scene of the occasion on which it happened: "killed when a bomb exploded in Baghdad"."""
    for child in token.children:
        opening = child.lower.endswith("ing") and child.i < token.i  # "Meeting in X, they …", taken for a noun or not
        if child.dep == "advcl" and (opening or any(c.lower in words.occasion for c in child.children)):
            yield from _phrases(child, child, starts, places, words)


def _at(token: Token, starts: Sequence[int], places: Sequence[Place]) -> Place | None:
    index = bisect_right(starts, token.start) - 1
    return places[index] if index >= 0 and token.start < places[index].end else None


@cache
def _words() -> SceneWords:
    data = load_toml("gazetteer/scene.toml")
    return SceneWords(
        at=frozenset(data["at"]),
        only_with_act={preposition: frozenset(acts) for preposition, acts in data["only_with_act"].items()},
        object=frozenset(data["object"]),
        inner=frozenset(data["inner"]),
        features=frozenset(data["features"]),
        through=frozenset(data["through"]),
        party=frozenset(data["party"]),
        beside_party=frozenset(data["beside_party"]),
        papers=frozenset(data["papers"]),
        words=frozenset(data["words"]),
        occasion=frozenset(data["occasion"]),
        other_clause=frozenset(data["other_clause"]),
        argument=tuple(data["argument"]),
        bearing=frozenset(data["bearing"]),
        anaphora=frozenset(data["anaphora"]),
    )
