"""Decides which place each name stands for, over the whole document.

One sense a discourse; what holds it ("Pandi, Bulacan"), the company of other places, the dateline and the publisher
decide before size does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import cos, exp, log10, radians, sqrt
from typing import NamedTuple

from communique.lexicon.gazetteer import Site
from communique.mentions.where.toponyms import Toponym, holds

WORTH = {
    "PCLI": 5.0,
    "PPLC": 3.5,
    "PPLG": 3.0,
    "ADM1": 3.0,
    "AIRP": 2.0,
    "PPLA": 0.7,
    "PPLL": -0.5,
    "PPLX": -1.5,
    "PPLQ": -2.0,
    "ADM2": -2.0,
}  # orders of magnitude of population that a kind of place is worth before anything else is known
OWN = 11.0  # what the project's own table lists is known far and wide
KIND = 7.0
OTHER_NAME = (1.0, 2.5)  # taken off where the name is not the place's main one: of a large place, of a small one
LARGE = 20_000
METROPOLIS = 400_000
NEAR = 250.0  # km
NEARNESS = 3.0
HELD = 14.0
FAMOUS = 120_000  # inhabitants of a town known abroad
OUTSHONE = 5  # times as large as its namesake is a town that is meant unless the text plays near the namesake
SEATS = frozenset(("PCLI", "PPLC", "PPLG"))  # named for governments as often as for where something happens
CAPITAL_CITY = 600_000  # a region gives way to the town it is named after, if that is as large as this
KIND_CODES = {
    "adm1": ("ADM1", "PCLI", "RGN"),
    "holder": ("ADM1", "PCLI"),
    "adm2": ("ADM2",),
    "town": ("PPL",),
    "region": ("RGN", "ADM1", "VAL", "DLTA"),
    "land": ("ISL", "ISLS", "MT", "MTS", "DSRT"),
    "water": ("STM", "LK", "SEA", "OCN", "GULF", "BAY", "STRT", "CHN"),
}
TOLD = 0.8  # what a country's adjectives are worth beside a name's vote of 1
ROUNDS = 3
ANCHORS = 12  # places that others are measured against: more cost time and change nothing
Group = tuple[str, str | None, tuple[str, ...]]  # key, kind, keys of what holds it


class Choice(NamedTuple):
    """The place chosen for a toponym and, in plain words, what decided."""

    site: Site | None
    why: str


class Prior(NamedTuple):
    """What is known before the text is read: the country and region that the publisher's name tells of."""

    country: str | None = None
    province: str | None = None
    near: frozenset[str] = frozenset()  # regions that have a town of the publisher's name
    named: frozenset[str] = frozenset()  # keys of towns in the publisher's name: the text's own town is meant


class Ground:
    """What a document's names say together of where it plays; a name's own vote does not count for itself."""

    def __init__(self) -> None:
        self.countries: defaultdict[str, float] = defaultdict(float)
        self.provinces: defaultdict[str, float] = defaultdict(float)
        self.local: defaultdict[str, float] = defaultdict(float)  # votes other than countries' and capitals'
        self.own: defaultdict[tuple[str, str], float] = defaultdict(float)
        self.anchors: list[tuple[float, Site, str]] = []
        self.total = 0.0

    def vote(self, key: str, site: Site, weight: float) -> None:
        """Counts a name's place, or a share of one of its places."""
        if site.country is None:
            return
        self.countries[site.country] += weight
        if site.code not in SEATS:
            self.local[site.country] += weight
            self.own[key, "local " + site.country] += weight
        self.own[key, site.country] += weight
        self.own[key, ""] += weight
        self.total += weight
        province = site.key if site.code == "ADM1" else site.province
        if province:
            self.provinces[province] += weight
            self.own[key, province] += weight

    def tell(self, countries: Mapping[str, float]) -> None:
        """Counts what the text's adjectives say: "Brazilian police"."""
        for country, share in countries.items():
            self.countries[country] += TOLD * share
            self.local[country] += TOLD * share
            self.total += TOLD * share

    def country(self, key: str, country: str, local: bool = False) -> float:
        """The share of the other names that lie in this country; ``local``: countries and capitals left out."""
        others = self.total - self.own.get((key, ""), 0.0)
        votes, own = (self.local, "local " + country) if local else (self.countries, country)
        return (votes.get(country, 0.0) - self.own.get((key, own), 0.0)) / others if others > 0.01 else 0.0

    def province(self, key: str, province: str) -> float:
        """How much the other names speak for this region, from 0 to 1: near 1 where most lie in it."""
        others = self.total - self.own.get((key, ""), 0.0)
        here = self.provinces.get(province, 0.0) - self.own.get((key, province), 0.0)
        return (1.0 - exp(-here / 1.2)) * sqrt(min(here / others, 1.0)) if others > 0.01 and here > 0.0 else 0.0


