"""Reading documents of other kinds, as a user does it."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

COMMUNIQUE = Path(sys.executable).with_name("communique")
TEXT = "France urged Mali on Friday to free the two diplomats."

pytestmark = pytest.mark.slow


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [COMMUNIQUE, *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=120)


def test_what_cannot_be_read_is_a_line_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv.gz").write_bytes(gzip.compress(f"body,when\n{TEXT},24 July 2021\n,\n".encode()))
    (tmp_path / "in" / "b.pdf").write_bytes(b"%PDF-1.7 and no more")
    failed, out = tmp_path / "failures", tmp_path / "out"
    done = run("code", tmp_path / "in", "--map", "date=when", "--failures", failed, "-o", out)
    assert done.returncode == 1, done.stderr
    assert [p.name for p in sorted(tmp_path.iterdir())] == ["failures", "in", "out", "out.manifest.json"]
    failures = [json.loads(line) for line in (tmp_path / "failures").read_text(encoding="utf-8").splitlines()]
    assert [(Path(f["file"]).name, f["line"]) for f in failures] == [("a.csv.gz", 3), ("b.pdf", None)]
    assert len(done.stderr.decode().splitlines()) == 3
    record = json.loads((tmp_path / "out").read_text(encoding="utf-8"))
    assert record["document"]["date"] == "2021-07-24"
    assert json.loads((tmp_path / "out.manifest.json").read_bytes())["settings"]["map"] == "date=when"


@pytest.mark.parametrize("command", ["code", "show", "ledger", "quotes", "places", "times"])
def test_every_command_reads_the_same_files(tmp_path: Path, command: str) -> None:
    (tmp_path / "a").write_text(f"id;said\n1;{TEXT}\n", encoding="utf-8")
    done = run(command, tmp_path / "a", "--map", "text=said", "--reader", "csv")
    assert done.returncode == 0, done.stderr
    assert b"Mali" in done.stdout or command == "times"
    assert run(command, tmp_path / "a", "--reader", "fax").returncode == 2
    assert run(command, tmp_path / "a", "--map", "words=said").returncode == 2
