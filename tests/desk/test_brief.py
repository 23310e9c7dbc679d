"""The Brief page: the same as ``communique brief`` writes, by its address."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

pytest.importorskip("fastapi")

from fastapi.testclient import TestClient

from communique.archive.archive import open_archive
from communique.brief.make import make_brief
from communique.brief.markdown import brief_markdown
from communique.brief.period import period_of
from communique.ledger.build import build_ledger


@pytest.mark.parametrize("countries", ["ARV,BOL", "BOL", ""])
def test_the_page_and_the_command_tell_the_same(desk: TestClient, archive: Path, countries: str) -> None:
    with open_archive(archive) as opened:
        period = period_of("2024-01-01", "2024-03-31", countries)
        ledger = build_ledger(opened.records(), period.until)
        expected = make_brief(opened.documents(), lambda _: ledger, period, opened.document)
    shown = desk.get("/brief.json", params={"from": "2024-01-01", "to": "2024-03-31", "countries": countries}).json()
    assert shown["view"] == msgspec.json.decode(msgspec.json.encode(expected))
    assert shown["view"]["chapters"]
    assert brief_markdown(expected, "").count(b"[^") > 0


def test_without_days_it_is_the_last_month(desk: TestClient) -> None:
    view = desk.get("/brief.json").json()["view"]
    assert (view["since"], view["until"]) == ("2024-03-01", "2024-03-01")
    assert desk.get("/brief").status_code == 200


def test_markdown_by_its_address(desk: TestClient) -> None:
    answer = desk.get("/brief.md", params={"from": "2024-01-01", "to": "2024-03-31", "countries": "BOL"})
    assert answer.headers["content-type"].startswith("text/markdown")
    assert "## Bolivia (BOL)" in answer.text


@pytest.mark.parametrize(
    "asked", ["from=2024-02-01&to=2024-01-01", "from=2024-02-01", "from=x&to=y", "event=AID",
              "from=2024-01-01&to=2024-02-01&countries=France"],
)
def test_absurd_periods_get_their_reason(desk: TestClient, asked: str) -> None:
    for path in ("/brief", "/brief.json", "/brief.md"):
        assert desk.get(f"{path}?{asked}").status_code == 422
