"""Clauses that the parser hangs too low are hung on the verb that reports them, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.kit import Kit
from communique.model.sentence import Row
from communique.text.mending import mended


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


def test_a_day_is_no_part_of_who_acts_on_it(kit: Kit) -> None:
    text = "On Sunday gunmen killed nine villagers near Djibo."
    found = {token.text: token for token in kit.parser.parse(text).tokens}
    assert found["Sunday"].head is found["On"]
    assert found["Sunday"].dep == "pobj"
    assert found["gunmen"].subtree() == [found["gunmen"]]


def test_who_speaks_at_the_end_is_no_apposition(kit: Kit) -> None:
    text = kit.parser.parse(
        "Russian forces shelled the town of Avdiivka 23 times in the past 24 hours, killing a 61-year-old woman, "
        "regional governor Vadym Filashkin said on Friday."
    )
    found = {token.text: token for token in text.tokens}
    assert found["Filashkin"].head is found["said"]
    assert found["Filashkin"].dep == "nsubj"


WORDS = st.sampled_from(("said", "that", "and", "calls", "Vey", ",", "letter", "to", "demands", "leave", "is"))
TAGS = st.sampled_from(("VBD", "VBZ", "VB", "VBP", "NN", "NNP", "IN", "RB", ","))
DEPS = st.sampled_from((
    "conj", "relcl", "acl", "ccomp", "advcl", "dep", "mark", "dobj", "pobj", "prep", "appos", "nsubj", "compound",
))  # fmt: skip


@st.composite
def trees(draw: st.DrawFn) -> list[Row]:
    """A block of words that hang together somehow."""
    size = draw(st.integers(2, 12))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: order[0]}
    for n, word in enumerate(order[1:], 1):
        heads[word] = order[draw(st.integers(0, n - 1))]
    return [
        (i, draw(WORDS), "", "", draw(TAGS), draw(DEPS), "", 5 + heads[i], 0, 0) for i in range(size)
    ]


@settings(max_examples=400, deadline=None)
@given(rows=trees())
def test_what_is_mended_is_still_a_tree(kit: Kit, rows: list[Row]) -> None:
    heads = [row[7] - 5 for row in mended(rows, 5, kit.parser.reporting)]
    for word in range(len(heads)):
        above, steps = word, 0
        while heads[above] != above:
            above, steps = heads[above], steps + 1
            assert steps < len(heads), (word, heads)


def test_who_is_described_by_the_verb_does_not_speak(kit: Kit) -> None:
    """ "Vey, a potter said one of the best, sang": the verb hangs on the noun, which must not be hung on the verb."""
    block = (
        ("Vey", "NNP", "nsubj", 6), (",", ",", "punct", 0), ("a", "DT", "det", 3), ("potter", "NN", "appos", 0),
        ("said", "VBD", "acl", 3), ("one", "CD", "oprd", 4), ("sang", "VBD", "ROOT", 6),
    )
    rows = [(i, text, "", "", tag, dep, "", head, 0, 0) for i, (text, tag, dep, head) in enumerate(block)]
    assert mended(rows, 0, kit.parser.reporting) == rows


@pytest.mark.parametrize(
    ("text", "noun", "preposition"),
    [
        ("She voiced regret for the arrest, on 3 May, of two sailors.", "arrest", "of"),
        ("The senate deplored the capture of Gao on 20 May by rebels.", "capture", "by"),
    ],
)
def test_who_is_told_behind_the_date_belongs_to_the_noun(kit: Kit, text: str, noun: str, preposition: str) -> None:
    tokens = kit.parser.parse(text).tokens
    found = {token.text: token for token in tokens}
    assert found["on"].head is found[noun]
    assert next(t for t in reversed(tokens) if t.text == preposition).head is found[noun]
