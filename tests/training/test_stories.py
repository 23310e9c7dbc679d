"""The training stories are whole: every mark closes, every verdict is on an undertaking, and none is gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.errors import DataError
from communique.training.stories import read_stories

ROOT = Path(__file__).resolve().parents[2]


def test_stories_are_whole() -> None:
    stories = list(read_stories(ROOT / "training/stories"))
    assert len({story.name for story in stories}) == len(stories) >= 40
    for story in stories:
        owed = {told.undertaking for told in story.told if told.verdict is None}
        assert owed >= {told.undertaking for told in story.told}, story.name
        assert [d.date for d in story.documents] == sorted(d.date or "" for d in story.documents), story.name
        texts = {d.id: d.text for d in story.documents}
        assert all(texts[told.document][slice(*told.span)].strip() for told in story.told), story.name


def test_no_nine_words_are_those_of_the_gold() -> None:
    def runs(text: str) -> set[str]:
        words = text.lower().split()
        return {" ".join(words[n : n + 9]) for n in range(len(words) - 8)}

    gold = [json.loads(p.read_text(encoding="utf-8")) for p in (ROOT / "tests/gold").rglob("stories/*.json")]
    known = {run for story in gold for d in story["documents"] for run in runs(d["text"])}
    assert known
    assert not known & {r for s in read_stories(ROOT / "training/stories") for d in s.documents for r in runs(d.text)}


@pytest.mark.parametrize("line", ["no date", "2020-01-01\tMali pledged [a: to go."])
def test_bad_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "01.txt").write_text(f"== x\n{line}\n", encoding="utf-8")
    with pytest.raises(DataError, match="x 1"):
        list(read_stories(tmp_path))
