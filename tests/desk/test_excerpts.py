"""A list of documents shows where each has the words that were looked for."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from communique.desk.views.excerpts import excerpt_of, pattern_of


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("ferry", "The Ferry sank.", ["Ferry"]),
        ("cafe", "The café reopened, the cafes did not.", ["café"]),
        ("cafe*", "The café reopened, the cafés did not.", ["café", "cafés"]),
        ('"cease-fire reports"', "Monitors’ cease-fire  reports.", ["cease-fire  reports"]),
        ("urged mali", "France urged Mali.", ["urged", "Mali"]),
        ("İstanbul", "istanbul, ISTANBUL", ["istanbul", "ISTANBUL"]),
        ("Straße", "The straße and the STRASSE.", ["straße"]),
        ("a.b", "a b, a.b", ["a b", "a.b"]),
        ("urge", "France urged Mali.", None),
    ],
)
def test_the_words_are_marked_as_they_are_written(asked: str, text: str, found: list[str] | None) -> None:
    pattern = pattern_of(asked)
    assert pattern
    excerpt = excerpt_of(text, pattern)
    assert (excerpt and list(excerpt.pieces[1::2])) == (found and [f.replace("\n", " ") for f in found])


def test_an_excerpt_of_a_long_text_begins_and_ends_between_words() -> None:
    text = "word " * 100 + "ferry" + " other" * 100
    pattern = pattern_of("ferry")
    assert pattern
    excerpt = excerpt_of(text, pattern)
    assert excerpt
    assert excerpt.pieces[0].startswith("… word")
    assert excerpt.pieces[2].endswith("other …")
    assert 150 < sum(map(len, excerpt.pieces)) < 200


def test_no_word_no_pattern() -> None:
    assert pattern_of("*** ...") is None


def test_the_page_shows_and_leads_to_them(desk: TestClient) -> None:
    page = desk.get("/documents?text=FERRY").text
    assert "Undated <mark>ferry</mark>." in page
    assert "/document?id=five#:~:text=ferry" in page
    assert "<mark>" not in desk.get("/documents").text
