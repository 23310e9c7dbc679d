"""What a text reports as done: how many did it, and on which day."""

from __future__ import annotations

import pytest

from communique.coder import Coder


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Six of the teachers walked out of prison.", ("6",)),
        ("The two divers went home.", ("2",)),
        ("The two divers freed the crew.", ()),
    ],
)
def test_who_does_it_alone_is_counted(coder: Coder, text: str, numbers: tuple[str, ...]) -> None:
    (deed,) = coder.code(text, date="2024-05-06").deeds
    assert deed.gist.numbers == numbers


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("No money has reached the crew since January.", "2024-05-06"),
        ("Kenya paid the crew in January.", "2024-01-31"),
    ],
)
def test_what_goes_on_since_a_day_is_told_up_to_the_report(coder: Coder, text: str, day: str) -> None:
    (deed,) = coder.code(text, date="2024-05-06").deeds
    assert deed.date is not None and deed.date.end == day
