"""The project's corpus is whole, balanced, without near-duplicates, and shares no sentence with the evaluation data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.errors import DataError
from communique.lexicon.ontology import load_ontology
from communique.training.check import duplicates, leaks
from communique.training.corpus import Example, read_corpus, unmarked
from communique.training.running import Article, read_running

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = ROOT.parent / "shared" / "eval" / "dev"
ONTOLOGY = load_ontology()


@pytest.fixture(scope="module")
def corpus() -> list[Example]:
    return read_corpus(ROOT / "training" / "corpus")


def test_marks_are_taken_out_and_offsets_kept() -> None:
    text, spans = unmarked("[A: Kenya] [E: met] with [R: Ghana].")
    assert text == "Kenya met with Ghana."
    assert {k: [text[a:b] for a, b in v] for k, v in spans.items()} == {"A": ["Kenya"], "R": ["Ghana"], "E": ["met"]}


def test_labels_are_plover(corpus: list[Example]) -> None:
    assert {e.event for e in corpus} <= {*ONTOLOGY.events, "NONE"}
    assert {a for e in corpus for a in e.auxiliary} <= {"historical", "future", "hypothetical", "negation"}
    assert [f"{e.file}:{e.line}" for e in corpus if e.event != "NONE" and not e.words] == []


def test_types_are_balanced(corpus: list[Example]) -> None:
    counts = Counter(e.event for e in corpus if e.event != "NONE")
    assert min(counts.values()) >= 0.5 * max(counts.values()), counts


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return read_running(ROOT / "training" / "running")


@pytest.fixture(scope="module")
def sentences(articles: list[Article]) -> list[Example]:
    """The sentences of the running articles, as those of the corpus; `line` is that of the article."""
    return [_example(a.file, a.line, a.text[start:end]) for a in articles for start, end in a.sentences]


def _example(file: str, line: int, text: str) -> Example:
    return Example(
        file=file,
        line=line,
        event="NONE",
        mode="",
        auxiliary=(),
        statement=False,
        text=text,
        actor=(),
        recipient=(),
        words=(),
    )


def test_articles_are_labelled_in_plover(articles: list[Article]) -> None:
    events = [e for a in articles for e in a.events]
    assert len(articles) >= 150
    assert {e.event for e in events} == set(ONTOLOGY.events)
    assert {x for e in events for x in e.auxiliary} <= {"historical", "future", "hypothetical", "negation"}
    wrong = [(e.line, e.event, m) for e in events for m in e.mode if m not in ONTOLOGY.events[e.event].modes]
    assert wrong == []


def test_no_near_duplicates(corpus: list[Example], sentences: list[Example]) -> None:
    long = [s for s in sentences if len(s.text.split()) > 6]  # "He did not answer." is nobody's own
    assert [f"{a.file}:{a.line} = {b.file}:{b.line}" for a, b in duplicates([*corpus, *long])] == []


def test_a_near_duplicate_would_be_found() -> None:
    first, second = (
        Example(
            file="x",
            line=n,
            event="AID",
            mode="",
            auxiliary=(),
            statement=False,
            text=text,
            actor=(),
            recipient=(),
            words=(),
        )
        for n, text in enumerate(
            [
                "Chad sent ten trucks of maize to Darfur on Monday.",
                "Chad sent ten trucks of maize to Darfur on Tuesday.",
            ]
        )
    )
    assert list(duplicates([first, second])) == [(first, second)]
    assert [gram for _, gram in leaks([first], ["Reports: Chad sent ten trucks of maize to Darfur on Monday."])]


def test_no_sentence_of_the_evaluation_data(corpus: list[Example], sentences: list[Example]) -> None:
    if not SHARED.exists():
        pytest.skip("the evaluation data is not here")
    texts = [
        text
        for path in sorted(SHARED.glob("*.jsonl"))
        for line in path.open(encoding="utf-8")
        for text in _texts(json.loads(line))
    ]
    assert [f"{e.file}:{e.line}: {gram}" for e, gram in leaks([*corpus, *sentences], texts)] == []


def _texts(row: dict[str, Any]) -> Iterator[str]:
    yield row.get("text", "")
    yield from (d["text"] for d in row.get("documents", []))


def test_a_broken_corpus_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.tsv").write_text(
        "event\tmode\tauxiliary\tstatement\ttext\nAID\t\t\t0\t[A: Chad helped.\n", encoding="utf-8"
    )
    with pytest.raises(DataError, match=r"x\.tsv:2"):
        read_corpus(tmp_path)
