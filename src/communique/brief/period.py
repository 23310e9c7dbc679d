"""Reads what is asked for."""

from __future__ import annotations

import re
from datetime import date

from communique.brief.shapes import Period
from communique.errors import InputError

CODE = re.compile(r"[A-Z]{3}")
MOST = 40  # countries of one brief


def period_of(since: str, until: str, countries: str | None) -> Period:
    """The period of two days and codes of countries with commas between.

    Raises:
        InputError: a day is none, the first is after the last, or a code is none.
    """
    for name, day in (("from", since), ("to", until)):
        if not _is_day(day):
            raise InputError(f"{name} needs a day as 2021-07-24, not {day[:40]!r}")
    if since > until:
        raise InputError(f"from {since} is after to {until}")
    codes = tuple(dict.fromkeys(c.strip().upper() for c in (countries or "").split(",") if c.strip()))
    wrong = next((c for c in codes if not CODE.fullmatch(c)), None)
    if wrong is not None:
        raise InputError(f"countries are codes of three letters, as SDN,ETH, not {wrong[:40]!r}")
    if len(codes) > MOST:
        raise InputError(f"{len(codes)} countries; a brief has at most {MOST}")
    return Period(since=since, until=until, countries=codes)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
