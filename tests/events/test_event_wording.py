"""Which words name a party of an event, and which things have no part in one. All texts are invented."""

from __future__ import annotations

import pytest

from communique.coder import Coder

NAMED = [
    ("Rebels killed forty villagers in eastern Ituri.", "ASSAULT", "forty villagers in eastern Ituri"),
    ("Denmark sent tents to those displaced by the floods.", "AID", "those displaced by the floods"),
    ("Police arrested the students on Monday.", "COERCE", "the students"),
    ("Soldiers detained a farmer who had refused to sell.", "COERCE", "a farmer"),
]
PARTLESS = [
    ("Gabon agreed to build two ferries and a lighthouse.", "AGREE"),
    ("Niger and Togo shared information on Benin.", "COOPERATE"),
    ("Ambassador Ann Wood of Canada promised Ottawa's support for attempts to rebuild the port.", "SUPPORT"),
]


@pytest.mark.parametrize(("text", "event", "words"), NAMED, ids=[row[2] for row in NAMED])
def test_a_recipient_is_named_by_all_words_that_narrow_it(coder: Coder, text: str, event: str, words: str) -> None:
    told = next(e for e in coder.code(text, date="2022-05-03").events if e.event == event)
    assert [text[p.start : p.end] for p in told.recipient] == [words]


@pytest.mark.parametrize(("text", "event"), PARTLESS, ids=[row[1] for row in PARTLESS])
def test_what_has_no_part_in_an_act_is_no_recipient(coder: Coder, text: str, event: str) -> None:
    told = next(e for e in coder.code(text, date="2022-05-03").events if e.event == event)
    assert told.recipient == ()
