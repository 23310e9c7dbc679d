"""Which days a financial year covers, by the country named near it: "India's fiscal year 2023-24"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from communique.lexicon.files import load_tsv
from communique.mentions.when.join import Found

BEFORE, AFTER = 80, 60  # code points around the expression in which its country is looked for
_RULES = frozenset(("year.fiscal", "year.fiscal-pair", "year.fy"))
_STOP = re.compile(r"[;!?]\s|(?<![\s.]\w)\.\s")  # not that of "U.S. spending"
_YEAR = re.compile(r"(?:FY)?(\d{4})")


class Budget(NamedTuple):
    """The day on which a government's financial year begins, and whether one goes by the year in which it ends."""

    month: int
    day: int
    by_end: bool


def with_days(item: Found, low: str) -> Found:
    """The expression with the days of its financial year; as it is where no country with one stands near it."""
    match = _YEAR.fullmatch(item.result.value or "")
    if item.rule not in _RULES or match is None:
        return item
    budget = _near(low[max(0, item.start - BEFORE) : item.start], low[item.end : item.end + AFTER])
    if budget is None:
        return item
    year = int(match[1])
    ends = budget.by_end or item.rule == "year.fiscal-pair"  # a pair has the value of its second year
    first = date(year - ends, budget.month, budget.day)
    last = date(first.year + 1, budget.month, budget.day) - timedelta(days=1)
    return item._replace(result=item.result._replace(first=first, last=last))


def _near(before: str, after: str) -> Budget | None:
    """That of the country named last before the expression in its sentence, else first behind it."""
    before, after = _STOP.split(before)[-1], _STOP.split(after)[0]
    found = [*_names().finditer(before)][-1:] or [*_names().finditer(after)][:1]
    return _budgets()[found[0].group()] if found else None


@cache
def _budgets() -> dict[str, Budget]:
    return {
        word: Budget(int(row["month"]), int(row["day"]), row["named"] == "end")
        for row in load_tsv("calendar/fiscal_years.tsv")
        for word in row["words"].split("|")
    }


@cache
def _names() -> re.Pattern[str]:
    words = sorted(_budgets(), key=lambda w: (-len(w), w))
    return re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")
