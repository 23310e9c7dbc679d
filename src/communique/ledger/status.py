"""Folds the evidence on an undertaking into one status, at a date."""

from __future__ import annotations

from collections.abc import Sequence

from communique.model import Evidence


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
    """Whether the latest words for and against are of one day, or one of them is a claim made after the other."""
    last, other = sorted((broken[-1], kept[-1]), key=lambda e: e.date or "", reverse=True)
    return last.date == other.date or (
        last.statement is not None and other.statement is None and last.verdict == "fulfils"
    )
