"""Happenings are kept in the archive as documents come, in whatever order, and are found by query."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.making import MAKER, TIME, report, stored
from communique import find_happenings, open_archive
from communique.archive.happenings import AHEAD, MANY, keep_up
from communique.archive.store import Maker, Store
from communique.archive.tables import HAPPENINGS
from communique.errors import InputError
from communique.happenings.happening import Happening
from communique.model import Document, Record, Size

Made = tuple[Document, Record]


def told(
    number: int, first: str, last: str = "", actor: str = "Arvenia", recipient: str = "Bolmark",
    place: str = "Bolstad", type: str = "ASSAULT", dead: int | None = None, day: str = "2024-01-20",
) -> Made:
    """A report of one event; ``number`` makes its text its own."""
    doc, made = report(actor, recipient, place, "raided", type, 4, first, last or first, id=f"n{number}")
    doc = msgspec.structs.replace(doc, text=f"{doc.text} {number}", date=day)
    event = msgspec.structs.replace(made.events[0], size=Size(dead=dead))
    info = msgspec.structs.replace(made.document, date=day)
    return doc, msgspec.structs.replace(made, document=info, events=(event,))


REPORTS = (
    told(1, "2024-01-02", dead=27),
    told(2, "2024-01-02", dead=40),
    told(3, "2024-01-09", dead=3),
    told(4, "2024-01-02", recipient="the Carran League", place="Far Isle"),
    told(5, "2024-01-03", type="PROTEST"),
)


def kept(path: Path) -> list[Happening]:
    """What stands in the archive's table, as it is."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM stirred").fetchone() == (0,)
        rows = connection.execute("SELECT happening FROM happenings ORDER BY first, id").fetchall()
    return [msgspec.json.decode(data, type=Happening) for (data,) in rows]


def test_an_ingest_leaves_happenings_with_sources_and_spread(tmp_path: Path) -> None:
    path = stored(tmp_path / "a.db", *REPORTS)
    found = kept(path)
    assert found == find_happenings(record for _, record in REPORTS)
    first = next(h for h in found if h.documents == 2)
    assert (first.numbers(), [s.document for s in first.sources]) == ("27 to 40 dead", ["n1", "n2"])


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["n1 n2", "n4", "n5", "n3"]),
        ({"least": 2}, ["n1 n2"]),
        ({"event": "protest"}, ["n5"]),
        ({"recipient": "the carran league"}, ["n4"]),
        ({"actor": "BOL"}, []),
        ({"country": "BOL", "since": "2024-01-03"}, ["n5", "n3"]),
        ({"until": "2024-01-02"}, ["n1 n2", "n4"]),
        ({"place": "10.5,20.0", "within": 10.0, "quad": 4, "limit": 1}, ["n1 n2"]),
        ({"text": '"Bolstad. 3"'}, ["n3"]),
    ],
)
def test_filters(tmp_path: Path, filters: dict[str, object], expected: list[str]) -> None:
    with open_archive(stored(tmp_path / "a.db", *REPORTS)) as archive:
        found = [" ".join(s.document for s in h.sources) for h in archive.happenings(**filters)]
    assert sorted(found) == sorted(expected)


def test_a_filter_of_another_table_is_refused(tmp_path: Path) -> None:
    with open_archive(stored(tmp_path / "a.db", *REPORTS)) as archive:
        with pytest.raises(InputError, match="act is a filter of statements, not of happenings"):
            archive.happenings(act="demand")
        with pytest.raises(InputError, match="at least 1 document"):
            archive.happenings(least=0)


def test_reprints_count_once(tmp_path: Path) -> None:
    with open_archive(stored(tmp_path / "a.db", *REPORTS)) as archive:
        found = next(archive.happenings(stories={"n1": "n1", "n2": "n1"}, least=2))
    assert (found.documents, found.stories) == (2, 1)


def test_they_are_a_table_for_pandas(tmp_path: Path) -> None:
    with open_archive(stored(tmp_path / "a.db", *REPORTS)) as archive:
        table = archive.happenings(least=2).to_pandas()
    assert table.loc[0, ["numbers", "dead_low", "dead_high", "documents"]].tolist() == ["27 to 40 dead", 27, 40, 2]


def test_corrections_come_through_and_the_view_as_coded_stays(tmp_path: Path) -> None:
    path = stored(tmp_path / "a.db", *REPORTS)
    with open_archive(path, write=True) as archive:
        archive.correct("n2", "v1", "event", "COERCE", who="A", made=TIME, why="as the text says")
        assert [h.documents for h in archive.happenings(event="ASSAULT", until="2024-01-02")].count(2) == 0
        assert [h.event for h in archive.happenings(least=1, event="COERCE")] == ["COERCE"]
        assert [h.numbers() for h in archive.happenings(least=2, as_coded=True)] == ["27 to 40 dead"]
        archive.correct("n2", "v1", "event", "ASSAULT", who="A", made=TIME, why="it was right")
        assert [h.numbers() for h in archive.happenings(least=2)] == ["27 to 40 dead"]
    assert kept(path) == find_happenings(record for _, record in REPORTS)


