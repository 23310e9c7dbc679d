"""Places in invented sentences: which words, where they lie, how fine, and what happens with odd input."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from communique.kit import Kit
from communique.mentions.where.find import feature_class, find_places
from communique.mentions.where.local_press import home_of
from communique.model import Dateline, Header, Place

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[2] / "cases" / "places.toml").read_text(encoding="utf-8")
)["case"]


def header(place: str | None = None, end: int = 0) -> Header:
    dateline = Dateline(place=place, agency=None, date=None, start=0, end=end) if place else None
    return Header(date=None, date_source="none", dateline=dateline)


def places_in(kit: Kit, text: str, publisher: str | None = None) -> tuple[Place, ...]:
    return find_places(kit.parser.parse(text), header(), publisher, kit.gazetteer)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_case(kit: Kit, case: dict[str, Any]) -> None:
    found = places_in(kit, case["text"], case.get("publisher"))
    assert [[p.extracted_place.rstrip("."), p.country_code or "", p.resolution or ""] for p in found] == [
        [words.rstrip("."), country, level] for words, country, level in case["places"]
    ]
    if "province" in case:
        assert {p.province for p in found} == {case["province"]}


def filed(kit: Kit, place: str, text: str) -> tuple[Place, ...]:
    end = text.index("It ")
    return find_places(kit.parser.parse(text, [(0, end)]), header(place, end), None, kit.gazetteer)


def test_dateline_is_a_place(kit: Kit) -> None:
    places = filed(kit, "Washington DC [US]", "Washington DC [US], July 24 (XNA): It rained.")
    assert [(p.start, p.end, p.country_code) for p in places] == [(0, 13, "USA"), (15, 17, "USA")]


def test_dateline_with_two_places_and_with_a_state(kit: Kit) -> None:
    both = filed(kit, "NAIROBI/KAMPALA", "NAIROBI/KAMPALA (XNA) - It rained.")
    assert [p.country_code for p in both] == ["KEN", "UGA"]
    assert filed(kit, "ATHENS, Ga.", "ATHENS, Ga. (XNA) - It rained.")[0].province == "Georgia"


def test_towns_with_a_stroke_between_them_are_the_known_ones(kit: Kit) -> None:
    both = filed(kit, "GENEVA/NEW YORK", "GENEVA/NEW YORK (XNA) - It rained.")
    assert [(p.extracted_place, p.country_code) for p in both] == [("GENEVA", "CHE"), ("NEW YORK", "USA")]


def test_street_at_its_town_says_so(kit: Kit) -> None:
    street = places_in(kit, "Crowds filled Rustaveli Avenue in Tbilisi.")[0]
    assert (street.extracted_place, street.resolved_place) == ("Rustaveli Avenue", "Tbilisi")
    assert street.why == "lies in Tbilisi, which the text names with it"


def test_name_of_300_characters_is_left_out(kit: Kit) -> None:
    name = "Llan" + "fair" * 74
    assert len(name) == 300
    found = places_in(kit, f"They met in {name}, near Cairo, on Monday.")
    assert [p.extracted_place for p in found] == ["Cairo"]


def test_dateline_of_an_unknown_town_has_no_coordinates(kit: Kit) -> None:
    (place,) = filed(kit, "Xyzzyville", "Xyzzyville -- It rained.")
    assert (place.extracted_place, place.lat, place.lon, place.resolution) == ("Xyzzyville", None, None, None)


def test_spans_are_the_words_and_do_not_overlap(kit: Kit) -> None:
    text = " ".join(case["text"] for case in CASES)
    places = places_in(kit, text)
    assert [p.id for p in places] == [f"p{n}" for n in range(1, len(places) + 1)]
    assert all(text[p.start : p.end] == p.extracted_place for p in places)
    assert all(a.end <= b.start for a, b in pairwise(places))
    assert all(p.why for p in places)


def test_contract_fields_of_a_town(kit: Kit) -> None:
    (aleppo,) = places_in(kit, "The clinic in Aleppo reopened.")
    assert (aleppo.city, aleppo.country, aleppo.country_code, aleppo.feature_class) == ("Aleppo", "Syria", "SYR", "P")
    assert aleppo.geonameid == "170063"
    assert aleppo.province


@pytest.mark.parametrize(
    "text",
    ["", "\x00\x01", "\ud800 Paris \udfff", "X" * 300 + " is in " + "Yz" * 200, "Lima," * 300, "(" * 300, "St."],
)
def test_any_text(kit: Kit, text: str) -> None:
    places = places_in(kit, text)
    assert all(text[p.start : p.end] == p.extracted_place for p in places)


def test_publisher_tells_its_home(kit: Kit) -> None:
    gazetteer = kit.gazetteer
    assert home_of("www.example.co.uk", gazetteer).country == "GBR"
    assert home_of("ohioherald.com", gazetteer).country == "USA"
    for odd in (None, "", "...", "http://", "x" * 400, "пример.рф"):
        assert home_of(odd, gazetteer).province is None


def test_feature_class() -> None:
    assert [feature_class(code) for code in ("PPLC", "ADM1", "STM", "MT", "AIRP")] == ["P", "A", "H", "T", "S"]


def test_why_says_who_claims_a_disputed_region(kit: Kit) -> None:
    (place,) = places_in(kit, "Gunmen killed two soldiers in Kashmir on Monday.")
    assert place.country_code is None
    assert "India" in (place.why or "")
    assert "Pakistan" in (place.why or "")
