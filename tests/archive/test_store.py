"""What goes into an archive comes out to the letter, once, whoever stores it and however often."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.making import MAKER, TIME, document, record, report, stored
from communique import open_archive
from communique.archive.store import Maker, Store
from communique.coding import code_all
from communique.errors import InputError
from communique.formats.failure import Failure
from communique.formats.read import read_documents
from communique.formats.write_jsonl import encoded
from communique.kit import Kit
from communique.model import Document, Mark

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"
TEXTS = st.text(st.characters(), min_size=1, max_size=40)  # with control characters and lone surrogates


def test_records_of_the_samples_come_out_to_the_letter(kit: Kit, tmp_path: Path) -> None:
    read = [d for d in read_documents([str(SAMPLES)]) if isinstance(d, Document)]
    pairs = list(code_all(read, kit))
    with open_archive(stored(tmp_path / "a.db", *pairs)) as archive:
        out = {filed.record.document.id: filed for filed in archive.documents()}
    assert len(out) == len(pairs) == 18
    for doc, made in pairs:
        assert encoded(out[doc.id].record) == encoded(out[doc.id].coded) == encoded(made)
        assert msgspec.structs.replace(out[doc.id].input, source=doc.source) == doc


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, min_size=1, max_size=4), id=TEXTS, url=TEXTS)
def test_any_text_comes_out_to_the_letter(texts: list[str], id: str, url: str, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.unlink(missing_ok=True)
    docs = [document(text, f"{id}{n}", url=url, title=id) for n, text in enumerate(texts)]
    pairs = [(doc, record(doc)) for doc in docs]
    with open_archive(stored(path, *pairs)) as archive:
        out = {filed.input.text: filed for filed in archive.documents()}
        assert list(archive.events(text="word", actor=id)) == []
    assert set(out) == set(texts)
    for doc, made in reversed(pairs):
        if out[doc.text].input.id == doc.id:
            assert out[doc.text].input == doc
            assert encoded(out[doc.text].record) == encoded(made)


def test_the_same_document_twice_is_kept_once_and_seen_again(tmp_path: Path) -> None:
    doc, made = report(id="one")
    doc = msgspec.structs.replace(doc, source="a.jsonl:1")
    other = msgspec.structs.replace(doc, id="two", publisher="Another", source="b.jsonl:7")
    path = stored(tmp_path / "a.db", (doc, made), (other, made), (doc, made))
    stored(path, (other, made))
    with open_archive(path) as archive:
        assert [r.document.id for r in archive.records()] == ["one"]
        seen = [(s.given, s.publisher, s.source, s.run) for s in archive.sightings("one")]
        assert [run.coded for run in archive.runs()] == [1, 0]
    assert seen == [("one", "Example", "a.jsonl:1", 1), ("two", "Another", "b.jsonl:7", 1)]


def test_date_and_marks_make_another_document(tmp_path: Path) -> None:
    doc, made = report(id="one")
    others = (
        msgspec.structs.replace(doc, id="two", date="2024-02-02"),
        msgspec.structs.replace(doc, id="three", mentions=(Mark(start=0, end=2),)),
    )
    with open_archive(stored(tmp_path / "a.db", (doc, made), *((o, record(o)) for o in others))) as archive:
        assert {filed.input.id for filed in archive.documents()} == {"one", "two", "three"}


def test_another_text_under_a_taken_id_is_kept_and_says_so(tmp_path: Path) -> None:
    one, two = report(id="x"), report(id="x", verb="asked")
    path = stored(tmp_path / "a.db", one, two)
    stored(path, two, one)
    with open_archive(path) as archive:
        filed = list(archive.documents())
        assert [f.record.document.id for f in filed] == [f.input.id for f in filed] == ["x", "x~2"]
        assert "'x' was taken" in filed[1].record.warnings[0]
        assert archive.sightings("x~2")[0].given == "x"


def test_two_at_once_keep_one(tmp_path: Path) -> None:
    doc, made = report()
    with Store(tmp_path / "a.db", MAKER, {}, TIME) as one, Store(tmp_path / "a.db", MAKER, {}, TIME) as two:
        assert one.wants(doc)
        assert two.wants(doc)
        assert one.add(doc, made)
        assert not two.add(doc, made)
        assert not one.wants(doc)


def test_a_newer_version_adds_a_generation_until_it_is_pruned(tmp_path: Path) -> None:
    doc, made = report(id="x")
    newer = msgspec.structs.replace(
        made, events=(msgspec.structs.replace(made.events[0], event="ACCUSE"),), warnings=("newer",)
    )
    path = stored(tmp_path / "a.db", (doc, made))
    stored(path, (doc, newer), maker=Maker("2", "{2}"))
    stored(path, (doc, made))  # the old version again changes nothing
    with open_archive(path, write=True) as archive:
        assert list(archive.records()) == [newer]
        assert [f.event.event for f in archive.events()] == ["ACCUSE"]
        assert [run.version for run in archive.runs()] == ["1", "2", "1"]
        assert archive.prune() == 1
        assert archive.prune() == 0
        assert len(archive.sightings("x")) == 1
        assert list(archive.records()) == [newer]


def test_an_older_version_after_a_newer_one_leaves_the_newer_in_view(tmp_path: Path) -> None:
    first, second = report(id="x"), report(id="y", verb="asked")
    accused = msgspec.structs.replace(second[1].events[0], event="ACCUSE")
    newer = msgspec.structs.replace(second[1], events=(accused,))
    path = stored(tmp_path / "a.db", first)
    stored(path, (second[0], newer), maker=Maker("2", "{2}"))
    stored(path, second)
    with open_archive(path) as archive:
        assert [f.event.event for f in archive.events()] == ["REQUEST", "ACCUSE"]
        assert archive.document("y").record == newer


def test_failures_belong_to_their_run(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db", MAKER, {"files": ["b\udcff"]}, TIME) as store:
        store.fail(Failure(file="b\udcff", line=3, message="not text"))
    with open_archive(tmp_path / "a.db") as archive:
        (run,) = archive.runs()
        assert (run.failed, run.ended) == (1, None)
        assert [(f.line, f.message) for f in archive.failures(1)] == [(3, "not text")]


def test_an_unknown_document_is_named(tmp_path: Path) -> None:
    with (
        open_archive(stored(tmp_path / "a.db")) as archive,
        pytest.raises(InputError, match="no document 'nobody'"),
    ):
        archive.document("nobody")


def test_a_reader_sees_the_archive_as_it_was_when_it_began(tmp_path: Path) -> None:
    path = stored(tmp_path / "a.db", *(report(id=f"n{n}", more=f" {n}") for n in range(5)))
    with open_archive(path) as archive:
        reading = archive.events()
        first = next(reading)
        stored(path, *(report(id=f"m{n}", more=f" new {n}") for n in range(5)))
        assert [first.document.id, *(f.document.id for f in reading)] == [f"n{n}" for n in range(5)]
        assert len(list(archive.events())) == 10
