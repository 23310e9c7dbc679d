"""A desk and a browser for the tests of the pages, the screenshots and the measurements: how each is started."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)
TOKEN = "a token for browsers"
WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")


class Desk(NamedTuple):
    """A desk that answers at ``base``."""

    base: str
    process: int

    def json(self, path: str) -> Any:
        """The view of a page as JSON."""
        with urllib.request.urlopen(self.base + path, timeout=60) as answer:
            return json.load(answer)["view"]

    @property
    def key(self) -> str:
        """The address that lets a browser write."""
        return f"{self.base}/?token={quote(TOKEN)}"


@contextmanager
def running(archive: Path, folder: Path | None = None, ready: float = 120) -> Iterator[Desk]:
    """``communique serve`` on the archive, from when it has a snapshot until the block ends."""
    command = [sys.executable, "-m", "communique", "serve", str(archive), "--port", "0", "--token", TOKEN]
    command += ["--snapshots", str(folder)] if folder else []
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        said = process.stderr.readline()
        if "http://" not in said:
            raise RuntimeError(f"the desk does not start: {said}{process.stderr.read()}")
        desk = Desk(said.split("at ")[1].split("/?")[0], process.pid)
        _wait(desk, ready)
        yield desk
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(desk: Desk, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(desk.base + "/overview.json", timeout=60).close()
            return
        except urllib.error.URLError:  # it is not there yet, or has no snapshot
            time.sleep(0.3)
    raise RuntimeError(f"the desk has no snapshot after {seconds:g} s")


@contextmanager
def chromium() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright; ``playwright install`` is not needed."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield browser
        browser.close()


def until(page: Any, holds: str) -> None:
    """Waits until a page holds something; Playwright's own way needs `eval` in the page, which its policy forbids."""
    from playwright.sync_api import Error  # noqa: PLC0415

    for _ in range(200):
        with suppress(Error):  # the page is just going, and the next not there yet
            if page.evaluate(holds):
                return
        page.wait_for_timeout(50)
    raise RuntimeError(f"never came true: {holds}")


def addresses(desk: Desk) -> dict[str, str]:
    """One address of every page: the name of the page, and where it shows something of this archive."""
    explored = desk.json("/explore.json")
    event = explored["events"][0]
    cell = explored["matrix"]["cells"][0]
    actor, recipient = explored["matrix"]["actors"][cell["row"]], explored["matrix"]["recipients"][cell["column"]]
    spot = explored["places"]["spots"][0]
    happening = max(desk.json("/happenings.json")["happenings"], key=lambda h: (h["documents"], len(h["numbers"])))
    entry = desk.json("/ledger.json")["entries"][0]
    return {
        "overview": "/",
        "explore": "/explore",
        "happenings": "/happenings",
        "happening": "/happening?" + urlencode({"id": happening["id"]}),
        "explore-none": "/explore?" + urlencode({"actor": "nobody of this name"}),
        "statements": "/statements",
        "ledger": "/ledger",
        "undertaking": "/undertaking?" + urlencode({"id": entry["id"]}),
        "documents": "/documents",
        "found": "/documents?" + urlencode({"text": event["words"].split()[0]}),
        "document": "/document?" + urlencode({"id": event["document"]}),
        "put-right": "/review?" + urlencode({"document": event["document"], "id": event["id"]}),
        "event": "/event?" + urlencode({"document": event["document"], "id": event["id"]}),
        "actor": "/actor?" + urlencode({"name": actor["term"]}),
        "dyad": "/dyad?" + urlencode({"actor": actor["term"], "recipient": recipient["term"]}),
        "place": "/place?" + urlencode({"place": f"{spot['lat']:.4f},{spot['lon']:.4f}", "within": 25}),
        "review": "/review",
        "brief": "/brief",
        "data": "/data",
        "help": "/help",
        "api": "/api",
        "wrong": "/explore?" + urlencode({"from": "2024-02-01", "to": "2023-01-01"}),
        "missing": "/document?id=none",
        "nobody": "/actor?" + urlencode({"name": actor["name"] + "x"}),
        "statements-none": "/statements?" + urlencode({"actor": "nobody of this name"}),
        "ledger-none": "/ledger?" + urlencode({"text": "nosuchwordanywhere"}),
        "happenings-none": "/happenings?least=1000000",
        "documents-none": "/documents?text=nosuchwordanywhere",
        "place-none": "/place?place=-75,-120&within=1",
        "brief-none": "/brief?from=1800-01-01&to=1800-01-31",
    }
