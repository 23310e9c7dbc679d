"""Any text at all gives a record that the schema accepts, whose offsets lie inside the text and name its words."""

from __future__ import annotations

import io

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.coding import code, code_all
from communique.formats.read import read_records
from communique.formats.write_jsonl import encoded
from communique.kit import Kit
from communique.model import Document, id_of
from communique.schema import schema_of
from communique.text.blocks import split_blocks
from communique.text.header import read_header
from communique.verify import verify

FRAGMENTS = [
    "OSLO, May 4 (NWA) - ", "date 2021-07-24 ", "Done at Oslo, this 3rd day of May 2015", "(NWA)", "\n\n", "\n",
    "\r\n", "\r", "\t", "1. ", "(a) ", "• ", "MR OKAFOR: ", "Article 3\n", "2/7 ", "Norway ",
    "the Islamic Republic ", "they ", "both sides ", "urged ", "will withdraw ", "must not ", "attacked ",
    "met ", "said ", "pledged to free ", "if ", "on Friday ", "by 1 May ", "Kabul ", "the United Nations ",
    "200 soldiers ", "“", "”", "\"", "'", "``", "''", ". ", ", ", "; ", ": ", " – ", "--", "(", ")", "[", "]",
    "/", "@", "#", "\x00", "\x1c", "\u2028", "\u202e", "\ufeff", "\ud800", "🇫🇯", "e\u0301", "ß", "İ", "北京",
    "القاهرة", "<b>", "&amp;", "0", "31/31/3131", "99999999999999999999", "Feb 30", "Sat ", "XIV. ", "a" * 300,
    " " * 50,
]
TEXTS = st.one_of(
    st.text(max_size=120),
    st.text(st.characters(codec=None, categories=None), max_size=60),  # every code point, lone surrogates too
    st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join),
)
DATES = st.one_of(st.none(), st.text(max_size=12), st.dates().map(str), st.sampled_from(["7:58 AM ET", "2021-13-45"]))
QUICK = settings(max_examples=150, deadline=None)
WHOLE = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def document(text: str, date: str | None = None) -> Document:
    return Document(text=text, id=id_of(text, date), date=date)


@QUICK
@given(TEXTS, DATES)
def test_any_opening_is_read(kit: Kit, text: str, date: str | None) -> None:
    header = read_header(document(text, date), kit.calendar)
    spans = [*header.asides, *header.places, *((s.start, s.end) for s in header.stamps)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    if header.dateline:
        assert 0 <= header.dateline.start < header.dateline.end <= len(text)
        assert header.dateline.place is None or header.dateline.place in text
    assert (header.date is None) == (header.date_source == "none")


@QUICK
@given(TEXTS)
def test_any_text_is_cut_into_blocks_and_no_word_is_lost(text: str) -> None:
    kept = set()
    for piece in split_blocks(text):
        assert 0 <= piece.start <= piece.end <= len(text)
        kept.update(range(*(piece.label or (0, 0))), range(piece.start, piece.end))
    assert all(i in kept or c.isspace() or not c.isprintable() for i, c in enumerate(text))


@WHOLE
@given(TEXTS)
def test_any_text_is_parsed(kit: Kit, text: str) -> None:
    parsed = kit.parser.parse(text)
    assert all(text[t.start : t.end] == t.text for t in parsed.tokens)
    assert all(a.end <= b.start for a, b in zip(parsed.tokens, parsed.tokens[1:], strict=False))


@WHOLE
@given(TEXTS, DATES)
def test_any_text_gives_a_sound_record(kit: Kit, text: str, date: str | None) -> None:
    report = document(text, date)
    record = code(report, kit)
    assert [str(finding) for finding in verify([record], [report])] == []
    jsonschema.validate(record.to_dict(), schema_of("record"))
    assert encoded(record) == encoded(code(report, kit))


@settings(WHOLE, max_examples=15)
@given(st.lists(TEXTS, max_size=6), st.randoms(use_true_random=False))
def test_many_at_once_in_any_order_give_what_each_gives_alone(kit: Kit, texts: list[str], random: object) -> None:
    reports = [document(text) for text in texts]
    alone = {report.text: encoded(code(report, kit)) for report in reports}
    random.shuffle(reports)  # type: ignore[attr-defined]
    for report, record in code_all(reports, kit):
        assert encoded(record) == alone[report.text]


@pytest.mark.parametrize("text", ["\ud800", "Norway \ud800 urged Chile to sign in Oslo\udfff. “I will,” said Chile."])
def test_records_with_lone_surrogates_are_written_and_read_back(kit: Kit, text: str) -> None:
    record = code(document(text), kit)
    line = encoded(record) + b"\n"
    assert list(read_records(["-"], io.BytesIO(line))) == [record]
