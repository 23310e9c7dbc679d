"""Which statement carries a word."""

from __future__ import annotations

from communique.mentions.carrying import Carriers, statement_of
from communique.model import Statement, Token


def statement(name: str, *content: tuple[int, int]) -> Statement:
    return Statement(id=name, act="claim", form="reported", content=content)


def test_the_innermost_statement_carries_a_word() -> None:
    carriers = Carriers([statement("outer", (0, 40), (50, 60)), statement("inner", (10, 20))])
    found = {at: carriers.at(at) for at in (0, 9, 10, 19, 20, 45, 55, 60, 99)}
    assert {at: s.id if s else None for at, s in found.items()} == {
        0: "outer", 9: "outer", 10: "inner", 19: "inner", 20: "outer", 45: None, 55: "outer", 60: None, 99: None,
    }


def test_of_two_with_the_same_words_the_later_is_the_inner() -> None:
    carrier = Carriers([statement("a", (0, 9)), statement("b", (0, 9))]).at(3)
    assert carrier is not None and carrier.id == "b"


def test_no_statements_carry_nothing() -> None:
    assert statement_of(Token(0, 4, "word", "word", "NOUN", "NN", "ROOT", ""), ()) is None
