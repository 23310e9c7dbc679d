"""Codes of other data sets: CAMEO's actors and events, the Goldstein scale, countries' numbers, ACLED's kinds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from communique.lexicon.files import load_toml, load_tsv
from communique.lexicon.ontology import load_ontology
from communique.model import Entity, Event


class Country(NamedTuple):
    """What other data sets call a country."""

    name: str
    iso2: str
    cow: str
    fips: str
    iso_number: str
    cameo: str


@cache
def countries() -> Mapping[str, Country]:
    """All countries and territories, by their three letters."""
    known = {row["iso3"]: row for row in load_tsv("gazetteer/countries.tsv")}
    return {
        row["iso3"]: Country(
            known[row["iso3"]]["name"], known[row["iso3"]]["iso2"], row["cow"], row["fips"], row["iso_number"],
            row["cameo"],
        )
        for row in load_tsv("exports/countries.tsv")
    }


@cache
def goldstein() -> Mapping[str, float]:
    """The Goldstein scale by CAMEO code."""
    return {row["cameo"]: float(row["goldstein"]) for row in load_tsv("exports/goldstein.tsv")}


@cache
def roles() -> Mapping[str, Mapping[str, str]]:
    """How sectors, and the precision of places and dates, are written elsewhere, by data set."""
    return load_toml("exports/roles.toml")


@cache
def cameo_words() -> Mapping[str, str]:
    """The code book's words for each CAMEO code, under those for its type."""
    found: dict[str, str] = {}
    for event in load_ontology().events.values():
        for code, words in event.cameo.items():
            root = event.cameo.get(code[:2], event.name.lower())
            found.setdefault(code, words if words == root else f"{root}: {words}")
    return found


@cache
def root_of_type(name: str) -> str:
    """The CAMEO root of a PLOVER type: the first of its codes."""
    return next(iter(load_ontology().events[name].cameo))[:2]


def cameo_of(event: Event) -> str:
    """The event's CAMEO code; the general one of its type where the words support no closer one."""
    return event.cameo or root_of_type(event.event) + "0"


def base_of(code: str) -> str:
    """The three digits of a CAMEO code, or its two where there are no more."""
    return code[:3]


def country_of(entity: Entity) -> str:
    """The entity's country in three letters, or nothing."""
    return entity.code if entity.code and entity.code in countries() else ""


def cameo_country(entity: Entity) -> str:
    """The country, or the kind of an international actor, as CAMEO writes it."""
    if country := country_of(entity):
        return countries()[country].cameo
    return roles()["cameo"].get(entity.code or "", entity.code or "")


def cameo_roles(entity: Entity) -> list[str]:
    """The roles, as CAMEO writes them, without one that the first three letters already say."""
    known = roles()["cameo"]
    return [role for role in dict.fromkeys(known.get(s, s) for s in entity.sector) if role != cameo_country(entity)]


def cameo_actor(entity: Entity) -> str:
    """The code of an actor: country and first role, as "FRAGOV"."""
    return cameo_country(entity) + "".join(cameo_roles(entity)[:1])
