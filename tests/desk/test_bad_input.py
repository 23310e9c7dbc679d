"""Hostile words stay words; what cannot be asked, found or waited for is answered with its reason."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import msgspec
import pytest
from fastapi.testclient import TestClient

from archive.making import record, report, stored
from communique.archive.archive import Archive
from communique.archive.opening import told
from communique.desk.forms import FORMS, form_of
from communique.desk.settings import Settings
from communique.desk.warehouse import Session
from communique.errors import InputError
from communique.model import Document
from desk.conftest import TOKEN, desk_on, ready

SCRIPT = '<script>alert("x")</script>'
FORMULA = '=HYPERLINK("http://example.org","x")'
BIDI = "\u202eevil\u2066"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Script tags, formulas, bidi marks and a megabyte in every field that a report brings."""
    doc, made = report(id=f"a&b{SCRIPT}", more=f" {SCRIPT} {BIDI} </script> \x00 \ud800")
    bad = {"title": "T" * 1_000_000, "url": f"javascript:alert(1)//{SCRIPT}", "publisher": FORMULA + BIDI}
    doc = msgspec.structs.replace(doc, **bad)
    entity = msgspec.structs.replace(made.entities[0], name=f"{FORMULA} {SCRIPT}", code=None)
    place = msgspec.structs.replace(made.places[0], resolved_place=SCRIPT)
    made = msgspec.structs.replace(
        made, document=msgspec.structs.replace(made.document, **bad), entities=(entity, *made.entities[1:]),
        places=(place,), warnings=(SCRIPT,),
    )
    empty = Document(text="", id="..", date=None)
    path = stored(tmp_path_factory.mktemp("hostile") / "a.db", (doc, made), (empty, record(empty)))
    with desk_on(path) as client:
        yield ready(client)


def test_hostile_words_are_shown_as_words(hostile: TestClient) -> None:
    row = hostile.get("/api/events").json()["items"][0]
    assert SCRIPT in row["document"]
    for path, more in (
        ("/", {}), ("/explore", {}), ("/documents", {}), ("/document", {"id": row["document"]}), ("/review", {}),
        ("/event", {"document": row["document"], "id": "v1"}), ("/actor", {"name": f"{FORMULA} {SCRIPT}"}),
        ("/dyad", {"actor": f"{FORMULA} {SCRIPT}", "recipient": "BOL"}), ("/explore", {"actor": SCRIPT}),
        ("/place", {"place": "10.5,20"}), ("/document", {"id": SCRIPT}), (f"/{SCRIPT}", {}),
    ):
        answer = hostile.get(path, params=more)
        assert answer.status_code in (200, 404), (path, answer.text[:300])
        text = re.sub(r'<script type="(application/json)">(.*?)</script>', keep, answer.text, flags=re.S)
        assert "<script>alert" not in text, path
        assert 'href="javascript:' not in text, path
        assert len(answer.content) < 200_000, (path, len(answer.content))


def keep(found: re.Match[str]) -> str:
    """Data in a page: nothing in it may end the element or hide what it says."""
    assert not re.search("[<>&\u202e\u2066]", found[2])
    return ""


def test_the_words_themselves_are_whole(hostile: TestClient) -> None:
    row = hostile.get("/api/events").json()["items"][0]
    text = hostile.get("/api/document", params={"id": row["document"]}).json()["text"]
    assert SCRIPT in text
    assert BIDI in text


def test_cells_that_a_spreadsheet_would_run_are_made_plain(hostile: TestClient) -> None:
    for address in ("/explore.csv", "/api/events?format=csv"):
        lines = [line for line in hostile.get(address).text.splitlines(keepends=True) if not line.startswith("# ")]
        csv.field_size_limit(2_000_000)
        rows = list(csv.DictReader(io.StringIO("".join(lines))))
        assert rows[0]["actor"].startswith("'=HYPERLINK")
        assert rows[0]["publisher"].startswith("'=")


