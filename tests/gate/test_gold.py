"""The floors under the figures on the project's own gold: a change that lowers one must say so here.

The floors lie a little below what ``scripts/gold.py`` prints; they are raised when the program gets better. The digest
pins the gold itself: a figure means nothing if the questions change with the answers.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from communique.coding import code
from communique.kit import Kit
from communique.ledger.build import build_ledger
from communique.model import Document
from gate.gold import digest, faults, measure_documents, measure_stories, read_documents, read_stories

GOLD = Path(__file__).resolve().parent.parent / "gold"
FLOORS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.slow


def test_gold_is_whole() -> None:
    documents, stories = read_documents(GOLD / "documents"), read_stories(GOLD / "stories")
    assert list(faults(documents, stories)) == []
    assert len(documents) >= 60
    assert len(stories) >= 25
    assert sum(len(e["mentions"]) for d in documents for e in d.gold["entities"]) >= 600
    assert sum(len(d.gold["entities"]) for d in documents) >= 250


@pytest.mark.parametrize("name", ["documents", "stories"])
def test_gold_is_the_gold_that_was_measured(name: str) -> None:
    assert digest(GOLD / name) == FLOORS["digest"][name]


def test_documents_stay_above_their_floors(kit: Kit) -> None:
    documents = read_documents(GOLD / "documents")
    coded = [(d, code(Document(text=d.text, id=d.name, date=d.gold.get("date")), kit)) for d in documents]
    figures = measure_documents(coded)
    assert {name: figures[name] for name, floor in FLOORS["documents"].items() if figures[name] < floor} == {}


def test_stories_stay_above_their_floors(kit: Kit) -> None:
    stories = read_stories(GOLD / "stories")
    ledgers = [(s, build_ledger([code(Document(**d), kit) for d in s["documents"]])) for s in stories]
    figures = measure_stories(ledgers)
    assert {name: figures[name] for name, floor in FLOORS["stories"].items() if figures[name] < floor} == {}
