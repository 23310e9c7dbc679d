"""Whom "you" means, and who posts what in a thread. All texts are invented."""

from __future__ import annotations

import pytest

from communique.coder import Coder

ADDRESSED = [
    ("To the farmers: the pumps reached you today.", "you", "farmers", "a paragraph that turns to somebody"),
    ("The bridge is shut. To the farmers I say: your goats are safe.", "your", "farmers", "I say to somebody"),
    ("Embassy of Chad, your letter of May names no ship.", "your", "Embassy of Chad", "a call at the head"),
    ("The pumps work again. Thank you, President Ana Zorn.", "you", "Ana Zorn", "a name behind"),
    (
        "To Mr Ivo Zorn and the officers in the old fort:\n\n1. You took the fort in May.\n\n2. Leave it by noon.",
        "You",
        "Ivo Zorn",
        "a letter to two",
    ),
    ("Fellow Zambians,\n\nThe rains have come. I thank you all.", "you", "Fellow Zambians", "a salutation"),
]


@pytest.mark.parametrize(("text", "words", "name", "why"), ADDRESSED, ids=[row[3] for row in ADDRESSED])
def test_whom_you_means(coder: Coder, text: str, words: str, name: str, why: str) -> None:
    record = coder.code(text)
    said = {e.name for e in record.entities for m in e.mentions if text[m.start : m.end] == words}
    assert name in said


NOT_ADDRESSED = [
    ("To close the bridge: you need a warrant.", "farmers", "an infinitive is nobody"),
    ('To the farmers: "You never know," said Zorn.', "farmers", "a quotation speaks to others"),
    ("The farmers came from Chad to Mali: you saw them.", "Mali", "a place that somebody goes to"),
]


@pytest.mark.parametrize(("text", "name", "why"), NOT_ADDRESSED, ids=[row[2] for row in NOT_ADDRESSED])
def test_whom_you_does_not_mean(coder: Coder, text: str, name: str, why: str) -> None:
    record = coder.code(text)
    said = {e.name for e in record.entities for m in e.mentions if text[m.start : m.end].lower() == "you"}
    assert name not in said


THREAD = """@MayorZornel · 3 May 2022 · 07:10
I have shut the ferry at Lima. Senator Ilic wants it open.

@SenatorIlic · 3 May 2022 · 08:20
Replying to @MayorZornel
I asked for no such thing. You owe the pilots an answer.
"""


def _named(coder: Coder, words: str) -> dict[int, str]:
    record = coder.code(THREAD)
    return {m.start: e.name for e in record.entities for m in e.mentions if THREAD[m.start : m.end] == words}


def test_each_post_of_a_thread_is_by_its_own_account(coder: Coder) -> None:
    assert [name for _, name in sorted(_named(coder, "I").items())] == ["Zornel", "Ilic"]


def test_a_reply_speaks_to_whoever_it_answers(coder: Coder) -> None:
    assert list(_named(coder, "You").values()) == ["Zornel"]


def test_an_account_with_a_title_is_its_holder(coder: Coder) -> None:
    record = coder.code(THREAD)
    known = {e.name: e for e in record.entities}
    assert (known["Zornel"].code, known["Zornel"].sector) == ("PER", ("GOV",))
    assert len(known["Ilic"].mentions) == 3
