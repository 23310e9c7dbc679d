"""Pairing of quotation marks over sentences and paragraphs."""

from __future__ import annotations

import pytest

from communique.model import Text
from communique.statements.quotes import Quote, find_quotes
from communique.text.blocks import split_blocks


def quotes_of(words: str) -> tuple[Quote, ...]:
    return find_quotes(Text(words, split_blocks(words), [])).all


def parts_of(words: str) -> list[list[str]]:
    return [[words[a:b] for a, b in quote.parts] for quote in quotes_of(words)]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ('"We go," he said.', [['"We go,"']]),
        ("“We go,” he said.", [["“We go,”"]]),
        ("``We go,'' he said.", [["``We go,''"]]),
        ("''We go,'' he said.", [["''We go,''"]]),
        ("«We go,» he said.", [["«We go,»"]]),
        ("‘We go,’ he said.", [["‘We go,’"]]),
        ("'We go,' he said.", [["'We go,'"]]),
        ('"We go," he said. "We stay."', [['"We go,"'], ['"We stay."']]),
        ("“He told me ‘go’ and I went,” she said.", [["“He told me ‘go’ and I went,”"]]),
        ("“He read “War” and wept,” she said.", [["“He read “War” and wept,”"]]),
        ("The ministers' plan and the '90s were forgotten.", []),
        ("A 6'2\" man left.", []),
        ("He said “we go", [["“we go"]]),
        ("", []),
        ('"', []),
        ("”“", [["“"]]),
    ],
)
def test_marks_are_paired(words: str, parts: list[list[str]]) -> None:
    assert parts_of(words) == parts


def test_a_reopened_quotation_runs_over_paragraphs() -> None:
    words = '"We go.\n\n"We shall not return," he said.'
    assert parts_of(words) == [['"We go.', '"We shall not return,"']]


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    words = '"We go.\n\nThe hall was empty.'
    assert parts_of(words) == [['"We go.']]
    assert not quotes_of(words)[0].closed


@pytest.mark.parametrize(
    ("words", "speech"),
    [
        ('"We go," he said.', True),
        ('He said: "We go."', True),
        ('The "peace train" left.', False),
        ('They sang in the "Long Night" hall.', False),
        ('He said it was "a heap of stones" by then.', False),
        ('"No," he said.', True),
    ],
)
def test_a_speech_is_told_from_a_quoted_phrase(words: str, speech: bool) -> None:
    assert [quote.speech for quote in quotes_of(words)] == [speech]


def test_the_quotation_at_an_offset() -> None:
    quotes = find_quotes(Text('A "b" c "d"', split_blocks('A "b" c "d"'), []))
    assert [bool(quotes.at(n)) for n in (0, 2, 4, 5, 8, 10)] == [False, True, True, False, True, True]
    following = quotes.after(5)
    assert following is not None and following.start == 8
