"""The odds network: what it sees of a text, that its answers hang on the text alone, what is made of them."""

from __future__ import annotations

import numpy as np
import pytest

from communique.kit import Kit
from communique.model import Text
from communique.odds import network
from communique.odds.features import BESIDE, columns_of
from communique.odds.network import Network

SENTENCES = (
    "Rebels shelled the harbour of Port Sudan on Monday.",
    "The minister did not meet the Chadian envoy.",
    "Bread was baked.",
)


def parsed(kit: Kit, *sentences: str) -> Text:
    return kit.parser.parse("\n\n".join(sentences), ())


def beside(kit: Kit, sentence: str, word: str) -> dict[str, str]:
    """The words that stand beside ``word``, by place."""
    text = parsed(kit, sentence)
    columns = columns_of(text, kit.odds.vocabulary)
    row = columns.beside[next(t.i for t in text.tokens if t.text == word)]
    return {place: text.tokens[i].text for place, i in zip(BESIDE, row, strict=True) if i < len(text.tokens)}


def test_a_word_is_seen_with_what_hangs_on_it(kit: Kit) -> None:
    seen = beside(kit, SENTENCES[0], "shelled")
    assert seen["before"] == "Rebels"
    assert seen["after"] == "the"
    assert seen["doer"] == "Rebels"
    assert seen["object"] == "harbour"
    assert seen["of a preposition"] in {"Monday", "Sudan"}


def test_a_negation_stands_before_other_auxiliaries(kit: Kit) -> None:
    assert beside(kit, SENTENCES[1], "meet")["auxiliary"] == "not"


def test_names_tell_nothing_unless_they_are_words(kit: Kit) -> None:
    text = parsed(kit, SENTENCES[0])
    columns = columns_of(text, kit.odds.vocabulary)
    told = {t.text for t in text.tokens if columns.judged[t.i]}
    assert "shelled" in told
    assert "the" not in told
    chances = kit.odds.of(text).chances
    silent = [t.i for t in text.tokens if not columns.judged[t.i]]
    assert (chances[silent, 0] == 1).all()


def test_chances_of_a_word_add_up_to_one(kit: Kit) -> None:
    chances = kit.odds.of(parsed(kit, *SENTENCES)).chances
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-5)


def test_an_empty_text_has_no_odds(kit: Kit) -> None:
    assert kit.odds.of(parsed(kit, "")).chances.shape == (0, len(kit.odds.of(parsed(kit, "A.")).types))


def test_cutting_a_long_text_into_pieces_changes_nothing_to_speak_of(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    text = parsed(kit, *SENTENCES * 4)
    whole = kit.odds.of(text).chances
    monkeypatch.setattr(network, "PIECE", 5)
    assert np.allclose(kit.odds.of(text).chances, whole, atol=1e-5)


def test_the_same_text_has_the_same_odds(kit: Kit) -> None:
    first, second = (kit.odds.of(parsed(kit, *SENTENCES)).chances.tobytes() for _ in range(2))
    assert first == second


def test_an_attack_is_told_by_its_verb(kit: Kit) -> None:
    text = parsed(kit, SENTENCES[0])
    odds = kit.odds.of(text)
    verb = next(t for t in text.tokens if t.text == "shelled")
    assert odds.best((verb,))[0] == "ASSAULT"
    assert odds.of((verb,), "ASSAULT") == pytest.approx(odds.best((verb,))[1])
    baked = parsed(kit, SENTENCES[2])
    assert kit.odds.of(baked).telling(baked.tokens) < 0.3


def test_each_type_has_a_rule_for_words_that_none_lists(kit: Kit) -> None:
    for event, pattern in kit.frames.unlisted.items():
        assert pattern.rule.event == event
        assert pattern.rule.id.startswith("unlisted.")
    assert set(kit.frames.unlisted) == set(kit.frames.ontology.events)


def test_the_network_takes_the_largest_of_its_maps() -> None:
    """Worked by hand: one word, one layer whose maps are constants."""
    width, axes = 2, 1
    weights = {
        "vector.weight": np.zeros((width, axes)), "vector.bias": np.array([1.0, -1.0]),
        "about.weight": np.zeros((width, axes)), "about.bias": np.zeros(width),
        **{f"{t}.weight": np.zeros((1, width)) for t in ("form", "tag", "dep", "label")},
        "shape.weight": np.zeros((4, width)),
        "start.weight": np.ones(width), "start.bias": np.zeros(width),
        "layer.0.weight": np.zeros((3 * width, 8 * width)), "layer.0.bias": np.array([0.0, 0.0, 5.0, 1.0, 0.0, 0.0]),
        "normal.0.weight": np.ones(width), "normal.0.bias": np.zeros(width),
        "hidden.weight": np.eye(2, 4), "hidden.bias": np.zeros(2),
        "out.weight": np.array([[0.0, 0.0], [1.0, 0.0]]), "out.bias": np.zeros(2),
    }  # fmt: skip
    single = {name: weight.astype(np.float32) for name, weight in weights.items()}
    columns = _one_word()
    chances = Network(single, np.ones((1, axes), np.float32)).chances(columns)
    # start: (1, -1); the layer adds the norm of (5, 1), again (1, -1); hidden keeps (2, 0); out: softmax of (0, 2)
    assert chances[0, 1] == pytest.approx(np.exp(2) / (1 + np.exp(2)), abs=1e-3)


def _one_word() -> network.Columns:
    none = np.array([[1] * len(BESIDE)], np.int32)
    zero = np.zeros(1, np.int32)
    yes = np.ones(1, np.bool_)
    return network.Columns(zero, np.zeros((1, 4), np.int32), zero, none, zero, yes, yes)
