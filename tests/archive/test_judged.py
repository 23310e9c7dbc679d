"""What people judged comes out as gold that the gate can read, and as training data that the trainer can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.making import TIME, report, stored
from communique import open_archive
from communique.archive.archive import Archive
from communique.archive.judged import training_lines, write_gold
from communique.training.corpus import read_corpus
from gate.gold import place_of, read_documents


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return stored(
        tmp_path / "a.db", report(id="one/x"), report(id="two", verb="asked"), report(id="three", verb="warned"),
        report(id="four", verb="met"), report(id="five", verb="saw"),
    )


def correct(archive: Archive, document: str, field: str, new: object) -> None:
    archive.correct(document, "v1", field, new, who="A. Reader", made=TIME, why="")


@pytest.fixture
def judged(path: Path) -> Path:
    """One put right, one accepted, one taken out, one accepted and taken back, one that nobody looked at."""
    with open_archive(path, write=True) as archive:
        correct(archive, "one/x", "event", "AID")
        correct(archive, "two", "reviewed", "accepted")
        correct(archive, "three", "exists", False)
        correct(archive, "four", "reviewed", "accepted")
        archive.undo(max(c.number for c in archive.corrections()), who="A. Reader", made="2025", why="")
    return path


def test_gold_holds_the_corrected_view_and_names_words_by_their_place(judged: Path, tmp_path: Path) -> None:
    with open_archive(judged) as archive:
        assert write_gold(archive, tmp_path / "gold") == 4
    found = {d.name.rsplit("-", 1)[0]: d for d in read_documents(tmp_path / "gold")}
    assert sorted(found) == ["four", "one-x", "three", "two"]
    one = found["one-x"]
    assert [e["event"] for e in one.gold["events"]] == ["AID"]
    start, end = place_of(one.text, one.gold["events"][0]["words"])
    assert one.text[start:end] == "urged"
    assert one.gold["events"][0]["actor"] == ["Arvenia"]
    assert [found[n].gold["complete"] for n in ("one-x", "two", "three", "four")] == [True, True, True, False]
    assert found["three"].gold["events"] == []


def test_training_rows_can_be_read_by_the_trainer(judged: Path, tmp_path: Path) -> None:
    with open_archive(judged) as archive:
        lines = list(training_lines(archive))
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "judged.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    examples = list(read_corpus(tmp_path / "corpus"))
    assert sorted(e.event for e in examples) == ["AID", "NONE", "REQUEST"]
    assert lines[1] == "AID\t\t\t0\t[A: Arvenia] [E: urged] [R: Bolmark] in Bolstad."


def test_accepting_changes_nothing_and_is_taken_back(path: Path) -> None:
    with open_archive(path, write=True) as archive:
        before = archive.document("two").record
        correct(archive, "two", "reviewed", "accepted")
        (made,) = archive.corrections()
        assert (made.field, made.old, made.new, made.applies) == ("reviewed", None, "accepted", True)
        archive.undo(made.number, who="B", made=TIME, why="no")
        assert [(c.old, c.new) for c in archive.corrections()] == [(None, "accepted"), ("accepted", None)]
        assert archive.document("two").record == before


def test_undo_brings_back_what_was_put_right_before(path: Path) -> None:
    with open_archive(path, write=True) as archive:
        correct(archive, "two", "event", "AID")
        correct(archive, "two", "exists", False)
        archive.undo(max(c.number for c in archive.corrections()), who="B", made="2025", why="")
        assert [e.event for e in archive.document("two").record.events] == ["AID"]
        first = min(c.number for c in archive.corrections())
        archive.undo(first, who="B", made="2026", why="")
        assert archive.document("two").record == archive.document("two").coded
