"""Whose sides a past form, an answer or a thing stands for. All texts are invented."""

from __future__ import annotations

import pytest

from communique.coder import Coder

CASES = [
    ("Opposition leader jailed in Lusaka", "COERCE", [], ["Opposition leader"], "a clipped passive"),
    ("Two Spanish journalists kidnapped near Menaka", "ASSAULT", [], ["Two Spanish journalists"], "a clipped passive"),
    ("Militia attacked a convoy near Gao", "ASSAULT", ["Militia"], ["convoy"], "it has an object"),
    ("Troops withdrew from Goma", "RETREAT", ["Troops"], ["Goma"], "nothing is done to them"),
    (
        "The bureau, asked by the governor of Puno to step in, declined.",
        "REJECT",
        ["bureau"],
        ["governor of Puno"],
        "a no is for who asked",
    ),
    ("Kenya asked Uganda for maize. Uganda refused.", "REJECT", ["Uganda"], ["Kenya"], "a no is for who asked"),
    (
        "Kenya asked Uganda for maize. Tanzania refused to open its border.",
        "REJECT",
        ["Tanzania"],
        [],
        "another was asked",
    ),
    ("Students camped on the bridge.", "PROTEST", ["Students"], [], "no protest is aimed at a thing"),
]


@pytest.mark.parametrize(
    ("text", "event", "actors", "recipients", "why"), CASES, ids=[f"{row[0]} ({row[4]})" for row in CASES]
)
def test_sides(coder: Coder, text: str, event: str, actors: list[str], recipients: list[str], why: str) -> None:
    record = coder.code(text, date="2022-05-03")
    names = {e.id: e.name for e in record.entities}
    told = next(e for e in record.events if e.event == event)
    assert [names[p.entity] for p in told.actor] == actors, why
    assert [names[p.entity] for p in told.recipient] == recipients, why
