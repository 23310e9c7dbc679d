"""Figures have the numbers of the page, and the same bytes every time."""

from __future__ import annotations

import itertools
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

pytest.importorskip("fastapi")
pytest.importorskip("matplotlib")

import msgspec
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from communique.archive.query import query_of
from communique.cli import app
from communique.desk.plotting.figures import drawn
from communique.desk.plotting.numbers import Statuses, numbers
from communique.desk.plotting.outlines import outlines

PARTS = {"events-over-time": "series", "map": "places", "dyads": "matrix"}


@pytest.mark.parametrize("what", PARTS)
def test_a_figure_has_the_numbers_of_the_page(desk: TestClient, archive: Path, what: str) -> None:
    found = numbers(archive, what, query_of(quad=[3, 4]))
    page = desk.get("/explore.json?quad=3&quad=4").json()
    assert msgspec.json.decode(msgspec.json.encode(found.shown)) == page["view"][PARTS[what]]
    assert found.archive == page["cite"]["archive"]


def test_the_ledger_by_status_is_that_of_the_page(desk: TestClient, archive: Path) -> None:
    found = numbers(archive, "ledger", query_of("entries"))
    assert isinstance(found.shown, Statuses)
    assert [list(pair) for pair in found.shown.counts] == desk.get("/ledger.json").json()["view"]["statuses"]


@pytest.mark.parametrize("what", [*PARTS, "ledger"])
def test_the_same_numbers_give_the_same_bytes(archive: Path, what: str) -> None:
    found = numbers(archive, what, query_of("entries" if what == "ledger" else "events"))
    first = drawn(found, "svg")
    assert first == drawn(found, "svg")
    assert ET.fromstring(first).tag.endswith("svg")
    assert b"<dc:date>" not in first
    assert drawn(found, "png").startswith(b"\x89PNG")


def test_nothing_to_draw_is_drawn_too(archive: Path) -> None:
    for what in PARTS:
        assert drawn(numbers(archive, what, query_of(actor=["nobody"])), "svg")


def test_the_command_writes_a_file_and_says_what_it_cannot(archive: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["plot", str(archive), "ledger", "-o", str(tmp_path / "a.svg")])
    assert done.exit_code == 0 and (tmp_path / "a.svg").stat().st_size > 1000
    wrong = CliRunner().invoke(app, ["plot", str(archive), "ledger", "-o", str(tmp_path / "a.pdf")])
    assert "ends in .svg or .png" in str(wrong.exception)


def test_no_outline_runs_across_the_map() -> None:
    assert all(abs(a[0] - b[0]) <= 90 for line in outlines() for a, b in itertools.pairwise(line))


def test_figures_have_addresses(desk: TestClient) -> None:
    for what in PARTS:
        answer = desk.get(f"/explore.svg?figure={what}&quad=4")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "image/svg+xml"
        assert ET.fromstring(answer.content).tag.endswith("svg")
        known = {"If-None-Match": answer.headers["etag"]}
        assert desk.get(f"/explore.svg?figure={what}&quad=4", headers=known).status_code == 304
    assert desk.get("/explore.png").content.startswith(b"\x89PNG")
    assert desk.get("/ledger.png?status=open").content.startswith(b"\x89PNG")
    assert desk.get("/explore.svg?figure=pie").status_code == 422
    assert desk.get("/explore.png?from=2024-02-01&to=2023-01-01").status_code == 422
    assert "/explore.svg?figure=map&amp;quad=4" in desk.get("/explore?quad=4").text
