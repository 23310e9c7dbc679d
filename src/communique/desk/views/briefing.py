"""The Brief page: the brief of a period, from the archive's reports and the snapshot's ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from communique.archive.archive import Archive
from communique.archive.filed import Filed
from communique.brief.make import make_brief
from communique.brief.shapes import Brief, Period
from communique.desk.views.lists import named
from communique.desk.warehouse import Session
from communique.errors import InputError
from communique.model import Entry, EntryMention, EntryParty, Evidence, Interval

MOST = 3000  # reports of one brief: each is read whole
ENTRIES = 20_000
COLUMNS = (
    "id", "kind", "by", "by_code", "obligor", "obligor_code", "beneficiary", "beneficiary_code", "action", "event",
    "mode", "polarity", "condition", "deadline", "first_date", "last_date", "status", "as_of",
)


def brief_view(session: Session, archive: Archive, period: Period) -> Brief:
    """The brief; the same as ``communique brief`` writes where the period ends no earlier than the archive.

    Of undertakings that are spoken of after the period too, the wording may be that of a later report.

    Raises:
        InputError: there are too many reports in these days, or too many undertakings.
    """
    filed = {one.record.document.id: one for one in archive.among(_documents(session, period))}
    known: dict[str, Entry] = {}

    def read(id: str) -> Filed:  # footnotes ask for the reports again, and for others that undertakings stand in
        if id not in filed:
            filed[id] = archive.document(id)
        return filed[id]

    def ledger(countries: Sequence[str]) -> list[Entry]:
        where, parameters = _of(countries, period) if countries else _shown(period)
        return _entries(session, where, parameters, period.until, known)

    return make_brief(tuple(filed.values()), ledger, period, read)


def month_of(session: Session) -> tuple[str, str] | None:
    """The last month of the archive: its first day and the day of its last report; None where none has a date."""
    (last,) = session.row("SELECT max(day) FROM documents")
    return (last.replace(day=1).isoformat(), last.isoformat()) if last else None


def _documents(session: Session, period: Period) -> list[str]:
    days = [period.since, period.until]
    rows = session.rows(
        "SELECT document FROM documents WHERE day BETWEEN ?::DATE AND ?::DATE"
        " OR docnum IN (SELECT docnum FROM facts WHERE last >= ?::DATE AND first <= ?::DATE AND aux = 0)"
        " OR docnum IN (SELECT docnum FROM statements WHERE day BETWEEN ?::DATE AND ?::DATE)"
        f" ORDER BY document LIMIT {MOST + 1}",
        days * 3,
    )
    if len(rows) > MOST:
        raise InputError(f"more than {MOST} reports speak of these days; a brief takes fewer days")
    return [document for (document,) in rows]


def _shown(period: Period) -> tuple[str, list[Any]]:
    """What has evidence from the period."""
    return "id IN (SELECT entry FROM evidence WHERE date >= ? AND date <= ? || '~')", [period.since, period.until]


def _of(countries: Sequence[str], period: Period) -> tuple[str, list[Any]]:
    """What these have a part in and may be owed on the last day: not settled, unless by what was told later.

    Of what is open, only what has a day to be done by, was spoken of in the period, or has evidence is ever told.
    """
    return (
        "first_date <= ? || '~' AND list_has_any(list_concat(obligor_code, beneficiary_code, by_code), ?)"
        " AND (status NOT IN ('fulfilled', 'withdrawn', 'violated')"
        " OR id IN (SELECT entry FROM evidence WHERE date > ? || '~'))"
        " AND (deadline IS NOT NULL OR last_date >= ? OR id IN (SELECT entry FROM evidence))"
    ), [period.until, list(countries), period.until, period.since]


def _entries(
    session: Session, where: str, parameters: Sequence[Any], until: str, known: dict[str, Entry]
) -> list[Entry]:
    """The entries, with the evidence that there was on the last day; those that are ``known`` are not read again."""
    names = named(COLUMNS)
    rows = session.rows(f"SELECT {names} FROM entries WHERE {where} ORDER BY id LIMIT {ENTRIES + 1}", parameters)
    if len(rows) > ENTRIES:
        raise InputError(f"more than {ENTRIES:,} undertakings are open then; name countries, as countries=SDN,ETH")
    fresh = [row for row in rows if row[0] not in known]
    ids = [row[0] for row in fresh]
    mentions, evidence = _mentions(session, ids), _evidence(session, ids, until)
    known.update((row[0], _entry(row, mentions, evidence)) for row in fresh)
    return [known[row[0]] for row in rows]


def _mentions(session: Session, ids: list[str]) -> dict[str, list[EntryMention]]:
    found: dict[str, list[EntryMention]] = {}
    for entry, document, undertaking, start, end in session.rows(
        'SELECT entry, document, undertaking, start, "end" FROM mentions WHERE entry IN (SELECT unnest(?))'
        " ORDER BY entry, rowid",
        [ids],
    ):
        found.setdefault(entry, []).append(
            EntryMention(document=document, undertaking=undertaking, start=start, end=end)
        )
    return found


def _evidence(session: Session, ids: list[str], until: str) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for entry, document, event, start, end, verdict, date, statement, confidence, why in session.rows(
        'SELECT entry, document, event, start, "end", verdict, date, statement, confidence, why FROM evidence'
        " WHERE entry IN (SELECT unnest(?)) AND (date IS NULL OR date <= ? || '~') ORDER BY entry, date, rowid",
        [ids, until],
    ):
        found.setdefault(entry, []).append(Evidence(
            document=document, event=event, start=start, end=end, verdict=verdict, date=date, statement=statement,
            confidence=confidence, why=why,
        ))
    return found


def _entry(
    row: tuple[Any, ...], mentions: dict[str, list[EntryMention]], evidence: dict[str, list[Evidence]]
) -> Entry:
    held = dict(zip(COLUMNS, row, strict=True))
    for role in ("by", "obligor", "beneficiary"):
        codes = held.pop(f"{role}_code")
        held[role] = tuple(EntryParty(name=n, code=c or None) for n, c in zip(held[role], codes, strict=True))
    due = held.pop("deadline")
    return Entry(
        **{**held, "mode": tuple(held["mode"] or ())}, mentions=tuple(mentions.get(held["id"], ())),
        evidence=tuple(evidence.get(held["id"], ())),
        deadline=Interval(start=None, end=due, granularity="day") if due else None,
    )
