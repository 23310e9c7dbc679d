"""Tables: CSV and its kin, Excel, Parquet and Arrow, JSON with other names."""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from communique.formats.failure import Failure
from communique.text.dates import given_day
from formats.readers.reading import OTHER, TEXT, documents, messages, read

ROWS = [("a1", "2024-05-03", "Bridge", TEXT), ("a2", "2024-05-04", "No bridge", OTHER + '\nIt said "no".')]


def csv_of(delimiter: str, end: str = "\n") -> str:
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in ROWS]
    return end.join(delimiter.join(row) for row in [["doc_id", "published", "headline", "body"], *quoted]) + end


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("name", ["news.csv", "news", "news.dat"])
def test_a_table_is_told_by_its_first_row(tmp_path: Path, delimiter: str, name: str) -> None:
    found = documents(read(tmp_path / name, csv_of(delimiter).encode()))
    assert [(d.id, d.date, d.title, d.text) for d in found] == ROWS
    assert [d.source for d in found] == [f"{tmp_path / name}:2", f"{tmp_path / name}:3"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_table_in_another_encoding(tmp_path: Path, encoding: str) -> None:
    text = "id,text\r\n1,The señora met Zürich’s mayor.\r\n"
    found = documents(read(tmp_path / "a.csv", text.encode(encoding)))
    assert [d.text for d in found] == ["The señora met Zürich’s mayor."]


def test_columns_may_be_named_by_the_user(tmp_path: Path) -> None:
    data = f"When,What,Where\n3 May 2024,{TEXT},Carran\n".encode()
    found = documents(read(tmp_path / "a.csv", data, columns="text=What,date=When,title=Where"))
    assert [(d.text, d.date, d.title) for d in found] == [(TEXT, "3 May 2024", "Carran")]
    assert "has no column for the text among When, What, Where: name it with --map" in messages(
        read(tmp_path / "a.csv", data))[0]
    assert "has no column 'Wht'" in messages(read(tmp_path / "a.csv", data, columns="text=Wht"))[0]


def test_a_paragraph_with_commas_is_no_table(tmp_path: Path) -> None:
    text = "Date, text, title: the minister listed three things.\nThen, at last, he left, tired.\n"
    assert [d.text for d in documents(read(tmp_path / "a.txt", text.encode()))] == [text]


def test_bad_rows_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    data = f'id,text\n1,"{TEXT}"\n2,a,b\n3,with \0 in it\n4,\n5,"{OTHER}"\n'.encode()
    items = read(tmp_path / "a.csv", data)
    assert messages(items) == [
        "a.csv:3: has 3 cells where the header has 2", "a.csv:4: holds a NUL, which no text has", "a.csv:5: is empty"
    ]
    assert [d.id for d in items if not isinstance(d, Failure)] == ["1", "5"]


@pytest.mark.parametrize("quote", ["", '"'])
def test_ten_million_columns_are_refused(tmp_path: Path, quote: str) -> None:
    data = b"id,text" + b",x" * 10_000_000 + b"\n1" + f",{quote}y{quote}".encode() * 9 + b"\n"
    (tmp_path / "b.csv").write_bytes(f'id,text\n1,"{OTHER}"\n'.encode())
    (tmp_path / "a.csv").write_bytes(data)
    items = read(tmp_path)
    assert ["columns" in message for message in messages(items)] == [True]
    assert [d.text for d in items if not isinstance(d, Failure)] == [OTHER]


def test_excel(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["note"])
    sheet = book.create_sheet("News")
    sheet.append(["ID", "Published", "Text"])
    sheet.append([7, datetime(2024, 5, 3, 8, 30), TEXT])
    sheet.append([None, None, None])
    sheet.append([8, "4 May 2024", None])
    book.save(tmp_path / "a.bin")
    items = read(tmp_path / "a.bin")
    assert [(d.id, d.date, d.text) for d in items if not isinstance(d, Failure)] == [("7", "2024-05-03T08:30:00", TEXT)]
    assert messages(items) == ["News:4: has no text"]


@pytest.mark.parametrize("kind", ["parquet", "file", "stream"])
def test_parquet_and_arrow(tmp_path: Path, kind: str) -> None:
    table = pa.table({"other": [1, 2, 3], "date": [datetime(2024, 5, 3), None, datetime(2024, 5, 5)],
                      "content": [TEXT, None, OTHER], "id": ["a", "b", "c"]})
    sink = io.BytesIO()
    if kind == "parquet":
        pq.write_table(table, sink)
    else:
        with (pa.ipc.new_file if kind == "file" else pa.ipc.new_stream)(sink, table.schema) as writer:
            writer.write_table(table)
    items = read(tmp_path / "a", sink.getvalue())
    assert messages(items) == ["a:2: has no text"]
    found = [d for d in items if not isinstance(d, Failure)]
    assert [(d.id, d.date, d.text) for d in found] == [
        ("a", "2024-05-03T00:00:00", TEXT), ("c", "2024-05-05T00:00:00", OTHER)
    ]


def test_parquet_that_is_cut_off(tmp_path: Path) -> None:
    sink = io.BytesIO()
    pq.write_table(pa.table({"text": [TEXT]}), sink)
    assert "cannot be read" in messages(read(tmp_path / "a.parquet", sink.getvalue()[:-9]))[0]


def test_json_with_other_names(tmp_path: Path) -> None:
    lines = [{"body": TEXT, "meta": {"published": 1714725000}, "tags": ["x"]}, {"body": None}]
    data = "\n".join(map(json.dumps, lines)).encode()
    items = read(tmp_path / "a.jsonl", data, columns="text=body,date=meta.published,title=tags.0")
    assert [(d.text, d.date, d.title) for d in items if not isinstance(d, Failure)] == [
        (TEXT, "2024-05-03T08:30:00+00:00", "x")
    ]
    assert messages(items) == ["a.jsonl:2: `text` is null, not a string"]
    assert messages(read(tmp_path / "a.jsonl", data))[0].endswith("if `body` holds it, say --map text=body")


@pytest.mark.parametrize("name", ["a.json", "a", "a.txt"])
def test_json_in_the_wrapping_of_a_news_service(tmp_path: Path, name: str) -> None:
    articles = [{"text": TEXT, "url": "https://example.org"}, {"url": "x"}]
    items = read(tmp_path / name, json.dumps({"status": "ok", "articles": articles}, indent=1).encode())
    assert [d.url for d in items if not isinstance(d, Failure)] == ["https://example.org"]
    assert len(messages(items)) == 1


def test_a_list_of_addresses_without_texts_is_refused(tmp_path: Path) -> None:
    data = b"DocumentIdentifier\tSOURCEURL\nx\thttps://example.org/1\n"
    assert "no column for the text" in messages(read(tmp_path / "a.tsv", data))[0]


def test_a_list_of_gdelt_s_with_texts_is_read(tmp_path: Path) -> None:
    data = f"seendate\tDocumentIdentifier\tdomain\tcontent\n20240503083000\thttps://p.example.org/1\tp.example.org\t{TEXT}\n"
    found = documents(read(tmp_path / "a", data.encode()))
    assert [(d.date, d.url, d.publisher, d.text) for d in found] == [
        ("20240503083000", "https://p.example.org/1", "p.example.org", TEXT)
    ]


DATES = [
    "Fri, 03 May 2024 08:00:00 GMT", "Fri, 3 May 2024 08:00:00 +0200", "2024-05-03T08:00:00Z", "20240503T080000Z",
    "20240503", "20240503083000", "2024/05/03", "13.05.2024", "May 3, 2024 8:00 AM EDT", "2024-05-03 08:00:00+00:00",
    "2024-05-03T08:30:00.123+02:00", "1714725000", "1714725000000", "1714725000.0", "Friday, May 3rd, 2024",
    "3 May 2024", "03-May-24", "Fri May 03 08:00:00 +0000 2024", "05/13/2024",
]


@pytest.mark.parametrize("date", DATES)
def test_dates_in_the_usual_mess(tmp_path: Path, date: str) -> None:
    expected = "2024-05-13" if "13" in date[:5] else "2024-05-03"
    columns = "text=body,date=when"
    table = documents(read(tmp_path / "a.csv", f'when,body\n"{date}","{TEXT}"\n'.encode(), columns=columns))[0]
    line = documents(read(tmp_path / "a.jsonl", json.dumps({"when": date, "body": TEXT}).encode(), columns=columns))[0]
    assert [given_day(d.date or "") for d in (table, line)] == [expected, expected]


@pytest.mark.parametrize("date", ["03/04/2024", "yesterday", "2024", "99999999", "2024-13-01"])
def test_dates_that_are_no_certain_day_are_kept_as_they_are(tmp_path: Path, date: str) -> None:
    found = documents(read(tmp_path / "a.csv", f'date,text\n"{date}","{TEXT}"\n'.encode()))[0]
    assert found.date == date
    assert given_day(date) is None


def test_a_reader_may_be_forced(tmp_path: Path) -> None:
    data = b'{"text": "Arvenia urged Bolmark."}'
    assert documents(read(tmp_path / "a.json", data, reader="text"))[0].text == data.decode()
