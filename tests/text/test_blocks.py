"""Blocks: what is parsed on its own. No language model is loaded."""

from __future__ import annotations

import re
import time

import pytest

from communique.lexicon.files import load_toml
from communique.text.blocks import MAX_BLOCK, split_blocks

LABELS = load_toml("layout/blocks.toml")["label"]


def shape(text: str) -> list[tuple[str, str, str]]:
    """Kind, label and words of each block."""
    return [
        (p.kind, text[slice(*p.label)] if p.label else "", text[p.start : p.end]) for p in split_blocks(text)
    ]


@pytest.mark.parametrize("row", LABELS, ids=lambda row: row["examples"][0])
def test_every_example_of_a_label_matches_and_no_counter_example_does(row: dict[str, list[str]]) -> None:
    pattern = re.compile(str(row["pattern"]))
    assert [e for e in row["examples"] if not pattern.match(e)] == []
    assert [e for e in row.get("not", []) if pattern.match(e)] == []


def test_every_example_becomes_a_block_of_its_kind() -> None:
    for row in LABELS:
        for example in row["examples"]:
            assert shape(example)[0][0] == row["kind"], example


def test_blank_lines_part_paragraphs_and_wrapped_lines_are_one() -> None:
    text = (
        "The two ministers met in the old customs house on the river and talked\n"
        "until midnight about the bridge.\n\nNo paper was signed.\n"
    )
    assert [kind for kind, _, _ in shape(text)] == ["paragraph", "paragraph"]
    assert shape(text)[1][2] == "No paper was signed."


def test_a_line_that_is_a_paragraph_is_not_joined_with_the_next() -> None:
    long = "The council met in the afternoon and sent a mission to the delta, where no ferry had sailed. " * 2
    assert len(shape(f"{long.strip()}\n{long.strip()}")) == 2


def test_title_above_the_text_is_a_heading() -> None:
    assert shape("Ministers agree on ferry link\n\nThe ferry will sail in May.")[0] == (
        "heading", "", "Ministers agree on ferry link"
    )


def test_a_text_of_one_line_is_prose_with_or_without_a_full_stop() -> None:
    assert shape("Norway urged Chile to sign")[0][0] == "paragraph"


def test_communique_with_points() -> None:
    text = "COMMUNIQUE\nOslo\n\n1. The Parties agreed to meet.\n2. They will\n(a) open the road;\n(b) free the crew."
    assert shape(text)[2:] == [
        ("item", "1.", "The Parties agreed to meet."),
        ("item", "2.", "They will"),
        ("item", "(a)", "open the road;"),
        ("item", "(b)", "free the crew."),
    ]


def test_transcript_turns() -> None:
    text = "MR OKAFOR: We ask both sides to stop.\nQUESTION: When?\nMr. Okafor: Now."
    assert [(kind, label) for kind, label, _ in shape(text)] == [
        ("turn", "MR OKAFOR:"), ("turn", "QUESTION:"), ("turn", "Mr. Okafor:")
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(end: str) -> None:
    text = f"First paragraph ends here.{end}{end}Second one."
    assert [words for _, _, words in shape(text)] == ["First paragraph ends here.", "Second one."]


def test_overlong_block_is_cut_between_sentences_and_nothing_is_lost() -> None:
    text = "The mission reported to Gen. Ames on the ferry dispute again. " * 400
    pieces = split_blocks(text)
    assert all(p.end - p.start <= MAX_BLOCK for p in pieces)
    assert {text[p.start : p.end].rsplit(" ", 1)[1] for p in pieces} == {"again."}
    assert " ".join(text[p.start : p.end] for p in pieces) == text.strip()


def test_block_without_spaces_is_cut_too() -> None:
    assert [p.end - p.start for p in split_blocks("x" * (MAX_BLOCK + 5))] == [MAX_BLOCK, 5]


def test_many_wrapped_lines_take_linear_time() -> None:
    text = "the mission of the delta reported once more on the ferry dispute\n" * 40_000
    start = time.perf_counter()
    split_blocks(text)
    assert time.perf_counter() - start < 5


def test_asides_are_left_out() -> None:
    text = "OSLO (NWA) - The bridge reopened. (NWA)"
    pieces = split_blocks(text, ((0, 13), (34, 39)))
    assert [text[p.start : p.end] for p in pieces] == ["The bridge reopened."]