@pytest.mark.parametrize("id", ["..", "../../etc/passwd", "\x00", "a" * 20_000, "%2e%2e/", ""])
def test_ids_never_reach_the_file_system(hostile: TestClient, id: str) -> None:
    answer = hostile.get("/document", params={"id": id})
    assert answer.status_code == (200 if id == ".." else 404)
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/explore?from=2024-02-01&to=2024-01-01", "run backwards"),
        ("/explore?from=yesterday", "needs a day"),
        ("/explore?event=WAR", "is not one of AGREE"),
        ("/explore?place=Nowhereatallville", "knows no place"),
        ("/explore?place=99,0", "no point on Earth"),
        ("/explore?place=10,20&within=-1", "no distance"),
        ("/explore?place=10,20&within=nan", "no distance"),
        ("/explore?quad=many", "needs a number"),
        ("/explore?country=Franze", "neither a country nor"),
        ("/explore?text=%21%21", "no word to look for"),
        ("/explore?actr=FRA", "no filter of events is called"),
        ("/explore?status=open", "no filter of events is called"),
        ("/explore?as_coded=maybe", "as_coded is 1 or 0"),
        ("/review?as_coded=1", "corrected view"),
        ("/explore?limit=0", "1 to 1000"),
        ("/explore?limit=99999999999999999999", "1 to 1000"),
        ("/explore?cursor=x", "is not one that this desk gave"),
        ("/explore?cursor=0123456789ab.5", "the archive has changed"),
        ("/ledger?status=late", "is not one of open"),
        ("/statements?act=sing", "is not one of demand"),
        ("/documents?text=" + "a*+" * 51, "51 words; at most 50"),
        ("/place", "needs a place"),
        ("/explore?" + "&".join(f"actor=a{n}" for n in range(1001)), "1001 values"),
        ("/explore?" + "&".join(f"actor=a{n}" for n in range(101)), "a page takes at most 100"),
    ],
)
def test_absurd_questions_are_answered_with_the_reason(desk: TestClient, address: str, reason: str) -> None:
    page = desk.get(address)
    assert page.status_code == 422
    assert reason in page.text
    assert "How filters work" in page.text
    assert f'<form class="filters" action="{address.partition("?")[0]}"' in page.text
    path, _, query = address.partition("?")
    problem = desk.get(f"{path}.json?{query}")
    assert problem.status_code == 422
    assert problem.headers["content-type"] == "application/problem+json"
    assert reason in problem.json()["detail"]


def test_a_question_that_cannot_be_asked_stays_in_the_form(desk: TestClient) -> None:
    asked = {"country": "Franze", "event": "AID", "actor": SCRIPT, "recipient": ["BOL", "ARV"], "actr": "x"}
    page = desk.get("/explore", params=asked).text
    assert '<input name="country" type="text" value="Franze"' in page
    assert '<option value="AID" selected>' in page
    assert f'value="{html.escape(SCRIPT, quote=True)}"'.replace("&quot;", "&#34;") in page
    assert '<input type="hidden" name="recipient" value="ARV">' in page
    assert "actr" not in page.partition('<form class="filters"')[2]  # what no filter is called would be wrong again
    many = desk.get("/explore?" + "&".join(f"actor=a{n}" for n in range(1001)))
    assert len(many.content) < 30_000


def test_a_question_of_many_names_has_a_page_of_bounded_size(desk: TestClient) -> None:
    names = urlencode([("actor", "ARV"), *(("actor", f"somebody {n}") for n in range(99))])
    page = desk.get(f"/explore?{names}")
    assert page.status_code == 200
    assert len(page.content) < 200_000
    assert "and 80 more" in page.text
    assert len(desk.get(f"/api/events?{names}&actor=BOL").json()["items"]) > 0


@pytest.mark.parametrize("address", sorted(FORMS.keys() - {"/brief"}))
def test_every_form_asks_what_its_page_understands(desk: TestClient, address: str) -> None:
    """Each field alone, filled with what can be asked of it, is answered."""
    some = {"day": "2024-01-02", "number": "3", "name": "ARV", "search": "ferry", "text": "10.5,20"}
    form = form_of(address, [])
    assert form is not None
    for field, _ in form.fields:
        value = "SDN" if field.name == "country" else field.values[0] if field.values else some[field.type]
        given = {field.name: value} | ({"place": "10.5,20"} if address == "/place" else {})
        answer = desk.get(address, params=given)
        assert answer.status_code == 200, (field, answer.text[:400])


@pytest.mark.parametrize("address", ["/explore", "/happenings", "/statements", "/ledger", "/review"])
def test_who_writes_a_name_that_nobody_has_is_told_who_has_nearly(desk: TestClient, address: str) -> None:
    page = desk.get(address, params={"actor": ["Arvenai", "zzz"]})
    assert page.status_code == 200
    assert "Nobody in the archive is called “<bdi>Arvenai</bdi>”" in page.text
    assert "Nobody in the archive is called “<bdi>zzz</bdi>”" in page.text
    assert f'href="{address}?actor=ARV&amp;actor=zzz' in page.text
    there = desk.get(address, params={"actor": ["ARV"], "from": "1999-01-01", "to": "1999-01-02"})
    assert "Nobody in the archive" not in there.text