def resolve(toponyms: Sequence[Toponym], prior: Prior, told: Mapping[str, float]) -> list[Choice]:
    """One choice for each toponym, in order. ``told``: how much the text's adjectives speak for each country."""
    groups: dict[Group, list[Toponym]] = {}
    for t in toponyms:
        groups.setdefault(_group(t), []).append(t)
    held = {g[0]: g for g in reversed(groups) if g[2]}
    chosen: dict[Group, Choice] = {}
    ground = _first_ground(groups)
    ground.tell(told)
    for _ in range(ROUNDS):
        for group, members in groups.items():
            same = held.get(group[0]) if not group[2] and members[0].sites else None
            chosen[group] = (chosen.get(same) if same else None) or _choose(members[0], ground, prior)
        ground = _ground(groups, chosen)
        ground.tell(told)
    return [chosen[_group(t)] for t in toponyms]


def _group(t: Toponym) -> Group:
    return t.key, t.kind if t.kind in KIND_CODES else None, tuple(s.key for s in t.holders[:3])


def _first_ground(groups: Mapping[Group, Sequence[Toponym]]) -> Ground:
    """Every name votes for all the regions that have a place of its name; one vote in all for each name."""
    ground = Ground()
    for group, members in groups.items():
        t = members[0]
        sites = [s for s in t.sites if s.primary and (not t.holders or any(holds(h, s) for h in t.holders))]
        by_region: dict[str, Site] = {}
        for site in sites:
            by_region.setdefault(site.province or site.country or "", site)
        for site in by_region.values():
            ground.vote(group[0], site, 1.0 / len(by_region))
    return ground


def _ground(groups: Mapping[Group, Sequence[Toponym]], chosen: Mapping[Group, Choice]) -> Ground:
    ground = Ground()
    for group, members in groups.items():
        site = chosen[group].site
        if site is None:
            continue
        sure = bool(group[2]) or len(members[0].sites) == 1 or site.code in ("PCLI", "ADM1")
        weight = min(sqrt(len(members)), 2.0) * (1.0 if sure else 0.6)
        ground.vote(group[0], site, weight)
        if site.country and site.code != "PCLI":
            ground.anchors.append((weight, site, group[0]))
    ground.anchors.sort(key=lambda a: (-a[0], a[1].key))
    del ground.anchors[ANCHORS:]
    return ground


def _choose(t: Toponym, ground: Ground, prior: Prior) -> Choice:
    best: tuple[float, Site] | None = None
    plain = t.kind not in ("adm1", "adm2", "holder")
    behind = _behind_their_towns(t.sites) | _behind_their_states(t.sites) if plain else frozenset()
    towns = (s for s in t.sites if s.code.startswith("PPL") and (s.primary or s.population >= METROPOLIS))
    famous = max(towns, key=_size, default=None)
    for site in t.sites:
        score = _score(site, t, ground, prior, _outshone(site, famous)) - (4.0 if site.key in behind else 0.0)
        if best is None or score > best[0]:
            best = score, site
    if best is None:
        return Choice(None, "not in the gazetteer")
    return Choice(best[1], _reason(best[1], t, ground, prior))


