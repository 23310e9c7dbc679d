"""How sure an event is: the share of events of its rule that were right on held-out text, by ``confidence.tsv``."""

from __future__ import annotations

from collections.abc import Mapping

from communique.events.candidate import Candidate

BARE, PHRASE, LONE, ALL = "bare", "phrase", "lone", "*"
_LEAST, _MOST = 0.05, 0.98

Shares = Mapping[tuple[str, str], float]


def confidence_of(candidate: Candidate, lone: bool, shares: Shares) -> float:
    """The confidence of ``candidate``, from 0 to 1; ``lone``: one of its sides is missing."""
    form = PHRASE if " " in candidate.pattern.source else BARE
    return confidence_in(shares, candidate.rule.id, form, lone)


def confidence_in(shares: Shares, rule: str, form: str, lone: bool) -> float:
    """The share of ``rule`` in this form, else of the rule in another, else of all."""
    other = BARE if form == PHRASE else PHRASE
    base = shares.get((rule, form)) or shares.get((rule, other)) or shares[(ALL, BARE)]
    return round(min(_MOST, max(_LEAST, base * shares[(ALL, LONE)] if lone else base)), 2)
