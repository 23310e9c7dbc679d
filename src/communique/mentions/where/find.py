"""Finds toponyms and resolves them to places with coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.lexicon.gazetteer import Gazetteer, Site
from communique.lexicon.place_keys import key_of
from communique.mentions.where.demonyms import countries_told
from communique.mentions.where.evidence import BIG_TOWN, is_big
from communique.mentions.where.in_towns import in_towns
from communique.mentions.where.local_press import home_of
from communique.mentions.where.names import Finder
from communique.mentions.where.resolve import Choice, resolve
from communique.mentions.where.toponyms import Toponym, find_toponyms, holds
from communique.model import Header, Place, Text

LONGEST = 120  # code points of a name that is kept
NAMES = re.compile(r"[^,/;\[\]()\s][^,/;\[\]()]*")  # in a dateline
TOPIC = re.compile(r"(?:On|In|At|From|Re) ([^:,;()]{3,60}?)\s*[:.–—-]*\s*$")  # in a label


def find_places(text: Text, header: Header, publisher: str | None, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The toponyms of ``text`` in order, resolved over the whole document; the dateline's places are among them."""
    finder = Finder(text.text, gazetteer)
    toponyms = [t for t in find_toponyms(text, gazetteer) if t.end - t.start <= LONGEST]
    filed = [
        f
        for f in (*_filed_from(text, header, finder), *_in_labels(text, finder))
        if not any(t.start < f.end and f.start < t.end for t in toponyms)
    ]
    toponyms = sorted([*filed, *toponyms], key=lambda t: t.start)
    resolved = resolve(toponyms, home_of(publisher, gazetteer), countries_told(text))
    choices = in_towns(text.text, toponyms, resolved, gazetteer.words)
    return tuple(
        place(f"p{n}", toponym, choice, gazetteer)
        for n, (toponym, choice) in enumerate(zip(toponyms, choices, strict=True), 1)
    )


def _filed_from(text: Text, header: Header, finder: Finder) -> Iterator[Toponym]:
    """The dateline's places: "JERUSALEM/GAZA", "Washington DC [US]", "ATHENS, Ga."."""
    dateline = header.dateline
    if not dateline or not dateline.place:
        return
    base = text.text.find(dateline.place, dateline.start, dateline.end)
    if base < 0:
        return
    names = [(m.start() + base, m.group().rstrip()) for m in NAMES.finditer(dateline.place)]
    after: tuple[Site, ...] = ()
    found: list[Toponym] = []
    for at, name in reversed(names):
        joined = text.text[at + len(name) :][:2].strip().startswith((",", "[", "("))
        sites = finder.states(name) if found or len(names) == 1 else finder.states(name) or finder.sites(name)
        sites = sites or finder.sites(name)
        if "/" in dateline.place:
            sites = _known(sites) or sites
        holders = after if joined and any(holds(h, s) for h in after for s in sites) else ()
        held = text.text[:at].rstrip()[-1:] in (",", "[", "(") and any(s.code in ("PCLI", "ADM1") for s in sites)
        kind = "holder" if held and len(names) > 1 else None
        found.append(Toponym(at, at + len(name), key_of(name), name, sites, kind, holders))
        after = sites
    yield from (t for t in reversed(found) if t.end - t.start <= LONGEST)


def _in_labels(text: Text, finder: Finder) -> Iterator[Toponym]:
    """The place in the label of a paragraph, which is not parsed: "On Cyprus: The envoy visited …"."""
    for block in text.blocks:
        match = TOPIC.match(text.text, *block.label) if block.label else None
        sites = finder.sites(match.group(1)) if match else ()
        if match and is_big(sites):
            yield Toponym(*match.span(1), key_of(match.group(1)), match.group(1), sites)


def _known(sites: tuple[Site, ...]) -> tuple[Site, ...]:
    """Of places, those that need no introduction: two towns with a stroke between them do not lie together."""
    return tuple(s for s in sites if s.own or s.code in ("PCLI", "PPLC") or (s.primary and s.population >= BIG_TOWN))


def place(place_id: str, t: Toponym, choice: Choice, gazetteer: Gazetteer) -> Place:
    """The toponym and its resolution in the contract's terms."""
    site = choice.site
    if site is None:
        return Place(id=place_id, start=t.start, end=t.end, extracted_place=t.words, why=choice.why)
    province = site if site.code == "ADM1" else gazetteer.site(site.province) if site.province else None
    district = site if site.code == "ADM2" else gazetteer.site(site.district) if site.district else None
    country = gazetteer.countries.get(site.country) if site.country else None
    level = resolution(site)
    return Place(
        id=place_id,
        start=t.start,
        end=t.end,
        extracted_place=t.words,
        resolved_place=site.name,
        geonameid=str(site.geonameid) if site.geonameid else None,
        lat=site.lat,
        lon=site.lon,
        city=site.name if level == "city" else None,
        district=district.name if district else None,
        province=province.name if province else None,
        country=country.name if country else None,
        country_code=site.country,
        feature_class=feature_class(site.code),
        feature_code=site.code,
        resolution=level,
        why=_disputed(site, gazetteer) or choice.why,
    )


def _disputed(site: Site, gazetteer: Gazetteer) -> str | None:
    """Why a place that several states claim has no country."""
    names = [gazetteer.countries[c].name for c in site.claimed if c in gazetteer.countries]
    return f"disputed: claimed by {' and '.join(names)}, so no country is given" if names else None


def resolution(site: Site) -> str:
    """How fine a place is: country, province, district, city or feature."""
    levels = {"PCLI": "country", "ADM1": "province", "ADM2": "district"}
    return levels.get(site.code, "city" if site.code.startswith("PPL") else "feature")


def feature_class(code: str) -> str:
    """GeoNames' class of a feature code."""
    if code.startswith("PPL"):
        return "P"
    if code.startswith(("ADM", "PCL")):
        return "A"
    return _CLASSES.get(code, "L")


_CLASSES = {
    **dict.fromkeys(("OCN", "SEA", "GULF", "BAY", "STRT", "CHN", "CNL", "LK", "LKS", "STM", "HBR", "RF", "SWMP"), "H"),
    **dict.fromkeys(("MT", "MTS", "ISL", "ISLS", "PEN", "CAPE", "DSRT", "VAL", "CNYN", "DLTA", "PASS"), "T"),
    **dict.fromkeys(("AIRP", "BDG", "BLDG", "CMP", "BRDR", "MILB", "SQR", "DAM"), "S"),
    "ST": "R",
}
