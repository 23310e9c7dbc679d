"""The API's happenings are those of the archive, whatever is asked, a page at a time or all."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import msgspec
import pytest

pytest.importorskip("fastapi")

from archive.making import report, stored
from communique import open_archive
from communique.desk.asked import NAMES
from communique.model import Document, Record
from desk.conftest import desk_on, ready

HUNDRED = 100.0
QUESTIONS: tuple[dict[str, str | int | float], ...] = (
    {}, {"least": 2}, {"event": "ASSAULT"}, {"quad": 3, "since": "2024-02-01"}, {"actor": "arvenia"}, {"actor": "ARV"},
    {"recipient": "Arvenia", "until": "2024-02-28"}, {"country": "BOL"}, {"place": "10.5,20.0", "within": HUNDRED},
    {"text": "Second"},
)


def reports(path: Path) -> Path:
    """Two reports of one happening, in other words, and three more."""
    return stored(
        path,
        report(id="one", verb="shelled", type="ASSAULT", quad=4),
        report(id="two", verb="shelled", type="ASSAULT", quad=4, more=" Second report.", last="2024-01-03"),
        report("Bolmark", "Arvenia", "Bolstad", "accused", "ACCUSE", 3, "2024-02-20", "2024-02-20", id="three"),
        report("the Carran League", "Arvenia", "Far Isle", "aided", "AID", 2, "2024-03-01", "2024-03-01", id="four"),
        report(id="five", first=None, last=None, more=" Undated."),
    )


def told(id: str, dead: int) -> tuple[Document, Record]:
    """A report of the one attack, with its own number of dead."""
    doc, made = report(id=id, verb="shelled", type="ASSAULT", quad=4, more=f" {dead} died.")
    events = tuple(msgspec.structs.replace(e, size=msgspec.structs.replace(e.size, dead=dead)) for e in made.events)
    return doc, msgspec.structs.replace(made, events=events)


def test_every_question_has_the_archive_s_answer(tmp_path: Path) -> None:
    path = reports(tmp_path / "a.db")
    with desk_on(path) as client, open_archive(path) as archive:
        ready(client)
        for question in QUESTIONS:
            query = urlencode({NAMES.get(name, name): value for name, value in question.items()})
            rows = client.get(f"/api/happenings?{query}").json()["items"]
            expected = [
                (h.id, h.numbers(), [s.document for s in h.sources]) for h in archive.happenings(**question)
            ]
            assert sorted((r["id"], r["numbers"], r["document"]) for r in rows) == sorted(expected), question
        assert [r["documents"] for r in client.get("/api/happenings?least=2").json()["items"]] == [2]


def test_pages_follow_each_other_to_the_end(tmp_path: Path) -> None:
    with desk_on(reports(tmp_path / "a.db")) as client:
        ready(client)
        whole = client.get("/api/happenings").json()["items"]
        found, cursor = [], ""
        while cursor is not None:
            page = client.get(f"/api/happenings?limit=1&cursor={cursor}").json()
            found += page["items"]
            cursor = page["next"]
        assert found == whole
        assert len(whole) == 3
        assert client.get("/api/happenings?least=none").status_code == 422
        assert client.get("/api/happenings?act=demand").status_code == 422


def test_the_page_sets_each_report_beside_the_others(tmp_path: Path) -> None:
    with desk_on(reports(tmp_path / "a.db")) as client:
        ready(client)
        view = client.get("/happenings.json?least=2").json()["view"]
        assert (view["total"], view["told"]) == (1, [[2, 1], [3, 0], [5, 0], [10, 0]])
        assert dict(view["types"])["ASSAULT"] == 1
        (row,) = view["happenings"]
        shown = client.get("/happening.json", params={"id": row["id"]}).json()["view"]
        assert [(t["document"], t["event"]) for t in shown["tellings"]] == [("one", "v1"), ("two", "v1")]
        words = ["".join(piece["text"] for piece in t["pieces"]) for t in shown["tellings"]]
        assert words == ["Arvenia shelled Bolmark in Bolstad.", "Arvenia shelled Bolmark in Bolstad. Second report."]
        page = client.get("/happening", params={"id": row["id"]}).text
        assert 'href="/document?id=two#v1"' in page
        told = client.get("/event.json?document=two&id=v1").json()["view"]["happening"]
        assert told == {"id": row["id"], "documents": 2}
        assert f'/happening?id={row["id"]}' in client.get("/event?document=one&id=v1").text
        assert client.get("/event.json?document=five&id=v1").json()["view"]["happening"] is None
        assert client.get("/api/happening", params={"id": row["id"]}).json() == shown
        assert "text/csv" in client.get("/happenings.csv?least=2").headers["content-type"]


def test_every_number_stands_beside_the_report_that_states_it(tmp_path: Path) -> None:
    with desk_on(stored(tmp_path / "a.db", told("one", 27), told("three", 31), told("two", 40))) as client:
        ready(client)
        (row,) = client.get("/happenings.json?least=2").json()["view"]["happenings"]
        assert row["numbers"] == "27 to 40 dead"
        (stated,) = client.get("/happening.json", params={"id": row["id"]}).json()["view"]["stated"]
        assert stated == {"kind": "dead", "low": 27, "high": 40, "latest": 40, "values": [[0, 27], [1, 31], [2, 40]]}


def test_an_unknown_happening_is_a_page_that_helps(tmp_path: Path) -> None:
    with desk_on(reports(tmp_path / "a.db")) as client:
        ready(client)
        assert client.get("/happening?id=h-none").status_code == 404
        assert client.get("/happening").status_code == 404
        assert client.get("/happenings?least=0").status_code == 422
        assert client.get("/happenings?from=2024-02-01&to=2024-01-01").status_code == 422
