"""Statements, undertakings and the ledger of an archive are asked with the filters that suit them."""

from __future__ import annotations

import itertools
import shutil
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
from communique.model import Document, Record, Statement, Undertaking

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


@pytest.mark.parametrize("table", ["statements", "undertakings"])
def test_the_index_agrees_with_a_plain_loop_over_the_records(path: Path, table: str) -> None:
    days = ["2021-06-30", "2021-07-24", "2021-08-02", "2021-12-31", "2022-06-30"]
    spans = [(None, None), *((day, None) for day in days), *((None, day) for day in days), (days[1], days[2])]
    with open_archive(path) as archive:
        records = list(archive.records())
        names = sorted({n for r in records for e in r.entities for n in (e.name.upper(), e.code) if n})
        sides: list[tuple[str | None, str | None]] = [(None, None), *((n, None) for n in names), ("MLI", "FRA")]
        sides += [(None, name) for name in names]
        found = 0
        for (since, until), (actor, recipient) in itertools.product(spans, sides):
            expected = [
                (record.document.id, item.id) for record in records for item in getattr(record, table)
                if is_among(record, item, since, until, actor, recipient)
            ]
            filters = {"since": since, "until": until, "actor": actor, "recipient": recipient}
            answers = getattr(archive, table)(**filters)
            assert [(f.record.document.id, f[2].id) for f in answers] == expected, filters
            found += len(expected)
        assert found > 500


def is_among(
    record: Record, item: Statement | Undertaking, since: str | None, until: str | None, actor: str | None,
    recipient: str | None,
) -> bool:
    """What docs/how-to/archive.md says of the filters, item by item."""
    said = isinstance(item, Statement)
    date = item.date if isinstance(item, Statement) else None
    first = (date and (date.start or date.end)) or record.document.date
    last = (date and (date.end or date.start)) or record.document.date
    acting, receiving = (item.speaker, item.addressee) if isinstance(item, Statement) else (
        item.obligor, item.beneficiary)
    assert said or isinstance(item, Undertaking)
    return (
        (since is None or (last is not None and last[:10] >= since))
        and (until is None or (first is not None and first[:10] <= until))
        and all(
            name is None or any(
                name.casefold() in (str(known).casefold() for known in (e.name, e.code))
                for e in record.entities if e.id in {p.entity for p in parties}
            )
            for name, parties in ((actor, acting), (recipient, receiving))
        )
    )


def test_statements_are_found_as_corrected_and_as_coded(path: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(path, tmp_path / "copy.db"))
    with open_archive(copy, write=True) as archive:
        said = next(archive.statements(act="demand"))
        before = len(list(archive.statements(act="demand")))
        key = said.record.document.id, said.statement.id
        archive.correct(*key, "act", "urge", who="A", made=TIME, why="")
        assert len(list(archive.statements(act="demand"))) == before - 1
        assert len(list(archive.statements(act="demand", as_coded=True))) == before
        assert key in [(f.record.document.id, f.statement.id) for f in archive.statements(act="urge")]


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
