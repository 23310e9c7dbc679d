"""Where an act happened, as its own clause says."""

from __future__ import annotations

from collections.abc import Iterator

from communique.mentions.ground import Ground, kind_of
from communique.mentions.scene_around import scenes_around
from communique.mentions.scene_phrases import (
    done_by,
    in_phrase,
    is_doer,
    is_of_words,
    is_union,
    phrases_on,
    places_below,
)
from communique.mentions.scene_words import scene_words
from communique.model import Place, Token

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
        finer = (p for p in _scenes(token, ground) if p.country_code in (found.country_code, None))
        found = next((p for p in finer if p.resolution != "country" and not is_union(p)), found)
    return ground.finest(found) if found is not None else None


def _scenes(token: Token, ground: Ground) -> Iterator[Place]:
    words = scene_words()
    yield from _target(token, ground)
    yield from phrases_on(token, token, ground)
    yield from _object(token, ground)
    for child in token.children:
        if child.dep in words.argument and not is_of_words(token):
            for one in child.conjuncts():
                yield from phrases_on(one, token, ground)
                yield from done_by(one, token, ground)
            yield from _held(child, ground)
        elif child.dep in words.argument:
            yield from _spoken_at(child, ground)
        if child.dep == "acl" and child.tag == "VBN" and token.pos == "NOUN":  # "strikes carried out on X"
            yield from phrases_on(child, token, ground)
        if child.dep == "relcl" and token.pos == "NOUN" and child.lemma in words.occurring:
            yield from phrases_on(child, token, ground)
    yield from _carried_out(token, ground)
    yield from _told_before(token, ground)
    yield from _modifier(token, ground)
    yield from _relative(token, ground)
    yield from scenes_around(token, ground)
    yield from _shared(token, ground)
    yield from _occasion(token, ground)
    yield from _of_locals(token, ground)
    yield from _row(token, ground)


def _row(token: Token, ground: Ground) -> Iterator[Place]:
    """ "Arrested ten people and seized guns at X": what is done in one row by the same people, told at its end."""
    words = scene_words()
    if token.pos != "VERB" or token.tag not in ("VBD", "VBN") or is_of_words(token):
        return
    row = (c for c in token.conjuncts() if c.i > token.i and c.tag == token.tag and c.child(*_SUBJECTS) is None)
    for verb in row:
        if is_of_words(verb) or verb.lemma in words.leading_away:
            return
        for child in verb.children:
            if child.dep == "prep" and child.lower in words.inner:
                yield from in_phrase(child, verb, ground)
        for thing in verb.having("dobj"):
            yield from phrases_on(thing, verb, ground)


def _of_locals(token: Token, ground: Ground) -> Iterator[Place]:
    """ "Residents of Galle barricaded the road", "Harare nurses walked out": those who live there act there."""
    for child in token.children:
        if child.dep in _SUBJECTS and child.lemma in scene_words().locals and not is_of_words(token):
            for of in (c for c in child.children if c.lower == "of"):
                for inner in of.children:
                    yield from (p for p in places_below(inner, ground) if kind_of(p) not in ("country", "province"))
            yield from (p for p in _modifier(child, ground) if kind_of(p) in ("city", "district"))


def _target(token: Token, ground: Ground) -> Iterator[Place]:
    """The place that is itself stormed or shelled: "shelled Kutum in what it called an operation in Darfur"."""
    if token.lemma not in scene_words().object:
        return
    for child in token.children:
        if child.dep in ("dobj", "nsubjpass"):
            place = ground.at(child) if ground.named_at(child) else None
            if place is not None and place.resolution != "country" and not ground.is_kind(place):
                yield place


def _spoken_at(party: Token, ground: Ground) -> Iterator[Place]:
    """Where words are said: "ministers, meeting in X, deplored …", "delegates at the X conference pledged …"."""
    words = scene_words()
    for child in party.children:
        if child.dep == "acl" and child.tag == "VBG" and child.lemma in words.convening:
            yield from phrases_on(child, child, ground)
            for heard in child.having("dobj"):  # "attending talks held in X"
                yield from phrases_on(heard, child, ground)
                yield from (p for c in heard.having("acl") if c.tag == "VBN" for p in phrases_on(c, c, ground))
        if child.dep == "prep" and child.lower in words.inner:
            for inner in child.having("pobj"):
                if inner.lower in words.meetings:
                    yield from places_below(inner, ground)


def _object(token: Token, ground: Ground) -> Iterator[Place]:
    """The place that a verb like "storm" or "capture" acts upon."""
    for child in token.children:
        if child.dep in ("dobj", "nsubjpass") and token.lemma in scene_words().object:
            yield from places_below(child, ground)


def _told_before(token: Token, ground: Ground) -> Iterator[Place]:
    """ "Killed 13 policemen there": the place last named, in this sentence or the one before it."""
    for child in token.children:
        if child.dep == "advmod" and child.lower in scene_words().anaphora:
            found = ground.last_before(child, 1)
            if found is not None:
                yield found


