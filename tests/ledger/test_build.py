"""The ledger over records made by hand: order, repetition, missing dates, ids that stay."""

from __future__ import annotations

import itertools
import time

from communique.ledger.build import build_ledger
from communique.model import Action, Deed, DocumentInfo, Entity, Gist, Interval, Party, Record, Undertaking

OWNER = Party(entity="e1", start=0, end=5)


def info(name: str, date: str | None) -> DocumentInfo:
    return DocumentInfo(
        id=name,
        sha256=name,
        date=date,
        date_source="given",
        dateline=None,
        title=None,
        url=None,
        publisher=None,
        language=None,
    )


def promise(verb: str = "mend", thing: str = "dyke", due: str | None = None, polarity: str = "do") -> Undertaking:
    return Undertaking(
        id="u1",
        kind="commitment",
        by=(OWNER,),
        obligor=(OWNER,),
        action=Action(start=10, end=20, text=f"{verb} the {thing}"),
        polarity=polarity,
        deadline=Interval(start=None, end=due, granularity="day") if due else None,
        gist=Gist(verb=verb, objects=(thing,)),
    )


def deed(verb: str = "mend", thing: str = "dyke", negated: bool = False) -> Deed:
    return Deed(
        id="a1",
        start=10,
        end=20,
        actor=(OWNER,),
        gist=Gist(verb=verb, objects=(thing,)),
        negated=negated,
        subject="Orland",
    )


def record(
    name: str, date: str | None, *undertakings: Undertaking, deeds: tuple[Deed, ...] = (), who: str = "Orland"
) -> Record:
    entity = Entity(id="e1", name=who)
    return Record(document=info(name, date), entities=(entity,), undertakings=undertakings, deeds=deeds)


def test_same_promise_twice_is_one_entry_in_any_order() -> None:
    records = [record("a", "2020-01-01", promise()), record("b", "2020-02-01", promise()), record("c", None, promise())]
    ledgers = [build_ledger(order) for order in itertools.permutations(records)]
    assert all(ledger == ledgers[0] for ledger in ledgers)
    (entry,) = ledgers[0]
    assert [m.document for m in entry.mentions] == ["a", "b", "c"]
    assert (entry.first_date, entry.last_date) == ("2020-01-01", "2020-02-01")


def test_same_document_twice_counts_once() -> None:
    one = record("a", "2020-01-01", promise())
    assert build_ledger([one, one]) == build_ledger([one])


def test_id_stays_while_later_documents_come_in() -> None:
    first = record("a", "2020-01-01", promise())
    later = record("b", "2021-01-01", promise(), promise("plant", "oak"))
    before = build_ledger([first])[0].id
    assert before in {e.id for e in build_ledger([later, first])}


def test_deed_keeps_promise_and_only_after_it() -> None:
    owed = record("b", "2020-02-01", promise())
    early = record("a", "2020-01-01", deeds=(deed(),))
    late = record("c", "2020-03-01", deeds=(deed(),))
    assert build_ledger([owed, early])[0].status == "open"
    assert build_ledger([owed, late])[0].status == "fulfilled"


def test_deed_of_another_is_nothing() -> None:
    owed = record("a", "2020-01-01", promise())
    other = Deed(id="a1", start=0, end=9, actor=(OWNER,), gist=Gist(verb="mend", objects=("dyke",)), subject="Thule")
    assert build_ledger([owed, record("b", "2020-02-01", deeds=(other,), who="Thule")])[0].evidence == ()


def test_undated_report_is_never_evidence() -> None:
    owed = record("a", "2020-01-01", promise())
    assert build_ledger([owed, record("b", None, deeds=(deed(),))])[0].evidence == ()


def test_not_done_is_a_breach_only_once_due() -> None:
    owed = record("a", "2020-01-01", promise(due="2020-02-10"))
    undone = deed(negated=True)
    assert build_ledger([owed, record("b", "2020-02-01", deeds=(undone,))])[0].status == "open"
    assert build_ledger([owed, record("b", "2020-02-11", deeds=(undone,))])[0].status == "violated"


def test_doing_what_was_to_be_left_is_a_breach() -> None:
    owed = record("a", "2020-01-01", promise("flood", "valley", polarity="refrain"))
    assert build_ledger([owed, record("b", "2020-02-01", deeds=(deed("flood", "valley"),))])[0].status == "violated"


def test_overdue_depends_on_the_day_asked_for() -> None:
    owed = record("a", "2020-01-01", promise(due="2020-02-10"))
    assert build_ledger([owed], as_of="2020-02-10")[0].status == "open"
    assert build_ledger([owed], as_of="2020-02-11")[0].status == "overdue"


def test_what_came_after_the_day_asked_for_is_left_out() -> None:
    owed = record("a", "2020-01-01", promise())
    kept = record("b", "2020-02-01", deeds=(deed(),))
    assert build_ledger([owed, kept], as_of="2020-01-15")[0].status == "open"


def test_promise_with_due_day_before_itself_does_not_break_anything() -> None:
    (entry,) = build_ledger([record("a", "2020-01-01", promise(due="2019-01-01"))])
    assert entry.status == "overdue"


def test_merging_is_near_linear() -> None:
    def took(count: int) -> float:
        records = [
            record(
                f"d{n}", f"20{10 + n % 14}-01-{1 + n % 28:02d}", promise("mend", f"dyke{n % 300}"), who=f"Land{n % 90}"
            )
            for n in range(count)
        ]
        start = time.perf_counter()
        build_ledger(records)
        return time.perf_counter() - start

    took(200)
    assert took(4000) < 12 * max(took(1000), 0.01)
