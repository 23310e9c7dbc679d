"""Folds the evidence on an undertaking into one status, at a date."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from communique.model import Evidence

TURN = 3  # days within which one side answers what the other claims


def status_of(evidence: Sequence[Evidence], refrain: bool, due: str | None, withdrawn: bool, as_of: str | None) -> str:
    """The status at ``as_of``; ``evidence`` is in order of date.

    To refrain is broken by a single breach. To do is judged by the latest word: late is better than never, and the
    breach before stays in the evidence. Where one side only claims what another report gainsays, it is contested.
    """
    broken = [e for e in evidence if e.verdict == "violates"]
    kept = [e for e in evidence if e.verdict == "fulfils"]
    if broken and kept and _gainsaid(broken, kept):
        return "contested"
    if refrain and broken:
        return "violated"
    if evidence:
        return {"fulfils": "fulfilled", "partly": "partly", "violates": "violated"}[evidence[-1].verdict]
    if withdrawn:
        return "withdrawn"
    return "overdue" if not refrain and due is not None and as_of is not None and due < as_of else "open"


def _gainsaid(broken: Sequence[Evidence], kept: Sequence[Evidence]) -> bool:
    """Whether the latest words for and against are of one day, or one of them is a claim that the other gainsays.

    Two claims gainsay each other when they come within days: "withdrew on Sunday, X said", "has not, Y said on Monday".
    """
    last, other = sorted((broken[-1], kept[-1]), key=lambda e: e.date or "", reverse=True)
    if last.date == other.date:
        return True
    if last.statement is None:
        return False
    if last.verdict == "fulfils":
        return other.statement is None
    return other.statement is not None and _days_between(other, last) <= TURN


def _days_between(one: Evidence, other: Evidence) -> float:
    try:
        return (date.fromisoformat(other.date or "") - date.fromisoformat(one.date or "")).days
    except ValueError:
        return math.inf
