"""What an analyst does, with mouse and keys, in a real browser."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import Desk, running, until

pytestmark = pytest.mark.slow


@pytest.fixture
def page(desk: Desk, browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.goto(desk.key)
    yield page
    context.close()


def asked(page: Any) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def total(page: Any) -> int:
    return int(page.locator("[data-total]").inner_text().replace(",", ""))


def test_the_address_with_the_token_opens_the_overview(page: Any, desk: Desk) -> None:
    assert page.locator("h1").inner_text() == "Overview"
    assert page.url == desk.base + "/"  # the token is not in the address any more


def test_a_cell_of_the_matrix_filters_to_one_dyad(page: Any, desk: Desk) -> None:
    page.goto(desk.base + "/explore")
    page.evaluate("window.same = true")
    cell = page.locator("desk-matrix .cell").first
    cell.click()
    page.wait_for_url(re.compile("actor="))
    matrix = desk.json("/explore.json")["matrix"]
    first = matrix["cells"][0]
    actor, recipient = matrix["actors"][first["row"]]["term"], matrix["recipients"][first["column"]]["term"]
    assert asked(page) == {"actor": [actor], "recipient": [recipient]}
    page.locator(".chosen").wait_for()
    assert total(page) == first["count"]
    assert page.evaluate("window.same") is True  # the page was not loaded anew
    page.go_back()
    page.wait_for_url(desk.base + "/explore")
    until(page, "window.same !== true && document.readyState === 'complete'")  # Back loads the page anew
    assert total(page) > first["count"]


def test_dragging_over_the_time_line_redraws_at_once_and_asks_when_it_stops(page: Any, desk: Desk) -> None:
    page.goto(desk.base + "/explore")
    before = total(page)
    box = page.locator("desk-timeline .overlay").bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.93, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.96, middle, steps=4)
    page.mouse.move(box["x"] + box["width"] * 0.999, middle, steps=4)
    in_hand = total(page)
    assert 0 < in_hand < before
    types = sum(int(n) for n in page.locator("tr[data-type] .num").all_inner_texts())
    assert types == in_hand
    assert asked(page) == {}
    page.mouse.up()
    page.wait_for_url(re.compile("from="))
    days = asked(page)
    view = desk.json(f"/explore.json?from={days['from'][0]}&to={days['to'][0]}")
    until(page, f"document.querySelector('[data-total]').textContent == '{view['total']}'")
    assert page.locator("input[name=from]").input_value() == days["from"][0]


def test_keys_alone_pick_days(page: Any, desk: Desk) -> None:
    page.goto(desk.base + "/explore")
    end = page.get_by_role("slider", name="Last day")
    end.focus()
    page.keyboard.press("ArrowLeft")
    assert end.get_attribute("aria-valuetext").endswith("-12-31")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("to="))


def test_two_steps_from_a_list_to_the_words(page: Any, desk: Desk) -> None:
    page.goto(desk.base + "/explore?event=AID")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/event"))
    page.get_by_role("link", name="The whole report").click()
    page.wait_for_url(re.compile("/document"))
    item = urlsplit(page.url).fragment
    assert page.locator(f"[data-of~='{item}.words'].lit").count() > 0
    field = page.locator(f"[data-field='{item}.actor']")
    field.hover()
    assert page.locator(f".report [data-of~='{item}.actor'].lit").count() > 0
    page.locator(f".report [data-of~='{item}.words']").first.hover()
    assert page.locator(f"[data-field='{item}.words'].lit").count() == 1


def test_a_happening_sets_reports_side_by_side_and_each_number_leads_to_its_words(page: Any, desk: Desk) -> None:
    page.goto(desk.base + "/happenings?event=ASSAULT")
    page.get_by_role("link", name="told by 3 or more").click()
    page.locator("tr[data-row] .row-link").first.click()
    page.wait_for_url(re.compile("/happening[?]"))
    assert page.locator(".tellings > li").count() == 3
    assert page.locator(".spreads strong").first.inner_text() == "27 to 40"
    page.locator(".spreads").get_by_role("link", name="40", exact=True).click()
    page.wait_for_url(re.compile("/document[?].*#v1"))
    assert "killed" in page.locator(".report .w.lit").all_inner_texts()
    page.goto(desk.base + "/event?document=invented-attack-1&id=v1")
    page.get_by_role("link", name="Told by 3 reports").click()
    page.wait_for_url(re.compile("/happening[?]"))


def test_the_ledger_opens_on_what_is_overdue(page: Any, desk: Desk) -> None:
    page.goto(desk.base + "/ledger")
    first = page.locator("tr[data-row]").first
    assert first.locator(".status").inner_text() == "overdue"
    first.locator(".row-link").click()
    page.wait_for_url(re.compile("/undertaking"))
    assert page.locator("desk-history svg.past .mark").count() > 0
    assert page.locator(".history blockquote .w").first.inner_text()
    assert page.locator("h1 .status").inner_text() == "overdue"


def test_slash_searches_and_question_mark_helps(page: Any, desk: Desk) -> None:
    page.keyboard.press("/")
    page.keyboard.type("ceasefire")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/documents.*text=ceasefire"))
    page.locator("h1").click()
    page.keyboard.press("?")
    page.wait_for_url(re.compile("/help"))


def test_names_are_offered_while_one_types(page: Any, desk: Desk) -> None:
    actor = desk.json("/explore.json")["matrix"]["actors"][0]
    page.goto(desk.base + "/explore")
    page.get_by_role("textbox", name="Who acts").press_sequentially(actor["name"][:4])
    option = page.locator(f"datalist option[value={json.dumps(actor['term'])}]")
    option.wait_for(state="attached")
    assert actor["name"] in option.get_attribute("label")


def test_a_search_leads_to_the_words_it_found(page: Any, desk: Desk) -> None:
    page.goto(desk.base + "/documents?text=ceasefire")
    assert page.locator(".excerpt mark").first.inner_text().lower() == "ceasefire"
    page.locator(".row-link").first.click()
    page.wait_for_url(re.compile("/document\\?id="))
    assert "ceasefire" in page.locator(".report").inner_text().lower()


def test_correct_undo_and_find_it_in_the_export(samples: Path, tmp_path: Path, browser: Any) -> None:
    copy = tmp_path / "reviewed.db"
    copy.write_bytes(samples.read_bytes())
    with running(copy) as desk:
        context = browser.new_context(accept_downloads=True)
        page = context.new_page()
        page.goto(desk.key)
        page.goto(desk.base + "/review")
        page.locator("input[name=who]").fill("A. Reader")
        was = page.locator("[data-field$='.event']").inner_text()
        key = page.locator("desk-review").get_attribute("document"), page.locator("desk-review").get_attribute("item")
        new = "AID" if not was.startswith("AID") else "AGREE"
        _correct(page, new)
        page.locator("[data-field$='.event']").filter(has_text=new).wait_for()
        assert page.locator("tr[data-correction]").first.inner_text().count("A. Reader") == 1
        page.keyboard.press("u")
        page.locator("[data-field$='.event']").filter(has_text=was.split()[0]).wait_for()
        _correct(page, new)
        page.locator("[data-field$='.event']").filter(has_text=new).wait_for()
        page.goto(desk.base + "/explore")
        with page.expect_download() as coming:
            page.get_by_role("link", name="CSV", exact=True).click()
        text = Path(coming.value.path()).read_text(encoding="utf-8")
        rows = list(csv.DictReader(io.StringIO("".join(x for x in text.splitlines(True) if not x.startswith("#")))))
        assert [row["event"] for row in rows if _names(row, key)] == [new]
        context.close()


def test_judging_goes_on_to_the_next_event(samples: Path, tmp_path: Path, browser: Any) -> None:
    copy = tmp_path / "reviewed.db"
    copy.write_bytes(samples.read_bytes())
    with running(copy) as desk:
        context = browser.new_context()
        page = context.new_page()
        page.goto(desk.key)
        page.goto(desk.base + "/review")
        page.locator("input[name=who]").fill("A. Reader")
        page.locator("input[name=who]").press("Escape")
        seen = []
        for key in ("a", "x", "s", "a"):
            shown = page.locator("desk-review")
            seen.append((shown.get_attribute("document"), shown.get_attribute("item")))
            page.locator("h1").click()
            with page.expect_navigation():
                page.keyboard.press(key)
            assert page.locator("desk-review").count() == 1, page.locator("main").inner_text()
        assert len(set(seen)) == 4
        context.close()


def _correct(page: Any, value: str) -> None:
    page.locator("h1").click()
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "field"
    page.keyboard.press("Tab")
    page.keyboard.type(value)
    with page.expect_navigation():
        page.get_by_role("button", name="Save the field").press("Enter")


def _names(row: dict[str, str], key: tuple[str | None, str | None]) -> bool:
    return (row.get("document"), row.get("id")) == key
