"""What is reported as having happened: a sentence of a report each; the same act in several reports is one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from communique.archive.filed import Filed
from communique.brief.shapes import Period
from communique.brief.telling import Draft, Source, Telling, day_of, listed, quoted
from communique.model import Entity, Event, Party

VAGUE = ("month", "quarter", "season", "year", "decade")  # times of which nobody knows in which part it was
KNOWN = {"year": 4, "month": 7}  # letters of an ISO day that such a time is told by


class _Act(NamedTuple):
    """The events of one sentence, and who and where the ids of their report stand for."""

    filed: Filed
    events: tuple[Event, ...]
    who: Mapping[str, Entity]
    where: Mapping[str, str | None]


def happened(filed: Filed, period: Period) -> Iterator[_Act]:
    """The sentences of a report with events of the period that are told as having happened."""
    fresh = period.since <= (day_of(filed) or "") <= period.until
    events = [e for e in filed.record.events if not e.auxiliary and _within(e, period, fresh)]
    who = {e.id: e for e in filed.record.entities}
    where = {p.id: p.country_code for p in filed.record.places}
    for _, group in groupby(sorted(events, key=lambda e: e.sentence), key=lambda e: e.sentence):
        yield _Act(filed, tuple(group), who, where)


def drafts_of(acts: Iterable[_Act]) -> list[Draft]:
    """One draft for each act; reports of the same day, types and parties tell the same one."""
    same: dict[tuple[object, ...], list[_Act]] = {}
    for act in sorted(acts, key=lambda a: (a.filed.record.document.id, a.events[0].sentence)):
        same.setdefault(_key(act), []).append(act)
    return [_draft(group) for group in same.values()]


def _draft(group: list[_Act]) -> Draft:
    countries = frozenset[str]().union(*map(_countries, group))
    return Draft(countries, lambda: _telling(group, countries))


def _telling(group: list[_Act], countries: frozenset[str]) -> Telling:
    act = group[0]
    events = act.events
    event = events[0]
    begun = (event.date.start or event.date.end) if event.date else None
    day = begun and begun[: KNOWN.get(event.date.granularity if event.date else "", 10)]
    sources = tuple(Source(a.filed.record.document.id, a.events[0].id, a.events[0].sentence) for a in group)
    weight = max(abs(e.event_scale or 0.0) for e in events)
    return Telling(
        kind="happened", countries=countries, day=day,
        text=lambda: _sentence(act), tags=tuple(dict.fromkeys(e.event for e in events)), status=None, entry=None,
        weight=(len({s.document for s in sources}), weight, max(e.confidence for e in events)),
        order=(begun or "", sources), sources=sources,
    )


def _sentence(act: _Act) -> str:
    told = _told_by(act)
    return quoted(act.filed.input.text[slice(*act.events[0].sentence)]) + (f" (as told by {told})" if told else "")


def _within(event: Event, period: Period, fresh: bool) -> bool:
    """Whether it was in the period; what is only known to be of a longer time is told by a report of the period."""
    date = event.date
    if date is None or (date.start is None and date.end is None):
        return False
    first, last = date.start or "", date.end or "9999"
    vague = date.granularity in VAGUE and not (period.since <= first and last <= period.until)
    return last >= period.since and first <= period.until and (fresh or not vague)


def _key(act: _Act) -> tuple[object, ...]:
    """What makes two sentences tell the same; without an actor nothing says that it is the same act."""
    record = act.filed.record
    sides = [(e.event, _sides(act, e.actor), _sides(act, e.recipient)) for e in act.events]
    apart = () if all(actor for _, actor, _ in sides) else (record.document.id, act.events[0].sentence)
    return (str(act.events[0].date and act.events[0].date.start), frozenset(sides), apart)


def _sides(act: _Act, parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(e.code or e.name.lower() for e in _entities(act, parties))


def _entities(act: _Act, parties: tuple[Party, ...]) -> list[Entity]:
    return [act.who[p.entity] for p in parties if p.entity in act.who]


def _countries(act: _Act) -> set[str]:
    """The codes of who has a part in it, and the countries that it happened in."""
    found = {act.where.get(event.event_loc or "") for event in act.events}
    for event in act.events:
        found.update(act.who[p.entity].code for p in (*event.actor, *event.recipient) if p.entity in act.who)
    return {code for code in found if code}


def _told_by(act: _Act) -> str:
    """Whose words carry what the sentence tells, where the report does not say it in its own voice."""
    carried = {e.statement for e in act.events} - {None}
    told = (s for s in act.filed.record.statements if s.id in carried)
    speakers = {listed([e.name for e in _entities(act, s.speaker)]) for s in told}
    return speakers.pop() if len(speakers) == 1 else ""
