"""The table of near words: synonyms are nearer than strangers, names are known again, unknown words do no harm."""

from __future__ import annotations

import pytest

from communique.lexicon.nearness import load_nearness


def near(one: str, other: str) -> float:
    table = load_nearness()
    return table.near(table.points(one.split()), table.points(other.split()))


@pytest.mark.parametrize(
    ("word", "synonym", "stranger"),
    [("truce", "ceasefire", "licence"), ("clinic", "hospital", "barricade"), ("wage", "salary", "bridge")],
)
def test_synonyms_are_nearer_than_strangers(word: str, synonym: str, stranger: str) -> None:
    assert near(word, synonym) > near(word, stranger) + 0.2


def test_the_same_words_are_as_near_as_can_be() -> None:
    assert near("repair dyke", "repair dyke") == pytest.approx(1, abs=0.01)


def test_names_are_known_again_in_their_adjectives() -> None:
    assert near("orlandia", "orlandian") == pytest.approx(0.9, abs=0.01)


def test_nothing_is_near_to_nothing() -> None:
    assert near("", "dyke") == 0.0
    assert near("", "") == 0.0


def test_unknown_words_are_near_to_themselves_only() -> None:
    assert near("qqxz", "qqxz") == pytest.approx(1)
    assert near("qqxz", "dyke") == pytest.approx(0)
