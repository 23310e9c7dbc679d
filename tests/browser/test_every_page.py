"""Every page, narrow and wide, light and dark: for everybody, within its frame, and without a word to another host."""

from __future__ import annotations

import html
import re
import urllib.error
import urllib.request
from collections import Counter, deque
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from browsing import SCHEMES, WIDTHS, Desk, addresses

pytestmark = pytest.mark.slow

EACH = 12  # addresses of one path
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_nobody_else_is_asked(desk: Desk, browser: Any, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    frame = {"width": width, "height": 900}
    context = browser.new_context(viewport=frame, color_scheme=scheme, reduced_motion="reduce")
    hosts: set[str] = set()
    faults: list[str] = []
    context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("console", lambda said: faults.append(f"{page.url}: {said.text}") if _is_fault(said) else None)
    page.goto(desk.key)
    for name, address in addresses(desk).items():
        page.goto(desk.base + address, wait_until="load")
        _see_maps(page)
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        found = Axe().run(page).response["violations"]
        faults += [f"{name}: {v['id']}: {v['nodes'][0]['html'][:160]} {v['nodes'][0]['failureSummary']}" for v in found]
        if page.evaluate(WIDER) > 0:
            faults.append(f"{name} is wider than its frame")
    context.close()
    assert not faults, "\n".join(faults)
    assert hosts == {urlsplit(desk.base).netloc}


def test_nothing_is_wider_than_the_narrowest_frame(desk: Desk, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(desk.key)
    wider = []
    for name, address in addresses(desk).items():
        page.goto(desk.base + address, wait_until="load")
        _see_maps(page)
        if page.evaluate(WIDER) > 0:
            wider.append(name)
    context.close()
    assert not wider


def test_no_link_leads_nowhere(desk: Desk) -> None:
    """From the overview on, some pages of each kind; every address that they name is answered."""
    seen: dict[str, int] = {}
    kinds: Counter[str] = Counter()
    todo = deque(["/"])
    while todo:
        address = todo.popleft()
        kind = urlsplit(address).path
        if address in seen or kinds[kind] >= EACH:
            continue
        kinds[kind] += 1
        seen[address], text = _asked(desk, address)
        found = [urljoin(address, html.unescape(link)) for link in re.findall(r'<a [^>]*href="([^"#]+)', text)]
        todo.extend(found)
    assert {address: status for address, status in seen.items() if status != 200} == {}
    assert {"/actor", "/dyad", "/undertaking", "/happening", "/place", "/data/run.json"} <= set(kinds)


def _asked(desk: Desk, address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(desk.base + address, timeout=60) as answer:
            page = answer.read().decode() if "html" in answer.headers["Content-Type"] else ""
            return answer.status, page
    except urllib.error.HTTPError as error:
        return error.code, ""


def _see_maps(page: Any) -> None:
    """Maps are drawn when they are seen."""
    if page.locator("desk-map details").count():
        page.locator("desk-map").first.scroll_into_view_if_needed()
        page.locator("desk-map svg.map").first.wait_for(timeout=10_000)


def _is_fault(said: Any) -> bool:
    """What the browser complains of; that a missing page is missing is no fault."""
    return said.type == "error" and "the server responded with a status of 4" not in said.text
