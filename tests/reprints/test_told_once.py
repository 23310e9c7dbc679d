"""What reprints tell is asked for once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

COMMUNIQUE = str(Path(sys.executable).with_name("communique"))
WIRE = (
    "France urged Mali on Friday to free the two diplomats who were taken from their house in the capital a week ago. "
    "Its foreign minister said that the talks with the captors had led nowhere, and that he would fly there on Monday. "
    "Families of both men waited at the airport of the port city, where a first plane was turned back at noon."
)


def run(*arguments: str | Path) -> str:
    done = subprocess.run([COMMUNIQUE, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_queries_leave_reprints_out_where_a_story_counts_once(tmp_path: Path) -> None:
    reports = [
        {"id": "wire", "date": "2024-03-09", "text": WIRE},
        {"id": "reprint", "date": "2024-03-10", "text": "PORT CITY: " + WIRE},
        {"id": "own", "date": "2024-03-10", "text": "France urged Chad on Friday to open its border to lorries."},
    ]
    feed, archive, stories = tmp_path / "in.jsonl", tmp_path / "a.db", tmp_path / "stories.jsonl"
    feed.write_text("".join(json.dumps(report) + "\n" for report in reports))
    run("ingest", feed, "--archive", archive, "--jobs", "1")
    run("reprints", feed, "--output", stories)
    for table in ("events", "statements", "undertakings"):
        asked = ("query", archive, "--table", table, "--format", "jsonl")
        told = [json.loads(line)["document"] for line in run(*asked).splitlines()]
        once = [json.loads(line)["document"] for line in run(*asked, "--one-per-story", stories).splitlines()]
        assert {"wire", "reprint", "own"} == set(told), table
        assert once == [document for document in told if document != "reprint"], table
        limited = run(*asked, "--one-per-story", stories, "--limit", "1").splitlines()
        assert [json.loads(line)["document"] for line in limited] == once[:1]


def test_entries_of_the_ledger_are_asked_for_otherwise(tmp_path: Path) -> None:
    stories = tmp_path / "stories.jsonl"
    stories.write_text("")
    asked = [COMMUNIQUE, "query", "x.db", "--table", "entries", "--one-per-story", str(stories)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "communique ledger --one-per-story" in done.stderr.replace("\n", " ").replace("│", "").replace("  ", " ")
