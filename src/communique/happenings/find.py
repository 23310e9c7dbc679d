"""Groups the events of many records that are one happening: same type, parties, place and days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from communique.happenings.facts import Facts, facts_of
from communique.happenings.grouping import Group, Grouping, Telling
from communique.happenings.happening import Happening, happening_of, in_stories
from communique.model import Record


def find_happenings(records: Iterable[Record], stories: Mapping[str, str] | None = None) -> list[Happening]:
    """The happenings that ``records`` tell, by day and id; those that one report alone tells are among them.

    ``stories`` says which document each reprint goes back to (:mod:`communique.reprints`). Events that are negated,
    hypothetical, expected or long past, and those of no known day, are left out. Independent of the order of the
    records; near linear in their number.
    """
    facts = sorted((facts for record in records for facts in facts_of(record)), key=Facts.order)
    found = (happening_of([t.facts for t in group.tellings]) for group in _groups(facts))
    return sorted((in_stories(one, stories or {}) for one in found), key=lambda h: (h.first, h.id))


def _groups(facts: Iterable[Facts]) -> Iterator[Group]:
    grouping = Grouping()
    tellings = (Telling(number, one) for number, one in enumerate(facts))
    for day, told in groupby(tellings, key=lambda t: t.facts.first):
        yield from grouping.over(day)
        for telling in told:
            grouping.put(telling)
    yield from grouping.over()
