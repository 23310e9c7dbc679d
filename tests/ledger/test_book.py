"""A ledger that is kept equals one that is made at once, whatever the order in which documents come; bad input."""

from __future__ import annotations

import random

import bench_ledger
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.ledger.book import Book
from communique.ledger.build import build_ledger, each_entry
from communique.model import Record
from ledger.test_build import deed, promise, record

VERBS = ("mend", "repair", "release", "free", "open", "close", "withdraw", "keep", "pay")
THINGS = ("dyke", "prisoner", "border", "clinic", "grant", "road", "pledge")
LANDS = ("Orland", "Vessia", "Thule")


def world(seed: int, count: int) -> list[Record]:
    draw = random.Random(seed)

    def day() -> str | None:
        return f"20{draw.randint(20, 23)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"

    return [
        record(
            f"d{n}",
            day() if draw.random() < 0.9 else None,
            promise(
                draw.choice(VERBS),
                draw.choice(THINGS),
                day() if draw.random() < 0.4 else None,
                draw.choice(("do", "do", "refrain")),
            ),
            deeds=(deed(draw.choice(VERBS), draw.choice(THINGS), draw.random() < 0.2),),
            who=draw.choice(LANDS),
        )
        for n in range(count)
    ]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 60))
def test_documents_added_one_by_one_give_the_ledger_made_at_once(seed: int, count: int) -> None:
    records = world(seed, count)
    book = Book()
    for each in random.Random(seed).sample(records, count):
        book.changed([each])
    assert book.entries() == build_ledger(records)


def test_long_rows_give_the_ledger_made_at_once() -> None:
    records = [
        record(
            f"d{n:03d}",
            f"2021-{n // 28 + 1:02d}-{n % 28 + 1:02d}",
            promise("repair" if n % 3 else "open", THINGS[n % 2]),
            deeds=(deed("mend", THINGS[n % 2], n % 5 == 0),),
        )
        for n in range(180)
    ]
    book = Book()
    for each in random.Random(3).sample(records, len(records)):
        book.changed([each])
    assert book.entries() == build_ledger(records)


@pytest.mark.parametrize("crowded", [False, True])
def test_overfull_rows_give_the_ledger_made_at_once(crowded: bool) -> None:
    records = list(bench_ledger.records(bench_ledger.World(crowded, 7, parties=4), 500, days=700))
    draw, book = random.Random(11), Book()
    shuffled = draw.sample(records, len(records))
    while shuffled:
        some = draw.choice((1, 1, 4))
        book.changed(shuffled[:some])
        del shuffled[:some]
    assert book.entries() == build_ledger(records)


@pytest.mark.parametrize("as_of", [None, "2021-06-01"])
def test_entries_one_at_a_time_are_the_same(as_of: str | None) -> None:
    records = world(9, 60)
    assert tuple(each_entry(iter([*records, *records[:20]]), as_of)) == build_ledger(records, as_of)


def test_ids_stay_while_later_documents_are_added() -> None:
    records = sorted(world(5, 40), key=lambda r: r.document.date or "9999")
    dated = [r for r in records if r.document.date]
    book = Book()
    for each in dated:
        before = {e.id for e in book.entries()}
        named = {m.document: e.id for e in book.entries() for m in e.mentions[:1]}
        book.add([each])
        after = {e.mentions[0].document: e.id for e in book.entries()}
        assert before >= {after[d] for d in named if d in after}


def test_changed_names_what_a_document_bears_on() -> None:
    book = Book()
    (entry,) = book.changed([record("a", "2020-01-01", promise())])
    (kept,) = book.changed([record("b", "2020-02-01", deeds=(deed(),))])
    assert (entry.id, kept.status) == (kept.id, "fulfilled")
    assert book.changed([record("b", "2020-02-01", deeds=(deed(),))]) == ()


@pytest.mark.parametrize("day", ["2020-01-01", "2020-06-01"])
def test_undated_promise_is_merged_but_weighed_only_with_a_dated_one(day: str) -> None:
    undated, kept = record("a", None, promise()), record("b", "2020-03-01", deeds=(deed(),))
    (alone,) = build_ledger([undated, kept])
    assert (alone.evidence, alone.status, alone.first_date) == ((), "open", None)
    (both,) = build_ledger([undated, kept, record("c", day, promise())])
    assert len(both.mentions) == 2
    assert both.status == ("fulfilled" if day < "2020-03-01" else "open")


def test_deadline_before_the_promise_is_overdue_and_late_is_better_than_never() -> None:
    owed = record("a", "2020-01-01", promise(due="2019-01-01"))
    assert build_ledger([owed])[0].status == "overdue"
    assert build_ledger([owed, record("b", "2020-02-01", deeds=(deed(),))])[0].status == "fulfilled"
