"""Where a publication is at home, read off its own name: "clarionledger.com" says nothing, "texastribune.org" does."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from communique.lexicon.files import load_toml
from communique.lexicon.gazetteer import Gazetteer, Site
from communique.lexicon.place_keys import key_of
from communique.mentions.where.resolve import Prior

SHORTEST = 4  # letters of a state's name inside a publisher's
SHORTEST_TOWN = 5
TOWN = 5_000


def home_of(publisher: str | None, gazetteer: Gazetteer) -> Prior:
    """The country and region that the publisher's name or its internet domain names, if it names one."""
    if not publisher:
        return Prior()
    host = re.sub(r"^(https?://)?(www\d?\.)?", "", publisher.strip().lower()).split("/")[0]
    labels = [label for label in host.split(".") if label]
    country = _country_of(labels, gazetteer)
    if not labels:
        return Prior()
    sites = [s for s in _named_in(labels, host, gazetteer) if country is None or s.country == country]
    regions = [s for s in sites if s.code in ("PCLI", "ADM1")]
    towns = [s for s in sites if s.code.startswith("PPL")]
    named = frozenset(key_of(s.name) for s in towns) if len(towns) > 1 else frozenset()
    if regions:
        return Prior(regions[0].country, regions[0].key if regions[0].code == "ADM1" else None, frozenset(), named)
    if len(towns) == 1:
        return Prior(towns[0].country, towns[0].province)
    return Prior(country or _most(towns), None, frozenset(s.province for s in towns if s.province), named)


def _most(towns: list[Site]) -> str | None:
    """The country that most of the towns of one name lie in."""
    counted = Counter(s.country for s in towns if s.country)
    return min(counted, key=lambda c: (-counted[c], c)) if counted and max(counted.values()) * 2 > len(towns) else None


def _country_of(labels: list[str], gazetteer: Gazetteer) -> str | None:
    last = labels[-1] if len(labels) > 1 else ""
    iso2 = {"uk": "GB"}.get(last, last.upper())
    if last in _words()["global"]:
        return None
    return next((c.iso3 for c in gazetteer.countries.values() if c.iso2 == iso2), None)


def _named_in(labels: list[str], host: str, gazetteer: Gazetteer) -> list[Site]:
    """States, countries and towns in the name's words, or in its one long word without "times", "news" and the like."""
    words = _words()
    stem = max(labels[:-1] or labels, key=len) if "." in host else host
    parts = [part for part in re.split(r"[^a-z]+", stem) if part]
    found: list[Site] = []
    for part in parts:
        for bare in _stripped(part, words["press"]):
            found.extend(s for s in gazetteer.lookup(bare) if s.primary and _worth(s, bare))
    return sorted(found, key=lambda s: (-_rank(s), s.key))


def _stripped(word: str, press: list[str]) -> list[str]:
    """The word, and what is left of it without the words that newspapers are called by, at both ends."""
    seen, stack = [word], [word]
    while stack and len(seen) < 12:
        one = stack.pop()
        for name in press:
            for rest in (one.removesuffix(name), one.removeprefix(name)):
                if rest != one and len(rest) >= SHORTEST and rest not in seen:
                    seen.append(rest)
                    stack.append(rest)
    return seen


def _worth(site: Site, bare: str) -> bool:
    if site.code in ("PCLI", "ADM1"):
        return len(bare) >= SHORTEST
    return len(bare) >= SHORTEST_TOWN and site.population >= TOWN


def _rank(site: Site) -> float:
    return {"PCLI": 10.0**10, "ADM1": 10.0**9}.get(site.code, float(site.population))


@cache
def _words() -> dict[str, list[str]]:
    data: dict[str, list[str]] = load_toml("gazetteer/press.toml")
    return data
