"""A desk while its archive lives: it grows, is corrected, undone, replaced; texts are coded on request."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from archive.making import report, stored
from communique import open_archive
from desk.conftest import TOKEN, desk_on, ready

BEARER = {"Authorization": f"Bearer {TOKEN}"}
WAIT = 60.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return stored(tmp_path / "a.db", report(id="one"), report(id="two", verb="asked"))


@pytest.fixture
def live(path: Path) -> Iterator[TestClient]:
    with desk_on(path) as client:
        yield ready(client)


def until(true: Callable[[], Any]) -> Any:
    """What ``true`` gives, once it gives something."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        found = true()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError("did not come true in time")


def total(client: TestClient, address: str = "/explore.json") -> int:
    found: int = client.get(address).json()["view"]["total"]
    return found


def judge(client: TestClient, status: int = 201, **body: Any) -> Any:
    answer = client.post("/api/judgements", json={"who": "A. Reader", **body}, headers=BEARER)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_an_archive_that_grows_is_noticed(path: Path, live: TestClient) -> None:
    assert total(live) == 2
    tag = live.get("/explore").headers["etag"]
    assert live.get("/explore", headers={"If-None-Match": tag}).status_code == 304
    stored(path, report(id="three", verb="warned"))
    until(lambda: total(live) == 3)
    assert live.get("/explore", headers={"If-None-Match": tag}).status_code == 200
    assert live.get("/document?id=three").status_code == 200


def test_an_archive_that_is_replaced_is_noticed(path: Path, live: TestClient, tmp_path: Path) -> None:
    other = stored(tmp_path / "b.db", report("Bolmark", "Arvenia", verb="thanked", id="other"))
    for more in ("-wal", "-shm"):
        path.with_name(path.name + more).unlink(missing_ok=True)
    os.replace(other, path)
    until(lambda: total(live) == 1)
    assert live.get("/document?id=one").status_code == 404
    path.unlink()
    until(lambda: "The archive cannot be read any more" in live.get("/help").text)
    answer = live.get("/event?document=other&id=v1")
    assert (answer.status_code, "cannot be used" in answer.text) == (503, True)


def test_a_correction_is_seen_everywhere_and_undone(live: TestClient, path: Path) -> None:
    made = judge(live, verdict="edit", document="one", item="v1", field="event", value="AID", why="it gives")
    assert made["shown"]
    assert made["corrections"][0]["field"] == "event"
    assert total(live, "/explore.json?event=AID") == 1
    assert "AID" in live.get("/explore.csv?event=AID").text.splitlines()[6]
    assert "it gives" in live.get("/event?document=one&id=v1").text
    judge(live, verdict="reject", document="one", item="v1")
    assert total(live) == 1
    assert "has taken this event out" in live.get("/event?document=one&id=v1").text
    back = judge(live, verdict="undo", correction=made["corrections"][-1]["number"] + 1)
    assert back["corrections"][0]["new"] is True
    assert total(live, "/explore.json?event=AID") == 1
    judge(live, verdict="undo", correction=made["corrections"][0]["number"])
    assert total(live, "/explore.json?event=AID") == 0
    assert total(live, "/explore.json?event=REQUEST") == 2
    judge(live, verdict="accept", document="one", item="v1")
    assert "reviewed" in live.get("/review").text


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        ({"verdict": "accept", "document": "none", "item": "v1"}, 404, "no document"),
        ({"verdict": "accept", "document": "one", "item": "v9"}, 422, "no item"),
        ({"verdict": "edit", "document": "one", "item": "v1", "field": "event", "value": "WAR"}, 422, "not one of"),
        ({"verdict": "edit", "document": "one", "item": "v1"}, 422, "name of the field"),
        ({"verdict": "undo", "correction": 99}, 422, "no correction 99"),
        ({"verdict": "undo"}, 422, "number of the correction"),
        ({"verdict": "praise"}, 422, "verdict"),
        ({"verdict": "accept", "document": "one", "item": "v1", "who": " "}, 422, "a name"),
        ({"verdict": "accept", "document": "one", "item": "v1", "more": 1}, 422, "more"),
        ({"verdict": "accept", "document": "one", "item": "v1", "why": "x" * 70_000}, 422, "larger than"),
    ],
)
def test_judgements_that_do_not_fit_are_refused(
    live: TestClient, body: dict[str, Any], status: int, reason: str
) -> None:
    assert reason in judge(live, status, **body)["detail"]
    assert live.get("/review.json").json()["view"]["last"] == []


