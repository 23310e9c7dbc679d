"""Predicates of many lives: each row of the table names a predicate of the lexicon, and says what it needs."""

from __future__ import annotations

import pytest

from communique.coding import code
from communique.kit import Kit
from communique.model import Document

HOME = (
    "The governor of Ohio spoke at a diner in Toledo on Monday. Voters in Ohio had asked about taxes. {} "
    "The diner's owner poured coffee for the governor. Ohio votes in March."
)
ABROAD = (
    "Officials of Chad and Niger spoke in Niamey on Monday. Chad shares a road with Niger. {} "
    "Niger's minister poured tea for his guests from Chad. Both countries vote in March."
)


def test_every_row_is_a_predicate_of_the_lexicon(kit: Kit) -> None:
    known = {
        (pattern.rule.id, pattern.source)
        for table in (kit.frames.verbs, kit.frames.nouns, kit.frames.adjectives)
        for patterns in table.values()
        for pattern in patterns
    }
    assert set(kit.frames.loose) - known == set()
    assert set(kit.frames.loose.values()) <= {"never", "apart", "public", "armed", "crowd"}


@pytest.mark.parametrize(
    ("frame", "sentence", "event"),
    [
        (HOME, "The candidate picked up two delegates.", None),
        (HOME, "Teachers want a governor who listens.", None),
        (ABROAD, "Chad wants Niger to reopen the bridge.", "REQUEST"),
        (HOME, "The governor of Ohio wants Canada to reopen the bridge.", "REQUEST"),
        (HOME, "The team beat Michigan.", None),
        (ABROAD, "Soldiers from Chad beat two drivers.", "ASSAULT"),
        (HOME, "The candidate rallied his base.", None),
        (HOME, "Students rallied outside the governor's office.", "PROTEST"),
    ],
)
def test_needs_are_asked_in_documents(frame: str, sentence: str, event: str | None, kit: Kit) -> None:
    text = frame.format(sentence)
    start = text.find(sentence)
    record = code(Document(text=text, id="case", date="2022-06-15"), kit)
    told = [e.event for e in record.events if start <= e.sentence[0] < start + len(sentence)]
    assert told == [] if event is None else event in told
