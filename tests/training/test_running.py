"""Running articles are read to the letter; what is wrong in them is named; the project's own are whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import DataError
from communique.training.running import read_running

TEXT = """# Invented.

== date 2014-09-11 | kind diplomacy | place Colombo
A port and a handshake
Chad and Niger signed a pact, and Chad thanked Mali.
\t> SUPPORT | - | - | A: Chad ; Niger | R: - | E: signed
\t> SUPPORT | - | historical, negation | A: Chad@2 | R: Mali | E: thanked | ?

== date 2015-01-01 | kind sport | place Oslo
Norway won.
"""


def test_articles_are_read_to_the_letter(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXT, encoding="utf-8")
    first, second = read_running(tmp_path)
    assert (first.kind, first.place, first.line, second.events) == ("diplomacy", "Colombo", 3, ())
    assert next(first.text[a:b] for a, b in first.sentences) == "A port and a handshake"
    signed, thanked = first.events
    assert [first.text[a:b] for a, b in (*signed.actor, *signed.words)] == ["Chad", "Niger", "signed"]
    assert thanked.actor[0][0] > signed.words[0][0]
    assert (thanked.auxiliary, thanked.doubtful, signed.doubtful) == (("historical", "negation"), True, False)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("R: Mali", "R: Malawi", 7),
        ("E: signed", "E: -", 6),
        ("kind sport", "sort sport", 9),
        ("| A: Chad ;", "| Chad ;", 6),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, line: int, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXT.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=rf"x\.txt:{line}:"):
        read_running(tmp_path)
