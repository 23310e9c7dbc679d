"""Every word of the tables does what its example says, and leaves its counter-example alone."""

from __future__ import annotations

import pytest

from communique.coder import Coder
from communique.lexicon.files import load_toml, load_tsv
from communique.lexicon.kinship import load_kinship

ROWS = load_tsv("lexicon/duties.tsv")
RULES = load_toml("lexicon/duties.toml")["rule"]


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['cue']}-{r['pos']}" for r in ROWS])
def test_example_fires_and_counter_does_not(row: dict[str, str], coder: Coder) -> None:
    fired = [u for u in coder.code(row["example"], date="2024-05-06").undertakings if u.kind == row["kind"]]
    assert fired, row["example"]
    calm = coder.code(row["counter"], date="2024-05-06").undertakings
    assert not [u.why for u in calm if row["cue"] in u.why], row["counter"]


@pytest.mark.parametrize("rule", RULES, ids=[r["name"] for r in RULES])
def test_rule(rule: dict[str, str], coder: Coder) -> None:
    assert coder.code(rule["example"], date="2024-05-06").undertakings
    assert not coder.code(rule["counter"], date="2024-05-06").undertakings


def test_kinship_names_kinds_both_ways() -> None:
    kinship = load_kinship()
    assert kinship.kinds_of("let go") & kinship.kinds_of("release")
    assert "detain" in kinship.against["free"] | kinship.stalls["free"]
    assert kinship.kinds_of("yodel") == frozenset(("=yodel",))
    assert kinship.group("pact") == kinship.group("treaty")
