"""Times are found with the right words and the right TIMEX3 value, on any text, in time in proportion to its length."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from communique.kit import Kit
from communique.lexicon.files import load_toml
from communique.mentions.when.find import find_times, warnings_of
from communique.mentions.when.interval import bounding_words
from communique.model import Dateline, Header, Text, Time

GOLD = Path(__file__).parents[2] / "gold" / "times.tsv"
FLOOR = 0.97  # of the values in GOLD; raise it when they get better


def times_in(words: str, date: str | None, kit: Kit) -> tuple[Time, ...]:
    header = Header(date=date, date_source="given" if date else "none", dateline=None)
    return find_times(kit.parser.parse(words), header, kit.calendar)


def overlapping(times: tuple[Time, ...], start: int, end: int) -> Time | None:
    touching = [t for t in times if t.start < end and start < t.end]
    return max(touching, key=lambda t: min(end, t.end) - max(start, t.start), default=None)


def test_values_in_the_gold_sentences_stay_above_their_floor(kit: Kit) -> None:
    lines = [line for line in GOLD.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = [line.split("\t") for line in lines[1:]]
    right, wrong = 0, []
    for date, sentence, expression, _, value, _ in rows:
        start = sentence.rindex(expression)
        found = overlapping(times_in(sentence, date, kit), start, start + len(expression))
        if found is not None and found.value == value:
            right += 1
        else:
            wrong.append((sentence, expression, value, found))
    assert len(rows) >= 400
    assert right / len(rows) >= FLOOR, wrong


def test_every_example_of_every_rule_has_its_value(kit: Kit) -> None:
    wrong = []
    for rule in kit.calendar.rules:
        for example in rule.examples:
            marked, value = example.rsplit(" = ", 1)
            before, inside = marked.split("[", 1)
            words = marked.replace("[", "", 1).replace("]", "", 1)
            end = len(before) + len(inside.split("]", 1)[0])
            found = overlapping(times_in(words, kit.calendar.published, kit), len(before), end)
            if found is None or (found.start, found.end, found.value) != (len(before), end, value):
                wrong.append((rule.id, example, found))
    assert not wrong


def test_no_counter_example_sets_its_rule_off(kit: Kit) -> None:
    wrong = []
    for rule in kit.calendar.rules:
        for words in rule.counter_examples:
            found = times_in(words, kit.calendar.published, kit)
            if any(f"rule {rule.id}" in (t.why or "") for t in found) or (rule.type == "none" and found):
                wrong.append((rule.id, words, found))
    assert not wrong


def test_every_rule_has_an_example_and_its_id_is_unique(kit: Kit) -> None:
    rules = kit.calendar.rules
    assert len({rule.id for rule in rules}) == len(rules)
    assert not [rule.id for rule in rules if rule.type != "none" and not rule.examples]


def test_without_a_publication_date_relative_times_have_no_value_and_absolute_ones_keep_theirs(kit: Kit) -> None:
    words = "They met on Friday, left last week and two days ago, and signed on 12 May 2019 for three years."
    values = {words[t.start : t.end]: t.value for t in times_in(words, None, kit)}
    assert values == {
        "Friday": None,
        "last week": None,
        "two days ago": None,
        "12 May 2019": "2019-05-12",
        "three years": "P3Y",
    }


def test_missing_publication_date_is_warned_of_where_it_matters(kit: Kit) -> None:
    undated = Header(date=None, date_source="none", dateline=None)
    dated = Header(date="2021-07-24", date_source="given", dateline=None)
    times = times_in("They met on Friday and signed on 12 May 2019.", None, kit)
    assert warnings_of(times, undated) == ("no publication date: 1 of 2 time expressions have no value",)
    assert warnings_of(times, dated) == ()
    assert warnings_of(times_in("They signed on 12 May 2019.", None, kit), undated) == ()


def test_why_names_the_rule_and_the_anchor(kit: Kit) -> None:
    found = times_in(
        "Rebels took it on 3 October 2019. Two days later they left. They fled last week.", "2019-11-06", kit
    )
    assert [t.why for t in found] == [
        "rule day.day-first",
        "rule rel.later, from the narrative date",
        "rule rel.unit, from the publication date",
    ]


def test_a_report_that_appeared_later_hangs_on_the_day_in_its_dateline(kit: Kit) -> None:
    words = "Oslo, July 22 (NWA): They met today and will meet on Friday."
    for printed, filed, wanted in (
        ("2021-07-24", "2021-07-22", ["2021-07-22", "2021-07-23"]),
        ("2021-07-24", "2021-03-22", ["2021-07-24", "2021-07-30"]),
        ("2021-07-24", "no day", ["2021-07-24", "2021-07-30"]),
    ):
        dateline = Dateline(place="Oslo", agency="NWA", date=filed, start=0, end=21)
        header = Header(date=printed, date_source="given", dateline=dateline, asides=((0, 21),))
        found = find_times(kit.parser.parse(words, header.asides), header, kit.calendar)[1:]
        assert [t.value for t in found] == wanted
        hangs = "dateline" if filed == "2021-07-22" else "publication date"
        assert all((t.why or "").endswith(hangs) for t in found)


def test_header_and_dateline_are_read_though_they_are_not_parsed(kit: Kit) -> None:
    words = "date 2021-07-24 Oslo, July 24 (NWA): They met."
    header = Header(date="2021-07-24", date_source="header", dateline=None, asides=((0, 37),))
    found = find_times(kit.parser.parse(words, header.asides), header, kit.calendar)
    assert [(words[t.start : t.end], t.value) for t in found] == [
        ("2021-07-24", "2021-07-24"),
        ("July 24", "2021-07-24"),
    ]


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31", "0000-00-00", "not a date", "2020-02-30"])
def test_dates_at_the_ends_of_the_calendar_do_no_harm(date: str, kit: Kit) -> None:
    words = (
        "Last year, next year, two thousand years ago, 500 years later, on Friday, last spring, next weekend, Easter, "
        "on Dec. 31, tomorrow, in the fourth quarter, within 9000 years, the past 3000 years, this century, in 2562 BE."
    )
    for found in times_in(words, date, kit):
        assert found.value is None or isinstance(found.value, str)


@pytest.mark.parametrize(
    "words",
    [
        "7" * 100_000,
        "the " * 25_000,
        "last week " * 10_000,
        "1 " * 50_000,
        "12:" * 33_000,
        "may " * 25_000,
        "one hundred " * 8_000,
        "a year and " * 9_000,
        "1999-" * 20_000,
        "\n" * 100_000,
        "' " * 50_000,
        "2000" * 25_000,
    ],
)
def test_hostile_lines_take_time_in_proportion_to_their_length(words: str, kit: Kit) -> None:
    header = Header(date="2021-07-24", date_source="given", dateline=None)
    text = Text(words, [(0, len(words), "paragraph", None)], [])
    started = time.process_time()
    find_times(text, header, kit.calendar)
    assert time.process_time() - started < 5


def test_odd_characters_keep_every_offset_in_its_place(kit: Kit) -> None:
    words = "İİİ ﬁ \ud800 on 12 May 2019 \u2028 ẞ 3\xa0May 2020"
    found = times_in(words, "2021-07-24", kit)
    assert [words[t.start : t.end] for t in found] == ["12 May 2019", "3\xa0May 2020"]


def test_the_words_that_bound_a_deadline_match_their_examples() -> None:
    for name, row in load_toml("calendar/deadlines.toml").items():
        pattern = bounding_words()[name]
        assert all(pattern.search(words) for words in row["examples"]), name
        assert not any(pattern.search(words) for words in row["not"]), name


def test_times_met_again_have_their_own_places(kit: Kit) -> None:
    words = "On 5 May 2019 they met. They left on 5 May 2019, and met again on 5 May 2019."
    for _ in range(2):
        found = [(t.start, t.end, t.value) for t in times_in(words, "2019-06-01", kit)]
        starts = [n for n in range(len(words)) if words.startswith("5 May 2019", n)]
        assert found == [(n, n + 10, "2019-05-05") for n in starts]
