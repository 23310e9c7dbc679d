"""``communique ledger`` as an analyst uses it: report, filters, judgements, documents as they should not be."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli import app

PROMISE = "Peru's government promised on Wednesday to withdraw its troops from Tacna by 31 January 2024."
REPORTS = [
    {"id": "w1", "date": "2024-01-10", "title": "Peru to leave Tacna", "publisher": "Invented Wire",
     "text": f"{PROMISE} Bolivia demanded that Peru release 40 detained fishermen."},
    {"id": "w2", "date": "2024-02-05",
     "text": "Peru has not withdrawn its troops from Tacna, the Bolivian foreign ministry said on Monday. "
             "Peru released 40 fishermen on Sunday."},
    {"id": "w3", "date": "2024-02-05",
     "text": "Peru withdrew its troops from Tacna on Sunday, the Peruvian defence minister said."},
    {"id": "w4", "date": "2024-03-01",
     "text": "Chile promised to lift its ban on Bolivian trucks by 15 February 2024. "
             "Chile offered to send engineers to La Paz."},
    {"id": "w5", "date": "2024-03-09", "text": "Chile withdrew its offer to send engineers to La Paz."},
    {"id": "w6", "text": "Peru pledged to withdraw its troops from Tacna. Chile lifted its ban on Bolivian trucks."},
    {"id": "w7", "date": "2024-01-10", "publisher": "Invented Post",
     "text": f"{PROMISE} Bolivia demanded that Peru release 40 detained fishermen."},
]  # fmt: skip


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "reports.jsonl"
    path.write_text("".join(json.dumps(report) + "\n" for report in REPORTS), encoding="utf-8")
    return path


def told(*words: str | Path) -> str:
    result = CliRunner().invoke(app, ["ledger", *map(str, words)])
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(*words: str | Path) -> dict[str, dict[str, str]]:
    found = csv.DictReader(io.StringIO(told(*words, "--format", "csv")))
    return {row["action"].split(" ", 1)[0]: row for row in found}


def test_each_status_is_what_a_reader_would_say(reports: Path) -> None:
    found = rows(reports)
    assert {act: (row["status"], row["g7"].lstrip("'"), row["pam"]) for act, row in found.items()} == {
        "withdraw": ("contested", "0", "1"),  # each side claims the other thing within a day
        "release": ("fulfilled", "1", "3"),
        "send": ("withdrawn", "", ""),  # an offer that is taken back is not broken
        "lift": ("overdue", "-1", "0"),  # what an undated report tells is no evidence
    }


def test_on_an_earlier_day_nothing_was_due_yet(reports: Path) -> None:
    assert {row["status"] for row in rows(reports, "--as-of", "2024-01-20").values()} == {"open"}


def test_documents_given_again_count_once(reports: Path) -> None:
    assert rows(reports, reports) == rows(reports)
    assert rows(reports)["release"]["mentions"] == "1"  # w7 prints w1 again
    assert rows(reports)["withdraw"]["mentions"] == "2"  # w6 has no date, and speaks of it too


def test_obligors_go_by_code_or_name_whatever_the_case(reports: Path) -> None:
    assert set(rows(reports, "--obligor", "chl")) == set(rows(reports, "--obligor", "Chile")) == {"lift", "send"}
    assert told(reports, "--obligor", "Norway").strip() == "No undertaking."
    assert set(rows(reports, "--status", "overdue")) == {"lift"}


def test_table_reads_like_a_compliance_report(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    lines = told(reports).splitlines()
    assert lines[0] == "4 undertakings as of 2024-03-09: 1 overdue, 1 contested, 1 fulfilled, 1 withdrawn."
    text = "\n".join(lines)
    assert text.index("lift its ban") < text.index("withdraw its troops") < text.index("release 40")
    assert "before it was first reported" in text
    assert "asked by Bolivia" in text
    assert "2024-02-04 fulfils (claimed): “withdrew its troops from Tacna on Sunday” [4]" in text
    assert "2024-02-05 violates (claimed): “[not] withdrawn its troops from Tacna” [5]" in text
    assert "[2] 2024-01-10, “Peru to leave Tacna”, Invented Wire, w1" in lines


def test_page_has_scales_words_and_sources(reports: Path) -> None:
    page = told(reports, "--format", "html")
    assert "G7 -1, PAM 0" in page
    assert "“released 40 fishermen on Sunday”" in page
    assert "<h2>Sources</h2>" in page


def test_an_archive_gives_the_same_report(reports: Path, tmp_path: Path) -> None:
    archive = tmp_path / "reports.db"
    made = CliRunner().invoke(app, ["ingest", str(reports), "--archive", str(archive)])
    assert made.exit_code == 0, made.output
    assert told(archive) == told(reports)


def test_judgements_hold_while_documents_are_added(reports: Path, tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"

    def judge(one: str, other: str, verdict: str) -> None:
        said = ["--judgements", str(file), "--by", "A. Analyst", "--on", "2024-06-01"]
        assert CliRunner().invoke(app, ["ledger", "judge", one, other, verdict, *said]).exit_code == 0

    ids = {act: row["id"] for act, row in rows(reports).items()}
    judge("w1#u1", "w6#u1", "different")
    assert rows(reports, "--judgements", file)["withdraw"]["status"] == "open"  # the undated one stands alone
    judge(ids["withdraw"], ids["release"], "same")
    before = file.read_bytes()
    judge(ids["withdraw"], ids["release"], "different")
    assert file.read_bytes().startswith(before)
    assert "release" in rows(reports, "--judgements", file)
    more = tmp_path / "more.jsonl"
    more.write_text(json.dumps({"id": "w0", "date": "2024-01-02", "text": PROMISE.replace("Wednesday", "Tuesday")}))
    found = [row for act, row in rows(reports, more, "--judgements", file).items() if act == "withdraw"]
    assert len(found) == 1
    everything = told(reports, more, "--judgements", file, "--format", "jsonl").splitlines()
    homes = [{m["document"] for m in json.loads(line)["mentions"]} for line in everything]
    assert not any({"w1", "w6"} <= home for home in homes)  # what was judged apart stays apart
    assert any({"w0", "w1"} <= home for home in homes)


def test_a_judgement_on_what_is_not_there_is_told(reports: Path, tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"
    line = {"one": "t-00", "other": "w1#u1", "judgement": "same", "by": "A", "on": "2024-06-01"}
    file.write_text(json.dumps(line) + "\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["ledger", str(reports), "--judgements", str(file), "--format", "csv"])
    assert "t-00 is not in this ledger" in result.stderr
    assert "w1#u1 is not" not in result.stderr
    assert result.stdout == told(reports, "--format", "csv")
