"""What people decide holds: joined, taken apart, decided again, and about what is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli import app
from communique.errors import InputError
from communique.formats.judgements import add_judgement, read_judgements
from communique.ledger.build import build_ledger
from communique.model.judgement import Judgement
from ledger.test_build import promise, record

MEND = record("d1", "2024-01-01", promise("mend", "dyke"))
AGAIN = record("d2", "2024-02-01", promise("repair", "dyke"))
OTHER = record("d3", "2024-03-01", promise("publish", "treaty"))


def judgement(one: str, other: str, word: str) -> Judgement:
    return Judgement(one=one, other=other, judgement=word, by="A. Analyst", on="2024-06-01")


def documents(*judgements: Judgement) -> list[list[str]]:
    entries = build_ledger([MEND, AGAIN, OTHER], judgements=judgements)
    return sorted(sorted(m.document for m in e.mentions) for e in entries)


def test_program_merges_by_itself() -> None:
    assert documents() == [["d1", "d2"], ["d3"]]


def test_same_joins_entries_by_id_and_keeps_the_earliest_id() -> None:
    before = {m.document: e.id for e in build_ledger([MEND, AGAIN, OTHER]) for m in e.mentions}
    told = judgement(before["d1"], before["d3"], "same")
    assert documents(told) == [["d1", "d2", "d3"]]
    assert [e.id for e in build_ledger([MEND, AGAIN, OTHER], judgements=[told])] == [before["d1"]]


def test_different_takes_the_later_mention_out() -> None:
    assert documents(judgement("d2#u1", "d1#u1", "different")) == [["d1"], ["d2"], ["d3"]]


def test_last_judgement_on_the_same_two_holds() -> None:
    first, last = judgement("d1#u1", "d3#u1", "same"), judgement("d3#u1", "d1#u1", "different")
    assert documents(first, last) == [["d1", "d2"], ["d3"]]


def test_same_never_brings_together_what_was_judged_different() -> None:
    told = (judgement("d1#u1", "d2#u1", "different"), judgement("d1#u1", "d3#u1", "same"))
    assert documents(*told, judgement("d2#u1", "d3#u1", "same")) == [["d1", "d3"], ["d2"]]


def test_judgement_on_what_is_not_there_is_left_alone() -> None:
    assert documents(judgement("t-0000", "d9#u1", "same")) == documents()


def test_file_is_only_added_to(tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    add_judgement(path, judgement("a", "b", "same"))
    first = path.read_bytes()
    add_judgement(path, judgement("a", "b", "different"))
    assert path.read_bytes().startswith(first)
    assert [j.judgement for j in read_judgements(path)] == ["same", "different"]


SO = '{"one":"a","other":"b","judgement":"so","by":"c","on":"d"}'


@pytest.mark.parametrize("line", ["no json", '{"one":"a"}', SO])
def test_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "judgements.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        read_judgements(path)


def test_ledger_judge_is_judge(tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    told = [
        "a",
        "b",
        "same",
        "--judgements",
        str(path),
        "--by",
        "A. Analyst",
        "--on",
        "2024-06-01",
        "--why",
        "one clinic",
    ]
    result = CliRunner().invoke(app, ["ledger", "judge", *told])
    assert (result.exit_code, [j.why for j in read_judgements(path)]) == (0, ["one clinic"])


def test_later_correction_gainsays_an_earlier_judgement() -> None:
    """Judged the same, then corrected: both lines stand in the file, and the ledger abides by the last."""
    first, last = judgement("d1#u1", "d2#u1", "same"), judgement("d1#u1", "d2#u1", "different")
    assert documents(first, last) == [["d1"], ["d2"], ["d3"]]
    assert documents(last, first) == [["d1", "d2"], ["d3"]]
