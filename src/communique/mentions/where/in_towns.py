"""Puts what no gazetteer has where the text says: a street or building in its town, a village in its region."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.lexicon.gazetteer import Site
from communique.lexicon.place_words import PlaceWords
from communique.mentions.where.resolve import Choice
from communique.mentions.where.toponyms import Toponym

SMALL = frozenset({"street", "site"})  # kinds of things that are smaller than a town
_BEFORE_TOWN = re.compile(r",?\s+(?:in|outside|near|,)?\s*(?:the\s+)?(?:\w+\s+){0,3}|,\s*")
_AFTER_TOWN = re.compile(r"['’]s\s+(?:[a-z]+\s+){0,3}")
_BEFORE_REGION = re.compile(
    r",?\s+(?:(?:which\s+(?:is|lies)|an?|the|located|lying|situated)\s+(?:[a-z-]+\s+){0,4})?"
    r"in\s+(?:the\s+)?(?:[a-z-]+\s+){0,3}|,\s*"
)
UNLISTED = "in no gazetteer"  # begins the reason of a place that is put at its region
REGIONS = ("ADM1", "ADM2", "RGN")  # states are too large to say where a village is
FAR = 70  # code points between the village and its region
REACH = 40  # code points between the thing and its town


def in_towns(text: str, toponyms: Sequence[Toponym], choices: Sequence[Choice], words: PlaceWords) -> list[Choice]:
    """``choices``, with a thing smaller than a town and without coordinates at its town, or a village in its region.

    "Rustaveli Avenue in Tbilisi", "Hope Street, Lima", "Tbilisi's Rustaveli Avenue": the place is then as fine as a
    town, and ``why`` says so.
    """
    found = list(choices)
    for n, (toponym, choice) in enumerate(zip(toponyms, choices, strict=True)):
        if choice.site is None and _is_small(toponym, words):
            town = _after(text, toponyms, choices, n) or _before(text, toponyms, choices, n)
            if town:
                found[n] = Choice(town, f"lies in {town.name}, which the text names with it")
    regions = {
        toponym.key: region
        for n, (toponym, choice) in reversed(list(enumerate(zip(toponyms, found, strict=True))))
        if choice.site is None and (region := _region(text, toponyms, choices, n))
    }
    for n, toponym in enumerate(toponyms):
        region = regions.get(toponym.key)
        if found[n].site is None and region:
            found[n] = Choice(region, f"{UNLISTED}; lies in {region.name}, as the text says")
    return found


def _region(text: str, toponyms: Sequence[Toponym], choices: Sequence[Choice], n: int) -> Site | None:
    """The region that the text says the place lies in: "Wunkot, a village in the Jonglei region"."""
    if n + 1 >= len(toponyms):
        return None
    gap, site = text[toponyms[n].end : toponyms[n + 1].start], choices[n + 1].site
    named = len(gap) <= FAR and _BEFORE_REGION.fullmatch(gap)
    return site if named and site and site.code in REGIONS else None


def _is_small(toponym: Toponym, words: PlaceWords) -> bool:
    parts = toponym.words.lower().split()
    return toponym.kind in SMALL or (len(parts) > 1 and words.after.get(parts[-1]) in SMALL)


def _after(text: str, toponyms: Sequence[Toponym], choices: Sequence[Choice], n: int) -> Site | None:
    if n + 1 >= len(toponyms):
        return None
    gap = text[toponyms[n].end : toponyms[n + 1].start]
    return _town(choices[n + 1]) if len(gap) <= REACH and _BEFORE_TOWN.fullmatch(gap) else None


def _before(text: str, toponyms: Sequence[Toponym], choices: Sequence[Choice], n: int) -> Site | None:
    if n == 0:
        return None
    gap = text[toponyms[n - 1].end : toponyms[n].start]
    return _town(choices[n - 1]) if len(gap) <= REACH and _AFTER_TOWN.fullmatch(gap) else None


def _town(choice: Choice) -> Site | None:
    return choice.site if choice.site and choice.site.code.startswith("PPL") else None
