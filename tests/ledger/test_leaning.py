"""Deeds in other words than those of the undertaking: signs are weighed, and what no signs make good."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.coder import Coder
from communique.ledger.alignment import ONE, OTHER, Alignment, Phrase
from communique.ledger.build import build_ledger
from communique.ledger.words import WordTable
from communique.lexicon.kinship import load_kinship
from communique.lexicon.nearness import load_nearness


class Aligned:
    """Shares of words told, by the words themselves."""

    def __init__(self) -> None:
        self.words = WordTable(load_kinship(), load_nearness())
        self.alignment = Alignment(self.words)

    def phrase(self, words: Sequence[str]) -> Phrase:
        return Phrase(self.words.numbers(words), (ONE,) * len(words))

    def told(self, owed: Sequence[str], told: Sequence[str]) -> float:
        return float(self.alignment.shares([(self.phrase(owed), self.phrase(told))])[0, 0])


@pytest.fixture(scope="module")
def aligned() -> Aligned:
    return Aligned()


def test_words_are_told_by_themselves_their_groups_and_their_forms(aligned: Aligned) -> None:
    assert aligned.told(["pay", "nurse"], ["nurse", "pay"]) == 1.0
    assert aligned.told(["ship"], ["vessel"]) == 1.0
    assert aligned.told(["kenya"], ["kenyan"]) == aligned.told(["kenyan"], ["kenya"]) == 0.9
    assert aligned.told(["census"], ["goat"]) == 0.0
    assert aligned.told([], ["goat"]) == aligned.told(["census"], []) == 0.0
    assert aligned.told(["lie"], ["lien"]) < 0.9, "short words have no beginnings in common"


def test_a_rare_word_that_is_told_says_more(aligned: Aligned) -> None:
    assert aligned.told(["trawler", "pay"], ["trawler"]) > aligned.told(["trawler", "pay"], ["pay"]) > 0


def test_names_are_counted_apart(aligned: Aligned) -> None:
    owed, told = aligned.phrase(["mokowe", "wajir", "harbour"]), aligned.phrase(["mokowe", "census"])
    assert aligned.alignment.shares([(owed, told)])[0, 6:].tolist() == [1, 1, 3, 2]


def test_parts_of_an_act_are_looked_at_apart(aligned: Aligned) -> None:
    words = aligned.words.numbers(["open", "harbour", "dawn"])
    owed = Phrase(words, (0, ONE + OTHER, ONE))  # the verb, what is acted upon, another noun
    told = Phrase(aligned.words.numbers(["harbour", "close"]), (OTHER, 0))
    row = aligned.alignment.shares([(owed, told)])[0]
    assert row[2] == 1.0, "what is acted upon is told"
    assert 0 < row[1] < 1, "of the nouns one is"
    assert row[4:6].tolist() == [0.0, 1.0], "no subject; and the object is owed"


WORDS = ["pay", "nurse", "ship", "vessel", "kenya", "kenyan", "census", "goat", "mokowe", "carry out", "lie", "attack"]
PHRASES = st.lists(st.sampled_from(WORDS), max_size=9, unique=True)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(PHRASES, PHRASES), min_size=1, max_size=6))
def test_what_is_told_of_a_pair_does_not_depend_on_the_others(pairs: list[tuple[list[str], list[str]]]) -> None:
    aligned = Aligned()
    phrases = [(aligned.phrase(owed), aligned.phrase(told)) for owed, told in pairs]
    alone = [aligned.alignment.shares([pair])[0].tolist() for pair in phrases]
    assert aligned.alignment.shares(phrases).tolist() == alone
    assert aligned.alignment.shares([]).shape == (0, 10)


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
        (
            "The rebels promised to hand over the Swiss divers held since January.",
            "The Swiss divers stepped off a boat at Isabela on Tuesday.",
            "fulfils",
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
        ("Mali pledged to withdraw its soldiers from the town of Goma.", "Chadian soldiers shelled a town on Sunday."),
        ("Mali pledged to reopen the ferry at Kona.", "Mali promised again to reopen the ferry at Kona."),
    ],
    ids=["another place", "not due", "words", "an attack", "somebody else", "another's soldiers", "a promise"],
)
def test_likeness_alone_is_no_evidence(coder: Coder, owed: str, later: str) -> None:
    assert verdicts(coder, owed, later) == []
