"""Corrections are added, seen by every reader, checked before they are taken, and never change what was coded."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import msgspec
import pytest

from archive.making import TIME, report, stored
from communique import open_archive
from communique.archive.archive import Archive
from communique.archive.store import Maker
from communique.errors import InputError
from communique.model import Event, Record

DOC, CODED = report(id="x")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return stored(tmp_path / "a.db", (DOC, CODED), report(id="y", verb="asked"))


def correct(archive: Archive, target: str, field: str, new: Any) -> Record:
    return archive.correct("x", target, field, new, who="A. Reader", made=TIME, why="the words say so")


def kinds(archive: Archive, **filters: Any) -> list[tuple[str, str]]:
    return [(f.document.id, f.event.event) for f in archive.events(**filters)]


def test_every_reader_sees_a_correction_and_the_original_stays(path: Path) -> None:
    with open_archive(path, write=True) as archive:
        changed = correct(archive, "v1", "event", "AID")
    with open_archive(path) as archive:
        assert kinds(archive) == [("x", "AID"), ("y", "REQUEST")]
        assert kinds(archive, event="AID") == [("x", "AID")]
        assert kinds(archive, event="REQUEST") == [("y", "REQUEST")]
        assert kinds(archive, event="AID", as_coded=True) == []
        assert kinds(archive, event="REQUEST", as_coded=True) == [("x", "REQUEST"), ("y", "REQUEST")]
        assert archive.document("x").record == changed == next(archive.records())
        assert archive.document("x").coded == CODED == next(archive.records(as_coded=True))


def test_the_quad_code_and_the_scale_follow_the_type(path: Path) -> None:
    with open_archive(path, write=True) as archive:
        event = correct(archive, "v1", "event", "AID").events[0]
        assert (event.quad_code, event.event_scale) == (2, 7.4)
        assert [(c.field, c.old, c.new) for c in archive.corrections()][:2] == [
            ("event", "REQUEST", "AID"), ("quad_code", 3, 2),
        ]
        assert kinds(archive, quad=2) == [("x", "AID")]
        assert {(c.who, c.made, c.why, c.applies) for c in archive.corrections()} == {
            ("A. Reader", TIME, "the words say so", True)
        }


@pytest.mark.parametrize(
    ("target", "field", "new", "filters"),
    [
        ("e1", "code", "FRA", {"actor": "FRA"}),
        ("e2", "name", "Bolmark's army", {"recipient": "bolmark's army"}),
        ("v1", "auxiliary", ["future"], {"auxiliary": "future"}),
        ("v1", "recipient", [], {}),
        ("v1", "date", {"start": "2030-01-01", "end": "2030-01-01", "granularity": "day"}, {"since": "2030-01-01"}),
        ("p1", "country_code", "FRA", {"country": "FRA"}),
    ],
)
def test_fields_of_any_item_can_be_put_right(
    path: Path, target: str, field: str, new: Any, filters: dict[str, Any]
) -> None:
    with open_archive(path, write=True) as archive:
        correct(archive, target, field, new)
        assert ("x", "REQUEST") in kinds(archive, **filters)
        assert ("x", "REQUEST") not in kinds(archive, **filters, as_coded=True) or not filters


def test_an_event_is_taken_out_and_put_back(path: Path) -> None:
    with open_archive(path, write=True) as archive:
        correct(archive, "v1", "exists", False)
        assert kinds(archive) == [("y", "REQUEST")]
        assert kinds(archive, as_coded=True) == [("x", "REQUEST"), ("y", "REQUEST")]
        assert correct(archive, "v1", "exists", True) == CODED
        assert kinds(archive) == [("x", "REQUEST"), ("y", "REQUEST")]
        assert [(c.field, c.old, c.new) for c in archive.corrections()] == [
            ("exists", True, False), ("exists", False, True),
        ]


def test_a_correction_is_undone_by_another(path: Path) -> None:
    with open_archive(path, write=True) as archive:
        correct(archive, "v1", "auxiliary", ["future"])
        assert correct(archive, "v1", "auxiliary", []) == CODED
        assert kinds(archive, as_coded=True) == kinds(archive)
        assert len(list(archive.corrections())) == 2


@pytest.mark.parametrize(
    ("target", "field", "new", "message"),
    [
        ("v9", "event", "AID", "no item 'v9'"),
        ("v1", "colour", "red", "no field 'colour' to correct; it has event, "),
        ("v1", "id", "v2", "no field 'id'"),
        ("v1", "event", "WAR", "'WAR' is not one of"),
        ("v1", "quad_code", "many", "Expected `int`"),
        ("v1", "event_loc", "p9", "'p9' is not among the places"),
        ("v1", "actor", [{"entity": "e7", "start": 0, "end": 1}], "'e7' is not among the entities"),
        ("v1", "event_text", [[0, 9999]], "beyond the text"),
        ("v1", "exists", "no", "can be set to false"),
        ("e1", "exists", False, "'e1' is not among the entities"),
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_nothing(
    path: Path, target: str, field: str, new: Any, message: str
) -> None:
    with open_archive(path, write=True) as archive:
        with pytest.raises(InputError, match=message):
            correct(archive, target, field, new)
        assert list(archive.corrections()) == []
        assert archive.document("x").record == CODED


def test_rows_of_corrections_are_only_added(path: Path) -> None:
    with open_archive(path, write=True) as archive:
        correct(archive, "v1", "auxiliary", ["future"])
    plain = sqlite3.connect(path)
    for statement in ("UPDATE corrections SET who = 'B'", "DELETE FROM corrections"):
        with pytest.raises(sqlite3.IntegrityError, match="only added"):
            plain.execute(statement)
    plain.close()


def recoded(path: Path, *events: Event) -> None:
    stored(path, (DOC, msgspec.structs.replace(CODED, events=events)), maker=Maker("2", "{2}"))


def test_a_correction_holds_on_to_its_words_when_a_newer_version_renumbers(path: Path) -> None:
    (event,) = CODED.events
    other = msgspec.structs.replace(event, event_text=((0, 7),))
    with open_archive(path, write=True) as archive:
        correct(archive, "v1", "event", "AID")
        recoded(path, other, msgspec.structs.replace(event, id="v2"))
        assert kinds(archive)[:2] == [("x", "REQUEST"), ("x", "AID")]
        assert all(c.applies for c in archive.corrections())


def test_a_correction_whose_words_are_gone_is_listed_and_not_applied(path: Path) -> None:
    (event,) = CODED.events
    with open_archive(path, write=True) as archive:
        correct(archive, "v1", "auxiliary", ["future"])
        recoded(path, msgspec.structs.replace(event, event_text=((0, 7),)))
        assert archive.document("x").record.events[0].auxiliary == ()
        assert [c.applies for c in archive.corrections()] == [False]


def test_a_correction_that_names_other_items_holds_for_its_generation(path: Path) -> None:
    (event,) = CODED.events
    with open_archive(path, write=True) as archive:
        correct(archive, "v1", "event_loc", None)
        assert archive.document("x").record.events[0].event_loc is None
        recoded(path, msgspec.structs.replace(event, confidence=0.7))
        assert archive.document("x").record.events[0].event_loc == "p1"
        assert [c.applies for c in archive.corrections()] == [False]


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        ("event", "AID", "AID"), ("auxiliary", "future, historical", ["future", "historical"]), ("auxiliary", "", []),
        ("auxiliary", '["future"]', ["future"]), ("quad_code", "2", 2), ("event_loc", "null", None),
        ("exists", "false", False),
    ],
)
def test_values_are_written_as_words_or_json(path: Path, field: str, words: str, value: Any) -> None:
    with open_archive(path) as archive:
        assert archive.value("x", "v1", field, words) == value


def test_hostile_words_in_a_correction_stay_words(path: Path) -> None:
    hostile = "'); DROP TABLE corrections; --<script>\u202e\x00"
    with open_archive(path, write=True) as archive:
        archive.correct("x", "e1", "name", hostile, who=hostile, made=TIME, why=hostile + "\udcff")
        assert archive.document("x").record.entities[0].name == hostile
        (one,) = archive.corrections()
        assert (one.who, one.new) == (hostile, hostile)
        assert kinds(archive, actor=hostile) == [("x", "REQUEST")]