def _behind_their_towns(sites: Sequence[Site]) -> frozenset[str]:
    """Regions named after a town in them that is the better known of the two: "New York", "Kandahar"."""
    seats = (s for s in sites if s.province and s.code.startswith("PPL") and (s.primary or s.code == "PPLA"))
    towns = {s.province: s for s in sorted(seats, key=lambda s: s.primary)}  # one of just this name first
    return frozenset(s.key for s in sites if s.code == "ADM1" and (town := towns.get(s.key)) and _is_behind(s, town))


def _is_behind(region: Site, town: Site) -> bool:
    """Whether the plain name is the town's: the region has another ("Kherson oblast"), or is not much larger."""
    if not town.primary:
        return not region.primary
    if town.population >= CAPITAL_CITY:
        return True
    seat = town.code.startswith("PPLA")
    return seat and (not region.primary or region.population < 8 * town.population)


def _behind_their_states(sites: Sequence[Site]) -> frozenset[str]:
    """Regions called like the state that they lie in, and capitals so called for short: "Panama"."""
    states = {s.country for s in sites if s.code == "PCLI"}
    inside = (s for s in sites if s.country in states and s.code != "PCLI")
    return frozenset(s.key for s in inside if s.code in ("ADM1", "ADM2") or not s.primary)


def _size(site: Site) -> int:
    return site.population


def _outshone(site: Site, famous: Site | None) -> bool:
    """Whether a town or district has a much larger namesake abroad: "Geneva" of New York, "Palermo" of California."""
    if famous is None or site.code in ("PCLI", "ADM1") or site.country == famous.country:
        return False
    return famous.population >= max(FAMOUS, OUTSHONE * site.population)


def _score(site: Site, t: Toponym, ground: Ground, prior: Prior, outshone: bool) -> float:
    score = OWN if site.own and site.code != "ADM1" else WORTH.get(site.code, 0.0) + log10(site.population + 10)
    score -= 0.0 if site.primary else OTHER_NAME[site.population < LARGE]
    if t.kind:
        codes = KIND_CODES.get(t.kind, ())
        score += KIND if codes and site.code.startswith(codes) else 0.0
    if any(holds(h, site) for h in t.holders):
        score += HELD
    if site.country:
        score += 4.0 * ground.country(t.key, site.country, local=outshone)
        score += 2.5 if site.country == prior.country else 0.0
    province = site.key if site.code == "ADM1" else site.province
    if province:
        score += 6.0 * ground.province(t.key, province)
        score += 3.5 if province == prior.province else 1.5 if province in prior.near else 0.0
    if t.key in prior.named and (site.population > METROPOLIS or site.code == "PCLI"):
        score -= 6.0
    return score + _nearness(site, t.key, ground, outshone)


def _nearness(site: Site, key: str, ground: Ground, outshone: bool) -> float:
    if site.code == "PCLI":
        return 0.0
    total = 0.0
    for weight, other, name in ground.anchors:
        if outshone and other.code in SEATS:
            continue
        if name != key and other.key != site.key and abs(other.lat - site.lat) < 4:
            apart = distance(site, other)
            if apart < NEAR:
                total += weight * (1 - apart / NEAR)
    return min(NEARNESS, 2.0 * total)


def _reason(site: Site, t: Toponym, ground: Ground, prior: Prior) -> str:
    if any(holds(h, site) for h in t.holders):
        return "the text names what it lies in"
    if len(t.sites) == 1:
        return "the only place of this name in the gazetteer"
    if site.code == "PCLI":
        return "a country's name"
    province = site.key if site.code == "ADM1" else site.province
    if province and ground.province(t.key, province) > 0.3:
        return "other places in the text lie in the same region"
    if province and province == prior.province:
        return "the publisher is at home in this region"
    if site.country and ground.country(t.key, site.country) > 0.3:
        return "other places in the text lie in the same country"
    return "the most prominent place of this name"


def distance(a: Site, b: Site) -> float:
    """Kilometres between two places, good enough to compare them (equirectangular)."""
    east = (a.lon - b.lon + 180) % 360 - 180
    return 111.2 * sqrt((a.lat - b.lat) ** 2 + (east * cos(radians((a.lat + b.lat) / 2))) ** 2)
