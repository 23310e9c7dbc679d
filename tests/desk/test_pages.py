"""Every page answers, says how to cite it, and leads from a figure to the words in two clicks."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from archive.making import stored
from communique.coding import code_all
from communique.desk.rendering import bin_name
from communique.kit import Kit
from communique.model import Document
from desk.conftest import desk_on, ready

PAGES = [
    "/", "/explore", "/explore?event=ASSAULT", "/statements", "/ledger", "/documents", "/documents?text=ferry",
    "/document?id=one", "/event?document=one&id=v1", "/actor?name=ARV", "/actor?name=the+carran+league",
    "/dyad?actor=ARV&recipient=BOL", "/place?place=10.5,20&within=10", "/review", "/data",
]


@pytest.mark.parametrize("page", PAGES)
def test_pages_answer_and_say_how_to_cite_them(desk: TestClient, page: str) -> None:
    answer = desk.get(page)
    assert answer.status_code == 200, answer.text[:500]
    assert "How to cite this page" in answer.text
    archive = desk.get("/data.json").json()["view"]["archive"]
    assert archive in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    path, _, query = page.partition("?")
    json = desk.get(("/overview" if path == "/" else path) + ".json" + (f"?{query}" if query else ""))
    assert json.status_code == 200
    assert json.json()["cite"]["archive"] == archive


@pytest.mark.parametrize("page", ["/help", "/api"])
def test_pages_that_ask_no_archive(desk: TestClient, page: str) -> None:
    answer = desk.get(page)
    assert answer.status_code == 200
    assert "How to cite this page" in answer.text
    as_json = next(found for found in links(answer.text.partition("<footer")[2]) if found.endswith(".json"))
    assert desk.get(as_json).status_code == 200


def links(text: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(r'href="([^"]+)"', text)]


def test_two_clicks_lead_from_a_figure_to_the_words(desk: TestClient) -> None:
    overview = desk.get("/").text
    figure = next(found for found in links(overview) if found == "/explore?event=ASSAULT")
    event = next(found for found in links(desk.get(figure).text) if found.startswith("/event?"))
    words = desk.get(event).text
    assert re.search(r'<span class="w [^"]*l-event[^"]*" data-of="[^"]*v1\.words[^"]*">shelled</span>', words)
    assert 'data-field="v1.actor"' in words


def test_no_page_asks_another_host(desk: TestClient) -> None:
    for page in [*PAGES, "/help", "/api"]:
        text = re.sub(r"<(code|bdi)>.*?</\1>", "", desk.get(page).text)
        assert not re.findall(r"(?:src|href|action)=\"(?:https?:)?//", text), page


def test_the_same_question_has_the_same_answer_everywhere(desk: TestClient) -> None:
    query = urlencode({"actor": "ARV", "from": "2024-01-01", "to": "2024-12-31"})
    view = desk.get(f"/explore.json?{query}").json()["view"]
    rows = desk.get(f"/api/events?{query}").json()["items"]
    lines = desk.get(f"/api/events?{query}&format=jsonl").text.splitlines()
    cells = desk.get(f"/explore.csv?{query}").text.splitlines()
    assert view["total"] == len(rows) == len(lines) == len(cells) - 6 == 2
    assert sum(t["count"] for t in view["types"]) == 2
    assert sum(map(sum, view["series"]["counts"])) == 2
    assert [r["document"] for r in rows] == ["two", "one"]
    assert len(view["types"]) == 16


def test_every_list_is_a_stream_too_with_an_entity_tag(desk: TestClient) -> None:
    for table in ("events", "statements", "undertakings", "entries", "happenings", "documents"):
        page = desk.get(f"/api/{table}").json()["items"]
        for format in ("jsonl", "csv"):
            answer = desk.get(f"/api/{table}?format={format}")
            assert answer.status_code == 200, (table, format)
            assert answer.text.count("\n") == len(page) + (format == "csv")
            again = desk.get(f"/api/{table}?format={format}", headers={"If-None-Match": answer.headers["etag"]})
            assert (again.status_code, again.content) == (304, b"")
    lines = desk.get("/documents.csv?text=ferry").text.splitlines()
    assert lines[5].startswith("document,date,title,publisher")
    assert [line.split(",")[0] for line in lines[6:]] == ["five"]


def test_actors_are_found_by_name_code_and_what_a_code_stands_for(desk: TestClient) -> None:
    def terms(begins: str) -> list[str]:
        return [a["term"] for a in desk.get("/api/actors", params={"begins": begins}).json()["items"]]

    assert terms("arv") == ["ARV", "Arvenia"]
    assert terms("BOLI") == ["BOL"]  # the code is Bolivia's, whatever the invented reports call it
    assert terms("nobody") == []


def test_a_run_can_be_traced_to_what_made_it(desk: TestClient) -> None:
    assert "/data/run.json?number=1" in html.unescape(desk.get("/data").text)
    assert desk.get("/data/run.json?number=1").json() == {}  # what the tests' archive says of its maker
    for number in ("2", "x", "", "-1", "9" * 40):
        answer = desk.get("/data/run.json", params={"number": number})
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_every_drawing_has_a_table(desk: TestClient) -> None:
    for page, drawing in (("/", "desk-timeline"), ("/explore", "desk-timeline"), ("/actor?name=ARV", "desk-spark"),
                          ("/explore", "desk-map"), ("/explore", "desk-matrix")):
        text = desk.get(page).text
        parts = re.findall(rf"<{drawing}.*?</{drawing}>", text, re.S)
        assert parts, page
        assert all("<table" in part for part in parts), (page, drawing)


def test_what_the_brush_redraws_from_adds_up_to_the_page(desk: TestClient) -> None:
    for filters in ("", "?quad=4", "?actor=nobody"):
        view = desk.get(f"/explore.json{filters}").json()["view"]
        moving = desk.get(f"/explore/moving.json{filters}").json()
        assert moving["bins"] == len(view["series"]["bins"])
        for name, items in (("spots", view["places"]["spots"]), ("cells", view["matrix"]["cells"])):
            assert len(moving[name]) == len(items)
            for counts, item in zip(moving[name], items, strict=True):
                pairs = list(zip(counts[1::3], counts[2::3], strict=True))
                dated = [sum(count for quad, count in pairs if quad == n) for n in range(1, 5)]
                assert all(a <= b for a, b in zip(dated, item["quads"], strict=True))
                assert all(0 <= bin < moving["bins"] for bin in counts[::3])
        placed = sum(sum(counts[2::3]) for counts in moving["spots"])
        assert placed >= sum(s["count"] for s in view["places"]["spots"]) - view["series"]["undated"]


def test_the_ledger_tells_the_latest_evidence(kit: Kit, tmp_path: Path) -> None:
    told = [
        Document(id="a", date="2024-03-01", text="Mali pledged to reopen the ferry by 5 March."),
        Document(id="b", date="2024-03-06", text="Mali has not reopened the ferry."),
        Document(id="c", date="2024-03-09", text="Mali reopened the ferry on Friday, the port authority said."),
    ]
    with desk_on(stored(tmp_path / "a.db", *code_all(told, kit))) as desk:
        page = ready(desk).get("/ledger").text
        latest = desk.get("/ledger.json").json()["view"]["latest"]
        words = ("ferry", "march", "authority")
        found = [desk.get(f"/ledger.json?text={word}").json()["view"]["total"] for word in words]
    assert found == [1, 1, 0]  # of every document; of the one that says what is owed; of another alone
    (seen,) = latest.values()
    assert (seen["verdict"], seen["date"], seen["claimed"], seen["count"]) == ("fulfils", "2024-03-08", True, 2)
    cell = page.split('data-label="Evidence">')[1].split("</td>")[0]
    assert re.sub("<[^>]+>", "", cell).split() == ["2024-03-08", "fulfils", "claimed", "latest", "of", "2"]


def test_bins_of_time_are_called_by_what_they_are() -> None:
    names = [bin_name("2024-04-01", unit) for unit in ("day", "week", "month", "quarter", "year")]
    assert names == ["2024-04-01", "2024-04-01", "2024-04", "2024-04", "2024"]
    assert bin_name("1990-01-01", "decade") == "1990s"


def test_an_event_does_not_lead_to_itself(desk: TestClient) -> None:
    address = re.search(r'href="(/event\?[^"]+)"', desk.get("/explore").text)
    assert address
    at = address[1].replace("&amp;", "&")
    assert f'href="{address[1]}">open<' not in desk.get(at).text
    document = re.search(r'href="(/document\?[^"#]+)', desk.get(at).text)
    assert document
    assert ">open<" in desk.get(document[1].replace("&amp;", "&")).text
