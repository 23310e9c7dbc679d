"""Where a publication is at home, read off its own name: "clarionledger.com" says nothing, "texastribune.org" does."""

from __future__ import annotations

import re
from functools import cache

from communique.lexicon.files import load_toml
from communique.lexicon.gazetteer import Gazetteer, Site, key_of
from communique.mentions.resolve_places import Prior

SHORTEST = 5  # letters of a town's name inside a publisher's
TOWN = 5_000


def home_of(publisher: str | None, gazetteer: Gazetteer) -> Prior:
    """The country and region that the publisher's name or its internet domain names, if it names one."""
    if not publisher:
        return Prior()
    host = re.sub(r"^(https?://)?(www\d?\.)?", "", publisher.strip().lower()).split("/")[0]
    labels = [label for label in host.split(".") if label]
    country = _country_of(labels, gazetteer)
    sites = [s for s in _named_in(labels, host, gazetteer) if country is None or s.country == country]
    regions = [s for s in sites if s.code in ("PCLI", "ADM1")]
    towns = frozenset(key_of(s.name) for s in sites if s.code.startswith("PPL") and len({t.key for t in sites}) > 1)
    if regions:
        first = regions[0]
        return Prior(first.country, first.key if first.code == "ADM1" else None, towns)
    if len({s.key for s in sites}) == 1:
        return Prior(sites[0].country, sites[0].province)
    return Prior(country, None, towns)


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
    return len(bare) >= SHORTEST and (site.code in ("PCLI", "ADM1") or site.population >= TOWN)


def _rank(site: Site) -> float:
    return {"PCLI": 10.0**10, "ADM1": 10.0**9}.get(site.code, float(site.population))


@cache
def _words() -> dict[str, list[str]]:
    data: dict[str, list[str]] = load_toml("gazetteer/press.toml")
    return data