def test_what_a_killed_run_left_is_grouped_when_it_is_asked_for(tmp_path: Path) -> None:
    path = stored(tmp_path / "a.db", REPORTS[0])
    with Store(path, MAKER, {}, TIME) as store:
        store.add(*REPORTS[1])  # and never finishes
    with open_archive(path) as archive:
        assert [h.numbers() for h in archive.happenings()] == ["27 to 40 dead"]
    assert [h.documents for h in kept(path)] == [2]


def test_a_run_that_goes_on_groups_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Store(path, MAKER, {}, TIME) as store:
        for number, (doc, record) in enumerate(REPORTS, 1):
            store.add(doc, record)
            store.group_happenings()
            assert kept(path) == find_happenings(made for _, made in REPORTS[:number])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_an_archive_that_cannot_be_written_is_grouped_for_the_answer(tmp_path: Path) -> None:
    path = stored(tmp_path / "a.db", REPORTS[0])
    with Store(path, MAKER, {}, TIME) as store:
        store.add(*REPORTS[1])
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with open_archive(path) as archive:
            assert [h.numbers() for h in archive.happenings()] == ["27 to 40 dead"]
    finally:
        tmp_path.chmod(0o755)


def test_an_archive_of_version_2_gets_them(tmp_path: Path) -> None:
    path = stored(tmp_path / "a.db", *REPORTS)
    tables = [line.split()[2] for line in HAPPENINGS.split(";") if "CREATE TABLE" in line]
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("".join(f"DROP TABLE {t};" for t in tables) + "PRAGMA user_version = 2;")
    with open_archive(path) as archive:
        assert list(archive.happenings()) == find_happenings(record for _, record in REPORTS)


DAYS = st.integers(1, 24).map(lambda n: f"2024-01-{n:02}")
TOLD = st.builds(
    told, st.integers(0, 10**6), DAYS, actor=st.sampled_from(("Arvenia", "Bolmark")),
    recipient=st.sampled_from(("Bolmark", "the Carran League")), place=st.sampled_from(("Bolstad", "Port Arven")),
    dead=st.none() | st.integers(1, 9), day=st.sampled_from(("2024-01-28", "2024-01-29")),
).flatmap(lambda made: st.integers(0, 6).map(lambda more: stretched(made, more)))


def stretched(made: Made, more: int) -> Made:
    """The report, of an event that goes on for some days more."""
    doc, record = made
    event = record.events[0]
    assert event.date is not None
    assert event.date.start is not None
    end = f"2024-01-{int(event.date.start[-2:]) + more:02}"
    event = msgspec.structs.replace(event, date=msgspec.structs.replace(event.date, end=end))
    return doc, msgspec.structs.replace(record, events=(event,))


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(TOLD, max_size=6), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 30), DAYS, st.integers(0, 6)), max_size=4),
    st.booleans(),
)
def test_whatever_the_order_they_are_those_of_all_records(
    tmp_path_factory: pytest.TempPathFactory, runs: list[list[Made]], coded_again: list[tuple[int, str, int]],
    bit_by_bit: bool,
) -> None:
    path = tmp_path_factory.mktemp("a") / "a.db"
    many, ahead = (2, timedelta(days=9)) if bit_by_bit else (MANY, AHEAD)
    with patch("communique.archive.happenings.MANY", many), patch("communique.archive.happenings.AHEAD", ahead):
        current = as_they_come(path, runs, coded_again)
    assert kept(path) == find_happenings(current.values())


def as_they_come(path: Path, runs: list[list[Made]], coded_again: list[tuple[int, str, int]]) -> dict[str, Record]:
    """The records by document, once all of this has come into an archive."""
    current: dict[str, Record] = {}
    for run in runs:
        with Store(path, MAKER, {}, TIME) as store:
            for doc, record in run:
                if doc.id not in current:
                    store.add(doc, record)
                    current[doc.id] = record
            store.finish(TIME)
    for count, (pick, day, more) in enumerate(coded_again):  # a newer generation tells of another day
        if not current:
            break
        id = sorted(current)[pick % len(current)]
        with open_archive(path) as archive:
            doc = archive.document(id).input
        _, record = stretched((doc, _moved(current[id], day)), more)
        with Store(path, Maker("1", f'{{"n":{count}}}'), {}, TIME) as store:
            store.add(doc, record)
        current[id] = record
        keep_up(path)
    return current


def _moved(record: Record, day: str) -> Record:
    event = record.events[0]
    assert event.date is not None
    return msgspec.structs.replace(
        record, events=(msgspec.structs.replace(event, date=msgspec.structs.replace(event.date, start=day)),)
    )
