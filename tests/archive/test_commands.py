"""The archive as a user meets it, each command in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

COMMUNIQUE = Path(sys.executable).with_name("communique")
SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"

pytestmark = pytest.mark.slow


def run(*arguments: str | Path, code: int = 0, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = subprocess.run([COMMUNIQUE, *arguments], input=stdin, capture_output=True, check=False, timeout=120)
    assert done.returncode == code, done.stderr.decode()
    return subprocess.CompletedProcess(done.args, code, done.stdout.decode(), done.stderr.decode())


def rows(*arguments: str | Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(*arguments, "--format", "jsonl").stdout.splitlines()]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All samples, and a line that is none."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "bad.jsonl").write_text("{")
    done = run("ingest", SAMPLES, folder / "bad.jsonl", "--archive", folder / "a.db", code=1)
    assert "18 documents coded" in done.stderr
    return folder / "a.db"


def test_the_ledger_and_the_records_of_an_archive_are_those_of_its_documents(path: Path) -> None:
    assert run("ledger", path, "--format", "jsonl").stdout == run("ledger", SAMPLES, "--format", "jsonl").stdout
    records = run("archive", "records", path).stdout.splitlines()
    assert sorted(records) == sorted(run("code", SAMPLES).stdout.splitlines())


def test_the_same_again_codes_nothing(path: Path) -> None:
    done = run("ingest", SAMPLES, "--archive", path)
    assert "0 documents coded" in done.stderr
    assert "18 in the archive already" in done.stderr
    assert "0 documents coded" in run("archive", "recode", path).stderr


def test_other_actors_are_another_generation(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("name\tcode\tsector\nFrance\tXXF\tGOV\n")
    run("archive", "recode", path, "--actors", own)
    assert [row["coded"] for row in rows("archive", "runs", path)][-1] == 18
    assert "18 records of older generations" in run("archive", "prune", path).stderr


def test_failures_are_kept(path: Path) -> None:
    (row,) = rows("archive", "failures", path, "1")
    assert (str(row["file"]).rsplit("/", 1)[-1], row["line"]) == ("bad.jsonl", 1)


def test_a_run_tells_what_made_its_records(path: Path) -> None:
    made = json.loads(run("archive", "manifest", path, "1").stdout)
    assert made["program"] == "communique"
    assert len(made["data"]["lexicon/who.toml"]) == 64
    assert "has no run 99" in run("archive", "manifest", path, "99", code=2).stderr


def test_queries_and_corrections(path: Path) -> None:
    first = rows("query", path, "--event", "REQUEST", "--limit", "1")[0]
    document, event = str(first["document"]), str(first["id"])
    assert rows("archive", "sightings", path, document)[0]["run"] == 1
    run("archive", "correct", path, document, event, "event", "ACCUSE", "--who", "A", "--why", "B")
    assert (document, event) in {(r["document"], r["id"]) for r in rows("query", path, "--event", "ACCUSE")}
    assert rows("query", path, "--event", "REQUEST", "--limit", "1", "--as-coded")[0]["id"] == event
    assert rows("archive", "corrections", path)[0]["new"] == "ACCUSE"
    assert run("query", path, "--format", "csv").stdout.startswith("document,")
    assert json.loads(run("query", path, "--format", "geojson").stdout)["features"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--event", "WAR"], "not one of AGREE"),
        (["--from", "2024-02-01", "--to", "2024-01-01"], "backwards"),
        (["--place", "Nowhereatallville"], "knows no place"),
    ],
)
def test_absurd_filters_are_one_line(path: Path, arguments: list[str], message: str) -> None:
    done = run("query", path, *arguments, code=2)
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_what_is_no_archive_is_one_line(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_text("text")
    for command in (["query", other], ["ingest", SAMPLES, "--archive", other], ["archive", "prune", other]):
        done = run(*command, code=2)
        assert done.stderr == f"communique: {other}: is not an archive of communique\n"
