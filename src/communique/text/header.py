"""Reads what stands around the prose: the date prefix, header lines, the dateline, the agency, the sign-off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from communique.lexicon.calendar import Calendar
from communique.model import Dateline, Document, Header, Span, Stamp
from communique.text.dates import Written, clock_at, date_at, given_day, last_weekday, line_words, nearest
from communique.text.names import is_agency, is_region, place_at
from communique.text.oddities import oddities
from communique.text.opening import Opening, read_opening
from communique.text.signoff import find_signoffs

WINDOW = 3_000  # code points at the start in which a header may stand
MAX_TITLE = 250  # a longer line that is no header is prose, and the header is over
MAX_SKIPPED = 6  # titles and lead-ins above a dateline
MAX_DATED = 150  # code points of a title that ends with its date
MAX_INITIALS = 6  # letters of an agency's initials, less one
MAX_REGION = 20  # code points of what stands behind a place alone on its line
MAX_LEAD = 600  # code points of a line in which a dateline may follow a title


def read_header(document: Document, calendar: Calendar) -> Header:
    """The date, dateline and sign-off of ``document``; the date given with it beats a date found in it."""
    text = document.text
    given, warnings = _given(document.date)
    found = _Found(text)
    found.read()
    day = given or found.header_day(None)
    dateline = found.dateline(day)
    header_day = found.header_day(given)
    signoffs, agency = find_signoffs(text, dateline.agency if dateline else None, dateline.end if dateline else 0)
    if dateline and dateline.agency is None and agency and dateline.place:
        dateline = Dateline(
            place=dateline.place, agency=agency, date=dateline.date, start=dateline.start, end=dateline.end
        )
    own = dateline.date if dateline else None
    source = "given" if given else "header" if header_day else "dateline" if own else "none"
    return Header(
        date=given or header_day or own, date_source=source, dateline=dateline,
        asides=tuple(sorted({*found.asides, *signoffs})), places=tuple(found.places), stamps=found.stamps(day),
        warnings=(*document.warnings, *warnings, *oddities(text, document.language)),
    )


def _given(given: str | None) -> tuple[str | None, tuple[str, ...]]:
    if given is None or not given.strip():
        return None, ()
    day = given_day(given)
    return day, () if day else (f"the date {given!r} given with the document is no certain day: it counts as absent",)


@cache
def _regex(name: str) -> re.Pattern[str]:
    return re.compile(line_words()[name])


class _Found:
    """Collects, line by line, what the opening of one text says."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.asides: list[Span] = []
        self.places: list[Span] = []
        self.dates: list[tuple[Written, bool, bool]] = []  # written, of the dateline, of a change
        self.weekday: tuple[int, int, int] | None = None
        self.place: Span | None = None
        self.agency: Span | None = None
        self.span: Span | None = None  # of the dateline, else of the first header line

    def read(self) -> None:
        """Reads header lines from the start until prose begins, else the formula at the end."""
        skipped = 0
        lone: tuple[int, Opening] | None = None  # a line with nothing but a place, and its number
        transcript = len(re.findall(r"(?m)^[A-Z][A-Z .’'-]+:\s", self.text[:WINDOW])) > 1
        for number, (start, end) in enumerate(_lines(self.text)):
            if self._mail(start, end) or self._done(start, end):
                continue
            opening = read_opening(self.text, start, end, transcript) or self._behind_title(start, end)
            if opening and opening.pure and not (opening.place and not opening.dates and not opening.agency):
                self._take(opening)
                if lone and number - lone[0] == 1 and self.place is None and opening.dates:
                    self._take(lone[1])
                continue
            if opening and not opening.pure:
                self._take(opening)
                return
            self._dated_title(start, end)
            place = place_at(self.text, start, end)
            alone = _lone_place(self.text, start, end)
            if alone and self.dates and self.place is None and place:
                self._take(alone)
                continue
            lone = (number, alone) if alone else None
            skipped += 1
            if end - start > MAX_TITLE or skipped > MAX_SKIPPED:
                break
        if not self.dates and self.span is None:
            self._closing_formula()

    def _mail(self, start: int, end: int) -> bool:
        """A line of a mail's header; the subject's words stay in the text as a heading."""
        match = _regex("mail").match(self.text, start, end)
        mail = re.compile(r"(?im)^(?:from|to|sent|date|subject)\s?:").findall(self.text[:WINDOW])
        if match is None or len(mail) < 2:
            return False
        subject = _regex("mail_subject").match(self.text, start, end)
        self.asides.append((start, subject.end() if subject else end))
        if _regex("mail_date").match(self.text, start, end):
            opening = read_opening(self.text, start, end)
            for written, _ in opening.dates if opening else ():
                self.dates.append((written, False, False))
                self.span = self.span or (start, end)
        return True

    def _done(self, start: int, end: int) -> bool:
        """"Done at Lima, this 3rd day of May 1998": a verb opens the line and a date closes it."""
        if end - start > MAX_TITLE or not _regex("done").match(self.text, start, end):
            return False
        dates = [d for d in _dates_in(self.text, start, end) if d.year]
        if not dates:
            return False
        formula = self.text.startswith(("Done", "DONE"), start)
        if not formula and re.search(r"\w", re.sub(r"\([^()]*\)", "", self.text[dates[-1].end : end])):
            return False
        before = _regex("done_place").search(self.text, start, dates[-1].start)
        place = before and place_at(self.text, before.end(), dates[-1].start)
        self.dates.append((dates[-1], bool(place), False))
        if place and self.place is None:
            self.place = (place.start, place.end)
            self.places.append(self.place)
        self.asides.append((start, end))
        self.span = self.span or (start, end)
        return True

    def _dated_title(self, start: int, end: int) -> None:
        """A title that ends with its date behind a comma, dash or bracket: the date is metadata, the title stays.

        A line that is all there is, or ends with a full stop, is prose.
        """
        if end - start > MAX_DATED or self.span or not self.text[end:].strip():
            return
        dates = [d for d in _dates_in(self.text, start, end) if d.year]
        if not dates or self._clock_behind(dates[-1].end, end) < end:
            return
        title = self.text[start : dates[-1].start].rstrip()
        if title[-1:] not in "-–—|,·•:(":
            return
        at = start + len(title.rstrip("-–—|,·•:( "))
        self.dates.append((dates[-1], False, False))
        self.asides.append((at, end))
        self.span = (dates[-1].start, end)
        before = _regex("done_place").search(self.text, start, at)
        place = before and place_at(self.text, before.end(), at)
        if place and place.end == at:
            self.place = (place.start, place.end)
            self.places.append(self.place)

    def _clock_behind(self, at: int, end: int) -> int:
        """Where the time of day behind a date, and the brackets around them, end: ", 1800 hours"."""
        while at < end and self.text[at] in " ,;()]":
            at += 1
        at = clock_at(self.text, at, end) or at
        while at < end and self.text[at] in " )]":
            at += 1
        return at

    def _behind_title(self, start: int, end: int) -> Opening | None:
        """A dateline in capitals that follows the title on the same line."""
        for match in re.compile(r"[.!?’”\"]\s+(?=[A-Z]{2})").finditer(self.text, start, min(end, start + MAX_LEAD)):
            opening = read_opening(self.text, match.end(), end)
            capitals = opening and opening.place and opening.place.capitals
            if opening and capitals and not opening.pure and (opening.agency or opening.closed not in ("", ":")):
                return opening
        return None

    def _take(self, opening: Opening) -> None:
        _settle(self.text, opening)
        self.asides.append((opening.start, len(self.text[: opening.at].rstrip())))
        filed = bool(opening.place or (opening.agency and not opening.pure))
        for written, before in opening.dates:
            self.dates.append((written, filed and not (before and not opening.pure), opening.updated))
        if opening.place and (self.place is None or not opening.pure):
            end = max((region[1] for region in opening.regions), default=opening.place.end)
            self.place = (opening.place.start, end + (self.text[end : end + 1] in (")", "]")))
            self.places += [(opening.place.start, opening.place.end), *opening.regions]
        self.agency = self.agency or opening.agency
        self.weekday = self.weekday or opening.weekday
        if self.span is None or opening.place:
            parts = [written.start for written, before in opening.dates if not before]
            named = (self.place, self.agency, opening.weekday)
            parts += [part[0] for part in named if part and part[0] >= opening.start]
            self.span = (min(parts, default=opening.start), self.asides[-1][1])

    def _closing_formula(self) -> None:
        """The place and date that stand at the end of a treaty or letter."""
        lines = list(_last_lines(self.text))
        for start, end in lines[1:]:
            if self._done(start, end):
                return

    def header_day(self, anchor: str | None) -> str | None:
        """The day that the header lines tell; that of a change only where there is no other."""
        dates = [(changed, written) for written, filed, changed in self.dates if not filed]
        days = [nearest(w, anchor) for _, w in sorted(dates, key=lambda d: d[0]) if w.year or anchor]
        return next((day for day in days if day), None)

    def dateline(self, anchor: str | None) -> Dateline | None:
        if self.span is None:
            return None
        own = [nearest(written, anchor) for written, filed, _ in self.dates if filed]
        day = next((d for d in own if d), None)
        if day is None and self.weekday and not own:
            day = last_weekday(self.weekday[2], anchor) if not self.dates else None
        start, end = self.span
        return Dateline(
            place=self.text[slice(*self.place)] if self.place else None,
            agency=self.text[slice(*self.agency)] if self.agency else None,
            date=day or self.header_day(anchor), start=start, end=end,
        )

    def stamps(self, anchor: str | None) -> tuple[Stamp, ...]:
        stamps = []
        for written, _, _ in sorted(self.dates, key=lambda d: d[0].start):
            day = nearest(written, anchor)
            if day:
                stamps.append(Stamp(start=written.start, end=written.end, value=day))
        return tuple(stamps)


