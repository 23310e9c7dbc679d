"""Clauses that the parser hangs too low are hung on the verb that reports them, and no others."""

from __future__ import annotations

import pytest

from communique.kit import Kit


@pytest.mark.parametrize(
    ("text", "verb", "clause"),
    [
        ("The guild said in a statement that two scribes had been held.", "said", "held"),
        ("The rector told the senate in a speech that the war was over.", "told", "was"),
        ("The envoy told the board during a closed session that talks had failed.", "told", "failed"),
    ],
)
def test_a_clause_belongs_to_the_verb_that_reports_it(kit: Kit, text: str, verb: str, clause: str) -> None:
    found = {token.text: token for token in kit.parser.parse(text).tokens}
    assert found[clause].head is found[verb]
    assert found[clause].dep == "ccomp"
    assert found[clause] in found[verb].children


@pytest.mark.parametrize(
    ("text", "noun", "clause"),
    [
        ("He spoke to reporters on condition that he was not named.", "condition", "named"),
        ("She reported on the claim that troops had fled.", "claim", "fled"),
        ("The prince replied to the letter that moved the court.", "letter", "moved"),
    ],
)
def test_a_clause_of_the_noun_stays(kit: Kit, text: str, noun: str, clause: str) -> None:
    found = {token.text: token for token in kit.parser.parse(text).tokens}
    assert found[clause].head is found[noun]


def test_a_joined_verb_hangs_on_the_one_it_agrees_with(kit: Kit) -> None:
    text = kit.parser.parse("Peru demands that its forces leave and calls for talks.")
    found = {token.text: token for token in text.tokens}
    assert found["calls"].head is found["demands"]


def test_who_speaks_at_the_end_is_no_apposition(kit: Kit) -> None:
    text = kit.parser.parse(
        "Russian forces shelled the town of Avdiivka 23 times in the past 24 hours, killing a 61-year-old woman, "
        "regional governor Vadym Filashkin said on Friday."
    )
    found = {token.text: token for token in text.tokens}
    assert found["Filashkin"].head is found["said"]
    assert found["Filashkin"].dep == "nsubj"
