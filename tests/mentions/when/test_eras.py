"""Days of other calendars, against days that are known."""

from __future__ import annotations

from datetime import date

import pytest

from communique.lexicon.calendar import load_calendar
from communique.mentions.when.eras import day_of

CALENDAR = load_calendar()


@pytest.mark.parametrize(
    ("era", "year", "month", "day", "wanted"),
    [
        ("AH", 1445, 9, 1, date(2024, 3, 11)),
        ("AH", 1446, 1, 1, date(2024, 7, 7)),
        ("AH", 1442, 12, 10, date(2021, 7, 20)),
        ("SH", 1357, 11, 22, date(1979, 2, 11)),
        ("SH", 1403, 1, 1, date(2024, 3, 20)),
        ("AH", 1, 1, 1, date(622, 7, 19)),
        ("AH", 1300, 1, 1, date(1882, 11, 12)),
    ],
)
def test_known_days(era: str, year: int, month: int, day: int, wanted: date) -> None:
    assert day_of(era, year, month, day, CALENDAR) == wanted


def test_days_that_are_not() -> None:
    assert day_of("AH", 1445, 9, 31, CALENDAR) is None
    assert day_of("AH", 1445, 10, 30, CALENDAR) is None
    assert day_of("SH", 1403, 7, 31, CALENDAR) is None
    assert day_of("SH", 900, 1, 1, CALENDAR) is None
    assert day_of("AH", 0, 1, 1, CALENDAR) is None
    assert day_of("AH", 9999, 1, 1, CALENDAR) is None


def test_years_follow_without_a_gap() -> None:
    for year in range(1343, 1500):
        days = (CALENDAR.eras["AH"][year + 1][0] - CALENDAR.eras["AH"][year][0]).days
        assert days == 12 * 28 + sum(map(int, CALENDAR.eras["AH"][year][1]))