def test_a_page_that_is_not_there_names_what_is_near(desk: TestClient) -> None:
    assert 'href="/actor?name=ARV"' in desk.get("/actor?name=Arvenai").text
    assert 'href="/dyad?actor=ARV&amp;recipient=BOL"' in desk.get("/dyad?actor=ARV&recipient=Bolmrk").text
    assert 'href="/document?id=one"' in desk.get("/event?document=one&id=v99").text


@pytest.mark.parametrize(
    "address",
    ["/nothing", "/document?id=none", "/event?document=one&id=v99", "/event?document=one", "/undertaking?id=t-0",
     "/actor?name=nobody", "/dyad?actor=ARV&recipient=nobody", "/data/passwords.parquet", "/document"],
)
def test_what_is_not_there_is_a_page_that_helps(desk: TestClient, address: str) -> None:
    page = desk.get(address)
    assert page.status_code == 404
    assert "search the documents" in page.text or address.endswith(".parquet")


def test_a_problem_of_the_api_is_json(desk: TestClient) -> None:
    for address, status in (("/api/none", 404), ("/api/document?id=none", 404), ("/api/events?format=xml", 422)):
        answer = desk.get(address)
        assert (answer.status_code, answer.json()["status"]) == (status, status)
        assert answer.headers["content-type"] == "application/problem+json"
    assert desk.post("/api/events").status_code == 405


def test_before_the_first_snapshot_a_page_waits_for_it(archive: Path) -> None:
    client = desk_on(archive)  # not begun: nobody makes a snapshot
    for address in ("/", "/explore?event=AID", "/document?id=one"):
        page = client.get(address)
        assert (page.status_code, page.headers["retry-after"]) == (503, "2")
        assert "<p data-waits>" in page.text
        assert '<noscript><meta http-equiv="refresh"' in page.text  # with a script the page asks when there is one
    assert client.get("/explore.json").json()["type"] == "urn:communique:snapshot-in-the-making"
    assert client.get("/help").status_code == 200


def test_a_question_over_its_limit_is_stopped_and_says_so(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(session: Session, *_: object) -> None:
        session.rows("SELECT sum(a.range * b.range) FROM range(10_000_000) a, range(10_000_000) b")

    monkeypatch.setattr("communique.desk.views.explore.by_type", endless)
    with desk_on(archive, query_limit=0.3) as client:
        ready(client)
        answer = client.get("/explore")
        assert answer.status_code == 503
        assert "ran over its limit of 0.3 seconds" in answer.text
        assert client.get("/explore.json").json()["type"] == "urn:communique:query-stopped"
        assert client.get("/ledger").status_code == 200


def test_a_full_text_question_is_stopped_too(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(found: Archive, text: str) -> list[int]:
        with told(found.path):
            return found._connection.execute(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
            ).fetchall()

    monkeypatch.setattr("communique.archive.archive.Archive.matching", endless)
    with desk_on(archive, query_limit=0.3) as client:
        ready(client)
        answer = client.get("/documents?text=ferry")
        assert (answer.status_code, "ran over its limit of 0.3 seconds" in answer.text) == (503, True)


def test_others_need_a_token(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="only with a token"):
        Settings.of(tmp_path / "a.db", "0.0.0.0", 8000, None)
    with pytest.raises(InputError, match="too short"):
        Settings.of(tmp_path / "a.db", "0.0.0.0", 8000, "short")
    assert Settings.of(tmp_path / "a.db", "localhost", 8000, None).open


def test_a_desk_for_others_lets_nobody_in_without_it(archive: Path) -> None:
    with desk_on(archive, open=False, host="0.0.0.0") as client:
        ready(client)
        assert client.get("/").status_code == 401
        assert client.get("/api/events").status_code == 401
        assert client.get("/static/desk.css").status_code == 200
        assert client.get("/?token=wrong").status_code == 401
        assert client.get("/api/events", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        moved = client.get("/explore", params={"event": "AID", "token": TOKEN})
        assert (moved.status_code, moved.headers["location"]) == (303, "/explore?event=AID")
        assert "HttpOnly" in moved.headers["set-cookie"]
        assert "SameSite=strict" in moved.headers["set-cookie"]
        assert client.get("/explore").status_code == 200


def test_another_host_name_is_turned_away(desk: TestClient) -> None:
    assert desk.get("/", headers={"Host": "evil.example"}).status_code == 421
