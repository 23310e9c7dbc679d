"""Values become days, deadlines end on their last day, and each predicate gets the time that governs it."""

from __future__ import annotations

from datetime import date

import pytest

from communique.kit import Kit
from communique.mentions.governing import own_time_of, time_of
from communique.mentions.when.find import find_times
from communique.mentions.when.interval import add_length, deadline_of, interval_of
from communique.model import Header, Time

PUBLISHED = "2024-03-12"


def a_time(value: str, kind: str = "DATE", first: str | None = None, last: str | None = None) -> Time:
    return Time(id="t1", start=0, end=1, type=kind, value=value, first=first, last=last)


@pytest.mark.parametrize(
    ("value", "first", "last", "granularity"),
    [
        ("2021-07-24", "2021-07-24", "2021-07-24", "day"),
        ("1998-08-07TNI", "1998-08-07", "1998-08-07", "day"),
        ("2021-W29", "2021-07-19", "2021-07-25", "week"),
        ("2009-W53", "2009-12-28", "2010-01-03", "week"),
        ("2000-W05-WE", "2000-02-05", "2000-02-06", "range"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2021-Q3", "2021-07-01", "2021-09-30", "quarter"),
        ("2021-H2", "2021-07-01", "2021-12-31", "range"),
        ("1998-WI", "1998-12-01", "1999-02-28", "season"),
        ("2020", "2020-01-01", "2020-12-31", "year"),
        ("FY2006", "2006-01-01", "2006-12-31", "year"),
        ("199X", "1990-01-01", "1999-12-31", "decade"),
        ("199", "1990-01-01", "1999-12-31", "decade"),
        ("19", "1900-01-01", "1999-12-31", "range"),
        ("PRESENT_REF", PUBLISHED, PUBLISHED, "day"),
        ("PAST_REF", None, PUBLISHED, "range"),
        ("FUTURE_REF", PUBLISHED, None, "range"),
    ],
)
def test_days_of_a_value(value: str, first: str | None, last: str | None, granularity: str) -> None:
    found = interval_of(a_time(value), PUBLISHED)
    assert found is not None
    assert (found.start, found.end, found.granularity, found.time) == (first, last, granularity, "t1")


@pytest.mark.parametrize(
    "value", ["0000", "0000-01-01", "2021-13", "2021-02-30", "9999-WI", "2021-W60", "BC0044", "P3D"]
)
def test_values_that_name_no_days_have_no_interval(value: str) -> None:
    assert interval_of(a_time(value, "DURATION" if value[0] == "P" else "DATE"), PUBLISHED) is None


@pytest.mark.parametrize(
    ("value", "kind", "before", "end"),
    [
        ("2022-07-01", "DATE", "withdraw by ", "2022-07-01"),
        ("2022-07-01", "DATE", "stay out until ", "2022-07-01"),
        ("2022-07-01", "DATE", "no later than ", "2022-07-01"),
        ("2022-03-20", "DATE", "free them before ", "2022-03-19"),
        ("2022-03-20", "DATE", "on or before ", "2022-03-20"),
        ("2024-06", "DATE", "before ", "2024-05-31"),
        ("2024-06", "DATE", "before the end of ", "2024-06-30"),
        ("2024-06", "DATE", "by the start of ", "2024-06-01"),
        ("2030", "DATE", "by ", "2030-12-31"),
        ("P90D", "DURATION", "within ", "2024-06-10"),
        ("P2W", "DURATION", "in ", "2024-03-26"),
        ("PT48H", "DURATION", "within ", "2024-03-14"),
        ("P1M", "DURATION", "not later than ", "2024-04-12"),
        ("P90D", "DURATION", "stay away for ", None),
        ("2024-05-01", "DATE", "after ", None),
        ("2024-05-01", "DATE", "ever since the ", None),
        ("PXW", "DURATION", "within ", None),
        ("P1M", "SET", "report ", None),
    ],
)
def test_last_day_of_a_deadline(value: str, kind: str, before: str, end: str | None) -> None:
    found = deadline_of(a_time(value, kind), before, PUBLISHED)
    assert (found and found.end) == end


def test_the_end_of_june_is_its_own_end_whatever_stands_before_it() -> None:
    time = a_time("2024-06", first="2024-06-21", last="2024-06-30")
    assert deadline_of(time, "before ", PUBLISHED).end == "2024-06-30"  # type: ignore[union-attr]


def test_lengths_need_an_anchor() -> None:
    assert deadline_of(a_time("P90D", "DURATION"), "within ", None) is None
    assert interval_of(a_time("PRESENT_REF"), None) is None


def test_months_are_added_by_the_calendar() -> None:
    assert add_length(date(2024, 1, 31), "P1M") == date(2024, 2, 29)
    assert add_length(date(2024, 2, 29), "P1Y") == date(2025, 2, 28)
    assert add_length(date(9999, 12, 31), "P1D") is None


@pytest.mark.parametrize(
    ("words", "predicate", "when"),
    [
        ("Gunmen killed 14 soldiers near the town on Sunday, the ministry said.", "killed", "2024-03-10"),
        ("Gunmen killed 14 soldiers near the town on Sunday, the ministry said.", "said", None),
        ("We condemn Thursday's attack on the consulate.", "condemn", None),
        ("We condemn Thursday's attack on the consulate.", "attack", "2024-03-07"),
        ("On Friday, the envoy met rebel leaders and signed a truce.", "signed", "2024-03-08"),
        ("Ministers welcomed Friday's release of the divers.", "release", "2024-03-08"),
        ("Ministers welcomed Friday's release of the divers.", "welcomed", None),
        ("Delegates held talks in Oslo on 8 and 9 February.", "held", "2024-02-08"),
        ("Mediators on Tuesday demanded that the army withdraw.", "demanded", "2024-03-12"),
    ],
)
def test_the_time_that_governs_a_predicate(words: str, predicate: str, when: str | None, kit: Kit) -> None:
    header = Header(date=PUBLISHED, date_source="given", dateline=None)
    text = kit.parser.parse(words)
    times = find_times(text, header, kit.calendar)
    token = next(t for t in text.tokens if t.text == predicate)
    found = time_of(token, text, times)
    days = interval_of(found, PUBLISHED) if found else None
    assert (days and days.start) == when


def test_a_deadline_is_sought_in_its_own_clause(kit: Kit) -> None:
    words = "Mediators on Tuesday demanded that the army withdraw by March 20."
    header = Header(date=PUBLISHED, date_source="given", dateline=None)
    text = kit.parser.parse(words)
    times = find_times(text, header, kit.calendar)
    token = next(t for t in text.tokens if t.text == "withdraw")
    found = own_time_of(token, text, times)
    assert found is not None
    assert found.value == "2024-03-20"
