"""Where an act happened, as its own clause says."""

from __future__ import annotations

from collections.abc import Iterator

from communique.mentions.ground import Ground, kind_of
from communique.mentions.scene_words import scene_words
from communique.model import Place, Token

DEEPEST = 8  # steps below a preposition in which its place is looked for
_OF_NAMES = frozenset(("compound", "nmod"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def place_of(token: Token, ground: Ground) -> Place | None:
    """The place at which the act named by ``token``, a verb or an event's noun, happened.

    Read off the phrases that hang on the word, then off its arguments, then off the verb that it shares a clause with.
    A place of origin or of speech is no scene. None where the clause does not say.
    """
    if not ground.places:
        return None
    found = next(_scenes(token, ground), None)
    if found is not None and found.resolution == "country":  # "crossed into Sudan near Al-Fashaga": the finer says more
        finer = (p for p in _phrases(token, token, ground) if p.country_code == found.country_code)
        found = next((p for p in finer if p.resolution != "country"), found)
    return ground.finest(found) if found is not None else None


def is_of_words(token: Token) -> bool:
    """Whether the word tells of words or feelings: the places of what it speaks of are not where it happens."""
    return token.pos in ("VERB", "AUX") and token.lemma in scene_words().words


def _scenes(token: Token, ground: Ground) -> Iterator[Place]:
    words = scene_words()
    yield from _phrases(token, token, ground)
    yield from _object(token, ground)
    for child in token.children:
        if child.dep in words.argument and not is_of_words(token):
            for one in child.conjuncts():
                yield from _phrases(one, token, ground)
            yield from _held(child, ground)
        if child.dep == "acl" and child.tag == "VBN" and token.pos == "NOUN":  # "strikes carried out on X"
            yield from _phrases(child, token, ground)
    yield from _told_before(token, ground)
    yield from _modifier(token, ground)
    yield from _relative(token, ground)
    yield from _shared(token, ground)
    yield from _occasion(token, ground)
    yield from _of_locals(token, ground)


def _of_locals(token: Token, ground: Ground) -> Iterator[Place]:
    """ "Residents of Galle barricaded the road": those who live there act there."""
    for child in token.children:
        if child.dep in _SUBJECTS and child.lemma in scene_words().locals and not is_of_words(token):
            for of in (c for c in child.children if c.lower == "of"):
                for inner in of.children:
                    yield from (p for p in _below(inner, ground) if kind_of(p) not in ("country", "province"))


def _object(token: Token, ground: Ground) -> Iterator[Place]:
    """The place that a verb like "storm" or "capture" acts upon."""
    for child in token.children:
        if child.dep in ("dobj", "nsubjpass") and token.lemma in scene_words().object:
            yield from _below(child, ground)


def _phrases(holder: Token, act: Token, ground: Ground) -> Iterator[Place]:
    """Places in the prepositional phrases and adverbs on ``holder``, nearest to the act first."""
    words = scene_words()
    for child in sorted(holder.children, key=lambda c: (c.i < holder.i, abs(c.i - holder.i))):
        if child.dep in ("prep", "agent", "prt") and child.lower in words.at:
            yield from _in_phrase(child, act, ground)
        elif child.lower in words.bearing:
            yield from _from_bearing(child, ground)
        elif child.dep == "appos":
            yield from (p for c in child.children if c.lower in words.bearing for p in _from_bearing(c, ground))
        elif child.dep in ("advmod", "npadvmod"):
            if child.dep == "npadvmod" and any(_stands_before(c, child) for c in holder.children):
                yield from _below(child, ground)  # "boarded off Cape X", read as "board off"
            for inner in child.children:
                if inner.dep == "prep" and inner.lower in words.at:
                    yield from _in_phrase(inner, act, ground)


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
                yield from _below(inner, ground)


def _told_before(token: Token, ground: Ground) -> Iterator[Place]:
    """ "Killed 13 policemen there": the place last named, in this sentence or the one before it."""
    for child in token.children:
        if child.dep == "advmod" and child.lower in scene_words().anaphora:
            found = ground.last_before(child, 1)
            if found is not None:
                yield found


def _in_phrase(preposition: Token, act: Token, ground: Ground) -> Iterator[Place]:
    """Places in one phrase; after "on Tuesday" or "on Iran" only what is below it, or a thing on the map."""
    words = scene_words()
    if _places_act(preposition, act):
        for inner in preposition.children:
            yield from _below(inner, ground)
        return
    for inner in preposition.children:
        if preposition.lower in words.features:
            yield from (p for p in _below(inner, ground) if _is_thing(p))
        if inner.dep == "pobj" and inner.lower in words.grounds:  # "took to the streets of X"
            yield from _below(inner, ground)
        if inner.dep == "prep" and inner.lower in words.at:
            yield from _in_phrase(inner, act, ground)
        elif inner.dep == "pobj" and preposition.lower in words.through and not is_of_words(act):
            if ground.at(inner) is None:
                yield from _phrases(inner, act, ground)
            if preposition.lower in words.party:
                yield from _beside(inner, ground)


def _is_thing(place: Place) -> bool:
    """Whether it is a thing on the map: an island, a square, what no gazetteer has; not a town, a state, a union."""
    return kind_of(place) in ("feature", "unlisted") and place.resolved_place not in scene_words().unions


def _beside(party: Token, ground: Ground) -> Iterator[Place]:
    """The scene hung on a party, or on the last of several: "between A and B in X"."""
    for one in party.conjuncts():
        for child in one.children:
            if child.dep == "prep" and child.lower in scene_words().beside_party:
                for inner in child.children:
                    yield from _below(inner, ground)


def _relative(token: Token, ground: Ground) -> Iterator[Place]:
    """ "Kolda, where soldiers freed ten people", "clashes in Afrin that killed five": what the clause hangs on."""
    if token.dep != "relcl":
        return
    if any(c.dep == "advmod" and c.tag == "WRB" for c in token.children):
        found = ground.at(token.head)
        if found is None and any(c.lower == "where" for c in token.children):
            found = ground.last_before(token.subtree()[0], 0)
        if found is not None:
            yield found
        elif token.head.label == "DATE":  # "fled X in 2017, when the army burned several villages"
            verb = next((a for a in token.head.ancestors() if a.pos == "VERB"), None)
            if verb is not None:
                yield from _phrases(verb, verb, ground)
                yield from _object(verb, ground)
    elif token.head.pos == "NOUN" and any(c.dep in _SUBJECTS and c.tag in ("WDT", "WP") for c in token.children):
        yield from _phrases(token.head, token.head, ground)
        yield from _modifier(token.head, ground)


def _places_act(preposition: Token, act: Token) -> bool:
    needed = scene_words().only_with_act.get(preposition.lower)
    return needed is None or act.lemma in needed or preposition.head.lemma in needed


def _below(token: Token, ground: Ground) -> Iterator[Place]:
    """Places named by a noun phrase: its head, its apposition, "the town of X", "the streets of X"."""
    words = scene_words()
    level = [token]
    for _ in range(DEEPEST):
        level = [t for t in level if t.lower not in words.papers]
        for one in level:
            place = ground.at(one)
            if place and not _is_doer(one):
                yield place
        below = (child for one in level for child in one.children)
        level = [c for c in below if c.dep not in words.other_clause and (c.dep != "prep" or c.lower in words.inner)]


def _modifier(token: Token, ground: Ground) -> Iterator[Place]:
    """ "The Mosul offensive": a place that modifies the act's noun; "the U.S. offensive" names who does it."""
    for child in token.children:
        if child.dep in _OF_NAMES and token.pos == "NOUN" and not _is_doer(child):
            place = ground.at(child)
            if place:
                yield place


def _held(noun: Token, ground: Ground) -> Iterator[Place]:
    """ "Bombed a Rafah clinic": the town or region in the name of what an act reaches, not a state's things."""
    for place in _modifier(noun, ground):
        if place.resolution != "country" and place.resolved_place not in scene_words().unions:
            yield place


def _is_doer(token: Token) -> bool:
    """Whether a state's short form stands before a noun: "U.S. strikes" are of the U.S., not in it."""
    return token.dep in _OF_NAMES and token.text.replace(".", "").isupper() and len(token.text.replace(".", "")) <= 3


def _shared(token: Token, ground: Ground) -> Iterator[Place]:
    """What a verb above says of the scene: of "and" verbs the first one's, of an event's noun its verb's."""
    words = scene_words()
    head = token.head
    if head is token or any(ground.at(t) for t in _objects(token)) or head.lemma in words.states_of_being:
        return
    participle = token.dep == "advcl" and token.tag == "VBG"  # "rammed a boat off X, injuring four"
    at_once = token.dep == "advcl" and any(c.lower in words.at_once for c in token.children)
    if (token.dep in ("conj", "xcomp") or participle or at_once) and head.pos in ("VERB", "AUX", "NOUN"):
        yield from _phrases(head, head, ground)
        yield from _object(head, ground)
        yield from _told_before(head, ground)
    elif _names_act(token) and token.dep in words.argument and head.pos in ("VERB", "AUX"):
        yield from _phrases(head, token, ground)
        yield from _object(head, ground)


def _names_act(token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN") or token.tag == "VBG"


def _objects(token: Token) -> list[Token]:
    """The nouns in the phrases on a word, parties left out: where one is a place, the word needs no other's scene."""
    phrases = (c for c in token.children if c.dep == "prep" and c.lower not in scene_words().party)
    return [inner for child in phrases for inner in child.children]


def _occasion(token: Token, ground: Ground) -> Iterator[Place]:
    """The scene of the occasion on which it happened: "killed when a bomb exploded in Baghdad"."""
    for child in token.children:
        opening = child.lower.endswith("ing") and child.i < token.i  # "Meeting in X, they …", taken for a noun or not
        if is_of_words(token) and not opening:  # "complained after a boat sank off X"
            continue
        if child.dep == "advcl" and (opening or any(c.lower in scene_words().occasion for c in child.children)):
            yield from _phrases(child, child, ground)
            if not opening:
                yield from _object(child, ground)
                for seen in child.having("dobj"):  # "arrested as they filmed a march in X"
                    yield from _phrases(seen, child, ground)
