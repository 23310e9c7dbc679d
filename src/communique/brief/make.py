"""Makes the brief of a period from reports and the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from heapq import nsmallest

from communique.archive.filed import Filed
from communique.brief.happened import drafts_of, happened
from communique.brief.owed import owed, settled
from communique.brief.said import said
from communique.brief.shapes import Brief, Chapter, Line, Note, Period, Section
from communique.brief.telling import Draft, Source, Telling, day_of, quoted, words
from communique.lexicon.gazetteer import load_gazetteer
from communique.lexicon.ontology import load_ontology
from communique.model import Entry

KINDS = ("happened", "said", "owed", "settled")
MOST = 12  # lines of a section
FEW = 6  # countries, where none are named
TITLE = 90  # letters of a report's opening, where it has no title

Ledger = Callable[[Sequence[str]], Iterable[Entry]]


def make_brief(filed: Iterable[Filed], ledger: Ledger, period: Period, document: Callable[[str], Filed]) -> Brief:
    """The brief of ``period``; the same whatever order reports and entries come in.

    Args:
        filed: Reports; those that tell nothing of the period are passed over.
        ledger: Gives the ledger's entries that countries have a part in, or, of no countries, those with evidence from
            the period; others among them do no harm. Evidence after the period's last day is left out, and statuses are
            those of that day.
        period: What is asked for.
        document: Gives the report with an id, for the footnotes.
    """
    acts, drafts, reports = [], [], 0
    for one in filed:
        found = list(happened(one, period))
        heard = list(said(one, period))
        acts += found
        drafts += heard
        day = day_of(one)
        reports += bool(found or heard or (day and period.since <= day <= period.until))
    drafts += drafts_of(acts)
    drafts += (_drafted(telling) for telling in settled(ledger(()), period))
    countries = period.countries or _busiest(drafts)
    tellings = [draft.telling() for draft in drafts if not draft.countries.isdisjoint(countries)]
    tellings += owed(ledger(countries), period) if countries else ()
    notes = _Notes(document)
    chapters = tuple(_chapter(code, tellings, notes) for code in countries)
    return Brief(
        since=period.since, until=period.until, documents=reports, chapters=chapters, notes=tuple(notes.made)
    )


def country_name(code: str) -> str:
    """What a code stands for; the code itself where nobody knows."""
    return country_names().get(code) or sectors().get(code, code)


@cache
def country_names() -> Mapping[str, str]:
    """Names of countries by code: read once, for the gazetteer they stand in is large."""
    return {code: country.name for code, country in load_gazetteer().countries.items()}


@cache
def sectors() -> Mapping[str, str]:
    """What PLOVER's codes of sectors and international actors mean."""
    return load_ontology().sectors


def _drafted(telling: Telling) -> Draft:
    return Draft(telling.countries, lambda: telling)


def _busiest(drafts: Sequence[Draft]) -> tuple[str, ...]:
    known = country_names()
    counts = Counter(code for draft in drafts for code in draft.countries if code in known)
    return tuple(code for code, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:FEW])


def _chapter(code: str, tellings: Sequence[Telling], notes: _Notes) -> Chapter:
    about = [t for t in tellings if code in t.countries]
    sections = tuple(s for kind in KINDS if (s := _section(kind, [t for t in about if t.kind == kind], notes)).lines)
    return Chapter(code=code, name=country_name(code), sections=sections)


def _section(kind: str, tellings: Sequence[Telling], notes: _Notes) -> Section:
    heaviest = nsmallest(MOST, tellings, key=lambda t: (*(-w for w in t.weight), t.order))
    lines = tuple(_line(t, notes) for t in sorted(heaviest, key=lambda t: t.order))
    return Section(kind=kind, heading=words()["headings"][kind], lines=lines, more=len(tellings) - len(heaviest))


def _line(telling: Telling, notes: _Notes) -> Line:
    return Line(
        day=telling.day, text=telling.text(), tags=telling.tags, status=telling.status, entry=telling.entry,
        notes=tuple(dict.fromkeys(notes.number(source) for source in telling.sources)),
    )


class _Notes:
    """Footnotes in the order they are called; the same words have one."""

    def __init__(self, document: Callable[[str], Filed]) -> None:
        self.made: list[Note] = []
        self._document = document
        self._numbers: dict[Source, int] = {}

    def number(self, source: Source) -> int:
        if source not in self._numbers:
            filed = self._document(source.document)
            info, text = filed.record.document, filed.input.text
            self._numbers[source] = len(self.made) + 1
            self.made.append(Note(
                number=len(self.made) + 1, document=source.document, item=source.item,
                title=info.title or f"“{quoted(text[:TITLE])}…”", publisher=info.publisher, date=info.date,
                url=info.url, words=quoted(text[slice(*source.span)]),
            ))
        return self._numbers[source]
