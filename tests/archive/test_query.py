"""Filters find what a plain loop over the records finds, in one order, whatever was put in first."""

from __future__ import annotations

import csv
import io
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.making import report, stored
from communique import open_archive
from communique.archive.found import Found
from communique.archive.query import distance, point_of, query_of
from communique.archive.show import write_events
from communique.errors import InputError

PAIRS = [
    report(id="a", type="REQUEST", quad=3, first="2024-01-02", last="2024-01-02"),
    report(id="b", verb="accused", type="ACCUSE", quad=3, first="2024-01-01", last="2024-01-31", place="Far Isle"),
    report("Bolmark", "Arvenia", "Port Arven", "aided", "AID", 2, "2024-03-01", "2024-03-01", ("future",), "c"),
    report("the Carran League", verb="hit", type="ASSAULT", quad=4, first=None, last="2023-12-31", id="d"),
    report("Bolmark", "the Carran League", verb="met", type="CONSULT", quad=1, first=None, last=None,
           auxiliary=("historical", "negation"), id="e"),
    report(id="f", more=" The café reopened; monitors’ cease-fire reports"),
]


def ids(path: Path, **filters: Any) -> str:
    with open_archive(path) as archive:
        return "".join(found.document.id for found in archive.events(**filters))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("query") / "a.db", *PAIRS)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, "dbafce"),
        ({"event": "request"}, "af"),
        ({"event": ["AID", "ASSAULT"]}, "dc"),
        ({"quad": 3}, "baf"),
        ({"quad": [1, 4]}, "de"),
        ({"actor": "Arvenia"}, "baf"),
        ({"actor": "arv"}, "baf"),
        ({"actor": ["THE  CARRAN LEAGUE", "BOL"]}, "dce"),
        ({"actor": "BOL", "recipient": "ARV"}, "c"),
        ({"recipient": "the carran league"}, "e"),
        ({"actor": "nobody"}, ""),
        ({"country": "arv"}, "c"),
        ({"since": "2024-01-31"}, "bc"),
        ({"until": "2024-01-01"}, "db"),
        ({"since": "2024-01-02", "until": "2024-01-02"}, "baf"),
        ({"until": "2023-12-31"}, "d"),
        ({"auxiliary": "none"}, "dbaf"),
        ({"auxiliary": "negation"}, "e"),
        ({"auxiliary": ["future", "historical"]}, "ce"),
        ({"place": "10,20", "within": 50}, "c"),
        ({"place": "10,20", "within": 60}, "dafce"),
        ({"place": "-40,-179.9", "within": 20}, "b"),
        ({"place": "90,0", "within": 20_000}, "dbafce"),
        ({"text": "CAFE"}, "f"),
        ({"text": "monitor*"}, "f"),
        ({"text": "monitor"}, ""),
        ({"text": '"cease-fire reports"'}, "f"),
        ({"text": '"reports cease"'}, ""),
        ({"text": "arvenia urged"}, "af"),
        ({"text": "arvenia OR aided"}, ""),
        ({"text": "title"}, "dbafce"),
        ({"limit": 2}, "db"),
    ],
)
def test_filters(path: Path, filters: dict[str, Any], expected: str) -> None:
    assert ids(path, **filters) == expected


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(PAIRS))))
def test_the_order_of_ingestion_does_not_matter(order: list[int], path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.unlink(missing_ok=True)
    stored(other, *(PAIRS[n] for n in order))
    for filters in ({}, {"quad": 3}, {"text": "title"}, {"actor": "arv"}):
        with open_archive(path) as one, open_archive(other) as two:
            assert list(one.events(**filters)) == list(two.events(**filters))


def test_days_agree_with_a_plain_loop(path: Path) -> None:
    days = ["2023-12-30", "2023-12-31", "2024-01-01", "2024-01-15", "2024-01-31", "2024-02-01", "2024-03-01"]
    dated = {doc.id: made.events[0].date for doc, made in PAIRS if made.events[0].date}
    for since, until in itertools.combinations_with_replacement(days, 2):
        expected = {k for k, d in dated.items() if (d.end or "9") >= since and (d.start or "") <= until}
        assert set(ids(path, since=since, until=until)) == expected


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"event": "WAR"}, "'WAR' is not one of AGREE"),
        ({"quad": 5}, "5 is not one of 1, 2, 3, 4"),
        ({"auxiliary": "maybe"}, "not one of historical"),
        ({"country": "Franze"}, "neither a country nor a three-letter"),
        ({"since": "soon"}, "needs a day"),
        ({"since": "2024-02-01", "until": "2024-01-01"}, "backwards"),
        ({"text": " !? "}, "no word to look for"),
        ({"place": "91,0"}, "no point on Earth"),
        ({"place": "Nowhereatallville"}, "knows no place"),
        ({"place": "0,0", "within": 0}, "no distance"),
        ({"limit": 0}, "at least 1"),
        ({"actor": ["x"] * 10_000}, "10000 values"),
        ({"colour": "red"}, "no filter is called 'colour'"),
        ({"quad": "many"}, "cannot be used"),
    ],
)
def test_what_nothing_can_meet_is_refused_with_the_reason(path: Path, filters: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        ids(path, **filters)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(), actor=st.text())
def test_any_words_may_be_asked_for(path: Path, text: str, actor: str) -> None:
    try:
        ids(path, text=text, actor=actor)
    except InputError as error:
        assert "no word" in str(error)


