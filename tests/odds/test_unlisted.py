"""What is made of the odds: words that no rule lists, predicates of another type, comments that stay silent."""

from __future__ import annotations

import re

import pytest

from communique.coder import Coder
from communique.model import Event

DAY = "2021-07-24"


def told(coder: Coder, text: str) -> tuple[Event, ...]:
    return coder.code(text, date=DAY).events


def test_a_word_that_no_rule_lists_is_told_with_its_odds(coder: Coder) -> None:
    (event,) = told(coder, "Ottawa opened its purse to Haiti after the quake.")
    assert event.event == "AID"
    assert event.why.startswith('unlisted.aid: "a word that no rule lists"; ')
    assert re.search(r'"(opened|purse)" tells AID with odds of 0\.', event.why)
    assert event.actor
    assert event.recipient


def test_a_predicate_of_one_word_takes_the_type_that_it_tells_here(coder: Coder) -> None:
    (event,) = told(coder, "Militiamen torched a clinic in Goma.")
    assert event.event == "ASSAULT"
    assert "read as ASSAULT, not PROTEST, with odds of" in event.why


@pytest.mark.parametrize(
    "text",
    [
        "Rome expressed optimism about the talks in Sofia.",
        "The Czech cabinet expressed its condolences to Peru.",
        "Oslo denied the claim, and Lima was sceptical of Quito.",
    ],
)
def test_comments_are_not_read_however_they_sound(coder: Coder, text: str) -> None:
    assert [e.why for e in told(coder, text) if "unlisted." in e.why] == []


def test_a_rule_goes_before_the_odds(coder: Coder) -> None:
    (event,) = told(coder, "Chad and Niger dredged the lake jointly.")
    assert event.why.startswith("cooperate.together")
