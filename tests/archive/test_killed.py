"""Killed at any moment, an archive holds whole documents, and the same command finishes what was begun."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive.making import report
from communique import open_archive
from communique.formats.write_jsonl import encoded

MAKING = Path(__file__).with_name("making.py")
COMMUNIQUE = Path(sys.executable).with_name("communique")
COUNT = 400
KILLS = int(os.environ.get("COMMUNIQUE_KILLS", "6"))

pytestmark = pytest.mark.slow


def storing(path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, MAKING, path, str(COUNT)], stderr=subprocess.PIPE)


def whole(path: Path) -> int:
    """How many documents there are, each with its record, its events, its words and a sighting."""
    plain = sqlite3.connect(path)
    try:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
        counts = {
            table: plain.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("documents", "records", "events", "words", "sightings")
        }
    finally:
        plain.close()
    assert len(set(counts.values())) == 1, counts
    return counts["documents"]


def test_killed_again_and_again(tmp_path: Path) -> None:
    path, dice, seen = tmp_path / "a.db", random.Random(7), []
    for _ in range(KILLS):
        process = storing(path)
        patience = time.monotonic() + 30
        while not path.exists() and process.poll() is None and time.monotonic() < patience:
            time.sleep(0.001)
        time.sleep(dice.uniform(0, 0.15))
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
        if path.exists():
            seen.append(whole(path))
    assert seen == sorted(seen)
    assert seen
    assert storing(path).wait(timeout=120) == 0
    expected = sorted(encoded(report(id=f"n{n}", more=f" Number {n}.")[1]) for n in range(COUNT))
    with open_archive(path) as archive:
        assert sorted(map(encoded, archive.records())) == expected
    assert whole(path) == COUNT


def test_several_at_once_all_finish(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    for process in [storing(path) for _ in range(3)]:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    assert whole(path) == COUNT


def test_the_command_goes_on_after_a_kill(tmp_path: Path) -> None:
    source, path = tmp_path / "in.jsonl", tmp_path / "a.db"
    sentence = "France urged Mali on Friday to free the two diplomats."
    source.write_text(
        "".join(json.dumps({"id": f"d{n}", "text": f"{sentence} " * (n % 7 + 1) + str(n)}) + "\n" for n in range(150))
    )
    command = [COMMUNIQUE, "ingest", source, "--archive", path]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    for _ in range(600):
        if path.exists() and path.with_name("a.db-wal").exists() and _documents(path) > 20:
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=30)
    assert 20 < whole(path) < 150
    two = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    for process in two:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
        assert b"in the archive already" in errors
    assert whole(path) == 150
    coded = subprocess.run([COMMUNIQUE, "code", source], capture_output=True, check=True, timeout=120).stdout
    with open_archive(path) as archive:
        assert sorted(map(encoded, archive.records())) == sorted(coded.splitlines())


def _documents(path: Path) -> int:
    with open_archive(path) as archive:
        return sum(run.coded for run in archive.runs())
