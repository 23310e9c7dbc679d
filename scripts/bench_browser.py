"""Measures the desk's pages in a real browser: dragging the brush, first paint, weight.

Run it as ``python scripts/bench_browser.py ARCHIVE [--write FILE]`` on an archive that ``scripts/synthetic_archive.py``
made (50,000 events: ``--documents 10000 --events 50000``). It starts the desk on a free port of this machine and
Debian's Chromium without a window. A drag is 150 moves of the mouse; the time of a move is from the browser's time
stamp of the event to the first task after the frame that shows it. The load of the machine is given beside: a busy one
makes every figure larger.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from browsing import Desk, addresses, chromium, running, until

MOVES = 150
REPEATS = 3
STATIC = Path(__file__).resolve().parents[1] / "src/communique/desk/static"
MARKS = ("<!-- browser: begin -->", "<!-- browser: end -->")
# From the time stamp of each move to the task behind the frame that it is drawn in.
WATCH = """() => {
  window.moves = [];
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => { for (const at of waiting.splice(0)) window.moves.push(performance.now() - at); };
  let asked = false;
  addEventListener("mousemove", (event) => {
    waiting.push(event.timeStamp);
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; channel.port2.postMessage(0); });
  }, true);
}"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


def main() -> int:
    """Prints the table, or writes it between its marks in a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        running(given.archive, Path(folder), 600) as desk,
        chromium() as browser,
    ):
        table = "\n".join(_rows(desk, browser))
    if given.write:
        _put(given.write, table)
    print(table)
    return 0


def _rows(desk: Desk, browser: Any) -> list[str]:
    events = desk.json("/explore.json")["total"]
    moves = sorted(_drag(desk, browser))
    script = len(gzip.compress((STATIC / "desk.js").read_bytes(), 9, mtime=0))
    rows = [
        "| what | measured | budget |", "| --- | --- | --- |",
        f"| a move of the brush at {events:,} events, median | {statistics.median(moves):.0f} ms | |",
        f"| a move of the brush at {events:,} events, p95 of {len(moves)} | {_p95(moves):.0f} ms | 100 ms |",
        f"| JavaScript, gzipped | {script / 1000:.1f} KB | 60 KB |",
    ]
    for name, address in addresses(desk).items():
        paints, weights = zip(*(_load(desk, browser, address) for _ in range(REPEATS)), strict=True)
        rows.append(f"| first paint of {name}, median of {REPEATS} | {statistics.median(paints):.0f} ms | 400 ms |")
        rows.append(f"| {name} with all it loads, over the wire | {max(weights) / 1000:.0f} KB | 200 KB |")
    load = " ".join(f"{n:.1f}" for n in os.getloadavg())
    return [*rows, "", f"{os.cpu_count()} cores, load {load} (1, 5, 15 minutes)."]


def _drag(desk: Desk, browser: Any) -> list[float]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(desk.base + "/explore", wait_until="networkidle")
    page.evaluate(WATCH)
    box = page.locator("desk-timeline .overlay").bounding_box()
    middle, left, width = box["y"] + box["height"] / 2, box["x"], box["width"]
    page.mouse.move(left + 2, middle)
    page.mouse.down()
    page.evaluate("window.moves.length = 0")
    for n in range(MOVES):
        page.mouse.move(left + 4 + (width - 8) * (0.5 - 0.5 * (1 - 2 * (n % 50) / 50)), middle)
    until(page, f"window.moves.length >= {MOVES // 2}")
    moves: list[float] = page.evaluate("window.moves")
    page.close()
    return moves


def _load(desk: Desk, browser: Any, address: str) -> tuple[float, int]:
    """First contentful paint in ms, and bytes over the wire, with nothing in the browser's store."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    weighed: list[int] = []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda told: weighed.append(int(told["encodedDataLength"])))
    page.goto(desk.base + address, wait_until="networkidle")
    until(page, f"({PAINT}) !== null")
    paint: float = page.evaluate(PAINT)
    context.close()
    return paint, sum(weighed)


def _p95(values: list[float]) -> float:
    return values[min(len(values) - 1, int(0.95 * len(values)))]


def _put(file: Path, table: str) -> None:
    begin, end = MARKS
    text = file.read_text(encoding="utf-8")
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    file.write_text(pattern.sub(lambda _: f"{begin}\n\n{table}\n\n{end}", text), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
