"""What is no archive, or cannot be written, is said in one line, and left as it is."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from archive.making import MAKER, TIME, report, stored
from communique import open_archive
from communique.archive.index import index_items
from communique.archive.opening import is_archive
from communique.archive.store import Store
from communique.archive.tables import HAPPENINGS, ITEMS, VERSION
from communique.errors import DataError
from communique.model import Document, Record, Statement


def refused(path: Path, message: str) -> None:
    """Neither reading nor storing works, both say why, and the file is as it was."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(DataError, match=message):
        open_archive(path)
    if before is not None:
        with pytest.raises(DataError, match=message):
            Store(path, MAKER, {}, TIME)
        assert path.read_bytes() == before
        assert os.listdir(path.parent) == [path.name]


def test_a_text_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_text("France urged Mali.")
    refused(path, "is not an archive")
    assert not is_archive(path)


def test_an_empty_file_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch()
    refused(path, "is not an archive")


def test_another_database_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE documents (id)")
    other.commit()
    other.close()
    refused(path, "is not an archive")


def test_an_archive_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = stored(tmp_path / "a.db", report())
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 1000")
    newer.close()
    refused(path, "version 1000.*update communique")


def older(path: Path) -> Path:
    """The archive as version 1 had it: without an index of statements and undertakings, without happenings."""
    with closing(sqlite3.connect(path)) as connection:
        later = [line.split()[2] for line in f"{ITEMS}{HAPPENINGS}".split(";") if "CREATE TABLE" in line]
        dropped = "".join(f"DROP TABLE IF EXISTS {table};" for table in later)
        connection.executescript(f"{dropped} PRAGMA user_version = 1;")
    return path


def said(number: int) -> tuple[Document, Record]:
    """A report in which somebody says something."""
    doc, made = report(id=f"n{number}", more=f" {number}")
    statement = Statement(
        id="s1", speaker=made.events[0].actor, act="demand", form="reported", cue=made.events[0].event_text, content=(),
    )
    return doc, msgspec.structs.replace(made, statements=(statement,))


def test_an_archive_of_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = older(stored(tmp_path / "a.db", *map(said, range(20))))
    with open_archive(path) as archive:
        assert len(list(archive.statements(actor="ARV", act="demand"))) == 20
        assert not list(archive.statements(actor="BOL"))
    with Store(older(path), MAKER, {}, TIME) as store:
        assert not store.wants(said(3)[0])
    with open_archive(path) as archive:
        assert len(list(archive.statements())) == 20
    assert path.read_bytes()[60:64] == VERSION.to_bytes(4)


def test_bringing_it_up_to_date_is_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = older(stored(tmp_path / "a.db", *map(said, range(20))))
    done = 0

    def killed(*arguments: object) -> None:
        nonlocal done
        done += 1
        if done == 7:
            raise KeyboardInterrupt
        index_items(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr("communique.archive.upgrade.index_items", killed)
        with pytest.raises(KeyboardInterrupt):
            open_archive(path)
    assert path.read_bytes()[60:64] == (1).to_bytes(4)
    with open_archive(path) as archive:
        assert len(list(archive.statements())) == 20


def test_a_damaged_archive_says_so(tmp_path: Path) -> None:
    path = stored(tmp_path / "a.db", *(report(id=f"n{n}", more=f" {n}") for n in range(50)))
    data = path.read_bytes()
    path.write_bytes(data[:100] + b"\xff" * (len(data) - 100))
    with pytest.raises(DataError, match=r"damaged|cannot be used"), open_archive(path) as archive:
        list(archive.records())


def test_nothing_there(tmp_path: Path) -> None:
    refused(tmp_path / "none.db", "no such file")
    refused(tmp_path, "is a directory")
    with pytest.raises(DataError, match="no such file"):
        Store(tmp_path / "folder" / "a.db", MAKER, {}, TIME)
    assert os.listdir(tmp_path) == []


@pytest.fixture
def powerless() -> Iterator[None]:
    """Nothing is read-only for root, so the test is somebody else."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    yield
    os.seteuid(before)


def test_a_read_only_archive_can_be_read_and_not_written(powerless: None) -> None:
    folder = Path(tempfile.mkdtemp())
    path = stored(folder / "a.db", report(id="x"))
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        with open_archive(path) as archive:
            assert [r.document.id for r in archive.records()] == ["x"]
        with pytest.raises(DataError, match="read-only"):
            Store(path, MAKER, {}, TIME)
        with pytest.raises(DataError, match="permission denied"):
            Store(folder / "new.db", MAKER, {}, TIME)
        assert os.listdir(folder) == ["a.db"]
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_full_disk_loses_nothing_and_the_same_run_goes_on(tmp_path: Path) -> None:
    pairs = [report(id=f"n{n}", more=f" {n} " + "x" * 3000) for n in range(100)]
    with Store(tmp_path / "a.db", MAKER, {}, TIME) as store, pytest.raises(DataError, match="disk is full"):
        store._connection.execute("PRAGMA max_page_count = 80")
        for doc, made in pairs:
            store.add(doc, made)
    with open_archive(tmp_path / "a.db") as archive:
        kept = list(archive.records())
        assert 0 < len(kept) < 100
        assert len(list(archive.events())) == len(kept)
    stored(tmp_path / "a.db", *pairs)
    with open_archive(tmp_path / "a.db") as archive:
        assert sorted(archive.records(), key=str) == sorted((made for _, made in pairs), key=str)


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    path = stored(tmp_path / "a.db", report(id="x"))
    with open_archive(path) as archive, pytest.raises(DataError, match="read-only"):
        archive.prune()


def test_odd_names_of_files(tmp_path: Path) -> None:
    for name in ("a b?c#d%20.db", "ü\udcff.db", "-"):
        path = stored(tmp_path / name, report(id="x"))
        with open_archive(path) as archive:
            assert len(list(archive.events())) == 1
