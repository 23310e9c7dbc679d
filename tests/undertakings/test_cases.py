"""Every invented sentence lays upon its parties what its case says, and nothing more."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from communique.coder import Coder
from communique.model import Record, Undertaking

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "undertakings.toml").read_text(encoding="utf-8"))["case"]


def party_words(record: Record, text: str, parties: tuple[Any, ...]) -> str:
    names = {e.id: e.name for e in record.entities}
    return " | ".join(f"{names.get(p.entity, '')} {text[p.start : p.end]}" for p in parties).lower()


def differs(undertaking: Undertaking, cells: list[str], record: Record, text: str) -> str | None:
    """What of the undertaking is not as the case says."""
    kind, polarity, action, obligor, by, condition, due = [*cells, *[""] * (7 - len(cells))]
    checks = {
        "kind": undertaking.kind == kind,
        "polarity": undertaking.polarity == polarity,
        "action": undertaking.action.text == action,
        "obligor": obligor.lower() in party_words(record, text, undertaking.obligor),
        "by": by.lower() in party_words(record, text, undertaking.by),
        "condition": undertaking.condition_text == condition if condition else True,
        "deadline": (undertaking.deadline and undertaking.deadline.end) == due if due else True,
    }
    return ", ".join(name for name, good in checks.items() if not good) or None


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:50] for c in CASES])
def test_case(case: dict[str, Any], coder: Coder) -> None:
    text = case["text"]
    record = coder.code(text, date="2024-05-06")
    wanted = [[cell.strip() for cell in row.split("|")] for row in case["owed"]]
    found = [f"{u.kind} | {u.polarity} | {u.action.text}" for u in record.undertakings]
    assert len(record.undertakings) == len(wanted), found
    for undertaking, cells in zip(record.undertakings, wanted, strict=True):
        assert differs(undertaking, cells, record, text) is None, found
