"""What is killed, stopped or lost in the middle of a run costs its own work only: real processes, really killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from communique.archive.archive import open_archive
from communique.model import Document
from communique.workers.cluster import code_many_on_cluster
from worker_kits import DEADLY, deadly_kit

pytestmark = pytest.mark.slow

COMMUNIQUE = str(Path(sys.executable).with_name("communique"))
COUNT = 400
LONG = 2000  # documents of a run that must still be at work when it is stopped
PATIENCE = 120  # seconds
# Workers import the tests' kits; one death is enough to blame the task, so that the test needs few workers.
PATHS = {
    **os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
}


def write_feed(path: Path, count: int) -> Path:
    places = ("Kenya", "Ghana", "Peru", "Laos")
    with path.open("w") as stream:
        for n in range(count):
            text = f"{places[n % 4]} urged {places[n % 3]} on Monday to free {n + 2} men. The army attacked a village."
            stream.write(json.dumps({"id": f"d{n}", "text": text, "date": "2021-07-24"}) + "\n")
    return path


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_feed(tmp_path_factory.mktemp("feed") / "in.jsonl", COUNT)


@pytest.fixture(scope="module")
def expected(feed: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    output = tmp_path_factory.mktemp("expected") / "out.jsonl"
    code(feed, output, "--jobs", "1").wait(PATIENCE)
    assert output.read_bytes().count(b"\n") == COUNT
    return output.read_bytes()


def code(feed: Path, output: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [COMMUNIQUE, "code", str(feed), "--output", str(output), *options]
    return subprocess.Popen(command, stderr=subprocess.PIPE)


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)


def lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def workers(parent: int) -> list[int]:
    """The worker processes of a run, from /proc: its children that spawn made."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            if entry.name.isdigit() and int(fields[1]) == parent and b"spawn_main" in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except (OSError, IndexError):
            continue
    return found


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


