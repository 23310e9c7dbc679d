"""Briefs from reports and a ledger made by hand: no parser, all invented."""

from __future__ import annotations

import random
from html.parser import HTMLParser

import msgspec
import pytest

from archive.making import record, report
from communique.archive.filed import Filed
from communique.brief.make import make_brief
from communique.brief.markdown import brief_markdown
from communique.brief.owed import entry_at
from communique.brief.page import brief_page
from communique.brief.period import period_of
from communique.brief.shapes import Brief
from communique.errors import InputError
from communique.model import Document, Entry, EntryMention, EntryParty, Evidence, Interval, Party, Record, Statement

JANUARY = period_of("2024-01-01", "2024-01-31", "ARV,BOL")


def filed(pair: tuple[Document, Record]) -> Filed:
    document, made = pair
    return Filed(document, made, made, (), 1)


def brief_of(*reports: Filed, entries: tuple[Entry, ...] = (), countries: str | None = "ARV,BOL") -> Brief:
    known = {f.record.document.id: f for f in reports}
    period = msgspec.structs.replace(JANUARY, countries=tuple(countries.split(",")) if countries else ())
    return make_brief(reports, lambda _: entries, period, known.__getitem__)


def lines(brief: Brief, kind: str, code: str = "ARV") -> list[str]:
    chapter = next(c for c in brief.chapters if c.code == code)
    return [line.text for s in chapter.sections if s.kind == kind for line in s.lines]


def entry(status: str = "open", **changes: object) -> Entry:
    made = Entry(
        id="t-1", kind="commitment", by=(EntryParty(name="Arvenia", code="ARV"),),
        obligor=(EntryParty(name="Arvenia", code="ARV"),), beneficiary=(), action="mend the dyke", mode=(),
        polarity="do", condition=None, deadline=Interval(start=None, end="2024-01-20", granularity="day"),
        first_date="2023-12-01", last_date="2023-12-01", evidence=(), status=status, as_of="2025-01-01",
        mentions=(EntryMention(document="one", undertaking="u1", start=0, end=7),),
    )
    return msgspec.structs.replace(made, **changes)


def shown(verdict: str, day: str, statement: str | None = None) -> Evidence:
    return Evidence(
        document="one", event="v1", start=0, end=7, verdict=verdict, date=day, statement=statement, confidence=0.8,
        why="by hand",
    )


def test_a_sentence_is_told_with_its_words_under_every_country_it_is_about() -> None:
    brief = brief_of(filed(report(id="one")))
    assert lines(brief, "happened") == lines(brief, "happened", "BOL") == ["Arvenia urged Bolmark in Bolstad."]
    assert [(n.number, n.document, n.item, n.words) for n in brief.notes] == [
        (1, "one", "v1", "Arvenia urged Bolmark in Bolstad.")
    ]


def test_the_same_act_in_two_reports_is_one_line_with_two_footnotes() -> None:
    brief = brief_of(filed(report(id="one")), filed(report(id="two", more=" More of it.")))
    (line,) = brief.chapters[0].sections[0].lines
    assert line.notes == (1, 2)
    assert [n.document for n in brief.notes] == ["one", "two"]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"first": "2024-02-01", "last": "2024-02-02"}, "after the period"),
        ({"first": None, "last": None}, "undated"),
        ({"auxiliary": ("future",)}, "announced, not done"),
        ({"auxiliary": ("negation",)}, "did not happen"),
    ],
)
def test_what_is_not_told(changes: dict[str, object], why: str) -> None:
    brief = brief_of(filed(report(id="one", **changes)))  # type: ignore[arg-type]
    assert all(s.kind != "happened" for c in brief.chapters for s in c.sections), why


def test_what_begins_before_and_lasts_into_the_period_is_told() -> None:
    assert lines(brief_of(filed(report(id="one", first="2023-12-30", last="2024-01-01"))), "happened")


@pytest.mark.parametrize(("published", "told"), [("2024-01-15", ["2024"]), ("2024-06-01", [])])
def test_a_year_is_told_as_a_year_and_only_by_reports_of_the_period(published: str, told: list[str]) -> None:
    doc, made = report(id="one", first="2024-01-01", last="2024-12-31")
    (event,) = made.events
    dated = msgspec.structs.replace(event, date=Interval(start="2024-01-01", end="2024-12-31", granularity="year"))
    info = msgspec.structs.replace(made.document, date=published)
    brief = brief_of(filed((doc, msgspec.structs.replace(made, events=(dated,), document=info))))
    chapter = next(c for c in brief.chapters if c.code == "ARV")
    assert [line.day for s in chapter.sections if s.kind == "happened" for line in s.lines] == told