def _settle(text: str, opening: Opening) -> None:
    """On a header line, a name without a date is a byline ("Jane Doe, Reuters"), and short capitals an agency.

    A name behind the date is a place only where a comma or dash ties it to the date ("· Web App" is none).
    """
    place = opening.place
    if not opening.pure or place is None or place.known:
        return
    if opening.labelled and place.capitals and place.end - place.start < MAX_INITIALS:
        opening.agency, opening.place = opening.agency or (place.start, place.end), None
        return
    byline = opening.agency is not None and not opening.dates and not place.capitals
    loose = any(before for _, before in opening.dates) and text[: place.start].rstrip()[-1:] not in ",–—-"
    if byline or loose:
        opening.place = None


def _dates_in(text: str, start: int, end: int) -> Iterator[Written]:
    at = start
    for match in re.compile(r"(?<![\w-])\w").finditer(text, start, end):
        if match.start() >= at and (found := date_at(text, match.start(), end)):
            at = found.end
            yield found


def _lines(text: str) -> Iterator[Span]:
    """The lines at the start that hold something, without the blanks around them."""
    for match in re.compile(r"[^\n\r\u2028\u2029]+").finditer(text, 0, WINDOW):
        end = match.end()
        if end == WINDOW:
            newline = re.compile(r"[\n\r\u2028\u2029]").search(text, WINDOW)
            end = newline.start() if newline else len(text)
        words = text[match.start() : min(end, match.start() + WINDOW)]
        start = match.start() + len(words) - len(words.lstrip(" \t\ufeff\u200e\u200f\xa0\u3000"))
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield start, end


def _last_lines(text: str) -> Iterator[Span]:
    tail = max(len(text) - 800, 0)
    spans = [m.span() for m in re.compile(r"[^\n\r]*\S[^\n\r]*").finditer(text, tail)]
    yield from ([(0, 0)] if tail else []) + spans if len(spans) > 1 else []


def _lone_place(text: str, start: int, end: int) -> Opening | None:
    """A line that holds nothing but the name of a place, as in the headers of ministries."""
    opening = Opening(start)
    if text[start] == "(" and text[end - 1] == ")":
        start, end = start + 1, end - 1
    name = place_at(text, start, end)
    rest = text[name.end : end].strip(" ,.") if name else "-"
    if name is None or is_agency(text[start:end]) or len(rest) >= MAX_REGION or not (name.known or is_region(rest)):
        return None
    if rest and not re.fullmatch(r"[\w. ]{2,20}", rest):
        return None
    opening.place, opening.at, opening.pure = name, end, True
    return opening
