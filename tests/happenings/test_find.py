"""What several reports tell of one happening is one; what differs in type, party, place or day is another."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from communique.coding import code_all
from communique.formats.write_happenings import told
from communique.happenings.find import find_happenings
from communique.kit import Kit
from communique.model import Document, Record

pytestmark = pytest.mark.slow

REPORTS = (
    ("a", "2021-07-24", "Gunmen killed 27 villagers in Gao on Friday. France condemned the attack on Saturday."),
    (
        "b",
        "2021-07-24",
        "At least 40 villagers were killed by gunmen in Gao, northern Mali, on Friday, officials said.",
    ),
    ("c", "2021-07-25", "Gunmen killed 12 villagers in Mopti on Friday."),
    ("d", "2021-07-26", "French President Emmanuel Macron met Indian Prime Minister Narendra Modi in Paris on Sunday."),
    ("e", "2021-07-26", "Macron and Modi held talks in Paris on Sunday."),
    ("f", "2021-07-26", "Macron met German Chancellor Angela Merkel in Paris on Sunday."),
    ("g", "2021-08-24", "Gunmen killed 30 villagers in Gao on Friday."),
)


@pytest.fixture(scope="module")
def records(kit: Kit) -> list[Record]:
    return [record for _, record in code_all([Document(id=i, date=d, text=t) for i, d, t in REPORTS], kit)]


def test_one_happening_has_all_its_sources_and_the_spread_of_their_numbers(records: list[Record]) -> None:
    found = find_happenings(records)
    told_by = {("".join(s.document for s in h.sources), h.event) for h in found}
    assert told_by == {
        ("ab", "ASSAULT"), ("c", "ASSAULT"), ("a", "ACCUSE"), ("de", "CONSULT"), ("f", "CONSULT"), ("g", "ASSAULT")
    }  # fmt: skip
    first = next(h for h in found if h.documents == 2 and h.event == "ASSAULT")
    assert first.dead is not None
    assert (first.dead.low, first.dead.high, first.dead.stated) == (27, 40, 2)
    assert told(first) == "2021-07-23  ASSAULT  Gunmen > 27 villagers  Gao  27 to 40 dead  (2 reports)"


def between(record: Record, start: str, end: str) -> Record:
    """The record's first event alone, told of these days by a document that is named after them."""
    event = record.events[0]
    assert event.date is not None
    event = replace(event, date=replace(event.date, start=start, end=end))
    return replace(record, document=replace(record.document, id=start + end), events=(event,))


@pytest.mark.parametrize(
    ("days", "expected", "reason"),
    [
        (("2021-07-12/2021-07-18", "2021-07-19/2021-07-25"), None, "weeks one after the other are two"),
        (("2021-07-12/2021-07-18", "2021-07-16/2021-07-20"), "2021-07-16/2021-07-18", "what they have in common"),
        (("2021-07-12/2021-07-18", "2021-07-17/2021-07-17"), "2021-07-17/2021-07-17", "the day that one names"),
        (("2021-07-16/2021-07-16", "2021-07-17/2021-07-17"), "2021-07-16/2021-07-17", "one night"),
        (("2021-07-16/2021-07-16", "2021-07-18/2021-07-18"), None, "two days apart"),
    ],
)
def test_days_that_reports_name(
    records: list[Record], days: tuple[str, str], expected: str | None, reason: str
) -> None:
    found = find_happenings(between(records[0], *told.split("/")) for told in days)
    assert [f"{h.first}/{h.last}" for h in found if h.documents == 2] == ([expected] if expected else []), reason


def test_the_order_of_records_does_not_matter(records: list[Record]) -> None:
    assert find_happenings(records[::-1]) == find_happenings(records)


def test_reprints_count_once(records: list[Record]) -> None:
    found = find_happenings(records, {"a": "a", "b": "a"})
    assert [(h.documents, h.stories) for h in found if h.documents > 1 and h.event == "ASSAULT"] == [(2, 1)]