def test_statements_leave_out_the_turn_that_holds_them() -> None:
    doc, made = report(id="one")
    speaker = (Party(entity="e1", start=0, end=7),)
    part = Statement(id="s2", speaker=speaker, act="urge", form="reported", content=((14, 21),))
    whole = msgspec.structs.replace(part, id="s1", content=((0, len(doc.text)),))
    denied = msgspec.structs.replace(part, id="s3", act="concern", negated=True)
    made = msgspec.structs.replace(made, statements=(whole, part, denied))
    assert lines(brief_of(filed((doc, made))), "said") == [
        "Arvenia urged: “Bolmark”", "Arvenia did not voice concern: “Bolmark”",
    ]


def test_statuses_are_those_of_the_last_day() -> None:
    late = entry("fulfilled", evidence=(shown("fulfils", "2024-03-01"),))
    assert entry_at(late, "2024-01-31").status == "overdue"
    assert entry_at(late, "2024-01-10").status == "open"
    assert entry_at(late, "2024-03-01").status == "fulfilled"
    assert entry_at(entry_at(late, "2024-01-31"), "2024-01-31") == entry_at(late, "2024-01-31")
    one = filed(report(id="one"))
    assert lines(brief_of(one, entries=(late,)), "owed") == ["Arvenia will “mend the dyke”. Due 2024-01-20."]
    assert lines(brief_of(one, entries=(late,)), "settled") == []


def test_kept_and_claimed_within_the_period() -> None:
    kept = entry("fulfilled", evidence=(shown("partly", "2023-12-20"), shown("fulfils", "2024-01-05", "s1")))
    brief = brief_of(filed(report(id="one")), entries=(kept,))
    assert lines(brief, "settled") == ["Arvenia will “mend the dyke”. Kept on 2024-01-05 (claimed)."]
    assert lines(brief, "owed") == []


def test_what_was_first_said_later_is_left_out() -> None:
    assert lines(brief_of(filed(report(id="one")), entries=(entry(first_date="2024-02-01"),)), "owed") == []


def test_too_many_lines_are_counted_not_hidden() -> None:
    reports = [filed(report(id=f"d{n:02}", verb=f"urged-{n}", type=t)) for n, t in enumerate(["ACCUSE", "AID"] * 10)]
    same_day = [msgspec.structs.replace(f.record.events[0], actor=()) for f in reports]
    apart = [Filed(f.input, r, r, (), 1) for f, e in zip(reports, same_day, strict=True)
             if (r := msgspec.structs.replace(f.record, events=(e,)))]
    section = brief_of(*apart, countries="BOL").chapters[0].sections[0]
    assert (len(section.lines), section.more) == (12, 8)


def test_the_order_of_reports_changes_nothing() -> None:
    types = ("AID", "ACCUSE", "AID", "REJECT")
    reports = [filed(report(id=f"d{n}", type=t, more=f" {n}.")) for n, t in enumerate(types)]
    expected = brief_of(*reports)
    for seed in range(5):
        random.Random(seed).shuffle(reports)
        assert brief_of(*reports) == expected


def test_without_countries_those_with_most_lines_are_taken_from_the_gazetteer() -> None:
    brief = brief_of(filed(report(id="one")), countries=None)
    assert [c.code for c in brief.chapters] == ["BOL"]  # Bolivia has this code; nobody has ARV


def test_hostile_words_stay_words() -> None:
    hostile = report(verb="<script>alert(1)</script> [x](http://evil) # *bold* | `code`", id="one")
    brief = brief_of(filed(hostile))
    page = brief_page(brief, "a <b>name</b>").decode()
    assert "<script>" not in page and "<b>" not in page
    text = brief_markdown(brief, "cited").decode()
    assert "<script>" not in text.replace("\\<script", "") and "\\[x\\](http" in text and "\\*bold\\*" in text
    HTMLParser().feed(page)


def test_every_footnote_of_the_page_has_its_place() -> None:
    page = brief_page(brief_of(filed(report(id="one")), filed(report(id="two"))), "cited").decode()
    assert page.count('id="n1"') == page.count('id="n2"') == 1
    assert 'href="#n1"' in page


def test_a_period_without_reports_says_so() -> None:
    doc, _ = report(id="one", first="2020-01-01", last="2020-01-01")
    brief = brief_of(filed((doc, record(doc))))
    assert "Nothing is reported" in brief_markdown(brief, "cited").decode()


TOO_MANY = ",".join(f"A{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(41))


@pytest.mark.parametrize(
    ("since", "until", "countries"),
    [("2024-02-01", "2024-01-01", None), ("2024-1-1", "2024-02-01", None), ("x", "2024-01-01", None),
     ("2024-01-01", "2024-01-02", "France"), ("2024-01-01", "2024-01-02", TOO_MANY)],
)
def test_absurd_periods_are_refused(since: str, until: str, countries: str | None) -> None:
    with pytest.raises(InputError):
        period_of(since, until, countries)
