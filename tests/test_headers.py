"""Openings of documents of many kinds, from ``tests/cases/headers.toml``, and the sign-offs at their end."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from communique.lexicon.calendar import Calendar, load_calendar
from communique.lexicon.files import load_toml
from communique.model import Document
from communique.text.dates import clock_at, date_at, foreign_date_at
from communique.text.header import read_header
from communique.text.signoff import find_signoffs

CASES = tomllib.loads((Path(__file__).parent / "cases" / "headers.toml").read_text(encoding="utf-8"))["case"]
LAYOUT = load_toml("layout/header.toml")


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return load_calendar()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_opening(case: dict[str, Any], calendar: Calendar) -> None:
    text = case["text"]
    header = read_header(Document(text=text, id="x", date=case.get("given")), calendar)
    line = header.dateline
    found = {
        "date": header.date, "source": header.date_source, "place": line and line.place, "agency": line and line.agency,
        "filed": line and line.date,
    }
    expected = {"source": "none", **{key: case.get(key) for key in ("date", "place", "agency", "filed")}}
    assert found == {**expected, "source": case.get("source", "none")}
    prose = "".join(c for i, c in enumerate(text) if not any(a <= i < b for a, b in header.asides)).lstrip()
    assert prose.startswith(case["rest"])


def test_every_example_of_a_date_is_read_whole() -> None:
    for row in LAYOUT["date"]:
        for example in row["examples"]:
            found = date_at(example, 0, len(example))
            assert found is not None, example
            assert found.end == len(example), example
    for example in LAYOUT["foreign"]["examples"]:
        assert foreign_date_at(example, 0, len(example)) == len(example)


@pytest.mark.parametrize(
    "clock", ["17:40 GMT", "9:15 AM", "09.15 BST", "0915 GMT", "T09:15:00Z", "09:15:00.5+02:00", "7 p.m. EST", "noon"]
)
def test_times_of_day_are_read_whole(clock: str) -> None:
    assert clock_at(clock, 0, len(clock)) == len(clock)


@pytest.mark.parametrize(
    "example", [example for row in LAYOUT["signoff"] for example in row["examples"]]
)
def test_every_example_of_a_signoff_is_found(example: str) -> None:
    text = f"The gate is open. {example}\n"
    assert find_signoffs(text, None, 0)[0] == [(18, 18 + len(example))]


def test_several_signoffs_are_found_from_the_end() -> None:
    text = "The gate is open.\n(Reporting by A. Lind; Editing by B. Okoro)\n(NWA)\n\nENDS"
    spans, agency = find_signoffs(text, "NWA", 0)
    assert [text[a:b] for a, b in sorted(spans)] == ["(Reporting by A. Lind; Editing by B. Okoro)", "(NWA)", "ENDS"]
    assert agency == "NWA"


@pytest.mark.parametrize(
    "text", ["The gate is open (again).", "They met the envoy (Oslo)", "He will see how it ends", "Vote at the EU (EU)"]
)
def test_the_end_of_a_sentence_is_no_signoff(text: str) -> None:
    assert find_signoffs(text, None, 0)[0] == []


def test_places_and_stamps_say_where_the_words_lie(calendar: Calendar) -> None:
    text = "GOROKA, Papua New Guinea, Nov. 2, 2019 (Lantern Wire) — Two clans signed a truce. (Lantern Wire)"
    header = read_header(Document(text=text, id="x"), calendar)
    assert [text[a:b] for a, b in header.places] == ["GOROKA", "Papua New Guinea"]
    assert [(text[s.start : s.end], s.value) for s in header.stamps] == [("Nov. 2, 2019", "2019-11-02")]
    assert [text[a:b] for a, b in header.asides][-1] == "(Lantern Wire)"
