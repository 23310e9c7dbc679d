"""The worked example of the evaluation data, whole: every undertaking, its obligor, who asks, and the three events.

It is read where it lies and never copied; where it is absent the test is skipped.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique.coding import code
from communique.kit import Kit
from communique.model import Document, Party, Record
from gate.gold import likeness, overlap

SOURCE = Path(__file__).resolve().parents[3] / "shared" / "eval" / "dev" / "ledger.jsonl"
EXAMPLE = "afghanistan-2021"


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    if not SOURCE.exists():
        pytest.skip("the evaluation data is not here")
    rows = (json.loads(line) for line in SOURCE.open(encoding="utf-8"))
    return next(row for row in rows if row["id"] == EXAMPLE)


@pytest.fixture(scope="module")
def record(gold: dict[str, Any], kit: Kit) -> Record:
    return code(Document(id=EXAMPLE, text=gold["text"], date=gold["date"]), kit)


def named(parties: tuple[Party, ...], wanted: list[str], record: Record, text: str) -> bool:
    """Whether a party goes by one of the names wanted: its own name, or any words that name it in the text."""
    names = {e.id: " | ".join((e.name, *(text[m.start : m.end] for m in e.mentions))) for e in record.entities}
    said = " | ".join(f"{names[p.entity]} {text[p.start : p.end]}" for p in parties).lower()
    return not wanted or any(name in said for name in wanted)


def test_every_undertaking_is_found_and_complete(gold: dict[str, Any], record: Record) -> None:
    text, missing = gold["text"], []
    for wanted in gold["undertakings"]:
        spans = [tuple(wanted["action"]), *map(tuple, wanted.get("alternatives", []))]
        if not any(
            u.kind == wanted["kind"]
            and u.polarity == wanted["polarity"]
            and max(likeness(span, (u.action.start, u.action.end)) for span in spans) >= 0.4
            and named(u.obligor, wanted["obligor"], record, text)
            and named(u.by, wanted["by"], record, text)
            for u in record.undertakings
        ):
            missing.append(text[slice(*wanted["action"])])
    assert missing == []


def test_the_three_events_are_there(gold: dict[str, Any], record: Record) -> None:
    text = gold["text"]
    for wanted in gold["events"]:
        found = [
            e
            for e in record.events
            if e.event == wanted["event"]
            and any(overlap(tuple(wanted["trigger"]), span) for span in e.event_text)
            and named(e.actor, wanted["actor"], record, text)
            and named(e.recipient, wanted["recipient"], record, text)
        ]
        assert found, wanted
        if "date" in wanted:
            assert any(e.date and e.date.start == wanted["date"] for e in found), wanted
        if "place" in wanted:
            places = {p.id: p.extracted_place for p in record.places}
            assert any(places.get(e.event_loc or "") == wanted["place"] for e in found), wanted