def test_a_worker_that_is_killed_is_replaced_and_nothing_is_lost(feed: Path, expected: bytes, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    run = code(feed, output, "--jobs", "2")
    until(lambda: lines(output) > 20)
    os.kill(workers(run.pid)[0], signal.SIGKILL)
    assert run.wait(PATIENCE) == 0
    assert output.read_bytes() == expected


def test_ctrl_c_ends_at_once_and_resume_goes_on(tmp_path: Path) -> None:
    long, whole, output = write_feed(tmp_path / "in.jsonl", LONG), tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    assert code(long, whole, "--jobs", "2").wait(PATIENCE) == 0
    expected = whole.read_bytes()
    run = code(long, output, "--jobs", "2")
    until(lambda: lines(output) > 20)
    held = workers(run.pid)
    begun = time.monotonic()
    run.send_signal(signal.SIGINT)
    assert run.wait(PATIENCE) == 130
    assert time.monotonic() - begun < 2
    assert all(map(is_gone, held))
    assert expected.startswith(output.read_bytes())
    assert 20 < lines(output) < LONG
    assert code(long, output, "--jobs", "2", "--resume").wait(PATIENCE) == 0
    assert output.read_bytes() == expected


def test_a_run_that_is_killed_leaves_no_workers_and_is_resumed(feed: Path, expected: bytes, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    run = code(feed, output, "--jobs", "2")
    until(lambda: lines(output) > 20)
    held = workers(run.pid)
    assert held
    run.kill()
    run.wait(PATIENCE)
    until(lambda: all(map(is_gone, held)))
    parts = tmp_path / "out.jsonl.parts"
    assert parts.is_dir()
    (parts / "part-999999-of-nobody.jsonl").write_bytes(b"")  # what no run takes over goes as well
    assert code(feed, output, "--jobs", "2", "--resume").wait(PATIENCE) == 0
    assert output.read_bytes() == expected
    assert not parts.exists()


def test_a_run_without_output_that_is_killed_leaves_nothing_behind(feed: Path, tmp_path: Path) -> None:
    command = [COMMUNIQUE, "code", str(feed), "--jobs", "2"]
    with (tmp_path / "out.jsonl").open("wb") as stream:
        here = {**os.environ, "TMPDIR": str(tmp_path)}
        run = subprocess.Popen(command, stdout=stream, stderr=subprocess.DEVNULL, env=here)
        until(lambda: lines(tmp_path / "out.jsonl") > 20)
    held = workers(run.pid)
    assert list(tmp_path.glob("communique-*"))
    run.kill()
    run.wait(PATIENCE)
    until(lambda: all(map(is_gone, held)))
    assert not list(tmp_path.glob("communique-*"))


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A Dask scheduler and its workers, each a process of its own on loopback."""
    address = folder / "scheduler.json"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--scheduler-file", str(address), "--no-dashboard"]
    quiet: dict[str, Any] = {"cwd": folder, "stderr": subprocess.DEVNULL, "env": PATHS}
    started = [subprocess.Popen([*dask, "--host", "127.0.0.1", "--port", "0"], **quiet)]
    try:
        until(address.exists)
        until(lambda: address.read_text().endswith("}"))
        where = json.loads(address.read_text())["address"]
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", where, "--nthreads", "1", "--no-dashboard"]
        alone = ["--no-nanny", "--host", "127.0.0.1"]
        started += [subprocess.Popen([*worker, *alone], **quiet) for _ in range(workers)]
        yield where, started[1:]
    finally:
        for process in started:
            process.kill()
            process.wait()


def test_a_document_that_kills_its_workers_is_set_aside_on_a_cluster(tmp_path: Path) -> None:
    many = [Document(id=f"d{n}", text=f"Kenya urged Ghana to free {n + 2} men.") for n in range(6)]
    many[3] = Document(id="deadly", text=DEADLY)
    lost: list[tuple[str, str]] = []
    with cluster(tmp_path, workers=4) as (scheduler, held):
        found = code_many_on_cluster(
            many, deadly_kit, scheduler, str(tmp_path), 3, lambda d, error: lost.append((d.id, str(error)))
        )
        assert [document.id for document, _ in found] == ["d0", "d1", "d2", "d4", "d5"]
        assert [process.poll() is None for process in held].count(False) >= 2
    assert lost == [("deadly", "the worker died on it, twice")]
    assert not list(tmp_path.glob("part-*"))


def test_an_archive_is_filled_on_a_cluster_as_on_this_machine(feed: Path, tmp_path: Path) -> None:
    def ingest(archive: Path, *options: str) -> None:
        command = [COMMUNIQUE, "ingest", str(feed), "--archive", str(archive), *options]
        run = subprocess.run(command, check=False, capture_output=True, timeout=PATIENCE)
        assert run.returncode == 0, run.stderr

    with cluster(tmp_path) as (scheduler, _):
        ingest(tmp_path / "far.db", "--engine", "dask", "--scheduler", scheduler, "--part", "50")
    ingest(tmp_path / "near.db", "--jobs", "2")
    held = []
    for name in ("far.db", "near.db"):
        with open_archive(tmp_path / name) as archive:
            held.append(list(archive.records()))
    assert held[0] == held[1]
    assert len(held[0]) == COUNT
    assert not (tmp_path / "far.db.parts").exists()


def test_a_cluster_loses_a_worker_and_no_document(feed: Path, expected: bytes, tmp_path: Path) -> None:
    output = tmp_path / "parts"
    with cluster(tmp_path) as (scheduler, held):
        on_dask = ("--engine", "dask", "--scheduler", scheduler, "--part", "25")
        run = code(feed, output, *on_dask)
        until(lambda: len(list(output.glob("part-*"))) >= 2)
        held[0].kill()
        assert run.wait(PATIENCE) == 0, run.stderr and run.stderr.read()
        assert b"".join(path.read_bytes() for path in sorted(output.glob("part-*"))) == expected
        sorted(output.glob("part-*"))[3].unlink()
        again = code(feed, output, *on_dask, "--resume")
        assert again.wait(PATIENCE) == 0
        assert again.stderr is not None
        assert b"15 parts were there already" in again.stderr.read()
        assert b"".join(path.read_bytes() for path in sorted(output.glob("part-*"))) == expected
        refused = code(feed, output, *on_dask)
        assert refused.wait(PATIENCE) != 0
