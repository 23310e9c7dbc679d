"""Judges by its company whether a name is meant as a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.lexicon.gazetteer import Site, key_of
from communique.mentions.place_names import PLACE_LABELS, Finder, is_name
from communique.model import Text, Token

NO, WEAK, SURE = 0, 1, 2  # WEAK: a place if the same name is surely one elsewhere in the text
BIG_TOWN = 100_000
TOWN = 15_000
CIVIC = 3_000
NAMED = ("NNP", "NNPS")


def surnames(text: Text) -> frozenset[str]:
    """Last names of the people whom the text names in full, or with a title."""
    found = set()
    for before, token in zip(text.tokens, text.tokens[1:], strict=False):
        if token.label == "PERSON" and before.label == "PERSON" and is_name(token) and is_name(before):
            found.add(key_of(token.text))
    return frozenset(found)


def is_big(sites: Iterable[Site]) -> bool:
    """Whether a name is known to everybody: a country, a region, a sea, a big town."""
    return any(s.primary and (s.own or s.code == "PCLI" or s.code in ("ADM1", "PPLC") or s.population >= BIG_TOWN) for s in sites)


def verdict(tokens: Sequence[Token], at: int, end: int, people: frozenset[str], held: bool, finder: Finder) -> int:
    """NO, WEAK or SURE. ``held``: a state or country follows that holds a place of this name."""
    words = finder.words
    name = finder.span(tokens, at, end)
    key = key_of(name)
    before = tokens[at - 1] if at else None
    after = tokens[end] if end < len(tokens) else None
    if (after and after.lower in words.things) or tokens[at].label == "MONEY":
        return NO
    if finder.gazetteer.exact(name):
        return SURE
    if not key or key in words.directions or all(part in words.doubtful for part in key.split()):
        return SURE if held and key in words.doubtful else NO
    if held:
        return SURE
    if before and before.lower in words.titles and before.lower != "st.":
        return NO
    part = _part_of_name(tokens, at, end, finder)
    if part is not None:
        return part
    if tokens[at].tag == "JJ" and end == at + 1 and tokens[at].label == "NORP":
        return NO
    return _alone(tokens, at, end, key, people, after, finder)


def _alone(
    tokens: Sequence[Token], at: int, end: int, key: str, people: frozenset[str], after: Token | None, finder: Finder
) -> int:
    """A name that is not part of a longer one."""
    words = finder.words
    inside = tokens[at:end]
    before = tokens[at - 1] if at else None
    sites = finder.sites(finder.span(tokens, at, end)) or finder.states(finder.span(tokens, at, end), alone=True)
    place = bool(before and before.lower in words.prepositions)
    kind = bool(after and after.lower in words.after) or (at >= 2 and before is not None and before.lower == "of" and tokens[at - 2].lower in words.of)
    labels = {t.label for t in inside}
    speaks = after is not None and after.lemma in words.speech
    if kind and (sites or labels & PLACE_LABELS):
        return SURE
    human = key in people or "PERSON" in labels
    if labels & PLACE_LABELS:
        if not sites:
            return _unknown(tokens, at, end, place, speaks, key in people, finder)
        return WEAK if (key in people or speaks and not (is_big(sites) and key not in words.people)) and not place else SURE
    if not sites:
        return NO
    if key in people or (human and len(inside) == 1 and key in words.people):
        return WEAK if not (before and before.lower in words.strong) else SURE
    return _by_size(sites, inside, before, place, human, key, speaks, finder)


def _by_size(
    sites: tuple[Site, ...], inside: Sequence[Token], before: Token | None, place: bool, human: bool, key: str, speaks: bool, finder: Finder
) -> int:
    words = finder.words
    own = any(s.primary for s in sites)
    if _dateline(inside) or (before and before.lower in words.strong and own):
        return SURE
    if key in words.people:
        return SURE if place and not human else WEAK
    if is_big(sites) and not (speaks and human):
        return SURE
    if place and own and max(s.population for s in sites) >= (TOWN if not human else BIG_TOWN):
        return SURE
    return WEAK


def _dateline(inside: Sequence[Token]) -> bool:
    """Whether capitals at the head of a block are a dateline's: "CORSICANA — A county …"."""
    first = inside[0]
    if not all(t.text.isupper() and len(t.text) > 2 for t in inside):
        return False
    follows = first.sentence.tokens
    index = inside[-1].i - follows[0].i + 1
    return first.i == follows[0].i and index < len(follows) and follows[index].text in ("—", "--", "-", "–", ",", "(", "_") 


def _unknown(tokens: Sequence[Token], at: int, end: int, place: bool, speaks: bool, person: bool, finder: Finder) -> int:
    """What only the recogniser calls a place."""
    words = finder.words
    last = tokens[end - 1]
    if speaks or person or any(t.lower in words.organisations or t.lower in words.press for t in tokens[at:end]):
        return NO
    if tokens[at].label == "FAC":
        return SURE if end - at > 1 and last.lower in words.after and tokens[at].lower not in words.civic else NO
    before = tokens[at - 1] if at else None
    return SURE if place and before and before.lower not in ("of", "to", "by", "with", "for", "from") or (place and end - at > 1) else WEAK


def _part_of_name(tokens: Sequence[Token], at: int, end: int, finder: Finder) -> int | None:
    """The verdict for a name inside a person's or an organisation's name; None where it stands alone."""
    words = finder.words
    first, last = tokens[at], tokens[end - 1]
    before = tokens[at - 1] if at else None
    if before and is_name(before) and before.tag in NAMED and before.label == "PERSON" and first.label in ("PERSON", "") and before.text != ",":
        return NO
    if at >= 2 and before and before.lower == "of" and tokens[at - 2].lower in words.organisation_of and is_name(tokens[at - 2]):
        return WEAK if tokens[at - 2].lower == "university" else NO
    run = _run(tokens, end)
    if not run:
        if before and is_name(before) and before.tag in NAMED and before.label == first.label == "ORG" and before.lower not in words.directions:
            return SURE if is_big(finder.sites(finder.span(tokens, at, end))) else WEAK
        return None
    if run[0].lower in words.after:
        return None
    if run[0].label == "PERSON" and last.label == "PERSON":
        return NO
    if run[-1].lower in words.press or run[0].lower in words.press:
        return NO
    sites = finder.sites(finder.span(tokens, at, end))
    if not sites:
        return NO if first.label not in PLACE_LABELS else None
    if key_of(finder.span(tokens, at, end)).startswith("saint ") and any(t.lower in words.organisations for t in run):
        return NO
    if any(t.lower in words.civic for t in run):
        return SURE if is_big(sites) or any(s.primary and s.population >= CIVIC for s in sites) else WEAK
    if any(t.lower in words.organisations for t in run) or run[0].label in ("ORG", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "FAC"):
        return SURE if is_big(sites) else WEAK
    return None


def _run(tokens: Sequence[Token], end: int) -> Sequence[Token]:
    """The capitalised words that follow without a break."""
    stop = end
    while stop < len(tokens) and stop - end < 5 and (is_name(tokens[stop]) or tokens[stop].text in ("&", "-")) and tokens[stop].tag != "POS":
        stop += 1
    return tokens[end:stop]
