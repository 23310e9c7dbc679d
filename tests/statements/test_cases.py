"""The table of statements: marked sentences → source, cue, content, act, form."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from communique.kit import Kit
from communique.mentions.who import find_actors
from communique.model import Header, Statement
from communique.statements.find import find_statements

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "statements.toml").read_text(encoding="utf-8"))["case"]
PAIRS = {"[": "source", "]": "source", "{": "cue", "}": "cue", "<": "content", ">": "content"}
HEADER = Header(date=None, date_source="none", dateline=None)


def unmarked(marked: str) -> tuple[str, dict[str, list[str]]]:
    """The text without its marks, and the words inside each kind of mark."""
    parts: dict[str, list[str]] = {"source": [], "cue": [], "content": []}
    for left, right in ("[]", "{}", "<>"):
        inside = re.escape(left) + "(.+?)" + re.escape(right)
        parts[PAIRS[left]] = [re.sub(r"[\[\]{}<>]", "", found) for found in re.findall(inside, marked)]
    return re.sub(r"[\[\]{}<>]", "", marked), parts


def read(text: str, kit: Kit) -> tuple[Statement, ...]:
    parsed = kit.parser.parse(text)
    return find_statements(parsed, HEADER, find_actors(parsed, HEADER, (), (), (), kit.registry), kit.speech)


def plain(words: str) -> str:
    return words.strip(" .,;:").casefold()


def near(expected: list[str], found: list[str]) -> bool:
    """Whether the words meet: each is in the other or the other in it."""
    return all(any(plain(e) in plain(f) or plain(f) in plain(e) for f in found) for e in expected)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["reason"])
def test_case(case: dict[str, Any], kit: Kit) -> None:
    text, parts = unmarked(case["text"])
    statements = read(text, kit)
    words = [{field: [text[a:b] for a, b in getattr(s, field)] for field in parts} for s in statements]
    if case.get("none"):
        assert not statements, words
        return
    cue = parts["cue"]
    chosen = [
        (s, w)
        for s, w in zip(statements, words, strict=True)
        if (near(cue, w["cue"]) if cue and w["cue"] else True) and near(parts["content"], w["content"])
    ]
    assert chosen, f"{case['reason']}: {words}"
    statement, found = chosen[0]
    check(case, parts, text, statement, found)


def check(
    case: dict[str, Any], parts: dict[str, list[str]], text: str, statement: Statement, found: dict[str, list[str]]
) -> None:
    if not case.get("loose"):
        assert [plain(w) for w in found["content"]] == [plain(w) for w in parts["content"]]
    if not case.get("cue_loose") and not case.get("loose"):
        assert " ".join(plain(w) for w in found["cue"]) == " ".join(plain(w) for w in parts["cue"])
    source = [case["source"]] if "source" in case else parts["source"]
    assert near(source, found["source"]) and bool(source) == bool(found["source"]), found["source"]
    if not case.get("act_loose"):
        assert statement.act == case["act"], statement.why
    if not case.get("form_loose"):
        assert statement.form == case["form"]
    assert statement.negated == case.get("negated", False)
    if "addressee" in case:
        assert any(plain(text[p.start : p.end]) in plain(case["addressee"]) for p in statement.addressee)
    assert statement.why


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 120