def test_nobody_writes_without_the_token_or_from_another_site(live: TestClient) -> None:
    body = {"verdict": "accept", "document": "one", "item": "v1", "who": "A"}
    own, other = "http://127.0.0.1:8000", "http://evil.example"
    assert live.post("/api/judgements", json=body).status_code == 403
    assert live.post("/api/judgements", json=body, headers={"Authorization": "Bearer no"}).status_code == 403
    live.get("/", params={"token": TOKEN})
    for headers, status in (
        ({}, 403), ({"Origin": other}, 403), ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": own}, 403), ({"Sec-Fetch-Site": "same-origin", "Origin": own}, 201),
    ):
        assert live.post("/api/judgements", json=body, headers=headers).status_code == status, headers
    form = live.post(
        "/api/judgements", content=b"verdict=accept", headers={
            "Origin": own, "Content-Type": "application/x-www-form-urlencoded",
        },
    )
    assert form.status_code == 422


def test_a_team_judges_while_reports_come_in(live: TestClient, path: Path) -> None:
    pairs = [report(id=f"more{n}", more=f" {n}") for n in range(30)]
    with ThreadPoolExecutor(8) as pool:
        coming = pool.submit(stored, path, *pairs)
        for document in ("one", "two"):
            list(pool.map(lambda n, d=document: judge(  # type: ignore[misc]
                live, verdict="accept", document=d, item="v1", who=f"reader {n}"), range(8)))
        coming.result()
    until(lambda: total(live) == 32)
    with open_archive(path) as archive:
        made = list(archive.corrections())
    assert sorted(c.who for c in made) == sorted(f"reader {n}" for n in range(8) for _ in range(2))
    assert len({c.number for c in made}) == 16


def test_lists_are_paged_and_a_page_of_an_older_state_says_so(live: TestClient, path: Path) -> None:
    first = live.get("/api/events?limit=1").json()
    second = live.get(f"/api/events?limit=1&cursor={first['next']}").json()
    assert [first["items"][0]["document"], second["items"][0]["document"], second["next"]] == ["one", "two", None]
    stored(path, report(id="three", verb="warned"))
    until(lambda: total(live) == 3)
    assert live.get(f"/api/events?cursor={first['next']}").status_code == 422


def test_snapshots_are_kept_where_they_are_told_and_used_again(path: Path, tmp_path: Path) -> None:
    kept = tmp_path / "elsewhere"
    for _ in range(2):
        with desk_on(path, folder=kept) as client:
            ready(client)
            assert total(client) == 2
    (snapshot,) = kept.iterdir()
    assert (snapshot / "dictionary.json").is_file()
    assert not path.with_name("a.db.desk").exists()


@pytest.mark.slow
def test_texts_are_coded_within_their_limits(live: TestClient) -> None:
    text = "France urged Mali on Friday to free the two diplomats."
    record = live.post("/api/code", json={"text": text, "date": "2021-07-24"}).json()
    assert [event["event"] for event in record["events"]] == ["REQUEST"]
    for body, reason in (
        ({"text": ""}, "text"), ({"text": "x" * 300_000}, "larger than"), ({"text": "x", "date": "now"}, "date"),
        ({}, "text"), ({"text": "x", "more": 1}, "more"),
    ):
        answer = live.post("/api/code", json=body)
        assert answer.status_code == 422, body
        assert reason in answer.json()["detail"]
    assert live.post("/api/code", content=b"{", headers={"Content-Type": "application/json"}).status_code == 422


@pytest.mark.slow
def test_a_text_that_takes_too_long_is_stopped(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.desk.coder.LOADING", 0.0)
    with desk_on(path, code_limit=0.05) as client:
        ready(client)
        answer = client.post("/api/code", json={"text": "France urged Mali."})
        assert (answer.status_code, answer.json()["type"]) == (503, "urn:communique:query-stopped")


def test_what_was_coded_can_be_read_beside_what_people_made_of_it(live: TestClient) -> None:
    assert total(live, "/explore.json?as_coded=1") == 2  # nothing is corrected: both views are one snapshot
    judge(live, verdict="reject", document="one", item="v1", why="not an event")
    until(lambda: total(live) == 1)
    until(lambda: live.get("/explore.json?as_coded=1").status_code == 200)
    assert total(live, "/explore.json?as_coded=1") == 2
    assert total(live, "/explore.json?as_coded=0") == 1
    page = live.get("/explore?as_coded=1").text
    assert "As the program coded it" in page
    assert "/event?document=one&amp;id=v1&amp;as_coded=1" in page
    assert 'href="/explore"' in page  # back to the view with corrections
    assert "A correction has taken this event out" in live.get("/event?document=one&id=v1").text
    assert "A correction has taken this event out" not in live.get("/event?document=one&id=v1&as_coded=1").text
    for address, there in (("/api/document?id=one", False), ("/api/document?id=one&as_coded=1", True)):
        assert bool(live.get(address).json()["record"]["events"]) is there
    assert len(live.get("/api/events?as_coded=1").json()["items"]) == 2
    assert live.get("/explore.csv?as_coded=true").text.count("\n") == 5 + 1 + 2
