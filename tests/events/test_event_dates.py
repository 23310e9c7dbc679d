"""Dates of events in invented reports: what a sentence says, and what the report has come to before it."""

from __future__ import annotations

import pytest

from communique.coding import code
from communique.kit import Kit
from communique.model import Document

PUBLISHED = "2026-03-05"  # a Thursday
SHELLED = "The army shelled the town of Kaduk on Monday, two officers said."
MET = "Norway's minister met Chile's president in Lima on Monday."

CASES = [
    # the time at the head of a sentence, however the parser hangs it
    ("On 23 November 2022 leaders of Kenya and Chad met in Luanda.", "CONSULT", "2022-11-23"),
    ("On Monday rebels attacked a convoy near Gao; at least 20 soldiers were killed.", "ASSAULT", "2026-03-02"),
    ("The May 2015 agreement was rejected by Norway on Monday.", "REJECT", "2026-03-02"),
    # a length of time is no date, and does not hide one
    ("On the evening of 28 February, two of our envoys were stopped in Quito and questioned.", "ACCUSE", "2026-02-28"),
    ("Having met for two days in Quito, the delegations announce the following.", "CONSULT", "2026-03-04"),
    # clauses
    ("Norway's minister was in Lima on Monday, where he met Chile's president.", "CONSULT", "2026-03-02"),
    ("The patrol was surrounded, robbed and beaten by villagers in Gao on Monday.", "ASSAULT", "2026-03-02"),
    # what comes after, on the same day
    (f"{SHELLED} Troops arrested nine men.", "COERCE", "2026-03-02"),
    (f"{SHELLED}\n\nThe soldiers burned the market.", "ASSAULT", "2026-03-02"),
    (f"{MET} He promised Chile two ships.", "AGREE", "2026-03-02"),
    # what is said of it later is said today
    (f"{SHELLED} Norway condemned the attack.", "ACCUSE", PUBLISHED),
    (f"{MET}\n\nPeru condemned the visit.", "ACCUSE", PUBLISHED),
    # background goes on within its paragraph only
    ("In May 2021 Israel bombed Gaza. Hamas fired rockets at Israel.", "ASSAULT", "2021-05-01"),
    ("In May 2021 Israel bombed Gaza.\n\nPolice arrested nine men.", "COERCE", PUBLISHED),
    # headlines tell what the first sentence tells
    ("Norway expels two Cuban diplomats\n\nNorway expelled two Cuban diplomats on Monday.", "SANCTION", "2026-03-02"),
    # by the nouns and clauses around
    ("A jeep was attacked by gunmen on Monday night; two priests were arrested.", "COERCE", "2026-03-02"),
    ("Meeting in Lima on Monday, the leaders condemned the coup.", "CONSULT", "2026-03-02"),
    ("Norway voiced regret over the arrest, on 24 February, of two Chilean sailors at Gao.", "COERCE", "2026-02-24"),
    ("Norway's unions have called a two-day strike for Monday, 9 March.", "PROTEST", "2026-03-09"),
    ("By Tuesday noon soldiers were shelling the post.", "ASSAULT", "2026-03-03"),
    # entries of chronologies and diaries
    ("24 January: Iran declares a truce.\n2 February: Drones strike a bus near Gao.", "ASSAULT", "2026-02-02"),
    ("2 March 2026\nRebels shelled Gao.\n\n3 March 2026\nYesterday police arrested nine men.", "COERCE", "2026-03-02"),
    # a date in figures behind what words are about is the date of that
    ("Norway condemned the strike on Gao of 27 February.", "ACCUSE", PUBLISHED),
    ("Norway denied Cuban diplomats entry on 27 February.", "REJECT", "2026-02-27"),
    # behind a colon, for a cause, on a visit, in a clause that goes on
    ("Rebels answered in 2003: two traders were kidnapped near Gao.", "ASSAULT", "2003-01-01"),
    ("Peru's dockers marched in 2016 because police had arrested a cook.", "COERCE", "2016-01-01"),
    ("The premier promised us houses when he visited Goris in February.", "AGREE", "2026-02-01"),
    ("They protested to the prefect on Monday, who arrested them at Niaguis.", "COERCE", "2026-03-02"),
    ("A man whose cousin was taken on Sunday told police so. They arrested him.", "COERCE", PUBLISHED),
    # what is to begin
    ("Chad will deploy two brigades to Gao from 1 June.", "MOBILIZE", "2026-06-01"),
    ("Chad and Mali will sign a pact in June, when they meet again.", "CONSULT", "2026-06-01"),
    # what a paragraph is about, and the days that follow on a day
    ("The strike of 2011 was the longest. Dockers blockaded the port.", "PROTEST", "2011-01-01"),
    ("Rebels shelled Gao on 2 February. Next day soldiers arrested nine men.", "COERCE", "2026-02-03"),
    ("Rebels shelled Gao on 2 February. Next morning soldiers arrested nine men.", "COERCE", "2026-02-03"),
    ("Rebels shelled Gao on 2 February. Two days afterwards soldiers arrested nine men.", "COERCE", "2026-02-04"),
    ("Rebels shelled Gao on 2 February. On the 9th the soldiers arrested nine men.", "COERCE", "2026-02-09"),
    ("Gunners shelled a bus at Gao on Monday.\n\nOn Tuesday Norway protested. A colonel claimed that the gunners had "
     "shot at nobody.", "ASSAULT", "2026-03-02"),
]


@pytest.mark.parametrize(("text", "event", "day"), CASES, ids=[case[0] for case in CASES])
def test_date_of_an_event(kit: Kit, text: str, event: str, day: str) -> None:
    record = code(Document(text=text, id="one", date=PUBLISHED), kit)
    found = {(e.date.start if e.date else None) for e in record.events if e.event == event}
    assert day in found, [(e.event, e.date) for e in record.events]


def test_a_date_taken_from_the_story_says_from_which_time(kit: Kit) -> None:
    record = code(Document(text=f"{SHELLED} Troops arrested nine men.", id="one", date=PUBLISHED), kit)
    arrest = next(e for e in record.events if e.event == "COERCE")
    assert arrest.date and arrest.date.time == record.times[0].id


def test_a_numbered_communique_is_dated_by_its_first_line(kit: Kit) -> None:
    text = "ARMY COMMAND\nOrder No. 9, 3 June 2019, 0900 hours\n\nOn 30 May the Command declared a curfew."
    record = code(Document(text=text, id="one"), kit)
    assert record.document.date == "2019-06-03"
    assert [e.date.start for e in record.events if e.date and e.event == "COERCE"] == ["2019-05-30"]


def test_last_monday_is_not_yesterday(kit: Kit) -> None:
    text = "Rebels shelled Gao last Wednesday."
    record = code(Document(text=text, id="one", date=PUBLISHED), kit)
    assert [t.value for t in record.times] == ["2026-02-25"]
