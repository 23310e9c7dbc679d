"""Whatever bytes a file holds, reading it gives documents and failures, never an error."""

from __future__ import annotations

import io
import json
import logging
import random
from pathlib import Path

import docx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from communique.formats.failure import Failure
from communique.formats.readers.choose import READERS
from communique.model import Document
from formats.readers.reading import OTHER, TEXT, page, read
from formats.readers.test_packed import LINES as JSON_LINES
from formats.readers.test_packed import PACK, tarred, zipped
from formats.readers.test_pages import ATOM, LINES, NEWSML, NITF, RSS, message, pdf, warc
from formats.readers.test_tables import csv_of

TRIES = 400
WIKI = (b"<mediawiki><page><title>A</title><ns>0</ns><revision><text>{{a}} '''b''' [[c]]</text></revision></page>"
        b"</mediawiki>")


def whole_files() -> dict[str, bytes]:
    """A file of every kind."""
    word, book, table, stream = io.BytesIO(), io.BytesIO(), io.BytesIO(), io.BytesIO()
    paper = docx.Document()
    paper.add_paragraph(TEXT)
    paper.save(word)
    made = openpyxl.Workbook()
    made.active.append(["id", "text"])
    made.active.append([1, TEXT])
    made.save(book)
    rows = pa.table({"id": ["1", "2"], "text": [TEXT, OTHER]})
    pq.write_table(rows, table)
    with pa.ipc.new_stream(stream, rows.schema) as writer:
        writer.write_table(rows)
    mail = message().as_bytes()
    envelope = b"From x@example.org Fri May  3 08:00:00 2024\n"
    crawl = warc(("response", "https://a.example.org/1 text/html", page().encode()),
                 ("conversion", "https://a.example.org/4 text/plain", OTHER.encode()))
    return {
        "pdf": pdf(*LINES), "rss": RSS.encode(), "atom": ATOM.encode(), "newsml": NEWSML.encode(),
        "nitf": NITF.encode(), "html": page().encode(), "warc": crawl, "mail": mail,
        "mbox": (envelope + mail + b"\n\n") * 2,
        "word": word.getvalue(), "excel": book.getvalue(), "parquet": table.getvalue(), "arrow": stream.getvalue(),
        "csv": csv_of(",").encode(), "jsonl": JSON_LINES, "json": json.dumps({"articles": [{"text": TEXT}]}).encode(),
        "zip": zipped(a_jsonl=JSON_LINES, b_html=page().encode()),
        "tar": tarred(a_jsonl=JSON_LINES, b_txt=OTHER.encode()), "wiki": WIKI,
        **{kind: pack(JSON_LINES) for kind, pack in PACK.items()},
    }


def damaged(files: dict[str, bytes], chance: random.Random) -> bytes:
    """One of the files, cut off, changed here and there, or with a piece out of it, in it twice, or of another."""
    data = bytearray(chance.choice(list(files.values())))
    at = chance.randrange(len(data))
    kind = chance.randrange(5)
    if kind == 0:
        del data[at:]
    elif kind == 1:
        for _ in range(chance.randrange(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
    elif kind == 2:
        del data[at : at + chance.randrange(1, 60)]
    elif kind == 3:
        data[at:at] = chance.randbytes(chance.randrange(1, 40)) if chance.random() < 0.5 else data[at : at + 50]
    else:
        other = chance.choice(list(files.values()))
        data[at:] = other[chance.randrange(len(other)) :]
    return bytes(data)


@pytest.mark.filterwarnings("ignore")
def test_damaged_files_give_failures_and_no_errors(tmp_path: Path) -> None:
    logging.disable(logging.CRITICAL)
    chance = random.Random(20_240_503)
    files = whole_files()
    readers = [None] * len(READERS) + sorted(READERS)
    for _ in range(TRIES):
        for item in read(tmp_path / "a", damaged(files, chance), reader=chance.choice(readers)):
            assert isinstance(item, Document | Failure)
            assert not isinstance(item, Failure) or item.message
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("kind", whole_files())
def test_whole_files_give_documents(tmp_path: Path, kind: str) -> None:
    items = read(tmp_path / "a", whole_files()[kind])
    assert any(isinstance(item, Document) for item in items)


def test_an_arrow_file_that_lies_about_itself_is_refused(tmp_path: Path) -> None:
    data = whole_files()["arrow"]
    for at in range(0, len(data), 5):
        changed = bytearray(data)
        changed[at] ^= 0xFF
        for item in read(tmp_path / "a", bytes(changed), reader="parquet"):
            assert isinstance(item, Document | Failure)
