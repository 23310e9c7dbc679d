"""The API's happenings are those of the archive, whatever is asked, a page at a time or all."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest

pytest.importorskip("fastapi")

from archive.making import report, stored
from communique import open_archive
from communique.desk.asked import NAMES
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
