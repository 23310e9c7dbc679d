"""Hostile words in every field of a report: shown as words, in a real browser, and nothing of them is run."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any
from urllib.parse import urlencode

import pytest
from browsing import Desk, addresses, running

pytestmark = pytest.mark.slow

RUN = "<script>alert(1)</script><img src=x onerror=alert(2)>"
FORMULA = '=HYPERLINK("http://example.org","x")'
REPORTS = (
    {
        "id": f"h1{RUN}", "title": "T" * 1_000_000, "date": "2024-01-05", "publisher": FORMULA,
        "url": "javascript:alert(3)",
        "text": f"KHARTOUM, Jan 5 (Invented) - Gunmen on Friday killed 12 villagers in Omdurman, {RUN} said. \u202e"
        "France urged Mali to free the two divers by 1 March 2024.\u2066",
    },
    {
        "id": "../../etc/passwd", "title": f"{RUN}\u202eabc", "date": "2024-01-06", "publisher": "</script><b>",
        "text": "France \"<b onmouseover=alert(4)>\" said on Saturday it would send 300 troops to Chad by June 2024."
        " {{7*7}} ${x} " + "W" * 5000,
    },
    {
        "id": "h3", "title": "A\u0000B\ufffe", "date": "2024-01-07",
        "text": "\u200f\u202dProtesters in Bamako on Sunday demanded that Mali's government hold a vote.",
    },
)
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("hostile")
    reports, archive = folder / "reports.jsonl", folder / "hostile.db"
    reports.write_text("".join(json.dumps(report) + "\n" for report in REPORTS), encoding="utf-8")
    command = [sys.executable, "-m", "communique", "ingest", str(reports), "--archive", str(archive)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    with running(archive) as desk:
        yield desk


@pytest.mark.parametrize("width", [320, 1280])
def test_hostile_words_are_words(hostile: Desk, browser: Any, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    faults: list[str] = []
    page.on("dialog", lambda dialog: (faults.append(f"{page.url}: {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("console", lambda said: faults.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    page.goto(hostile.key)
    shown = {name: path for name, path in addresses(hostile).items() if name not in ("wrong", "missing", "nobody")}
    for number, row in enumerate(hostile.json("/documents.json")["documents"]):
        shown[f"report {number}"] = "/document?" + urlencode({"id": row["document"]})
    for name, path in shown.items():
        page.goto(hostile.base + path, wait_until="load")
        if page.evaluate(WIDER) > 0:
            faults.append(f"{name} is wider than its frame")
    context.close()
    assert not faults, "\n".join(faults)
