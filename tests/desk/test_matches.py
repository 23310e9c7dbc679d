"""Words that are looked for leave the same documents, whichever way the answer is kept; none, some or all of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from archive.making import report, stored
from communique.archive.archive import Archive, open_archive
from communique.archive.query import query_of
from communique.desk.matches import KEPT, Matches
from communique.errors import InputError

WORDS = ("in", "ferry", "shelled", "urge*", '"bolmark in bolstad"', "in ferry", "nowhere")


@pytest.mark.parametrize("words", WORDS)
def test_the_pages_find_what_the_archive_finds(desk: TestClient, archive: Path, words: str) -> None:
    with open_archive(archive) as opened:
        documents = {f.input.id for f in opened.documents()} & {found.input.id for found in opened.events(text=words)}
        happenings = {h.id for h in opened.happenings(query_of("happenings", text=words))}
    events = desk.get("/explore.json", params={"text": words}).json()["view"]["events"]
    told = desk.get("/happenings.json", params={"text": words}).json()["view"]
    assert {e["document"] for e in events} == documents
    assert {h["id"] for h in told["happenings"]} == happenings
    assert told["total"] == len(happenings) == sum(count for _, count in told["types"])


def test_words_of_every_document_leave_nothing_out(archive: Path) -> None:
    with open_archive(archive) as opened:
        numbers = opened.matching("in")
        assert Matches(numbers).bits(opened, "in") is None
        assert Matches(numbers).bits(opened, "nowhere") == bytes(len(numbers) // 8 + 1)


def test_an_answer_is_kept_as_long_as_there_is_room(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ask = Archive.matching
    monkeypatch.setattr(Archive, "matching", lambda self, text: (asked.append(text), ask(self, text))[1])
    with open_archive(archive) as opened:
        matches = Matches(opened.matching("in"))
        assert matches.bits(opened, "ferry") == matches.bits(opened, " ferry ")
        for n in range(KEPT):
            matches.bits(opened, f"word{n}")
        matches.bits(opened, "ferry")
    assert [text for text in asked if text.startswith(("in", "ferry"))] == ["in", "ferry", "ferry"]


def test_documents_that_came_later_are_passed_over(tmp_path: Path) -> None:
    path = stored(tmp_path / "a.db", report(id="one"), report(id="two", more=" A ferry."))
    with open_archive(path) as opened:
        matches = Matches(opened.matching("in"))
        stored(path, report(id="three", more=" Another ferry came."))
        assert matches.bits(opened, "ferry") == bytes([0b00100000])  # documents are numbered from 1
        with pytest.raises(InputError, match="no word"):
            matches.bits(opened, "?!")


def test_reading_ahead_changes_nothing(archive: Path) -> None:
    before = archive.read_bytes()
    with open_archive(archive) as opened:
        assert opened.read_ahead() > 0
    assert archive.read_bytes() == before
