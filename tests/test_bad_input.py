"""Bad input: each case gives a message with file and line, and whatever else there is, is read."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from communique.formats.document_in import MAX_TEXT
from communique.formats.read import Failure, count_documents, read_documents, read_records
from communique.formats.readers.source import INTAKE
from communique.lexicon.calendar import load_calendar
from communique.model import Document
from communique.text.header import read_header

GOOD = json.dumps({"id": "good", "text": "Norway urged Chile to sign the treaty."}).encode()


def read(tmp_path: Path, name: str, data: bytes) -> list[Document | Failure]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(read_documents([str(path)]))


def documents(items: list[Document | Failure]) -> list[Document]:
    return [item for item in items if isinstance(item, Document)]


def failures(items: list[Document | Failure]) -> list[Failure]:
    return [item for item in items if isinstance(item, Failure)]


FILES = [
    ("empty.txt", b"", "is empty"),
    ("spaces.txt", b" \n\t \r\n", "nothing but spaces"),
    ("mark.txt", b"\xef\xbb\xbf", "is empty"),
    ("binary.bin", bytes(range(256)) * 40, "binary"),
    ("scan.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 9, "cannot be read as PDF"),
    ("archive.gz", b"\x1f\x8b\x08\x00" + bytes(range(256)), "cannot be unpacked"),
    ("half.txt", b"\xff\xfeN\x00o\x00\x00\xd8", "breaks off"),
    ("empty.jsonl", b"\n\n", "is empty"),
    ("empty.json", b"", "is empty"),
    ("huge.txt", b"x" * (MAX_TEXT + 1), "split it"),
    ("ten-megabytes.txt", b"The mission met. " * 640_000, "split it"),
]


@pytest.mark.parametrize(("name", "data", "message"), FILES, ids=[name for name, _, _ in FILES])
def test_a_file_that_is_no_text(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    good = tmp_path / "z.jsonl"
    good.write_bytes(GOOD)
    bad = tmp_path / name
    bad.write_bytes(data)
    items = list(read_documents([str(bad), str(good)]))
    assert isinstance(items[0], Failure)
    assert message in items[0].message
    assert str(items[0]).startswith(f"{bad}: ")
    assert [d.id for d in documents(items)] == ["good"]


LINES = [
    (b'{"text": "Norway urged Chi', "the JSON breaks off"),
    (b'{"text": "Norway", }', "not JSON"),
    (b"Norway urged Chile.", "not JSON"),
    (b'{"text": NaN}', "not JSON"),
    (b'[{"text": "Norway"}]', "holds an array"),
    (b'"Norway"', "holds a string"),
    (b"7", "holds a number"),
    (b"null", "holds null"),
    (b"{}", "has no field `text`"),
    (b'{"body": "Norway"}', "has no field `text`"),
    (b'{"text": 7}', "`text` is a number"),
    (b'{"text": null}', "`text` is null"),
    (b'{"text": ["Norway"]}', "`text` is an array"),
    (b'{"text": ""}', "is empty"),
    (b'{"text": " \\n"}', "nothing but spaces"),
    (b'{"text": "Norway", "mentions": [{"start": 0, "end": 7}]}', "outside the text of 6 characters"),
    (b'{"text": "Norway", "mentions": [{"start": -1, "end": 3}]}', "outside the text"),
    (b'{"text": "Norway", "mentions": [{"start": 3, "end": 3}]}', "outside the text"),
    (b'{"text": "Norway", "mentions": {"start": 3}}', "`mentions` cannot be used"),
    (b'{"text": "Norway", "mentions": [{"start": 3}]}', "`mentions` cannot be used"),
    (b"[" * 100_000, "not JSON"),
    (json.dumps({"text": "The mission met. " * 640_000}).encode(), "split it"),
]


@pytest.mark.parametrize(("line", "message"), LINES, ids=[message + str(n) for n, (_, message) in enumerate(LINES)])
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, line: bytes, message: str) -> None:
    items = read(tmp_path, "reports.jsonl", b"\n" + line + b"\r\n" + GOOD + b"\n")
    assert [f.line for f in failures(items)] == [2]
    assert message in failures(items)[0].message
    assert str(failures(items)[0]).startswith(f"{tmp_path / 'reports.jsonl'}:2: ")
    assert [d.id for d in documents(items)] == ["good"]


def test_a_line_too_long_to_hold_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(INTAKE, "max_line", 100)
    items = read(tmp_path, "a.jsonl", b'{"text": "' + b"x" * 950 + b'"}\n' + GOOD)
    assert failures(items)[0].line == 1
    assert documents(items)[0].id == "good"


def test_files_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    items = list(read_documents([str(tmp_path / "none.txt"), str(tmp_path / "empty")]))
    assert [f.message for f in failures(items)] == [
        "cannot be read: no such file or directory", "the folder holds no files"
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_wide_encodings_are_read_by_mark_or_by_look(tmp_path: Path, encoding: str) -> None:
    text = "Norway’s minister met Chile’s in Zürich.\n"
    documents_ = documents(read(tmp_path, "a.txt", text.encode(encoding)))
    assert [d.text for d in documents_] == [text]
    assert bool(documents_[0].warnings) == (encoding != "utf-8-sig")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_json_lines_in_wide_encodings(tmp_path: Path, encoding: str) -> None:
    data = '{"id": "1", "text": "Zürich"}\n{"id": "2", "text": "Bern"}\n'.encode(encoding)
    assert [d.text for d in documents(read(tmp_path, "a.jsonl", data))] == ["Zürich", "Bern"]


def test_latin_1_is_read_with_a_warning(tmp_path: Path) -> None:
    text = "The minister met the señora in Zürich and praised the café."
    found = documents(read(tmp_path, "a.txt", text.encode("latin-1")))[0]
    assert found.text == text
    assert "Latin-1" in found.warnings[0]
    line = json.dumps({"text": text}, ensure_ascii=False).encode("latin-1")
    found = documents(read(tmp_path, "a.jsonl", line))[0]
    assert found.text == text
    assert "Latin-1" in found.warnings[0]


def test_other_old_encodings_are_guessed_with_a_warning(tmp_path: Path) -> None:
    text = "Министр иностранных дел встретился с послом и обсудил мирный договор. " * 5
    found = documents(read(tmp_path, "a.txt", text.encode("cp1251")))[0]
    assert "by its look" in found.warnings[0]
    assert found.text == text


def test_line_ends_and_spaces_are_kept_to_the_letter(tmp_path: Path) -> None:
    text = "\r\n  Norway urged Chile.\r\rOslo replied.\u2028 \n"
    assert documents(read(tmp_path, "a.txt", text.encode()))[0].text == text


def test_two_documents_with_one_id_are_both_kept(tmp_path: Path) -> None:
    lines = [{"id": "a", "text": "One."}, {"id": "a~2", "text": "Two."}, {"id": "a", "text": "Three."},
             {"id": "a", "text": "Four."}, {"text": "Five."}, {"text": "Five."}]
    found = documents(read(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines)).encode()))
    assert len({d.id for d in found}) == len(lines)
    assert [d.id for d in found][:4] == ["a", "a~2", "a~3", "a~4"]
    assert [bool(d.warnings) for d in found] == [False, False, True, True, False, True]


def test_fields_of_the_wrong_kind_are_left_out_with_a_warning(tmp_path: Path) -> None:
    line = json.dumps({"text": "Norway", "id": 12, "date": 20210724, "title": ["x"], "url": {}, "publisher": True})
    found = documents(read(tmp_path, "a.jsonl", line.encode()))[0]
    assert (found.id, found.date, found.title, found.url, found.publisher) == ("12", "20210724", None, None, None)
    assert len(found.warnings) == 3


def test_json_files_may_hold_an_array_or_one_object(tmp_path: Path) -> None:
    array = b'[\n {"id": "a", "text": "One."},\n 7,\n {"id": "b", "text": "Two."}\n]'
    items = read(tmp_path, "a.json", array)
    assert [d.id for d in documents(items)] == ["a", "b"]
    assert failures(items)[0].line == 2
    assert [d.id for d in documents(read(tmp_path, "b.json", b'{\n"id": "a",\n"text": "One."}'))] == ["a"]
    assert [d.id for d in documents(read(tmp_path, "c.json", GOOD + b"\n" + GOOD))] == ["good", "good~2"]
    assert "breaks off" in failures(read(tmp_path, "d.json", array[:-9]))[0].message


def test_folders_are_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.jsonl", ".hidden", "a/.git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(GOOD if name.endswith("jsonl") else name.encode())
    found = documents(list(read_documents([str(tmp_path)])))
    assert [Path(d.source.split(":")[0]).name for d in found] == ["y.jsonl", "z.txt", "b.txt"]
    assert count_documents([str(tmp_path)]) == 3


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (GOOD + b"\n", ["Norway urged Chile to sign the treaty."]),
        (b"[" + GOOD + b"]", ["Norway urged Chile to sign the treaty."]),
        (b"OSLO, May 4 (NWA) - Norway signed.", ["OSLO, May 4 (NWA) - Norway signed."]),
        (b"[Oslo] Norway signed.", ["[Oslo] Norway signed."]),
    ],
)
def test_standard_input_is_json_lines_or_an_array_or_a_text(data: bytes, texts: list[str]) -> None:
    assert [d.text for d in documents(list(read_documents(["-"], io.BytesIO(data))))] == texts


def test_bad_standard_input_is_named_by_its_dash() -> None:
    assert [str(f) for f in failures(list(read_documents(["-"], io.BytesIO(b"{}\n" + GOOD))))] == [
        "-:1: has no field `text`"
    ]
    assert [str(f) for f in failures(list(read_documents(["-"], io.BytesIO())))] == ["-: is empty"]


def warnings(text: str, **fields: str) -> str:
    return " / ".join(read_header(Document(text=text, id="x", **fields), load_calendar()).warnings)


@pytest.mark.parametrize("date", ["7:58 AM ET", "2021-13-45", "yesterday", "2021", "03/04/21 or so", "2021-02-30"])
def test_an_impossible_date_is_a_warning_and_counts_as_absent(date: str) -> None:
    header = read_header(Document(text="Norway urged Chile.", id="x", date=date), load_calendar())
    assert (header.date, header.date_source) == (None, "none")
    assert repr(date) in header.warnings[0]


ODD = [
    ("Le ministre des affaires étrangères a rencontré hier soir son homologue chilien afin de discuter du traité de "
     "paix, qui sera signé la semaine prochaine à Oslo par les deux pays.", "English"),
    ("Министр иностранных дел встретился с послом и обсудил мирный договор.", "English"),
    ("外交部发言人周二表示，中方对此表示关切。", "English"),
    ("<p>Norway urged <b>Chile</b> to sign.</p>", "markup"),
    ("Norway &amp; Chile signed &quot;it&quot;.", "markup"),
    ("Norway\x00 urged \x07Chile.", "control characters"),
    ("Norway \ud800 urged Chile.", "surrogate"),
    ("Norway \u202eurged\u202c Chile.", "direction"),
]


@pytest.mark.parametrize(("text", "word"), ODD, ids=[f"{word}{n}" for n, (_, word) in enumerate(ODD)])
def test_odd_text_is_kept_and_said(text: str, word: str) -> None:
    assert word in warnings(text)


def test_plain_english_gives_no_warning() -> None:
    assert warnings("Norway’s minister urged Chile to sign; 3 < 5 & 7 > 2. R&D went on, he said in Zürich.") == ""
    assert warnings("Ministers agree ferry link; strike ends") == ""


def test_language_given_is_believed() -> None:
    assert "'fr'" in warnings("Norway urged Chile.", language="fr")
    assert warnings("Norway urged Chile.", language="en-GB") == ""


def test_records_are_checked_as_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(b'{"schema": "communique/1"}\n{"schema"\n[]\n')
    found = list(read_records([str(path)]))
    assert all(isinstance(item, Failure) for item in found)
    assert [item.line for item in found if isinstance(item, Failure)] == [1, 2, 3]
