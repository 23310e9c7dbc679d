"""The table of near words: synonyms are nearer than strangers, and unknown words do no harm."""

from __future__ import annotations

import pytest

from communique.lexicon.nearness import load_nearness


def near(one: str, other: str) -> float:
    table = load_nearness()
    here, there = (table.middle(words.split(), [1.0] * len(words.split())) for words in (one, other))
    return float(here @ there)


@pytest.mark.parametrize(
    ("word", "synonym", "stranger"),
    [("truce", "ceasefire", "licence"), ("clinic", "hospital", "barricade"), ("wage", "salary", "bridge")],
)
def test_synonyms_are_nearer_than_strangers(word: str, synonym: str, stranger: str) -> None:
    assert near(word, synonym) > near(word, stranger) + 0.2


def test_the_same_words_are_as_near_as_can_be() -> None:
    assert near("repair dyke", "dyke repair") == pytest.approx(1, abs=0.01)


def test_nothing_is_near_to_nothing() -> None:
    assert near("", "dyke") == 0.0
    assert near("", "") == 0.0


def test_unknown_words_are_near_to_themselves_only() -> None:
    table = load_nearness()
    assert table.verbs("qqxz", "qqxz") == 1.0
    assert table.verbs("qqxz", "mend") == 0.0
    assert near("qqxz", "qqxz") == 0.0


def test_a_verb_with_a_particle_is_near_the_bare_one() -> None:
    assert load_nearness().verbs("zzz up", "zzz") == 0.0
    assert load_nearness().verbs("pull zzz", "push") == load_nearness().verbs("pull", "push")
