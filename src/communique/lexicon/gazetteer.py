"""Places with coordinates: the bundled gazetteer, memory-mapped, and the editable tables beside it.

``data/gazetteer/places.gaz`` holds GeoNames' towns and regions, built by ``scripts/build_gazetteer.py``; nothing of it
is read until it is asked for. Layout, little endian: the magic ``CGAZ0001``, five unsigned 64-bit numbers (number of
rows, number of references, and the offsets of references, rows and names), then the sorted 64-bit hashes of all names,
a reference to a row for each, the rows, the names.
"""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import as_file, files

from communique.errors import DataError
from communique.lexicon.files import load_tsv
from communique.lexicon.own_places import (
    Abbreviation,
    Country,
    Site,
    abbreviations,
    country_of,
    country_site,
    own_places,
)
from communique.lexicon.place_keys import hash_of, key_of
from communique.lexicon.place_words import PlaceWords, load_place_words

__all__ = ["Abbreviation", "Country", "Gazetteer", "Site", "load_gazetteer"]

MAGIC = b"CGAZ0001"
HEAD = struct.Struct("<8s5Q")
# geonameid, lat, lon, population, rows of the regions of first and second level, name's offset, country, code, length
ROW = struct.Struct("<IffIIIIHBB")
NONE = 0xFFFFFFFF
MAX_KEPT = 1_000  # names whose places are remembered, for they come again: some have 160
LONGEST = 100  # code points; nothing longer is a name in the gazetteer
NAMESAKES = 160  # of one name that are looked at, largest first


class Gazetteer:
    """Finds the places that a name may stand for. The file is mapped, not read; what was asked is kept for a while."""

    def __init__(
        self,
        view: memoryview,
        countries: tuple[Country, ...],
        extra: Mapping[str, tuple[Site, ...]],
        words: PlaceWords,
        exact: Mapping[str, Site],
        short: Mapping[str, tuple[Abbreviation, ...]],
    ) -> None:
        magic, rows, refs, ref_at, row_at, name_at = HEAD.unpack_from(view, 0)
        if magic != MAGIC:
            raise DataError("data/gazetteer/places.gaz is not a gazetteer: build it with scripts/build_gazetteer.py")
        self.countries = {c.iso3: c for c in countries}
        self.words = words
        self._exact = exact
        self._abbreviations = short
        self._order = countries
        self._extra = extra
        self._rows: int = rows
        self._hashes: memoryview[int] = view[HEAD.size : HEAD.size + 8 * refs].cast("Q")
        self._refs: memoryview[int] = view[ref_at : ref_at + 4 * refs].cast("I")
        self._body = view[row_at : row_at + ROW.size * rows]
        self._names = view[name_at:]
        self._kept = lru_cache(MAX_KEPT)(self._looked_up)

    def __len__(self) -> int:
        return self._rows

    def lookup(self, name: str) -> tuple[Site, ...]:
        """The places of this name, whatever its case and accents: own tables first, then the largest first."""
        return self._kept(name) if len(name) <= LONGEST else ()

    def _looked_up(self, name: str) -> tuple[Site, ...]:
        key = key_of(name)
        if not key:
            return ()
        own, mapped = self._extra.get(key, ()), self._mapped(key)
        return _merged(own, mapped) if own else mapped

    def abbreviated(self, words: str) -> tuple[Abbreviation, ...]:
        """The states that ``words`` may be short for, as written."""
        return self._abbreviations.get(words, ())

    def exact(self, words: str) -> Site | None:
        """The country that is written so, to the letter: "US", "U.K."."""
        return self._exact.get(words)

    def region(self, name: str, country: str) -> Site | None:
        """The first-level region of this name in this country."""
        return next((s for s in self.lookup(name) if s.code == "ADM1" and s.country == country), None)

    def country_site(self, iso3: str) -> Site | None:
        """The country with this code, as a place."""
        country = self.countries.get(iso3)
        return country_site(country) if country else None

    def site(self, key: str) -> Site | None:
        """The place with this key, as it stands in ``Site.province``."""
        return self._site(int(key), True) if key.isdigit() and int(key) < self._rows else None

    def _mapped(self, key: str) -> tuple[Site, ...]:
        wanted = hash_of(key)
        at = bisect_left(self._hashes, wanted)
        found: list[Site] = []
        while at < len(self._hashes) and self._hashes[at] == wanted and len(found) < NAMESAKES:
            reference = self._refs[at]
            found.append(self._site(reference >> 1, not reference & 1))
            at += 1
        return tuple(found)

    def _site(self, row: int, primary: bool) -> Site:
        fields = ROW.unpack_from(self._body, row * ROW.size)
        gid, lat, lon, population, admin1, admin2, at, country, code, length = fields
        return Site(
            key=str(row),
            geonameid=gid or None,
            name=str(self._names[at : at + length], "utf-8"),
            lat=round(lat, 5),
            lon=round(lon, 5),
            population=population,
            code=CODES[code],
            country=self._order[country].iso3 if country < len(self._order) else None,
            province=None if admin1 == NONE else str(admin1),
            district=None if admin2 == NONE else str(admin2),
            primary=primary,
        )


CODES = (
    "PPL",
    "PPLA",
    "PPLA2",
    "PPLA3",
    "PPLA4",
    "PPLC",
    "PPLX",
    "PPLL",
    "ADM1",
    "ADM2",
    "AIRP",
    "PPLG",
    "PPLQ",
    "PPLA5",
)


def _merged(own: tuple[Site, ...], mapped: tuple[Site, ...]) -> tuple[Site, ...]:
    """Both, with what is in both as one: GeoNames' row with our own name, point and size."""
    places = list(own)
    for site in mapped:
        twin = next((n for n, o in enumerate(places) if o.own and o.geonameid is None and _same(o, site)), None)
        if twin is None:
            places.append(site)
        else:
            o = places[twin]
            places[twin] = site._replace(name=o.name, lat=o.lat, lon=o.lon, size=o.size, primary=True, own=True)
    return tuple(places)


def _same(own: Site, site: Site) -> bool:
    """Whether a row of our table and one of GeoNames' are one place."""
    if own.country != site.country or own.code[:3] != site.code[:3]:
        return False
    apart = max(abs(own.lat - site.lat), abs(own.lon - site.lon))
    return own.code == site.code == "ADM1" or (own.code[:3] == "PPL" and apart < 0.3)


def load_gazetteer() -> Gazetteer:
    """Maps the file and reads the tables beside it; one a process, some tens of milliseconds.

    Raises:
        DataError: the file is not a gazetteer.
    """
    countries = tuple(country_of(row) for row in load_tsv("gazetteer/countries.tsv"))
    names = load_tsv("gazetteer/country_names.tsv")
    sites = {c.iso3: country_site(c) for c in countries}
    exact = {word: sites[row["iso3"]] for row in names for word in row["exact"].split("|") if word}
    return Gazetteer(
        _mapped_file(),
        countries,
        own_places(sites, names),
        load_place_words(),
        exact,
        abbreviations(),
    )


def _mapped_file() -> memoryview:
    with as_file(files("communique").joinpath("data/gazetteer/places.gaz")) as path, path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
