"""The table of invented sentences: type, parties, auxiliary modes and silence."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from communique.coding import code
from communique.kit import Kit
from communique.model import Document, Event, Party, Record

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent.parent / "cases" / "events.toml").read_text(encoding="utf-8")
)["case"]


def _names(parties: tuple[Party, ...], record: Record, text: str) -> str:
    names = {entity.id: entity.name for entity in record.entities}
    return " ".join(f"{names[p.entity]} {text[p.start : p.end]}" for p in parties).lower()


def _fits(event: Event, case: dict[str, Any], record: Record) -> bool:
    return (
        event.event == case["event"]
        and case["actor"] in _names(event.actor, record, case["text"])
        and case["recipient"] in _names(event.recipient, record, case["text"])
        and list(event.auxiliary) == case["auxiliary"]
        and case.get("day") in (None, event.date and event.date.start)
    )


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_sentence_gives_its_event(case: dict[str, Any], kit: Kit) -> None:
    record = code(Document(text=case["text"], id="case", date="2022-06-15"), kit)
    told = [
        (e.event, _names(e.actor, record, case["text"]), _names(e.recipient, record, case["text"]), e.auxiliary)
        for e in record.events
    ]
    if case["event"]:
        assert any(_fits(event, case, record) for event in record.events), f"{case['why']}: {told}"
        assert all(event.event != case.get("never") for event in record.events), f"{case['why']}: {told}"
    else:
        assert not record.events, f"{case['why']}: {told}"


def test_there_are_enough_cases_of_every_type(kit: Kit) -> None:
    types = [case["event"] for case in CASES]
    assert len(CASES) >= 120
    assert all(types.count(name) >= 4 for name in kit.frames.ontology.events)