def _relative(token: Token, ground: Ground) -> Iterator[Place]:
    """ "Kolda, where soldiers freed ten people", "clashes in Afrin that killed five": what the clause hangs on."""
    if token.dep == "xcomp":  # "X, where she hopes to win over Y"
        above = next((a for a in token.ancestors() if a.dep != "xcomp"), token)
        if above.dep == "relcl" and any(c.tag == "WRB" for c in above.children) and ground.at(above.head):
            yield from _relative(above, ground)
        return
    if token.dep != "relcl":
        return
    if any((c.dep == "advmod" and c.tag == "WRB") or _is_in_which(c) for c in token.children):
        found = ground.at(token.head)
        if token.head.dep in ("dobj", "nsubjpass") and token.head.head.lemma in scene_words().about:
            return  # "discussed Darfur, where they welcomed a truce": what is talked of
        if any(c.lower == "where" for c in token.children):
            found = _named_around(token.head, ground) or found or ground.last_before(token.subtree()[0], 0)
        if found is not None:
            yield found
        elif token.head.label == "DATE":  # "fled X in 2017, when the army burned several villages"
            verb = next((a for a in token.head.ancestors() if a.pos == "VERB"), None)
            if verb is not None:
                yield from phrases_on(verb, verb, ground)
                yield from _object(verb, ground)
    elif any(c.dep in _SUBJECTS and c.tag in ("WDT", "WP") for c in token.children):
        if token.head.pos == "NOUN":
            yield from phrases_on(token.head, token.head, ground)
            yield from _modifier(token.head, ground)
            yield from _of_raid(token.head, ground)
        elif token.lemma in scene_words().object and token.tag == "VBN":  # "the crossing at X, which was reopened"
            place = ground.at(token.head)
            if place is not None and place.resolution != "country":
                yield place


def _of_raid(noun: Token, ground: Ground) -> Iterator[Place]:
    """ "Fired at trucks near X in an attack that killed six": the attack was where the verb says that it was."""
    verb = noun.head.head
    occasion = noun.dep == "pobj" and noun.head.lower in ("in", "during") and noun.lower in scene_words().meetings
    if occasion and verb.pos == "VERB" and not is_of_words(verb):
        yield from phrases_on(verb, verb, ground)
        yield from _object(verb, ground)


def _named_around(head: Token, ground: Ground) -> Place | None:
    """What "where" behind a name means: X in "X authorities, where …" and in "X, 30 miles south of Y, where …"."""
    if head.dep == "pobj" and head.head.head.lower in scene_words().bearing:
        bearing = head.head.head
        while bearing.dep in ("npadvmod", "advmod", "appos", "nmod") and ground.at(bearing) is None:
            bearing = bearing.head
        return ground.at(bearing)
    if ground.at(head) is None and head.pos == "NOUN":
        return next(_modifier(head, ground), None)
    return None


def _is_in_which(child: Token) -> bool:
    """ "Chinatown, in which shops were burned"."""
    return child.dep == "prep" and child.lower == "in" and any(c.lower == "which" for c in child.children)


def _modifier(token: Token, ground: Ground) -> Iterator[Place]:
    """ "The Mosul offensive": a place that modifies the act's noun; "the U.S. offensive" names who does it."""
    for child in token.children:
        if child.dep in _OF_NAMES and token.pos == "NOUN" and not is_doer(child):
            place = ground.at(child)
            if place:
                yield place


def _held(noun: Token, ground: Ground) -> Iterator[Place]:
    """ "Bombed a Rafah clinic": the town or region in the name of what an act reaches, not a state's things."""
    for place in _modifier(noun, ground):
        if place.resolution != "country" and not is_union(place):
            yield place


def _shared(token: Token, ground: Ground) -> Iterator[Place]:
    """What a verb above says of the scene: of "and" verbs the first one's, of an event's noun its verb's."""
    words = scene_words()
    head = token.head
    participle = token.dep == "advcl" and token.tag == "VBG"  # "rammed a boat off X, injuring four"
    at_once = token.dep == "advcl" and any(_is_at_once(c, head) for c in token.children)
    if head is token or any(ground.at(t) for t in _objects(token)):
        return
    if head.lemma in words.states_of_being and not at_once:
        return
    if (token.dep in ("conj", "xcomp") or participle or at_once) and head.pos in ("VERB", "AUX", "NOUN"):
        yield from phrases_on(head, head, ground)
        yield from _object(head, ground)
        yield from _carried_out(head, ground)
        yield from _told_before(head, ground)
        if token.dep == "conj" and token.child(*_SUBJECTS) is None:
            yield from (p for who in head.having(*_SUBJECTS) for p in done_by(who, head, ground))
    elif _names_act(token) and token.dep in words.argument and head.pos in ("VERB", "AUX"):
        yield from phrases_on(head, token, ground)
        yield from _object(head, ground)
        yield from _carried_out(head, ground)
        yield from _relative(head, ground)


def _is_at_once(opening: Token, head: Token) -> bool:
    """Whether a clause so opened tells what happened where its main clause did: "died at X after police fired"."""
    words = scene_words()
    around = opening.lower in words.before_or_after and head.lemma in words.at_the_time
    return around or opening.lower in words.at_once


def _carried_out(verb: Token, ground: Ground) -> Iterator[Place]:
    """ "Was forced to land in Minsk", "tried to break a fence at X", "is to be held in Y": where the second verb is."""
    if verb.lemma not in scene_words().carried_out:
        return
    for child in verb.children:
        for inner in [child] if child.dep == "xcomp" else child.having("xcomp") if child.dep == "acomp" else ():
            yield from _target(inner, ground)
            yield from phrases_on(inner, inner, ground)


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
        if any(c.dep == "npadvmod" and c.i < child.i for c in child.children):  # "freed a day after shells hit X"
            continue
        came = any(c.lower == "when" for c in child.children) and child.lemma in scene_words().visiting
        if is_of_words(token) and not (opening or came):  # "complained after a boat sank off X"
            continue
        if child.dep == "advcl" and (opening or any(c.lower in scene_words().occasion for c in child.children)):
            yield from phrases_on(child, child, ground)
            if not opening:
                yield from _object(child, ground)
                for seen in child.having("dobj"):  # "arrested as they filmed a march in X"
                    yield from phrases_on(seen, child, ground)
