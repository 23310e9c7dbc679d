"""The ledger as CSV with compliance scales, and as a page that a hostile document cannot break."""

from __future__ import annotations

import csv
import io

import pytest

from communique.formats.write_ledger import write_ledger
from communique.model import Entry, EntryParty, Evidence


def entry(status: str = "fulfilled", action: str = "mend the dyke") -> Entry:
    seen = Evidence(
        document="d2",
        event=None,
        start=0,
        end=4,
        verdict="fulfils",
        date="2024-02-01",
        statement="s1",
        confidence=0.8,
        why="the obligor; did what was owed",
    )
    return Entry(
        id="t-1",
        kind="commitment",
        by=(),
        obligor=(EntryParty(name="Orland"),),
        beneficiary=(),
        action=action,
        mode=(),
        polarity="do",
        condition=None,
        deadline=None,
        first_date="2024-01-01",
        last_date="2024-01-01",
        mentions=(),
        evidence=(seen,),
        status=status,
        as_of="2024-03-01",
    )


def written(entries: list[Entry], format: str) -> str:
    stream = io.BytesIO()
    write_ledger(entries, format, stream)
    return stream.getvalue().decode("utf-8")


@pytest.mark.parametrize(
    ("status", "g7", "pam"),
    [
        ("fulfilled", "1", "3"),
        ("partly", "0", "2"),
        ("contested", "0", "1"),
        ("violated", "-1", "0"),
        ("overdue", "-1", "0"),
        ("open", "", ""),
        ("withdrawn", "", ""),
    ],
)
def test_csv_has_the_scales(status: str, g7: str, pam: str) -> None:
    row = next(csv.DictReader(io.StringIO(written([entry(status)], "csv"))))
    assert (row["g7"].lstrip("'"), row["pam"]) == (g7, pam)


def test_csv_tells_the_evidence_and_why() -> None:
    row = next(csv.DictReader(io.StringIO(written([entry()], "csv"))))
    told = "2024-02-01 fulfils (claimed) in d2 (the obligor; did what was owed; confidence 0.80)"
    assert row["evidence"] == told


def test_page_shows_entry_and_claim() -> None:
    page = written([entry()], "html")
    assert "Orland" in page
    assert "fulfils (claimed)" in page
    assert "the obligor; did what was owed; confidence 0.80" in page
    assert page.startswith("<!DOCTYPE html>")


def test_page_escapes_what_documents_say() -> None:
    page = written([entry(action="<script>alert(1)</script>")], "html")
    assert "<script>" not in page


def test_page_of_nothing() -> None:
    assert "<tbody>" in written([], "html")
