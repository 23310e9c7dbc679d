"""The end of a name with the plain nouns behind it that say what it is: "the Bellavista hotel"."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon.place_keys import key_of
from communique.mentions.where.names import LINKS, Finder, is_name
from communique.model import Token

FACILITY = 3  # plain words behind a name that say what it is: "oil pumping station"
NOUNS = frozenset(("NN", "NNS", "NNP", "JJ", "VBG"))  # "the X industrial area", "the X pumping station"
_ON_WATER = frozenset(("in", "on", "across", "over", "down", "up", "along"))
_ACTED_ON = frozenset(("dobj", "nsubjpass", "pobj"))


def facility_end(tokens: Sequence[Token], at: int, end: int, finder: Finder) -> int | None:
    """The end of "Bellavista hotel" or "Sarirra oil terminal": a name and the plain words that say what it is."""
    stop = end
    while stop < len(tokens) and stop - end < FACILITY and tokens[stop].tag in NOUNS and not is_name(tokens[stop]):
        stop += 1
    noun = tokens[stop - 1]
    if stop == end or noun.lower not in finder.words.facilities or _names_people(tokens[at:end], finder):
        return None
    if any(t.tag == "VBG" and t.head is not noun for t in tokens[end:stop]):
        return None
    if noun.lower in finder.words.of and finder.sites(finder.span(tokens, at, end)):
        return None  # "the Garden City area": the town is known
    above = (noun, noun.head)  # the parser may hang the name beside its noun
    if any(t.head not in above and t.head.head not in above for t in tokens[at:end] if t.text not in LINKS):
        return None
    held = noun.dep == "pobj" and (noun.head.lower in finder.words.scenes or _is_below_control(noun, finder))
    held = held or (noun.lower in finder.words.areas and tokens[at - 1].lower == "the" and at > 0)
    return stop if held or (noun.dep in _ACTED_ON and noun.head.lemma in finder.words.acted_on) else None


def _is_below_control(noun: Token, finder: Finder) -> bool:
    """ "Retook control of the Litoral prison": what such nouns are of is a place."""
    return noun.head.lower == "of" and noun.head.head.lower in finder.words.holding


def _names_people(name: Sequence[Token], finder: Finder) -> bool:
    """Whether the name before "post" or "mosque" is whose it is: "a Hamas post", "a Shia mosque"."""
    return all(key_of(t.text) in finder.words.doubtful for t in name)


def is_afloat_on(tokens: Sequence[Token], at: int, end: int, finder: Finder) -> bool:
    """ "A ferry on the Naf", "boats in the Corrib": a name behind "the" on which something floats is of water."""
    last = tokens[end - 1]
    on = last.head
    if at < 2 or tokens[at - 1].lower != "the" or last.dep != "pobj" or on.lower not in _ON_WATER:
        return False
    following = tokens[end] if end < len(tokens) else None
    alone = following is None or not following.tag.startswith(("POS", "NN", "JJ"))
    above = (on.head, *on.head.having("dobj", "nsubjpass"))  # "robbed a barge on the X", hung on the verb
    return alone and any(t.lower in finder.words.afloat for t in above)
