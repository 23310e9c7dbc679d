"""Invented stories: which mentions are one undertaking, what later reports weigh, and the status that follows."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from communique.coder import Coder
from communique.ledger.build import build_ledger
from communique.model import Document, Entry

STORIES = [
    json.loads(p.read_text(encoding="utf-8"))
    for p in sorted((Path(__file__).parents[1] / "cases/stories").glob("*.json"))
]


def words(story: dict[str, Any], document: str, start: int, end: int) -> str:
    texts = {d["id"]: d["text"] for d in story["documents"]}
    return str(texts[document][start:end])


def told(story: dict[str, Any], entry: Entry) -> dict[str, Any]:
    """An entry as a story words it."""
    short = len(story["id"]) + 1
    return {
        "mentions": [[m.document[short:], words(story, m.document, m.start, m.end)] for m in entry.mentions],
        "evidence": [[e.document[short:], e.verdict, words(story, e.document, e.start, e.end)] for e in entry.evidence],
        "status": entry.status,
    }


def agrees(found: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether the mentions, the verdicts and the status are those of the story; evidence may say more words."""
    pairs = list(zip(found["evidence"], wanted["evidence"], strict=False))
    return (
        all(
            document == d and w in text
            for (document, text), (d, w) in zip(found["mentions"], wanted["mentions"], strict=False)
        )
        and len(found["mentions"]) == len(wanted["mentions"])
        and len(found["evidence"]) == len(wanted["evidence"])
        and all(a[0] == b[0] and a[1] == b[1] and b[2] in a[2] for a, b in pairs)
        and found["status"] == wanted["status"]
    )


@pytest.mark.parametrize("story", STORIES, ids=[s["id"] for s in STORIES])
def test_story(story: dict[str, Any], coder: Coder) -> None:
    records = [coder.code(Document(**d)) for d in story["documents"]]
    entries = build_ledger(records)
    found = [told(story, entry) for entry in entries]
    for wanted in story["undertakings"]:
        assert any(agrees(entry, wanted) for entry in found), (wanted, found)
    assert len(found) == len(story["undertakings"]), found
    shuffled = random.Random(7).sample(records, len(records))
    assert build_ledger(shuffled + records[:1]) == entries


def entries_of(coder: Coder, *told: tuple[str, str]) -> list[Entry]:
    return list(build_ledger([coder.code(text, date=day) for day, text in told], "2024-04-01"))


def test_passive_without_agent_fulfils_where_the_number_is_the_same(coder: Coder) -> None:
    asked = ("2024-03-01", "France urged Mali to free the two divers.")
    (entry,) = entries_of(coder, asked, ("2024-03-08", "The two divers were freed on Thursday."))
    assert entry.status == "fulfilled"
    (other,) = entries_of(coder, asked, ("2024-03-08", "The two miners were freed on Thursday."))
    assert other.status == "open"


def test_acts_on_different_things_stay_apart(coder: Coder) -> None:
    told = (
        ("2024-03-01", "Kenya pledged to release the prisoners."),
        ("2024-03-05", "Kenya promised to publish the map."),
    )
    assert len(entries_of(coder, *told)) == 2


def test_pledge_that_is_withdrawn(coder: Coder) -> None:
    told = (
        ("2024-03-01", "Mali pledged to reopen the ferry."),
        ("2024-03-08", "Mali withdrew its pledge to reopen the ferry."),
    )
    assert {entry.status for entry in entries_of(coder, *told)} == {"withdrawn"}


def test_withdrawing_one_pledge_leaves_the_other(coder: Coder) -> None:
    told = (
        ("2024-03-01", "Mali pledged to reopen the ferry and to free the divers."),
        ("2024-03-08", "Mali withdrew its pledge to reopen the ferry."),
    )
    assert sorted(entry.status for entry in entries_of(coder, *told)) == ["open", "withdrawn"]
