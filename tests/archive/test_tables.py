"""Statements, undertakings and the ledger of an archive are asked with the filters that suit them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archive.making import TIME, stored
from communique import open_archive
from communique.coding import code_all
from communique.errors import InputError
from communique.formats.read import read_documents
from communique.kit import Kit
from communique.ledger.build import build_ledger
from communique.model import Document

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"


@pytest.fixture(scope="module")
def path(kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    documents = (d for d in read_documents([str(SAMPLES)]) if isinstance(d, Document))
    return stored(tmp_path_factory.mktemp("tables") / "a.db", *code_all(documents, kit))


def test_every_statement_undertaking_and_entry_is_found(path: Path) -> None:
    with open_archive(path) as archive:
        records = list(archive.records())
        assert len(list(archive.statements())) == sum(len(r.statements) for r in records)
        assert len(list(archive.undertakings())) == sum(len(r.undertakings) for r in records)
        assert tuple(archive.entries()) == build_ledger(records)
        assert tuple(archive.entries(as_of="2021-08-01")) == build_ledger(records, "2021-08-01")


@pytest.mark.parametrize(
    ("table", "filters", "holds"),
    [
        ("statements", {"act": "demand"}, lambda f: f.statement.act == "demand"),
        ("undertakings", {"kind": ["demand", "obligation"]}, lambda f: f.undertaking.kind != "commitment"),
        ("entries", {"status": "overdue"}, lambda e: e.status == "overdue"),
        ("entries", {"since": "2021-01-01", "until": "2021-12-31"}, lambda e: e.first_date <= "2021-12-31"),
    ],
)
def test_filters_keep_what_holds_and_nothing_else(path: Path, table: str, filters: dict[str, Any], holds: Any) -> None:
    with open_archive(path) as archive:
        found = list(getattr(archive, table)(**filters))
        every = list(getattr(archive, table)())
    assert 0 < len(found) < len(every)
    assert all(map(holds, found))


def test_parties_go_by_name_or_code_and_words_by_document(path: Path) -> None:
    with open_archive(path) as archive:
        owed = list(archive.entries(actor="mli"))
        assert owed
        assert all("MLI" in {p.code for p in entry.obligor} for entry in owed)
        for found in archive.statements(text="ceasefire"):
            assert "ceasefire" in found.input.text.lower()
        assert len(list(archive.undertakings(limit=3))) == 3


def test_tables_have_the_columns_of_a_snapshot(path: Path) -> None:
    pytest.importorskip("pyarrow")
    with open_archive(path) as archive:
        assert archive.entries(status="overdue").to_arrow().column("status").unique().to_pylist() == ["overdue"]
        assert "content" in archive.statements().to_arrow().column_names
        assert archive.undertakings(limit=2).to_arrow().num_rows == 2
        assert len(archive.events(limit=4).to_pandas()) == 4


@pytest.mark.parametrize(
    ("table", "filters", "reason"),
    [
        ("events", {"status": "open"}, "status is a filter of entries, not of events"),
        ("statements", {"kind": "demand"}, "kind is a filter of undertakings and entries, not of statements"),
        ("entries", {"place": "Bamako"}, "place is a filter of events"),
        ("entries", {"status": "late"}, "'late' is not one of open"),
    ],
)
def test_filters_of_another_table_are_refused(path: Path, table: str, filters: dict[str, Any], reason: str) -> None:
    with open_archive(path) as archive, pytest.raises(InputError, match=reason):
        getattr(archive, table)(**filters)


def test_the_fingerprint_follows_what_a_reader_sees(path: Path) -> None:
    with open_archive(path, write=True) as archive:
        before = archive.fingerprint()
        assert archive.fingerprint() == before
        found = next(archive.events())
        archive.correct(found.document.id, found.event.id, "exists", False, who="A", made=TIME, why="")
        assert archive.fingerprint() != before
