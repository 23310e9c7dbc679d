"""Countries, and the places of the editable tables beside the bundled gazetteer: regions, towns, short forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from communique.lexicon.files import load_tsv
from communique.lexicon.place_keys import key_of


class Country(NamedTuple):
    """A country or dependent territory with its GeoNames id, ISO codes, a point in its middle and its capital."""

    iso2: str
    iso3: str
    geonameid: int
    name: str
    lat: float
    lon: float
    capital: str
    continent: str
    neighbours: tuple[str, ...]  # ISO3
    population: int
    area: float  # km²


class Site(NamedTuple):
    """A place that a name may stand for."""

    key: str  # unique in the gazetteer
    geonameid: int | None
    name: str
    lat: float
    lon: float
    population: int
    code: str  # GeoNames feature code: PPL, ADM1, PCLI, SEA, …
    country: str | None  # ISO3; None for what crosses borders
    province: str | None  # key of the first-level region
    district: str | None  # key of the second-level region
    primary: bool  # found by its main name, not by an alternate
    size: float = 0.0  # rough radius in km, for areas
    own: bool = False  # in the project's own table: known far and wide
    claimed: tuple[str, ...] = ()  # ISO3 of those who dispute it as a whole; it has no country then


class Abbreviation(NamedTuple):
    """A short form of a state or province: "N.J."."""

    region: str
    country: str  # ISO3
    alone: bool  # a place by itself in running text, not only after a town and a comma


def country_of(row: Mapping[str, str]) -> Country:
    """A row of the table of countries."""
    return Country(
        row["iso2"],
        row["iso3"],
        int(row["geonameid"] or 0),
        row["name"],
        float(row["lat"]),
        float(row["lon"]),
        row["capital"],
        row["continent"],
        tuple(row["neighbours"].split(",")),
        int(row["population"]),
        float(row["area_km2"]),
    )


def country_site(c: Country) -> Site:
    """The country as a place."""
    return Site(
        key=f"c:{c.iso3}",
        geonameid=c.geonameid or None,
        name=c.name,
        lat=c.lat,
        lon=c.lon,
        population=c.population,
        code="PCLI",
        country=c.iso3,
        province=None,
        district=None,
        primary=True,
        size=(c.area / 3.14) ** 0.5,
    )


def own_places(sites: Mapping[str, Site], names: Sequence[Mapping[str, str]]) -> dict[str, tuple[Site, ...]]:
    """Countries under all their names, and the tables of regions and towns."""
    found: dict[str, dict[str, Site]] = {}
    for site in sites.values():
        found.setdefault(key_of(site.name), {})[site.key] = site
    for row in names:
        for name in row["names"].split("|"):
            found.setdefault(key_of(name), {})[f"c:{row['iso3']}"] = sites[row["iso3"]]
    for number, row in enumerate(load_tsv("gazetteer/regions.tsv")):
        claimed = tuple(row["iso3"].split("/")) if "/" in row["iso3"] else ()
        site = Site(
            key=f"r:{number}",
            geonameid=None,
            name=row["name"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            population=0,
            code=row["code"],
            country=(not claimed and row["iso3"]) or None,
            province=None,
            district=None,
            primary=True,
            size=float(row["size_km"]),
            own=True,
            claimed=claimed,
        )
        for name in [row["name"], *row["aliases"].split("|")]:
            found.setdefault(key_of(name), {})[site.key] = site
    for number, row in enumerate(load_tsv("gazetteer/towns.tsv")):
        town = _town(number, row)
        for name in [row["name"], *row["aliases"].split("|")]:
            found.setdefault(key_of(name), {})[town.key] = town
    found.pop("", None)
    return {key: tuple(places.values()) for key, places in found.items()}


def _town(number: int, row: Mapping[str, str]) -> Site:
    """A town of our own table, weighed as one of GeoNames' is."""
    return Site(
        key=f"t:{number}",
        geonameid=None,
        name=row["name"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        population=int(row["population"]),
        code=row["code"],
        country=row["iso3"],
        province=None,
        district=None,
        primary=True,
    )


def abbreviations() -> dict[str, tuple[Abbreviation, ...]]:
    """Short forms of states and provinces, as written."""
    found: dict[str, tuple[Abbreviation, ...]] = {}
    for row in load_tsv("gazetteer/abbreviations.tsv"):
        one = Abbreviation(row["region"], row["iso3"], row["alone"] == "yes")
        found[row["abbreviation"]] = (*found.get(row["abbreviation"], ()), one)
    return found
