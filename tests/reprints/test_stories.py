"""Reprints and rewrites of one story are found; what only looks like them is not."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from communique.model import Document
from communique.reprints.find import find_stories

STORY = (
    "Ministers of the two river states met in the port on Tuesday and agreed to open the upper locks again before "
    "the rains. The talks had stood still since the spring, when a barge was held for nine days. Neither side "
    "would say who pays for the dredging, which engineers put at forty million. Fishermen on both banks welcomed "
    "the news with horns. A joint commission is to report in June, and a first convoy of grain may pass in the "
    "second week of that month."
)
OTHER = (
    "The council of the hill town voted late on Monday to close its only hospital ward for want of nurses. "
    "Patients will be taken to the valley by bus, an hour each way. The mayor said that the ward would open again "
    "when the ministry sends the staff it promised two years ago, and asked the teachers' union to call off its "
    "march."
)


def document(id: str, text: str, date: str | None = "2024-03-05") -> Document:
    return Document(id=id, text=text, date=date)


def test_a_reprint_with_another_opening_and_ending_is_found_and_the_earliest_is_the_head() -> None:
    reprint = "RIVERTOWN, March 6: " + STORY.replace("forty million", "40 million").rsplit(". ", 1)[0] + "."
    stories = find_stories(
        [document("b", reprint, "2024-03-06"), document("o", OTHER), document("a", STORY), document("n", STORY, None)]
    )
    assert [(s.head, s.date, s.documents) for s in stories] == [("a", "2024-03-05", ("a", "b", "n"))]


def test_what_comes_back_months_later_is_no_reprint() -> None:
    assert find_stories([document("a", STORY), document("b", STORY, "2024-09-05")]) == []


def test_short_and_empty_texts_are_never_reprints() -> None:
    assert (
        find_stories([document(str(n), text) for n, text in enumerate(("", "", "Talks resume.", "Talks resume."))])
        == []
    )


def test_the_order_of_documents_does_not_matter() -> None:
    many = [document(f"d{n}", (STORY, OTHER)[n % 2] + f" Local desk number {n}.") for n in range(60)]
    expected = find_stories(many)
    random.Random(3).shuffle(many)
    assert find_stories(many) == expected
    assert [len(s.documents) for s in expected] == [30, 30]


def test_the_synthetic_archive_is_told_apart() -> None:
    script = Path(__file__).parents[2] / "scripts" / "reprints.py"
    told = subprocess.run([sys.executable, script, "3000"], capture_output=True, text=True, check=True).stdout
    figures = told.splitlines()[1].replace(",", "").split()
    assert float(figures[1]) >= 0.98
    assert float(figures[3]) >= 0.95
