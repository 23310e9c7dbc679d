"""Reads one line from its start as a chain of metadata: dates, places, agencies, labels, up to where the prose begins.

The chain may come in any order ("24 July 2021, Kabul –", "(ANSA) - ROME, JUL 24 -", "MOSCOW, July 24. /TASS/."), so it
is read element by element and judged by what was found, not by fixed patterns.
"""

from __future__ import annotations

import re
from copy import copy
from functools import cache

from communique.model import Span
from communique.text.dates import (
    Written,
    alternatives,
    clock_at,
    date_at,
    foreign_date_at,
    impossible_date_at,
    line_words,
    weekday_at,
)
from communique.text.names import Name, agency_at, is_agency, is_region, may_be_agency, place_at, region_at

HEADLINE = 120  # code points; "OVERVIEW: What to know" above a text is a headline, not a dateline


class Opening:
    """What was read so far of a line; ``at`` is where reading stands."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.at = start
        self.place: Name | None = None
        self.regions: tuple[Span, ...] = ()
        self.agency: Span | None = None
        self.known_agency = False
        self.dates: tuple[tuple[Written, bool], ...] = ()  # with whether it stands before the place and the agency
        self.weekday: tuple[int, int, int] | None = None  # start, end, number
        self.labelled = False
        self.updated = False  # the label says that it is the date of a change
        self.clock = False
        self.handle = False
        self.closed = ""  # the dash or colon that ended it
        self.pure = False  # nothing else stands on the line
        self.joint: int | None = None  # where a joining word ("on") began that nothing has followed yet

    @property
    def begun(self) -> bool:
        return bool(self.place or self.agency or self.dates or self.weekday)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(line_words()[name])


@cache
def _labels() -> re.Pattern[str]:
    settings = line_words()
    return re.compile(
        rf"(?:(?P<label>{alternatives(settings['labels'])})(?![\w-])(?:\s*[:：]|(?=\s|$))"
        rf"|(?P<title>{alternatives(settings['titles'])})(?=\s*(?:[:：|·•,/–—-]|$))\s*[:：]?"
        rf"|(?P<joint>{'|'.join(settings['joints'])})(?=\s))\s*",
        re.IGNORECASE,
    )


def read_opening(text: str, start: int, end: int, transcript: bool = False) -> Opening | None:
    """The metadata at the start of the line ``text[start:end]``, or None where it begins with prose.

    ``transcript``: lines that open with a name in capitals and a colon are turns of speakers, not datelines.
    """
    state = Opening(start)
    best: Opening | None = None
    handle = _pattern("handle").match(text, start, end)
    if handle:
        state.handle, state.at = True, handle.end()
    while True:
        closing = _pattern("close").match(text, state.at, end) or _glued(text, state, end)
        if closing and (state.begun or state.labelled):
            state.closed = closing.group().strip() or "-"
            state.at = closing.end()
            if _accepted(text, state, end, transcript):
                best = copy(state)
            if state.closed in (":", "：") and state.place:
                if best is not None and _date(text, state, end):  # "Nairobi, Kenya: 12 October 2018. The bloc …"
                    state.at += text.startswith(".", state.at)
                    best = copy(state)
                break
            continue
        gap = _pattern("separators").match(text, state.at, end)
        state.at = gap.end() if gap else state.at
        if not _element(text, state, end):
            state.at = state.at if state.joint is None else state.joint
            break
        if state.labelled and state.dates and state.joint is None and not (state.place or state.agency):
            best = copy(state)
    if state.at >= end and _is_header_line(state):
        state.pure = True
        return state
    fuller = best is not None and best.place is None and state.place is not None
    if best is not None and not fuller:
        return best
    return state if _accepted_unclosed(text, state, end) else best


def _glued(text: str, state: Opening, end: int) -> re.Match[str] | None:
    """The dash right behind a known agency: "DAMASCUS, SANA-The ministry"."""
    after_agency = state.known_agency and state.agency is not None and state.agency[1] == state.at
    return _pattern("glued").match(text, state.at, end) if after_agency else None


def _element(text: str, state: Opening, end: int) -> bool:
    """Reads one element at ``state.at``; False where none begins there."""
    at = state.at
    if at >= end:
        return False
    for reader in (_date, _foreign, _weekday, _clock, _bracket, _slashed, _known, _label, _credit, _region, _place):
        joint = state.joint
        if reader(text, state, end) and state.at > at:
            if reader is not _label or state.joint == joint:
                state.joint = None
            return True
    return False


def _date(text: str, state: Opening, end: int) -> bool:
    found = date_at(text, state.at, end)
    if found is None:
        return False
    state.dates = (*state.dates, (found, not (state.place or state.agency)))
    state.at = found.end
    return True


def _foreign(text: str, state: Opening, end: int) -> bool:
    """A date of another calendar, or one that no calendar has: its words are read, no day comes of them."""
    found = foreign_date_at(text, state.at, end)
    if found is None and state.place:
        found = impossible_date_at(text, state.at, end)
    state.at = found or state.at
    return True


def _weekday(text: str, state: Opening, end: int) -> bool:
    found = weekday_at(text, state.at, end)
    if found:
        state.weekday = (state.at, *found)
        state.at = found[0]
    return True


def _clock(text: str, state: Opening, end: int) -> bool:
    found = clock_at(text, state.at, end)
    if found and (text[state.at].isdigit() or state.clock or state.dates or state.weekday or state.labelled):
        state.clock = True
        state.at = found
    return True


def _bracket(text: str, state: Opening, end: int) -> bool:
    match = _pattern("bracket").match(text, state.at, end)
    if match is None:
        return False
    name = match.lastgroup or "round"
    inner = Opening(match.start(name))
    inner.at = match.start(name)
    if state.at == state.start and (city := place_at(text, *match.span(name))) and city.known:
        inner.place, inner.at = city, city.end
    _inside(text, inner, match.end(name))
    words = match.group(name)
    if inner.at >= match.end(name) and (inner.dates or inner.clock or inner.weekday or inner.agency):
        state.place = state.place or inner.place
        before = not (state.place or state.agency)
        state.dates = (*state.dates, *((written, before) for written, _ in inner.dates))
        state.weekday = state.weekday or inner.weekday
        state.clock = state.clock or inner.clock
        state.labelled = state.labelled or (name == "square" and state.at == state.start and bool(inner.dates))
        if inner.agency and not state.agency:
            state.agency, state.known_agency = inner.agency, True
    elif state.place and not state.agency and (signed := _dated_agency(text, *match.span(name))):
        state.agency, written = signed
        state.dates = (*state.dates, (written, False))
    elif state.at == state.start and (city := place_at(text, *match.span(name))) and city.known:
        state.place = city
    elif state.place and not state.agency and (name == "square" or is_region(words)):
        state.regions = (*state.regions, match.span(name))
    elif not state.agency and may_be_agency(words) and (name == "round" or is_agency(words)):
        state.agency, state.known_agency = match.span(name), is_agency(words)
    elif not foreign_date_at(text, match.start(name), match.end(name)):
        return False
    state.at = match.end()
    return True


def _dated_agency(text: str, start: int, end: int) -> tuple[Span, Written] | None:
    """An agency of any name and a date in one bracket: "(Courier, 5 March)"."""
    comma = text.find(",", start, end)
    written = date_at(text, comma + 1 + len(text[comma + 1 : end]) - len(text[comma + 1 : end].lstrip()), end)
    if comma < 0 or written is None or written.end < end or not may_be_agency(text[start:comma]):
        return None
    return (start, comma), written


def _inside(text: str, inner: Opening, end: int) -> None:
    """Dates, times and known agencies inside a bracket, one after the other."""
    while True:
        gap = re.compile(r"[\s,;|/·–—-]*").match(text, inner.at, end)
        inner.at = gap.end() if gap else inner.at
        at = inner.at
        if at >= end:
            return
        for reader in (_date, _foreign, _weekday, _known, _label, _clock):
            if reader(text, inner, end) and inner.at > at:
                break
        else:
            return


def _slashed(text: str, state: Opening, end: int) -> bool:
    match = _pattern("slashed").match(text, state.at, end)
    if match is None and text[state.at - 1 : state.at] == "/":
        match = _pattern("slashed").match(text, state.at - 1, end)
    if match is None or not (state.place or state.dates) or state.agency or not may_be_agency(match.group("slash")):
        return False
    state.agency, state.known_agency, state.at = match.span("slash"), True, match.end()
    return True


def _known(text: str, state: Opening, end: int) -> bool:
    """An agency without brackets: one of the list, or any word in capitals between a date and the closing dash."""
    found = agency_at(text, state.at, end)
    if found is None and state.place and state.dates:
        match = re.compile(r"[A-Z]{2,8}(?=\s*(?:--|—|–|_|-\s))").match(text, state.at, end)
        found = match.end() if match else None
    if found is None or state.agency or re.compile(r"/\w").match(text, found, end):
        return False
    state.agency, state.known_agency, state.at = (state.at, found), True, found
    return True


def _label(text: str, state: Opening, end: int) -> bool:
    match = _labels().match(text, state.at, end) or re.compile(line_words()["numbers"], re.I).match(text, state.at, end)
    if match is None:
        return False
    spoken = match.groupdict().get("label") and ":" not in match.group()
    if spoken and state.place and not state.dates and date_at(text, match.end(), end) is None:
        return False
    label = match.groupdict().get("label")
    if label:
        state.labelled = True
        state.updated = state.updated or "updat" in label.lower() or "modif" in label.lower()
        compact = re.compile(r"([12]\d{3})(\d{2})(\d{2})(?!\d)").match(text, match.end(), end)
        dashed = compact and "-".join(compact.groups())
        found = date_at(dashed, 0, len(dashed)) if dashed else None
        if compact and found:
            state.dates = (*state.dates, (found._replace(start=compact.start(), end=compact.end()), True))
            state.at = compact.end()
            return True
    elif match.groupdict().get("joint"):
        if not state.begun and not state.labelled:
            return False
        state.joint = state.at
    state.at = match.end()
    return True


def _credit(text: str, state: Opening, end: int) -> bool:
    match = re.compile(line_words()["credits"], re.IGNORECASE).match(text, state.at, end)
    if match is None or not (state.begun or state.labelled):
        return False
    state.at = match.end()
    return True


def _region(text: str, state: Opening, end: int) -> bool:
    if state.place is None or len(state.regions) > 1 or state.agency or text[: state.at].rstrip()[-1:] != ",":
        return False
    found = region_at(text, state.at, end)
    if found:
        state.regions = (*state.regions, (state.at, found))
        state.at = found
    return True


def _place(text: str, state: Opening, end: int) -> bool:
    if state.place is not None or state.handle:
        return False
    state.place = place_at(text, state.at, end)
    if state.place:
        state.at = state.place.end
    return True


def _is_header_line(state: Opening) -> bool:
    """Whether a line that holds nothing else is metadata: a date, an agency of the list, or a labelled time."""
    if state.dates or state.handle:
        return True
    return state.known_agency or (state.labelled and (state.clock or state.weekday is not None or not state.begun))


def _accepted(text: str, state: Opening, end: int, transcript: bool) -> bool:
    """Whether what ends with a dash or colon is a dateline."""
    dated = bool(state.dates) or state.weekday is not None
    if state.agency:
        return bool(state.place or state.dates) or state.known_agency or text[state.start] == "("
    if not _sentence_follows(text, state.at, end):
        return False
    if state.place and dated:
        return True
    if state.place is None:
        return any(written.year for written, _ in state.dates) or (state.labelled and dated)
    rest = text[state.at : min(end, state.at + 200)]
    shouted = rest.isupper()
    colon = state.closed in (":", "：")
    if state.place.known and not shouted:
        return not (colon and transcript)
    short = len(text[state.place.start : state.place.end].split()) <= (3 if colon else line_words()["max_words"])
    headline = colon and end - state.start < HEADLINE and text[end : end + 200].strip() != ""
    return state.place.capitals and short and not shouted and not headline and not (colon and transcript)


def _accepted_unclosed(text: str, state: Opening, end: int) -> bool:
    """Whether a dateline without dash or colon ends where the reading stopped."""
    if not _sentence_follows(text, state.at, end) or text[state.at - 1 : state.at].isalnum():
        return False
    bracketed = state.agency is not None and text[state.agency[1] : state.at].lstrip()[:1] in (")", "]", "/", "）", ",")
    if bracketed and (state.place or state.dates):
        return True
    if bracketed and state.known_agency:
        return True
    ends = text[: state.at].rstrip()[-1:]
    if state.known_agency and state.place and state.dates and ends == ".":  # "Yerevan. 18 Feb. ARMINFO."
        return True
    full = any(written.year for written, _ in state.dates)
    if state.place is None:
        return full and state.clock and state.agency is None
    return full and ends in (".", "|")


def _sentence_follows(text: str, at: int, end: int) -> bool:
    """Whether prose may begin at ``at``: with a capital, a figure, a quotation mark, another script; or nothing."""
    rest = text[at:end].lstrip(" \t\"“”‘’'`«([-–—_")
    return not rest or rest[0].isdigit() or not rest[0].islower()
