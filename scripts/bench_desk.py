"""Measures the desk on a large archive, and writes the table of ``docs/performance-desk.md``.

Run it as ``python scripts/bench_desk.py ARCHIVE [--write FILE]`` on an archive that ``scripts/synthetic_archive.py``
made; or by its parts, each at a quiet time, with one file of ``--rows``. It starts the desk on a free port of this
machine, asks it over the loopback interface alone, a bounded number of times, and ends it. Times are those of the
server (``Server-Timing``) unless a row says otherwise; the load of the machine while it measured is given beside, for
a busy machine makes every figure larger.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import queue
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import msgspec
from bench_words import put_out, words_asked

from communique.release import VERSION

SEED = 11
FILTERS = 100
RATE, SECONDS, READERS = 50, 60, 24
YEARS, MONTHS = range(2006, 2011), range(6, 12)
WAIT = 900.0  # seconds for the first snapshot
ARTICLES = 60  # that ingest is measured with
PARTS = ("snapshot", "pages", "load", "ingest")


class Row(msgspec.Struct, frozen=True):
    """A line of the table, and when (UTC) and at which load of the machine it was measured."""

    part: str
    what: str
    budget: str
    value: str
    when: str = ""


class Answer(NamedTuple):
    """What came back: status, seconds in the server, seconds for the reader, bytes."""

    status: int
    server: float
    reader: float
    body: bytes


class Reader:
    """A connection that is kept open."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def get(self, address: str) -> Answer:
        """Asks for an address."""
        started = time.perf_counter()
        try:
            self.connection.request("GET", address)
            answer = self.connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return Answer(0, 0.0, time.perf_counter() - started, b"")
        timing = re.search(r"dur=([\d.]+)", answer.headers.get("Server-Timing", ""))
        spent = time.perf_counter() - started
        return Answer(answer.status, float(timing[1]) / 1000 if timing else spent, spent, body)


