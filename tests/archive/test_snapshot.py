"""A snapshot holds what the archive holds, in the columns that its dictionary names, and is never half there."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from pathlib import Path

import pytest

from archive.making import TIME, document, record, report, stored
from communique import open_archive
from communique.archive.columns import dictionary
from communique.archive.show import write_events
from communique.archive.snapshot import write_snapshot
from communique.coding import code_all
from communique.errors import DataError
from communique.formats.read import read_documents
from communique.happenings.find import find_happenings
from communique.kit import Kit
from communique.ledger.build import build_ledger
from communique.model import Document

parquet = pytest.importorskip("pyarrow.parquet")
SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"


def test_the_samples_are_all_there(kit: Kit, tmp_path: Path) -> None:
    pairs = list(code_all((d for d in read_documents([str(SAMPLES)]) if isinstance(d, Document)), kit))
    records = [made for _, made in pairs]
    with open_archive(stored(tmp_path / "a.db", *pairs)) as archive:
        counts = write_snapshot(archive, tmp_path / "one")
        write_snapshot(archive, tmp_path / "two")
    tables = {name: parquet.read_table(tmp_path / "one" / f"{name}.parquet").to_pylist() for name in dictionary()}
    entries = build_ledger(records)
    happened = find_happenings(records)
    assert {name: len(rows) for name, rows in tables.items()} == counts == {
        "documents": len(records), "entities": sum(len(r.entities) for r in records),
        "events": sum(len(r.events) for r in records), "statements": sum(len(r.statements) for r in records),
        "undertakings": sum(len(r.undertakings) for r in records), "entries": len(entries),
        "evidence": sum(len(e.evidence) for e in entries), "mentions": sum(len(e.mentions) for e in entries),
        "happenings": len(happened), "sources": sum(len(h.sources) for h in happened),
    }
    assert min(counts.values()) > 0
    assert [(e["id"], e["status"], e["deadline"]) for e in tables["entries"]] == [
        (e.id, e.status, e.deadline and e.deadline.end) for e in entries
    ]
    assert [(e["entry"], e["document"], e["event"]) for e in tables["evidence"]] == [
        (e.id, x.document, x.event) for e in entries for x in e.evidence
    ]
    assert [(h["id"], h["numbers"], h["documents"]) for h in tables["happenings"]] == [
        (h.id, h.numbers(), h.documents) for h in happened
    ]
    texts = {row["document"]: row["text"] for row in tables["documents"]}
    for row in tables["undertakings"]:
        assert texts[row["document"]][row["start"] : row["end"]] == row["action"]
    assert {file.stem for file in (tmp_path / "one").iterdir()} == {*dictionary(), "dictionary"}
    for file in sorted((tmp_path / "one").iterdir()):
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_the_dictionary_names_every_column_and_hash(tmp_path: Path) -> None:
    with open_archive(stored(tmp_path / "a.db", report())) as archive:
        write_snapshot(archive, tmp_path / "out", "2024-05-01")
    known = json.loads((tmp_path / "out" / "dictionary.json").read_bytes())
    assert known["as_of"] == "2024-05-01"
    for name, table in known["tables"].items():
        file = tmp_path / "out" / f"{name}.parquet"
        assert list(table["columns"]) == parquet.read_schema(file).names
        assert table["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
        assert all(column["meaning"] for column in table["columns"].values())


def test_corrections_and_queries_give_the_same_columns(tmp_path: Path) -> None:
    with open_archive(stored(tmp_path / "a.db", report(id="x"), report(id="y", verb="asked")), write=True) as archive:
        archive.correct("x", "v1", "event", "AID", who="A", made=TIME, why="B")
        write_snapshot(archive, tmp_path / "out")
        write_snapshot(archive, tmp_path / "original", as_coded=True)
        found = archive.events().to_arrow()
        stream = io.BytesIO()
        assert write_events(archive.events(event="AID"), "parquet", stream) == 1
    events = parquet.read_table(tmp_path / "out" / "events.parquet")
    assert events.equals(found)
    assert events.column("event").to_pylist() == ["AID", "REQUEST"]
    original = parquet.read_table(tmp_path / "original" / "events.parquet")
    assert original.column("event").to_pylist() == ["REQUEST", "REQUEST"]
    documents = parquet.read_table(tmp_path / "out" / "documents.parquet")
    assert documents.column("corrected").to_pylist() == [True, False]
    assert parquet.read_table(io.BytesIO(stream.getvalue())).column("actor_code").to_pylist() == [["ARV"]]


def test_hostile_words_and_an_empty_archive(tmp_path: Path) -> None:
    doc = document("\ud800 <script>\x00", id="\udcff")
    with open_archive(stored(tmp_path / "a.db", (doc, record(doc)))) as archive:
        write_snapshot(archive, tmp_path / "out")
    assert parquet.read_table(tmp_path / "out" / "documents.parquet").column("text").to_pylist() == ["? <script>\x00"]
    with open_archive(stored(tmp_path / "b.db")) as archive:
        assert set(write_snapshot(archive, tmp_path / "empty").values()) == {0}


def test_a_snapshot_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with open_archive(stored(tmp_path / "a.db")) as archive:
        with pytest.raises(DataError, match="never overwritten"):
            write_snapshot(archive, tmp_path / "out")
        with pytest.raises(DataError, match="no such file"):
            write_snapshot(archive, tmp_path / "none" / "out")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.db", "out"]


def test_without_pyarrow_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with open_archive(stored(tmp_path / "a.db")) as archive:
        with pytest.raises(DataError, match="pip install"):
            archive.events().to_arrow()
        with pytest.raises(DataError, match="pip install"):
            write_snapshot(archive, tmp_path / "out")
    assert [p.name for p in tmp_path.iterdir()] == ["a.db"]


def test_processes_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.archive.portions.SIZE", 2)
    pairs = [report(id=f"d{n}", verb=("urged", "asked", "begged")[n % 3], more=f" Report {n}.") for n in range(7)]
    with open_archive(stored(tmp_path / "a.db", *pairs), write=True) as archive:
        archive.correct("d3", "v1", "event", "AID", who="A", made=TIME, why="B")
        write_snapshot(archive, tmp_path / "one", jobs=1)
        write_snapshot(archive, tmp_path / "two", jobs=2)
    assert parquet.read_table(tmp_path / "two" / "documents.parquet").column("corrected").to_pylist() == [
        n == 3 for n in range(7)
    ]
    for file in sorted((tmp_path / "one").iterdir()):
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()