def test_a_name_is_the_place_that_the_gazetteer_puts_first() -> None:
    assert distance(*point_of("Arequipa"), -16.4, -71.54) < 5  # the town, not the middle of its region, 160 km away
    assert distance(*point_of("Georgia"), 42.17, 43.51) < 5
    lat, lon = point_of("Khartoum")
    assert distance(lat, lon, 15.59, 32.53) < 20


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180))
def test_distance_is_symmetric_and_no_more_than_half_way_round(a: float, b: float, c: float, d: float) -> None:
    assert distance(a, b, c, d) == pytest.approx(distance(c, d, a, b), abs=1e-6)
    assert 0 <= distance(a, b, c, d) <= 20_016


def test_a_country_goes_by_its_name_too() -> None:
    assert query_of(country=["sudan", "SDN", "Côte d'Ivoire", "mli"]).country == ("SDN", "CIV", "MLI")


def test_a_query_can_be_kept_and_asked_again(path: Path) -> None:
    query = query_of(event="AID")
    with open_archive(path) as archive:
        assert [f.document.id for f in archive.events(query)] == ["c"]
    assert query == query_of(event=["AID"])


def written(path: Path, format: str, **filters: Any) -> bytes:
    stream = io.BytesIO()
    with open_archive(path) as archive:
        write_events(archive.events(**filters), format, stream)
    return stream.getvalue()


def test_lines_name_parties_places_and_words(path: Path) -> None:
    (line,) = map(json.loads, written(path, "jsonl", event="AID").splitlines())
    assert (line["document"], line["id"], line["words"], line["place"]) == ("c", "v1", "aided", "Port Arven")
    assert line["actor"] == [{"name": "Bolmark", "code": "BOL", "sector": []}]
    assert line["url"] == "https://example.org/a"


def test_csv_has_a_row_an_event_and_no_formula(path: Path, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(written(path, "csv").decode())))
    assert [row["document"] for row in rows] == list("dbafce")
    hostile = stored(tmp_path / "b.db", report("=HYPERLINK(1)", "<script>alert(1)</script>", verb="\u202eurged"))
    assert next(csv.DictReader(io.StringIO(written(hostile, "csv").decode())))["actor"] == "'=HYPERLINK(1)"
    assert "<script>" in written(hostile, "jsonl").decode()
    assert "\u202e" not in written(hostile, "table").decode()
    with open_archive(hostile) as archive:
        assert [f.words for f in archive.events(actor="=hyperlink(1)", text="script")] == ["\u202eurged"]


def test_map_has_points_longitude_first(path: Path) -> None:
    features = json.loads(written(path, "geojson", event="AID"))["features"]
    assert [f["geometry"]["coordinates"] for f in features] == [[20.0, 10.0]]


def test_found_events_know_their_parties(path: Path) -> None:
    with open_archive(path) as archive:
        found: Found = next(archive.events(event="AID"))
    assert [e.name for e in found.actors + found.recipients] == ["Bolmark", "Arvenia"]
    assert found.place
    assert found.place.country_code == "ARV"
