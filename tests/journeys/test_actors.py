"""The user's own actors, from the command line to the manifest. All actors here are invented."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import communique
from communique.errors import InputError

COMMUNIQUE = Path(sys.executable).with_name("communique")
HEADER = "name\taliases\tcode\tsector\tkind\tfrom\tto\n"
GOOD = HEADER + "Lantern Front\tLFV\tCHL\tREB\tarmed\t2019\t\n"
BAD = GOOD + "Broken\n" + "Zorn Guard\t\tCHL\tMIL\tarmed\t2005\t2001\n" + "Lantern Front\t\tPER\tMIL\tarmed\t2020\t\n"
SENTENCE = "The Lantern Front attacked a convoy on Friday."

pytestmark = pytest.mark.slow


def run(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[bytes]:
    words = [COMMUNIQUE, *map(str, arguments)]
    wide = {**os.environ, "COLUMNS": "200"}
    return subprocess.run(words, input=stdin.encode(), capture_output=True, check=False, timeout=120, env=wide)


def written(folder: Path, text: str) -> Path:
    path = folder / "own.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def line(date: str) -> str:
    return json.dumps({"id": "d", "text": SENTENCE, "date": date}) + "\n"


def actor(done: subprocess.CompletedProcess[bytes]) -> tuple[str, str | None, list[str]]:
    record = json.loads(done.stdout)
    known = {e["id"]: e for e in record["entities"]}
    entity = known[record["events"][0]["actor"][0]["entity"]]
    return entity["name"], entity["code"], entity["sector"]


def test_a_record_has_the_users_codes_while_they_hold(tmp_path: Path) -> None:
    own = written(tmp_path, GOOD)
    done = run("code", "-", "--actors", own, stdin=line("2021-07-24"))
    assert done.returncode == 0, done.stderr
    assert actor(done) == ("Lantern Front", "CHL", ["REB"])
    before = run("code", "-", "--actors", own, stdin=line("2010-07-24"))
    assert actor(before)[1] is None, "the row begins in 2019"


def test_every_command_that_looks_for_actors_takes_the_file(tmp_path: Path) -> None:
    own = written(tmp_path, GOOD)
    for command in ("show", "ledger", "quotes"):
        done = run(command, "-", "--actors", own, stdin="LFV will free the crew, it said.")
        assert done.returncode == 0, (command, done.stderr)
        assert "Lantern Front" in " ".join(done.stdout.decode().split()), command


def test_bad_lines_are_named_and_the_rest_is_used(tmp_path: Path) -> None:
    own = written(tmp_path, BAD)
    done = run("code", "-", "--actors", own, stdin=line("2019-07-24"))
    assert done.returncode == 1
    message = done.stderr.decode()
    for wanted in ("own.tsv:3: 1 cells", "own.tsv:4: the role ends", "own.tsv:5: 'Lantern Front' is both"):
        assert wanted in message
    assert "Traceback" not in message
    assert actor(done)[1] == "CHL"


def test_the_manifest_names_the_file(tmp_path: Path) -> None:
    own, out = written(tmp_path, GOOD), tmp_path / "out.jsonl"
    assert run("code", "-", "--actors", own, "-o", out, stdin=line("2021-07-24")).returncode == 0
    manifest = json.loads((tmp_path / "out.jsonl.manifest.json").read_bytes())
    assert manifest["own"] == {"own.tsv": hashlib.sha256(own.read_bytes()).hexdigest()}


def test_what_a_name_means(tmp_path: Path) -> None:
    own = written(tmp_path, GOOD)
    done = run("actors", "Lantern Front", "--date", "2021-01-01", "--actors", own)
    assert done.returncode == 0
    assert "your own row" in " ".join(done.stdout.decode().split())
    assert run("actors", "Lantern Front").returncode == 1
    assert run("actors").returncode == 2
    assert run("actors", "Peru", "--date", "soon").returncode == 2


def test_check_names_doubtful_rows(tmp_path: Path) -> None:
    rows = "Hamas\t\tPSE\tPTY\tparty\t\t\npolice\t\tQQQ\tCOP\tbody\t\t\nNobody\t\t\t\tbody\t\t\n"
    done = run("actors", "--check", written(tmp_path, HEADER + rows))
    assert done.returncode == 1
    message = done.stderr.decode()
    for wanted in (
        ":2: 'Hamas' takes the place",
        ":3: 'QQQ' is no code",
        ":3: 'police' is a common noun",
        ":4: 'Nobody'",
    ):
        assert wanted in message
    assert run("actors", "--check", written(tmp_path, GOOD)).returncode == 0


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    done = run("code", "-", "--actors", tmp_path / "none.tsv", stdin=SENTENCE)
    assert done.returncode == 2
    assert b"none.tsv: cannot be read" in done.stderr
    with pytest.raises(InputError):
        communique.load(actors=tmp_path / "none.tsv")


def test_in_python_the_problems_are_on_the_coder(tmp_path: Path) -> None:
    coder = communique.load(actors=written(tmp_path, BAD))
    assert [p.line for p in coder.problems] == [3, 4, 5]
