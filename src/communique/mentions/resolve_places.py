"""Decides which place each name stands for, over the whole document.

One sense a discourse; what holds it ("Pandi, Bulacan"), the company of other places, the dateline and the publisher
decide before size does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import cos, log10, radians, sqrt
from typing import NamedTuple

from communique.lexicon.gazetteer import Site
from communique.mentions.toponyms import Toponym, holds

WORTH = {"PCLI": 5.0, "ADM1": 1.5, "ADM2": -2.0, "PPLC": 3.5, "PPLA": 0.7, "PPLX": -1.5, "PPLL": -0.5, "PPLQ": -2.0, "AIRP": 2.0}
OWN = 9.0  # what the project's own table lists is known far and wide
KIND = 7.0
HELD = 14.0
CAPITAL_CITY = 600_000  # a region gives way to the town it is named after, if that is as large as this
KIND_CODES = {
    "adm1": ("ADM1", "PCLI", "RGN"), "holder": ("ADM1", "PCLI"), "adm2": ("ADM2",), "town": ("PPL",), "region": ("RGN", "ADM1", "VAL", "DLTA"),
    "water": ("STM", "LK", "SEA", "OCN", "GULF", "BAY", "STRT", "CHN"), "land": ("ISL", "ISLS", "MT", "MTS", "DSRT"),
}
ROUNDS = 3


class Choice(NamedTuple):
    """The place chosen for a toponym and, in plain words, what decided."""

    site: Site | None
    why: str


class Ground(NamedTuple):
    """What the document as a whole says of where it plays: shares between 0 and 1."""

    countries: Mapping[str, float]
    provinces: Mapping[str, float]
    anchors: Sequence[tuple[Site, float]]


class Prior(NamedTuple):
    """What is known before the text is read: places named by the publisher and the dateline."""

    country: str | None = None
    province: str | None = None


def resolve(toponyms: Sequence[Toponym], prior: Prior) -> list[Choice]:
    """One choice for each toponym, in order."""
    groups: dict[tuple[str, str | None, tuple[str, ...]], list[Toponym]] = {}
    for t in toponyms:
        groups.setdefault(_group(t), []).append(t)
    held = {g[0]: g for g in reversed(groups) if g[2]}
    chosen: dict[tuple[str, str | None, tuple[str, ...]], Choice] = {}
    ground = Ground({}, {}, ())
    for _ in range(ROUNDS):
        for group, members in groups.items():
            if not group[2] and group[0] in held and members[0].sites:
                chosen[group] = chosen.get(held[group[0]]) or _choose(members[0], ground, prior)
            else:
                chosen[group] = _choose(members[0], ground, prior)
        ground = _ground(groups, chosen)
    return [chosen[_group(t)] for t in toponyms]


def _group(t: Toponym) -> tuple[str, str | None, tuple[str, ...]]:
    return t.key, t.kind if t.kind in KIND_CODES else None, tuple(s.key for s in t.holders[:3])


def _ground(groups: Mapping[tuple[str, str | None, tuple[str, ...]], Sequence[Toponym]],
            chosen: Mapping[tuple[str, str | None, tuple[str, ...]], Choice]) -> Ground:
    countries: defaultdict[str, float] = defaultdict(float)
    provinces: defaultdict[str, float] = defaultdict(float)
    anchors = []
    for group, members in groups.items():
        site = chosen[group].site
        if site is None or site.country is None:
            continue
        weight = sqrt(len(members)) * (1.0 if group[2] or len(members[0].sites) == 1 or site.code == "PCLI" else 0.5)
        countries[site.country] += weight
        province = site.key if site.code == "ADM1" else site.province
        if province:
            provinces[province] += weight
        if site.code != "PCLI":
            anchors.append((site, weight))
    anchors.sort(key=lambda a: (-a[1], a[0].key))
    total = sum(countries.values()) or 1.0
    return Ground({c: n / total for c, n in countries.items()}, {p: n / total for p, n in provinces.items()}, anchors[:12])


def _choose(t: Toponym, ground: Ground, prior: Prior) -> Choice:
    best: tuple[float, Site] | None = None
    behind = _behind_their_towns(t.sites) if t.kind not in ("adm1", "adm2", "holder") else frozenset()
    for site in t.sites:
        score = _score(site, t, ground, prior) - (4.0 if site.key in behind else 0.0)
        if best is None or score > best[0]:
            best = score, site
    if best is None:
        return Choice(None, "not in the gazetteer")
    return Choice(best[1], _reason(best[1], t, ground, prior))


def _behind_their_towns(sites: Sequence[Site]) -> frozenset[str]:
    """Regions named after a town in them that is the better known of the two: "New York", "Kandahar"."""
    towns = {s.province: s for s in sites if s.code.startswith("PPL") and s.province and s.primary}
    return frozenset(
        s.key for s in sites if s.code == "ADM1" and (town := towns.get(s.key))
        and (town.population >= CAPITAL_CITY or (town.code.startswith("PPLA") and s.population < 8 * town.population))
    )


def _score(site: Site, t: Toponym, ground: Ground, prior: Prior) -> float:
    score = OWN if site.key[0] == "r" else WORTH.get(site.code, 0.0) + log10(site.population + 10)
    score += 0.0 if site.primary else -1.0
    if t.kind:
        codes = KIND_CODES.get(t.kind, ())
        score += KIND if codes and site.code.startswith(codes) else 0.0
    if any(holds(h, site) for h in t.holders):
        score += HELD
    if site.country:
        score += 4.0 * ground.countries.get(site.country, 0.0)
        score += 2.5 if site.country == prior.country else 0.0
    province = site.key if site.code == "ADM1" else site.province
    if province:
        score += 4.0 * ground.provinces.get(province, 0.0)
        score += 3.5 if province == prior.province else 0.0
    return score + _nearness(site, ground)


def _nearness(site: Site, ground: Ground) -> float:
    if site.code in ("PCLI", "CONT"):
        return 0.0
    total = 0.0
    for other, weight in ground.anchors:
        if other.key != site.key and other.name != site.name:
            apart = distance(site, other)
            if apart < 600:
                total += weight * (1 - apart / 600)
    return min(3.0, total)


def _reason(site: Site, t: Toponym, ground: Ground, prior: Prior) -> str:
    if any(holds(c, site) for c in t.holders):
        return "the text names what it lies in"
    if len(t.sites) == 1:
        return "the only place of this name in the gazetteer"
    if site.code == "PCLI":
        return "a country's name"
    province = site.key if site.code == "ADM1" else site.province
    if province and (ground.provinces.get(province, 0) > 0.2 or province == prior.province):
        return "other places in the text lie in the same region"
    if site.country and ground.countries.get(site.country, 0) > 0.3:
        return "other places in the text lie in the same country"
    return "the most prominent place of this name"


def distance(a: Site, b: Site) -> float:
    """Kilometres between two places, good enough to compare them (equirectangular)."""
    east = (a.lon - b.lon + 180) % 360 - 180
    return 111.2 * sqrt((a.lat - b.lat) ** 2 + (east * cos(radians((a.lat + b.lat) / 2))) ** 2)
