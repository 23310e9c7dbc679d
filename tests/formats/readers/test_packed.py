"""Packed files, archives, bombs, and folders that go round."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard

from communique.formats.failure import Failure
from communique.formats.read import read_documents, read_records
from communique.formats.readers.source import INTAKE
from communique.model import Document
from formats.readers.reading import OTHER, TEXT, documents, messages, page, read

LINES = b"".join(json.dumps({"id": str(n), "text": TEXT}).encode() + b"\n" for n in range(3))
PACK = {
    "gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstandard.ZstdCompressor().compress,
}


def zipped(**members: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return sink.getvalue()


def tarred(**members: bytes) -> bytes:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name.replace("_", "."))
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return sink.getvalue()


@pytest.mark.parametrize("kind", PACK)
@pytest.mark.parametrize("data", [LINES, LINES.replace(b"\n", b"\n\n"), page().encode()], ids=["lines", "gaps", "page"])
def test_packed_files_are_read_like_plain_ones(tmp_path: Path, kind: str, data: bytes) -> None:
    plain = documents(read(tmp_path / "plain", data))
    packed = documents(read(tmp_path / "packed", PACK[kind](data)))
    assert [(d.id, d.text) for d in packed] == [(d.id, d.text) for d in plain]
    twice = documents(read(tmp_path / "twice", PACK[kind](LINES) + PACK[kind](LINES)))
    assert len(twice) == 6


@pytest.mark.parametrize("kind", PACK)
def test_a_packed_file_that_ends_early(tmp_path: Path, kind: str) -> None:
    lines = b"".join(json.dumps({"text": os.urandom(400).hex()}).encode() + b"\n" for _ in range(2000))
    packed = PACK[kind](lines)
    (tmp_path / "b.txt").write_text(OTHER, encoding="utf-8")
    (tmp_path / "a").write_bytes(packed[: len(packed) * 2 // 3])
    items = list(read_documents([str(tmp_path)]))
    assert messages(items) == ["a:None: breaks off: the packed file ends early"]
    assert items[-1].text == OTHER  # type: ignore[union-attr]


@pytest.mark.parametrize("make", [zipped, tarred])
def test_the_files_of_an_archive(tmp_path: Path, make: object) -> None:
    data = make(b_txt=OTHER.encode(), a_jsonl=LINES, c_jsonl_gz=gzip.compress(LINES), d_html=page().encode())  # type: ignore[operator]
    found = documents(read(tmp_path / "a", data))
    assert len(found) == 8
    assert {Path(d.source).name.split(":")[0] for d in found} == {"a.jsonl", "b.txt", "c.jsonl.gz", "d.html"}
    assert len(documents(list(read_documents(["-"], io.BytesIO(data))))) == 8
    if make is tarred:
        assert len(documents(read(tmp_path / "b.tgz", gzip.compress(data)))) == 8


OUTSIDE = "its name leads out of the archive, as in those that are made to do harm"


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_members_that_lead_outside_are_refused_and_nothing_is_written(tmp_path: Path, kind: str) -> None:
    names = ("../evil.txt", "in/../../evil.txt", "/tmp/communique-evil.txt", "C:\\evil.txt", "in/good.txt")
    sink = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(sink, "w") as archive:
            for name in names:
                archive.writestr(name, TEXT if "evil" in name else OTHER)
            link = zipfile.ZipInfo("in/link.txt")
            link.external_attr = 0o120777 << 16
            archive.writestr(link, "/etc/passwd")
    else:
        with tarfile.open(fileobj=sink, mode="w") as archive:
            for name in names:
                data = (TEXT if "evil" in name else OTHER).encode()
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
            info = tarfile.TarInfo("in/link.txt")
            info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(info)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / f"a.{kind}").write_bytes(sink.getvalue())
    items = list(read_documents([str(tmp_path / "a")]))
    assert [d.text for d in documents([i for i in items if isinstance(i, Document)])] == [OTHER]
    refused = {str(i.file).split(f"a.{kind}/", 1)[1]: i.message for i in items if isinstance(i, Failure)}
    assert refused == {**dict.fromkeys(names[:4], OUTSIDE), "in/link.txt": "is a link, which is not followed"}
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a", f"a.{kind}"]
    assert not Path("/tmp/communique-evil.txt").exists()


def test_nested_archives_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    data = zipped(a_zip=zipped(x_txt=TEXT.encode()), b_txt=OTHER.encode(), c_gz=gzip.compress(gzip.compress(b"x")))
    items = read(tmp_path / "n.zip", data)
    assert messages(items) == [
        "a.zip:None: is packed within what is packed: unpack it first",
        "c.gz:None: is packed within what is packed: unpack it first",
    ]
    assert [d.text for d in items if isinstance(d, Document)] == [OTHER]
    assert "packed within" in messages(read(tmp_path / "d.gz", gzip.compress(gzip.compress(b"x"))))[0]
    assert "packed within" in messages(read(tmp_path / "e.gz", gzip.compress(data)))[0]


@pytest.mark.parametrize("kind", ["gz", "bz2", "xz", "zst"])
@pytest.mark.parametrize("begin", [b"", b'{"text": "', b"id,text\n1,"], ids=["text", "json", "csv"])
def test_bombs_are_refused(tmp_path: Path, kind: str, begin: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(INTAKE, "free_expansion", 1 << 20)
    (tmp_path / "bomb").write_bytes(PACK[kind](begin + b"a" * (24 << 20)))
    (tmp_path / "good.txt").write_text(OTHER, encoding="utf-8")
    items = list(read_documents([str(tmp_path)]))
    assert len(messages(items)) == 1
    assert "times, as bombs do" in messages(items)[0]
    assert isinstance(items[-1], Document)


def test_a_zip_of_bombs_is_refused_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(INTAKE, "free_expansion", 1 << 20)
    data = zipped(a_txt=OTHER.encode(), **{f"b{n}_jsonl": b"a" * (4 << 20) for n in range(4)})
    items = read(tmp_path / "a.zip", data)
    assert [d.text for d in items if isinstance(d, Document)] == [OTHER]
    assert all("bombs" in message or "longer" in message or "not JSON" in message for message in messages(items))
    assert any("bombs" in message for message in messages(items))


@pytest.mark.parametrize("inner", ["word/document.xml", "xl/sharedStrings.xml"])
def test_office_documents_that_are_bombs_are_refused(
    tmp_path: Path, inner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(INTAKE, "free_expansion", 1 << 20)
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(inner, b" " * (32 << 20))
    assert "as bombs do" in messages(read(tmp_path / "a", sink.getvalue()))[0]


def test_a_zip_with_a_password_and_one_that_is_damaged(tmp_path: Path) -> None:
    data = bytearray(zipped(a_txt=TEXT.encode()))
    at = data.find(b"PK\x01\x02")
    data[6] |= 1
    data[at + 8] |= 1
    assert messages(read(tmp_path / "a.zip", bytes(data))) == ["a.txt:None: needs a password"]
    assert "cannot be unpacked" in messages(read(tmp_path / "b.zip", bytes(data[: at - 3])))[0]
    assert messages(read(tmp_path / "c.zip", zipped())) == ["c.zip:None: the archive holds no files"]


def test_a_folder_that_goes_round(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "round").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "in" / "self").symlink_to("self")
    os.mkfifo(tmp_path / "in" / "pipe")
    items = list(read_documents([str(tmp_path)]))
    assert [d.text for d in items if isinstance(d, Document)] == [TEXT]
    assert messages(items) == ["pipe:None: is no file but a device or a pipe",
                               "self:None: cannot be read: too many levels of symbolic links"]


def test_records_may_be_packed(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"schema": "communique/1"}\n'))
    items = list(read_records([str(tmp_path / "a.jsonl.gz")]))
    assert [item.line for item in items if isinstance(item, Failure)] == [1]
