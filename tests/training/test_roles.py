"""What is weighed for an empty role is judged by the marks of the article. All texts are invented."""

from __future__ import annotations

from pathlib import Path

from communique.coder import Coder
from communique.events.likely import ACTOR
from communique.training.roles import Weighing, of_articles, outcomes
from communique.training.running import read_running

TEXT = """== date 2022-05-03 | kind conflict | place Mogadishu
Strikes in Somalia
The Kenyan army and the French navy confirmed two air strikes on camps in Somalia.
\t> ASSAULT | - | - | A: The Kenyan army ; the French navy | R: camps in Somalia | E: air strikes
"""


def test_phrases_are_right_where_their_heads_are_marked(coder: Coder, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXT, encoding="utf-8")
    (weighing,) = (w for w in of_articles(read_running(tmp_path), coder.kit) if w.role == ACTOR)
    right = [signs for signs, is_right in weighing.phrases if is_right]
    assert weighing.is_filled
    assert len(right) == 1  # the navy is coordinated with the army: one phrase
    assert len(weighing.phrases) > 1
    assert "path: noun ^dobj >nsubj" in right[0]


def test_outcomes_count_what_is_taken() -> None:
    filled, empty = (Weighing(n, ACTOR, (), bool(n), 1.0) for n in (1, 0))
    judged = [(filled, 0.9, True), (filled, 0.9, False), (empty, 0.9, False), (filled, 0.1, True)]
    assert outcomes(judged)[0][1:] == (1, 1, 1, 1)
