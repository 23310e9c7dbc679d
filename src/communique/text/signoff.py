"""Reads the sign-off at the end of a report: "(ANI)", "-0-", "(Reporting by …; Editing by …)"."""

from __future__ import annotations

import re
from functools import cache

from communique.model import Span
from communique.text.dates import layout
from communique.text.names import is_agency

TAIL = 500  # code points at the end that are looked at
MAX_SIGNOFFS = 4


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?:^|(?<=\s)|(?<=[.!?”\"’')])){row['pattern']}$") for row in layout()["signoff"])


def find_signoffs(text: str, agency: str | None, after: int) -> tuple[list[Span], str | None]:
    """The spans of all sign-offs behind ``after``, from the end backwards, and the agency that one of them names.

    ``agency`` is that of the dateline: a name that is on no list is believed where it stands in both places.
    """
    spans: list[Span] = []
    named = None
    end = len(text.rstrip())
    while len(spans) < MAX_SIGNOFFS:
        base = max(end - TAIL, after)
        tail = text[base:end]
        match = next((m for p in _patterns() if (m := p.search(tail)) and _signs(m, agency, tail)), None)
        if match is None:
            return spans, named
        groups = match.groupdict()
        named = named or groups.get("agency") or groups.get("second")
        spans.append((base + match.start(), end))
        end = len(text[: base + match.start()].rstrip())
    return spans, named


def _signs(match: re.Match[str], agency: str | None, tail: str) -> bool:
    groups = match.groupdict()
    name = (groups.get("agency") or groups.get("second") or "").strip()
    if not name:
        return bool(tail[: match.start()].strip()) or match.group()[0] == "("
    closed = tail[: match.start()].rstrip()[-1:] in set(".!?”\"’')")
    short = match.group()[0] in "([" and name.isupper() and len(name) < 7
    return closed and (is_agency(name) or name == agency or short)
