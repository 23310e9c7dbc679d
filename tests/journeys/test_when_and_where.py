"""`communique times` and `communique places` on words and files: table, JSON Lines, GeoJSON, and odd input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

COMMUNIQUE = Path(sys.executable).with_name("communique")
REPORT = "XYZZYVILLE, May 4 (XNA) - Police arrested ten people in Cusco yesterday."
pytestmark = pytest.mark.slow


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMUNIQUE, *map(str, arguments)], capture_output=True, check=False, timeout=120, encoding="utf-8"
    )


def test_geojson_reads_back_with_longitude_first() -> None:
    done = run("places", "Gunmen killed ten in Aleppo.", "--format", "geojson")
    (feature,) = json.loads(done.stdout)["features"]
    longitude, latitude = feature["geometry"]["coordinates"]
    assert (round(longitude), round(latitude)) == (37, 36)
    assert (feature["properties"]["lon"], feature["properties"]["lat"]) == (longitude, latitude)


def test_places_of_a_file_are_those_of_its_words_and_an_unknown_dateline_has_no_point(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    done = run("places", tmp_path / "report.txt", "--format", "jsonl")
    places = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(p["extracted_place"], p["resolution"], p["lat"] is None) for p in places] == [
        ("XYZZYVILLE", None, True),
        ("Cusco", "city", False),
    ]
    assert all(REPORT[p["start"] : p["end"]] == p["extracted_place"] for p in places)
    assert "Cusco" in run("places", tmp_path / "report.txt").stdout


def test_times_without_a_date_have_no_value_and_a_warning() -> None:
    done = run("times", "He left yesterday.", "--format", "jsonl")
    assert (done.returncode, json.loads(done.stdout)["value"]) == (0, None)
    assert "no publication date: 1 of 1 time expressions have no value" in done.stderr
    dated = run("times", "He left yesterday.", "--format", "jsonl", "--date", "2021-05-04")
    assert json.loads(dated.stdout)["value"] == "2021-05-03"


def test_the_year_0_is_refused_and_9999_counts_as_no_date() -> None:
    refused = run("times", "He left yesterday.", "--date", "0000-01-01")
    assert refused.returncode == 2
    assert "not '0000-01-01'" in refused.stderr
    odd = run("times", "He left yesterday.", "--date", "9999-12-31", "--format", "jsonl")
    assert (odd.returncode, json.loads(odd.stdout)["value"]) == (0, None)
    assert "it counts as absent" in odd.stderr


def test_a_name_of_300_characters_is_left_out() -> None:
    done = run("places", f"They met in Llan{'fair' * 74}, near Cairo, on Monday.", "--format", "jsonl")
    assert [json.loads(line)["extracted_place"] for line in done.stdout.splitlines()] == ["Cairo"]
