"""The places in the phrases on a word: "in X", "at a camp near Y", "on the road to Z"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.mentions.ground import Ground, kind_of
from communique.mentions.scene_words import scene_words
from communique.model import Place, Token

DEEPEST = 8  # steps below a preposition in which its place is looked for
_OF_NAMES = frozenset(("compound", "nmod"))


def is_of_words(token: Token) -> bool:
    """Whether the word tells of words or feelings: the places of what it speaks of are not where it happens."""
    words = scene_words()
    if token.pos not in ("VERB", "AUX") or token.lemma not in words.words:
        return False
    return not any(c.dep == "dobj" and c.lemma in words.granted for c in token.children)  # "were denied entry at X"


def done_by(party: Token, act: Token, ground: Ground) -> Iterator[Place]:
    """What those who take part are doing there: "miners who blocked a road at X", "leaders, meeting in X, agreed"."""
    words = scene_words()
    for child in party.children:
        gathered = child.dep == "relcl" and child.lemma in words.gathering
        if gathered or (child.dep == "acl" and child.tag == "VBG"):
            yield from phrases_on(child, act if child.dep == "acl" else child, ground)
            if gathered:
                yield from (p for one in child.having("dobj") for p in phrases_on(one, child, ground))


def phrases_on(holder: Token, act: Token, ground: Ground) -> Iterator[Place]:
    """Places in the prepositional phrases and adverbs on ``holder``, nearest to the act first."""
    words = scene_words()
    for child in sorted(holder.children, key=lambda c: (c.i < holder.i, abs(c.i - holder.i))):
        if child.dep in ("prep", "agent", "prt", "dative") and child.lower in words.at:
            yield from in_phrase(child, act, ground)
        elif child.lower in words.bearing:
            yield from _from_bearing(child, ground)
        elif child.dep == "appos":
            yield from (p for c in child.children if c.lower in words.bearing for p in _from_bearing(c, ground))
        elif child.dep in ("advmod", "npadvmod"):
            if child.dep == "npadvmod" and any(_stands_before(c, child) for c in holder.children):
                yield from places_below(child, ground)  # "boarded off Cape X", read as "board off"
            elif _is_headline(child, ground):
                yield from places_below(child, ground)
            for inner in child.children:
                if inner.dep == "prep" and inner.lower in words.at:
                    yield from in_phrase(inner, act, ground)


def _is_headline(word: Token, ground: Ground) -> bool:
    """ "Blantyre this morning: vendors occupied …": the place before a colon."""
    return word.dep == "npadvmod" and ground.named_at(word) and any(c.text == ":" for c in word.head.children)


def _stands_before(word: Token, place: Token) -> bool:
    """Whether a preposition that the parser left without its noun belongs to the place: "rammed a boat off Cape X"."""
    if word.dep not in ("prt", "prep") or word.lower not in scene_words().at or word.children:
        return False
    return word.dep == "prt" or word.i == place.subtree()[0].i - 1


def _from_bearing(bearing: Token, ground: Ground) -> Iterator[Place]:
    """ "200 miles south of Tonga": the place that the bearing is taken from."""
    for preposition in bearing.children:
        if preposition.dep == "prep":
            for inner in preposition.children:
                yield from places_below(inner, ground)


def in_phrase(preposition: Token, act: Token, ground: Ground) -> Iterator[Place]:
    """Places in one phrase; after "on Tuesday" or "on Iran" only what is below it, or a thing on the map."""
    words = scene_words()
    if _places_act(preposition, act):
        for inner in preposition.children:
            yield from places_below(inner, ground)
            if inner.dep == "pobj" and ground.at(inner) is None:
                yield from done_by(inner, act, ground)
        return
    for inner in preposition.children:
        if preposition.lower in words.features:
            yield from (p for p in places_below(inner, ground) if _is_thing(p))
        if inner.dep == "pobj" and inner.lower in words.grounds | words.roads:  # "to the streets of X", "on the X road"
            yield from places_below(inner, ground)
        if inner.dep == "prep" and inner.lower in words.at:
            yield from in_phrase(inner, act, ground)
        elif inner.dep == "pobj" and preposition.lower in words.through and not is_of_words(act):
            if ground.at(inner) is None:
                yield from phrases_on(inner, act, ground)
                yield from done_by(inner, act, ground)
            if preposition.lower in words.party:
                yield from _beside(inner, ground)


def _is_thing(place: Place) -> bool:
    """Whether it is a thing on the map: an island, a square, what no gazetteer has; not a town, a state, a union."""
    return kind_of(place) in ("feature", "unlisted") and not is_union(place)


def is_union(place: Place) -> bool:
    """Whether it is a union of states, which acts like a state."""
    return place.resolved_place in scene_words().unions


def _beside(party: Token, ground: Ground) -> Iterator[Place]:
    """The scene hung on a party, or on the last of several: "between A and B in X"."""
    for one in party.conjuncts():
        for child in one.children:
            if child.dep == "prep" and child.lower in scene_words().beside_party:
                for inner in child.children:
                    yield from places_below(inner, ground)


def _places_act(preposition: Token, act: Token) -> bool:
    needed = scene_words().only_with_act.get(preposition.lower)
    return needed is None or act.lemma in needed or preposition.head.lemma in needed


def places_below(token: Token, ground: Ground) -> Iterator[Place]:
    """Places named by a noun phrase: its head, its apposition, "the town of X", "the streets of X"."""
    words = scene_words()
    level = [token]
    for _ in range(DEEPEST):
        level = [t for t in level if t.lower not in words.papers]
        for one in level:
            place = ground.last_before(one, 1) if one.lower in words.anaphora else ground.at(one)  # "a base there"
            if place and not is_doer(one):
                yield place
        below = sorted((c for one in level for c in one.children if _leads_in(c, one)), key=lambda c: c.dep == "poss")
        level = [c for c in below if c.dep not in words.other_clause]


def _leads_in(child: Token, noun: Token) -> bool:
    """Whether the place may stand below: "a hotel in X", "the road to X", not "a march to X"."""
    words = scene_words()
    along = noun.lower in words.roads and child.lower in words.along
    return along or child.dep != "prep" or child.lower in words.inner


def is_doer(token: Token) -> bool:
    """Whether a state's short form stands before a noun: "U.S. strikes" are of the U.S., not in it."""
    return token.dep in _OF_NAMES and token.text.replace(".", "").isupper() and len(token.text.replace(".", "")) <= 3
