"""Deeds in other words than those of the undertaking: signs are weighed, and what no signs make good."""

from __future__ import annotations

import pytest

from communique.coder import Coder
from communique.ledger.alignment import Alignment
from communique.ledger.build import build_ledger
from communique.lexicon.kinship import load_kinship
from communique.lexicon.nearness import load_nearness


@pytest.fixture(scope="module")
def alignment() -> Alignment:
    return Alignment(load_kinship(), load_nearness())


def test_words_are_told_by_themselves_their_groups_and_their_forms(alignment: Alignment) -> None:
    assert alignment.told(["pay", "nurse"], ["nurse", "pay"]) == 1.0
    assert alignment.told(["ship"], ["vessel"]) == 1.0
    assert alignment.told(["kenya"], ["kenyan"]) == alignment.told(["kenyan"], ["kenya"]) == 0.9
    assert alignment.told(["census"], ["goat"]) == 0.0
    assert alignment.told([], ["goat"]) == alignment.told(["census"], []) == 0.0


def test_a_rare_word_that_is_told_says_more(alignment: Alignment) -> None:
    assert alignment.told(["trawler", "pay"], ["trawler"]) > alignment.told(["trawler", "pay"], ["pay"]) > 0


def test_names_are_counted_apart(alignment: Alignment) -> None:
    assert alignment.names(["mokowe", "wajir", "harbour"], ["mokowe", "census"]) == (1, 1)


def verdicts(coder: Coder, owed: str, later: str) -> list[str]:
    told = (("2024-03-01", owed), ("2024-04-03", later))
    entries = build_ledger([coder.code(text, date=day) for day, text in told])
    return [evidence.verdict for entry in entries for evidence in entry.evidence]


@pytest.mark.parametrize(
    ("owed", "later", "verdict"),
    [
        (
            "Kenya promised to station a gunboat at Mokowe by April 1.",
            "No gunboat had reached Mokowe by Tuesday night, fishermen said.",
            "violates",
        ),
        (
            "Chile promised to publish the census by March 20.",
            "Chile's statistics office has yet to bring out the census.",
            "violates",
        ),
    ],
)
def test_other_words_speak_to_what_is_owed(coder: Coder, owed: str, later: str, verdict: str) -> None:
    assert verdicts(coder, owed, later) == [verdict]


@pytest.mark.parametrize(
    ("owed", "later"),
    [
        ("Mali pledged to withdraw its battalion from Goma.", "Mali withdrew its battalion from Juba on Sunday."),
        ("Mali pledged to reopen the ferry at Kona by June 1.", "Mali has not reopened the ferry at Kona."),
        ("Ghana undertook not to borrow from the central bank.", "Ghana praised the central bank on Monday."),
        ("Indonesia promised to pay the farmers of Rengat.", "Indonesia shelled the farmers of Rengat on Sunday."),
        ("Kenya promised to repair the radar at Wajir.", "Uganda repaired the radar at Wajir on Sunday."),
        ("Mali pledged to reopen the ferry at Kona.", "Mali promised again to reopen the ferry at Kona."),
    ],
    ids=["another place", "not due", "words", "an attack", "somebody else", "a promise"],
)
def test_likeness_alone_is_no_evidence(coder: Coder, owed: str, later: str) -> None:
    assert verdicts(coder, owed, later) == []