@contextmanager
def desk(archive: Path, snapshots: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The desk in a process of its own, and its port."""
    command = [sys.executable, "-m", "communique", "serve", str(archive), "--port", "0", "--snapshots", str(snapshots)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr
    found = re.search(r":(\d+)/", server.stderr.readline())
    assert found
    try:
        yield server, int(found[1])
    finally:
        server.terminate()
        server.wait(30)


def ready(port: int) -> None:
    """Waits until there is a snapshot."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        answer = Reader(port).get("/state.json")
        if answer.status == 200 and json.loads(answer.body)["made"]:
            return
        time.sleep(0.5)
    sys.exit("no snapshot in time")


def part(values: list[float], share: float) -> float:
    """The value that this share of them does not pass."""
    held = sorted(values)
    return held[min(int(share * len(held)), len(held) - 1)]


def milliseconds(values: list[float]) -> str:
    """Median and 95th percentile."""
    return f"median {1000 * part(values, 0.5):.0f} ms, p95 {1000 * part(values, 0.95):.0f} ms"


def memory(pid: int, field: str) -> float:
    """Megabytes that a process holds (VmRSS) or has held at most (VmHWM)."""
    try:
        text = Path(f"/proc/{pid}/status").read_text(encoding="latin-1")
    except OSError:  # it has ended
        return 0.0
    found = re.search(rf"{field}:\s+(\d+) kB", text)
    return int(found[1]) / 1000 if found else 0.0


def family(pid: int) -> list[int]:
    """The process and all that came of it."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text(encoding="latin-1").rpartition(")")[2].split()[1])
        except OSError:  # it has ended
            continue
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def snapshot_row(archive: Path, folder: Path) -> Row:
    """Makes a snapshot in a process of its own, as the desk does."""
    code = (
        "import sys, time, resource; from pathlib import Path; from communique.desk.derive import make;"
        "t = time.perf_counter(); make(Path(sys.argv[1]), Path(sys.argv[2]), jobs=int(sys.argv[3]));"
        "r = resource.getrusage(resource.RUSAGE_SELF); c = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(time.perf_counter() - t, r.ru_utime + r.ru_stime + c.ru_utime + c.ru_stime)"
    )
    command = [sys.executable, "-c", code, str(archive), str(folder), str(os.cpu_count())]
    most = 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as making:
        while making.poll() is None:
            most = max(most, sum(memory(pid, "VmRSS") for pid in family(making.pid)))
            time.sleep(0.2)
        assert making.stdout
        wall, cpu = map(float, making.stdout.read().split()[-2:])
    size = sum(file.stat().st_size for file in folder.rglob("*.parquet")) / 1e6
    value = (
        f"{wall:.0f} s ({cpu:.0f} s of processor time), {most / 1000:.2f} GB over all processes at most,"
        f" {size:.0f} MB on disk"
    )
    return Row("snapshot", "snapshot with the desk's tables", "≤ 60 s, ≤ 1.5 GB", value)


def spent(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="latin-1").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def questions(port: int, rng: random.Random, count: int) -> list[str]:
    """Random filters, each another one: parties, types, days, countries, places, words, alone and together."""
    reader = Reader(port)
    actors = [a["term"] for a in json.loads(reader.get("/api/actors?limit=300").body)["items"]]
    spots = json.loads(reader.get("/api/places?limit=300").body)["spots"]
    view = json.loads(reader.get("/explore.json").body)["view"]
    types = [t["event"] for t in view["types"]]
    words = ["ferry", "harbour", "said", "near", "shelled", "withdrew", "invented", "thing7", "thing40", '"sent grain"']

    def days() -> dict[str, str]:
        first, length = rng.randrange(2005, 2025), rng.randrange(0, 4)
        return {"from": f"{first}-{rng.randrange(1, 13):02d}-01", "to": f"{first + length}-12-31"}

    makers: tuple[Callable[[], dict[str, str]], ...] = (
        lambda: {"event": rng.choice(types)},
        lambda: {"actor": rng.choice(actors)},
        lambda: {"recipient": rng.choice(actors)},
        lambda: {"quad": str(rng.randrange(1, 5))},
        lambda: {"country": rng.choice(spots)["country_code"]},
        lambda: {"place": "{lat},{lon}".format(**rng.choice(spots)), "within": str(rng.randrange(20, 500))},
        lambda: {"auxiliary": rng.choice(("none", "future"))},
        lambda: {"text": rng.choice(words)},
        days,
    )
    found: dict[str, None] = {}
    while len(found) < count:
        filters: dict[str, str] = {}
        for make in rng.sample(makers, rng.choice((1, 1, 2, 2, 3))):
            filters |= make()
        found.setdefault(urlencode(filters))
    return list(found)


def page_rows(server: int, port: int, rng: random.Random) -> list[Row]:
    """Pages one after the other, none of which was asked for before."""
    reader = Reader(port)
    whole = []
    for size in range(41, 50):  # another length of the list is another page: nothing comes from what is remembered
        answer = reader.get(f"/explore?limit={size}")
        assert answer.status == 200
        whole.append(answer.server)
    filtered = []
    for query in questions(port, rng, FILTERS):
        answer = reader.get(f"/explore?{query}")
        assert answer.status == 200, (query, answer.body[:300])
        filtered.append(answer.server)
    events = json.loads(reader.get("/api/events?limit=1000").body)["items"]
    ids = rng.sample(sorted({e["document"] for e in events}), 60)
    documents = [reader.get("/document?" + urlencode({"id": id})).server for id in ids]
    pages = [reader.get("/event?" + urlencode({"document": e["document"], "id": e["id"]})).server for e in events[::15]]
    others = [(name, [reader.get(f"{name}limit={n}").server for n in range(31, 36)]) for name in (
        "/ledger?", "/statements?", "/documents?", "/happenings?",
    )]
    busiest = json.loads(reader.get("/api/actors?limit=5").body)["items"]
    others.append(("/actor?", [reader.get("/actor?" + urlencode({"name": a["term"]})).server for a in busiest]))
    others.append(("/explore/moving.json?", [reader.get(f"/explore/moving.json?from={y}-01-01").server for y in YEARS]))
    before = spent(server)
    months = [reader.get(f"/brief?from=2024-{m:02d}-01&to=2024-{m:02d}-28").server for m in MONTHS]
    each = f"; {1000 * (spent(server) - before) / len(MONTHS):.0f} ms of processor time each"
    overview = [reader.get("/").server]
    return [
        Row("pages", "Explore, no filter: full redraw", "≤ 400 ms", milliseconds(whole)),
        Row("pages", f"Explore, {FILTERS} random filters", "p95 ≤ 700 ms", milliseconds(filtered)),
        Row("pages", "Document page", "≤ 50 ms", milliseconds(documents)),
        Row("pages", "Event page", "", milliseconds(pages)),
        Row("pages", "Brief of a month, six of them", "", milliseconds(months) + each),
        Row("pages", "Overview, asked for the first time", "", f"{1000 * overview[0]:.0f} ms"),
        *(Row("pages", name[1:-1], "", milliseconds(values)) for name, values in others),
    ]


def load_row(port: int, rng: random.Random) -> Row:
    """Mixed pages at a steady rate, whether or not the last ones have been answered."""
    reader = Reader(port)
    events = json.loads(reader.get("/api/events?limit=1000").body)["items"]
    entries = json.loads(reader.get("/api/entries?limit=200").body)["items"]
    seen = questions(port, rng, 20)  # what people look at again and again
    makers: tuple[tuple[float, Callable[[], str]], ...] = (
        (0.10, lambda: "/"),
        (0.20, lambda: f"/explore?{rng.choice(seen)}"),
        (0.25, lambda: "/document?" + urlencode({"id": rng.choice(events)["document"]})),
        (0.25, lambda: "/event?" + urlencode({n: rng.choice(events)[n] for n in ("document",)} | {"id": "v1"})),
        (0.08, lambda: "/ledger"),
        (0.07, lambda: "/undertaking?" + urlencode({"id": rng.choice(entries)["id"]})),
        (0.05, lambda: "/static/desk.css"),
    )
    weights, choices = zip(*makers, strict=True)
    work: queue.Queue[tuple[float, str] | None] = queue.Queue()
    answers: list[Answer] = []

    def read() -> None:
        own = Reader(port)
        while (job := work.get()) is not None:
            due, address = job
            answer = own.get(address)
            answers.append(answer._replace(reader=time.perf_counter() - due))

    readers = [threading.Thread(target=read, daemon=True) for _ in range(READERS)]
    for one in readers:
        one.start()
    began = time.perf_counter()
    for n in range(RATE * SECONDS):
        due = began + n / RATE
        time.sleep(max(0.0, due - time.perf_counter()))
        work.put((due, rng.choices(choices, weights)[0]()))
    for _ in readers:
        work.put(None)
    for one in readers:
        one.join(120)
    times = [a.reader for a in answers]
    errors = sum(a.status != 200 for a in answers) + RATE * SECONDS - len(answers)
    value = (
        f"{len(answers)} answers, {errors} errors; median {1000 * part(times, 0.5):.0f} ms,"
        f" p99 {1000 * part(times, 0.99):.0f} ms"
    )
    return Row("load", f"{RATE} requests a second for {SECONDS} s, mixed pages", "no error, p99 ≤ 500 ms", value)


def ingest_row(texts: Path) -> Row:
    """Processor time of coding alone and of coding into an archive, three times each in turn."""
    spent: dict[str, list[float]] = {"code": [], "ingest": []}
    with tempfile.TemporaryDirectory() as folder:
        some = f"{folder}/some.jsonl"
        with texts.open(encoding="utf-8") as stream:
            Path(some).write_text("".join(islice(stream, ARTICLES)), encoding="utf-8")
        for n in range(3):
            for name, command in (
                ("code", ["code", some, "--output", f"{folder}/{n}.jsonl"]),
                ("ingest", ["ingest", some, "--archive", f"{folder}/{n}.db"]),
            ):
                before = sum(os.times()[2:4])
                subprocess.run([sys.executable, "-m", "communique", *command], check=False, capture_output=True)
                spent[name].append(sum(os.times()[2:4]) - before)
    code, ingest = min(spent["code"]), min(spent["ingest"])
    value = (
        f"{100 * (ingest / code - 1):+.1f} % ({code:.1f} s and {ingest:.1f} s of processor time,"
        f" {ARTICLES} articles, the least of three)"
    )
    return Row("ingest", "ingest beside coding", "≤ +10 %", value)


def table(rows: list[Row]) -> str:
    """The rows in Markdown."""
    lines = ["| what | budget | measured | when (UTC) |", "| --- | --- | --- | --- |"]
    return "\n".join([*lines, *(f"| {r.what} | {r.budget} | {r.value} | {r.when} |" for r in rows)]) + "\n"


def measured(given: argparse.Namespace, scratch: Path) -> Iterator[Row]:
    """The rows of the parts that are asked for."""
    rng = random.Random(SEED)
    kept = given.snapshots or scratch / "kept"
    if "snapshot" in given.parts:
        yield snapshot_row(given.archive, scratch / "tables")
    if "pages" in given.parts or "load" in given.parts:
        with desk(given.archive, kept) as (_, port):
            ready(port)  # there is a snapshot now
        if "pages" in given.parts:
            put_out(given.archive, kept)
        with desk(given.archive, kept) as (server, port):
            ready(port)
            if "pages" in given.parts:
                reader = Reader(port)
                yield from (Row("pages", *row) for row in words_asked(lambda address: reader.get(address).server))
                yield from page_rows(server.pid, port, rng)
            if "load" in given.parts:
                yield load_row(port, rng)
            held, most = memory(server.pid, "VmRSS"), memory(server.pid, "VmHWM")
            value = f"{held:.0f} MB, {most:.0f} MB at most"
            yield Row("pages", f"memory of the server after {' and '.join(given.parts)}", "≤ 800 MB", value)
    if "ingest" in given.parts and given.texts:
        yield ingest_row(given.texts)


def stamped(rows: Iterator[Row]) -> list[Row]:
    """The rows with the time and the load at which each was measured, told as they come."""
    found = []
    for row in rows:
        when = f"{datetime.now(UTC):%Y-%m-%d %H:%M}, load {os.getloadavg()[0]:.1f}"
        found.append(msgspec.structs.replace(row, when=when))
        print(found[-1].what, found[-1].value, sep=": ", flush=True)
    return found


def main() -> None:
    """Measures, and prints or writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="what to measure; else all")
    parser.add_argument("--texts", type=Path, help="articles to measure ingest with (JSON Lines); else it is left out")
    parser.add_argument("--snapshots", type=Path, help="a folder to keep the snapshot in; else it goes")
    parser.add_argument("--rows", type=Path, help="a file that keeps the rows of the parts measured before (JSON)")
    parser.add_argument("--write", type=Path, help="a page whose table, between its marks, is written anew")
    given = parser.parse_args()
    rows: list[Row] = []
    if given.rows and given.rows.exists():
        rows = msgspec.json.decode(given.rows.read_bytes(), type=list[Row])
    with tempfile.TemporaryDirectory() as scratch:
        fresh = stamped(measured(given, Path(scratch)))
    again = {row.what for row in fresh}
    rows = sorted([*(r for r in rows if r.what not in again), *fresh], key=lambda row: PARTS.index(row.part))
    if given.rows:
        given.rows.write_bytes(msgspec.json.format(msgspec.json.encode(rows)))
    text = f"communique {VERSION} on {os.cpu_count()} cores:\n\n{table(rows)}"
    if given.write:
        page = given.write.read_text(encoding="utf-8")
        before, after = page.split("<!-- table -->\n")[0], page.split("<!-- end of table -->")[1]
        given.write.write_text(f"{before}<!-- table -->\n{text}<!-- end of table -->{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
