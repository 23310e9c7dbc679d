"""The values that the columns of other data sets are filled with, by the names that ``data/exports/*.tsv`` use.

A name may begin with ``actor.``, ``recipient.`` (all of them, joined), ``source.`` or ``target.`` (the one of a pair).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from communique.errors import DataError
from communique.exports.acled import ACLED_FIELDS, inter_of
from communique.exports.codes import (
    base_of,
    cameo_actor,
    cameo_country,
    cameo_of,
    cameo_roles,
    cameo_words,
    countries,
    country_of,
    goldstein,
    roles,
)
from communique.exports.item import Happening
from communique.lexicon.ontology import Ontology, load_ontology
from communique.model import Entity, Party
from communique.release import VERSION

Field = Callable[[Happening], Any]
SEVERAL = "; "
ROOTS = {"1": ("03", "04", "05"), "2": ("06", "07", "08"), "3": ("09", "10", "11", "12", "13"), "0": ("01", "02")}


@cache
def field(name: str) -> Field:
    """What fills a column.

    Raises:
        DataError: there is no such field.
    """
    role, _, rest = name.partition(".")
    if role in ("source", "target") and rest in _ONE:
        return _of_one(role, _ONE[rest])
    if role in ("actor", "recipient") and rest in _ALL:
        return _of_all(role, _ALL[rest])
    if name in ACLED_FIELDS:
        return ACLED_FIELDS[name]
    if name in _FIELDS:
        return _FIELDS[name]
    raise DataError(f"data/exports: there is no field {name!r}")


def _of_one(role: str, value: Callable[[Happening, Party, Entity], Any]) -> Field:
    def of(row: Happening) -> Any:
        party: Party | None = getattr(row, role)
        return None if party is None else value(row, party, row.view.entities[party.entity])

    return of


def _of_all(role: str, value: Callable[[Happening, Entity], str]) -> Field:
    def of(row: Happening) -> str:
        return SEVERAL.join(filter(None, (value(row, e) for e in row.view.known(getattr(row.event, role)))))

    return of


def _others(row: Happening, party: Party, entity: Entity) -> str:
    """The further parties on the same side."""
    side = row.event.actor if party in row.event.actor else row.event.recipient
    other = row.target.entity if row.target else ""
    taken = (entity.id, other, row.source.entity if row.source else "")
    return SEVERAL.join(e.name for e in row.view.known(side) if e.id not in taken)


def _sector_words(entity: Entity) -> str:
    known = _ontology().sectors
    return ",".join(known.get(sector, sector) for sector in entity.sector)


@cache
def _ontology() -> Ontology:
    return load_ontology()


def _country_name(entity: Entity) -> str:
    code = country_of(entity)
    return countries()[code].name if code else ""


def _role(number: int) -> Callable[[Happening, Party, Entity], str]:
    return lambda row, party, entity: next(iter(cameo_roles(entity)[number : number + 1]), "")


_ONE: Mapping[str, Callable[[Happening, Party, Entity], Any]] = {
    "name": lambda row, party, entity: entity.name,
    "upper_name": lambda row, party, entity: entity.name.upper(),
    "country": lambda row, party, entity: country_of(entity) and cameo_country(entity),
    "country_or_international": lambda row, party, entity: cameo_country(entity),
    "country_name": lambda row, party, entity: _country_name(entity),
    "cameo": lambda row, party, entity: cameo_actor(entity),
    "type1": _role(0),
    "type2": _role(1),
    "type3": _role(2),
    "sector_words": lambda row, party, entity: _sector_words(entity),
    "offset": lambda row, party, entity: party.start,
    "others": _others,
    "inter": lambda row, party, entity: inter_of(entity),
}
_ALL: Mapping[str, Callable[[Happening, Entity], str]] = {
    "names": lambda row, entity: entity.name,
    "countries": lambda row, entity: country_of(entity),
    "cow": lambda row, entity: countries()[country_of(entity)].cow if country_of(entity) else "",
    "primary_sectors": lambda row, entity: entity.sector[0] if entity.sector else "",
    "sectors": lambda row, entity: ", ".join(entity.sector),
    "wikidata": lambda row, entity: entity.identifier_id or "",
    "words": lambda row, entity: _party_words(row, entity) or "",
}


def _party_words(row: Happening, entity: Entity) -> str | None:
    parties = (*row.event.actor, *row.event.recipient)
    return row.view.words([(p.start, p.end) for p in parties if p.entity == entity.id][:1])


def day_of(row: Happening) -> str:
    """The first day that is known of the event, as far as it is known ("2024-05" is a month), or nothing."""
    date = row.event.date
    return (date and (date.start or date.end)) or ""


def _digits(day: str | None, size: int) -> str:
    """YYYYMMDD or a part of it; a day that is not known is 00, as GDELT has it."""
    return (day or "")[:10].replace("-", "").ljust(8, "0")[:size] if day else ""


def _fraction(row: Happening) -> str:
    digits = _digits(day_of(row), 8)
    if not digits:
        return ""
    year, month, day = int(digits[:4]), int(digits[4:6]) or 1, int(digits[6:]) or 1
    return f"{year + ((month - 1) * 30 + day) / 365:.4f}"


def number_of(row: Happening) -> int:
    """A number of fifteen digits that stands for document, event and pair, and is the same each time."""
    name = f"{row.view.document.id}\n{row.event.id}\n{row.pair}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(name, digest_size=8).digest()) % 10**15


def _penta(row: Happening) -> str:
    root = cameo_of(row.event)[:2]
    return next((penta for penta, roots in ROOTS.items() if root in roots), "4")


def _geo_type(row: Happening) -> str:
    place = row.place
    if place is None or place.resolution is None:
        return ""
    return roles()["gdelt_place_usa" if place.country_code == "USA" else "gdelt_place"].get(place.resolution, "")


def _geo_name(row: Happening) -> str:
    place = row.place
    if place is None:
        return ""
    parts = (place.city or place.resolved_place or place.extracted_place, place.province, place.country)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _of_country(row: Happening, name: str) -> str:
    found = countries().get((row.place.country_code or "") if row.place else "")
    return getattr(found, name) if found else ""


def _precision(row: Happening) -> str:
    precision = roles()["acled_time"]
    return precision.get(row.event.date.granularity if row.event.date else "", precision["other"])


def _geo_precision(row: Happening) -> str:
    return roles()["acled_place"].get((row.place.resolution if row.place else None) or "", "")


def _of_place(name: str) -> Field:
    return lambda row: getattr(row.place, name) if row.place else None


def _constant(value: Any) -> Field:
    return lambda row: value


def _added(row: Happening) -> str:
    digits = _digits(row.view.document.date, 8)
    return digits + "000000" if digits else ""


_FIELDS: Mapping[str, Field] = {
    "none": _constant(None),
    "empty": _constant(""),
    "one": _constant(1),
    "version": _constant(VERSION),
    "event_id": lambda row: f"{row.view.document.id}/{row.event.id}",
    "row_id": lambda row: f"{row.view.document.id}/{row.event.id}/{row.pair}",
    "number": number_of,
    "document": lambda row: row.view.document.id,
    "event": lambda row: row.event.event,
    "modes": lambda row: SEVERAL.join(row.event.mode),
    "contexts": lambda row: SEVERAL.join(row.event.context),
    "issues": lambda row: ";".join(f"{context},1" for context in row.event.context),
    "event_scale": lambda row: row.event.event_scale,
    "quad_code": lambda row: row.event.quad_code,
    "quad_words": lambda row: _ontology().quads[row.event.quad_code].upper(),
    "cameo": lambda row: cameo_of(row.event),
    "cameo_base": lambda row: base_of(cameo_of(row.event)),
    "cameo_root": lambda row: cameo_of(row.event)[:2],
    "cameo_words": lambda row: cameo_words().get(cameo_of(row.event), row.event.event),
    "goldstein": lambda row: goldstein().get(cameo_of(row.event), goldstein().get(cameo_of(row.event)[:2])),
    "penta": _penta,
    "day": day_of,
    "day8": lambda row: _digits(day_of(row), 8),
    "month6": lambda row: _digits(day_of(row), 6),
    "year": lambda row: _digits(day_of(row), 4),
    "month": lambda row: _digits(day_of(row), 6)[4:],
    "day_of_month": lambda row: _digits(day_of(row), 8)[6:],
    "event14": lambda row: _digits(day_of(row), 8) + "000000" if day_of(row) else "",
    "fraction_date": _fraction,
    "time_precision": _precision,
    "document_day": lambda row: row.view.document.date,
    "added14": _added,
    "is_root": lambda row: int(row.view.sentences[row.event.sentence] == 1),
    "sentence_number": lambda row: row.view.sentences[row.event.sentence],
    "sentence_id": lambda row: f"{row.view.document.id}_{row.view.sentences[row.event.sentence]}",
    "offset": lambda row: row.event.event_text[0][0] if row.event.event_text else "",
    "percent": lambda row: round(row.event.confidence * 10) * 10,
    "text_length": lambda row: "" if row.view.text is None else len(row.view.text),
    "mention_type": lambda row: 1 if row.view.document.url else 2,
    "url": lambda row: row.view.document.url,
    "url_or_document": lambda row: row.view.document.url or row.view.document.id,
    "publisher": lambda row: row.view.document.publisher,
    "language": lambda row: row.view.document.language or "en",
    "place": lambda row: row.place and (row.place.resolved_place or row.place.extracted_place),
    "place_words": _of_place("extracted_place"),
    "city": _of_place("city"),
    "district": _of_place("district"),
    "province": _of_place("province"),
    "country_iso3": _of_place("country_code"),
    "country_name": _of_place("country"),
    "lat": _of_place("lat"),
    "lon": _of_place("lon"),
    "geonameid": _of_place("geonameid"),
    "feature_code": _of_place("feature_code"),
    "fips": lambda row: _of_country(row, "fips"),
    "adm1": lambda row: _of_country(row, "fips"),
    "iso_number": lambda row: _of_country(row, "iso_number"),
    "geo_type": _geo_type,
    "geo_name": _geo_name,
    "geo_precision": _geo_precision,
    "story_places": lambda row: SEVERAL.join(
        dict.fromkeys(p.resolved_place or p.extracted_place for p in row.view.record.places)
    ),
    "words": lambda row: row.view.words(row.event.event_text),
    "dead": lambda row: row.event.size.dead,
}


