"""A folder with every kind of bad input beside good ones: each is refused with its reason, and the rest is coded."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

COMMUNIQUE = Path(sys.executable).with_name("communique")
GOOD = "France urged Mali on Friday to free the two diplomats."


def zipped(**members: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("up__", "../").replace("_", "."), data)
    return sink.getvalue()


def locked_pdf() -> bytes:
    pypdf = pytest.importorskip("pypdf")
    writer, sink = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.encrypt(user_password="secret", algorithm="AES-256")
    writer.write(sink)
    return sink.getvalue()


def crawl() -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"
    fields = (
        "WARC/1.0", "WARC-Type: response", "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
        "WARC-Date: 2024-05-03T00:00:00Z", "WARC-Target-URI: https://a.example.org/1",
        "Content-Type: application/http;msgtype=response", f"Content-Length: {len(head)}",
    )
    return "\r\n".join(fields).encode() + b"\r\n\r\n" + head + b"\r\n\r\n"


# What is in the folder, and of what is refused: where, and a part of the reason.
BAD: dict[str, tuple[bytes, list[tuple[str, str]]]] = {
    "a-up.zip": (zipped(up__evil_txt=GOOD.encode()), [("a-up.zip/../evil.txt:", "leads out of the archive")]),
    "b-nested.zip": (zipped(in_zip=zipped(a_txt=b"x")), [("b-nested.zip/in.zip:", "packed within what is packed")]),
    "c-bomb.gz": (
        gzip.compress(json.dumps({"id": "c", "text": GOOD}).encode() + b"\n" * (100 << 20)),
        [("c-bomb.gz:", "bombs do")],
    ),
    "d-early.gz": (gzip.compress(os.urandom(9000))[:-2000], [("d-early.gz:", "ends early")]),
    "e-nul.csv": (f'id,text\ne1,"{GOOD}"\ne2,a\0b\n'.encode(), [("e-nul.csv:3:", "NUL")]),
    "f-wide.csv": (b"id,text" + b",x" * 200_000 + b"\n1,y\n", [("f-wide.csv:", "columns")]),
    "g-locked.pdf": (locked_pdf(), [("g-locked.pdf:", "needs a password")]),
    "h-crawl.warc": (crawl(), [("h-crawl.warc:", "no web page")]),
    "i-half.jsonl": (
        json.dumps({"id": "i1", "text": GOOD}).encode() + b'\n{"id": "i2", "text": "Fran',
        [("i-half.jsonl:2:", "breaks off")],
    ),
    "j-long.jsonl": (
        json.dumps({"text": "The mission met. " * 640_000}).encode() + b"\n" + json.dumps({"text": GOOD}).encode(),
        [("j-long.jsonl:1:", "split it")],
    ),
    "k-twice.jsonl": (b'{"id": "k", "text": "One."}\n{"id": "k", "text": "Two."}\n', []),
    "l-old.txt": (b"The se\xf1ora of Z\xfcrich met the minister in the caf\xe9 on Friday.", []),
}


def test_each_is_refused_with_its_reason_and_the_rest_is_coded(tmp_path: Path) -> None:
    given, out = tmp_path / "given", tmp_path / "out"
    given.mkdir()
    out.mkdir()
    for name, (data, _) in BAD.items():
        (given / name).write_bytes(data)
    (given / "round").symlink_to(given, target_is_directory=True)
    (given / "self").symlink_to("self")
    before = sorted(str(p) for p in tmp_path.rglob("*") if out not in p.parents)
    command = [COMMUNIQUE, "code", given, "-o", out / "records.jsonl", "--failures", out / "failures.jsonl"]
    done = subprocess.run([*map(str, command)], capture_output=True, check=False, timeout=120, cwd=out)

    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    expected = [reason for _, reasons in BAD.values() for reason in reasons] + [("self:", "symbolic links")]
    failures = [json.loads(line) for line in (out / "failures.jsonl").read_text(encoding="utf-8").splitlines()]
    told = [f"{f['file']}:{f['line'] or ''}: {f['message']}" for f in failures]
    for where, why in expected:
        assert [line for line in told if where in line and why in line], (where, why, told)
    assert len(told) == len(expected)
    records = [json.loads(line) for line in (out / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    ids = [record["document"]["id"] for record in records]
    assert len(ids) == 7
    assert {"c", "e1", "i1", "k", "k~2"} < set(ids)
    assert sorted(str(p) for p in tmp_path.rglob("*") if out not in p.parents) == before
    assert sorted(p.name for p in out.iterdir()) == ["failures.jsonl", "records.jsonl", "records.jsonl.manifest.json"]
