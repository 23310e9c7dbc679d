"""The bundled gazetteer: what it finds, how it is keyed, and that its editable tables are sound."""

from __future__ import annotations

import time
from importlib.resources import as_file, files

import pytest

from communique.errors import DataError
from communique.lexicon.files import load_tsv
from communique.lexicon.gazetteer import HEAD, Gazetteer, load_gazetteer
from communique.lexicon.place_keys import hash_of, key_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def test_keys_forget_case_accents_and_stops() -> None:
    assert key_of("São Paulo") == key_of("SAO  PAULO") == "sao paulo"
    assert key_of("St. Louis") == key_of("Saint-Louis") == "saint louis"
    assert key_of("Cote d’Ivoire") == "cote divoire"
    assert key_of("Łódź") == "lodz"
    assert key_of("\ud800") == "\ud800"
    assert hash_of("paris") == hash_of("paris") != hash_of("pari")


def test_finds_towns_regions_countries_and_seas(gazetteer: Gazetteer) -> None:
    def first(name: str) -> tuple[str, str | None]:
        site = gazetteer.lookup(name)[0]
        return site.code, site.country

    assert first("Kenya") == ("PCLI", "KEN")
    assert first("Ivory Coast") == ("PCLI", "CIV")
    assert first("Donbas") == ("RGN", "UKR")
    assert first("Black Sea") == ("SEA", None)
    assert first("Rapides Parish") == ("ADM2", "USA")
    assert gazetteer.lookup("Zzyzzxq") == gazetteer.lookup("") == gazetteer.lookup("x" * 300) == ()


def test_towns_know_what_they_lie_in(gazetteer: Gazetteer) -> None:
    regions = set()
    for site in gazetteer.lookup("Alexandria"):
        if site.province and site.country == "USA":
            province = gazetteer.site(site.province)
            assert province is not None
            regions.add(province.name)
    assert {"Louisiana", "Virginia", "Minnesota"} <= regions
    assert gazetteer.site("x") is None
    assert gazetteer.site("999999999") is None


def test_short_forms_are_read_to_the_letter(gazetteer: Gazetteer) -> None:
    assert gazetteer.exact("us") is None
    usa = gazetteer.exact("U.S.")
    assert usa is not None
    assert usa.country == "USA"
    assert {a.region for a in gazetteer.abbreviated("WA")} == {"Washington", "Western Australia"}


def test_every_abbreviation_names_a_region(gazetteer: Gazetteer) -> None:
    for row in load_tsv("gazetteer/abbreviations.tsv"):
        assert gazetteer.region(row["region"], row["iso3"]), row


def test_tables_hold_real_countries_and_coordinates(gazetteer: Gazetteer) -> None:
    for row in (*load_tsv("gazetteer/regions.tsv"), *load_tsv("gazetteer/towns.tsv")):
        assert all(code in gazetteer.countries for code in row["iso3"].split("/") if code), row
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row
    for row in load_tsv("gazetteer/country_names.tsv"):
        assert row["iso3"] in gazetteer.countries, row


def test_a_file_of_another_kind_is_turned_down() -> None:
    with pytest.raises(DataError, match="build_gazetteer"):
        Gazetteer(memoryview(bytes(HEAD.size)), (), {}, None, {}, {})  # type: ignore[arg-type]


def test_opening_is_quick_and_small() -> None:
    with as_file(files("communique").joinpath("data/gazetteer/places.gaz")) as path:
        assert path.stat().st_size < 60_000_000
    started = time.process_time()
    load_gazetteer()
    assert time.process_time() - started < 0.3
