"""Each kind of damage to a record is found; an undamaged one has none. The report is invented; no model is loaded."""

from __future__ import annotations

from typing import Any

import jsonschema
import msgspec
import pytest

from communique.model import (
    Action,
    Dateline,
    Document,
    DocumentInfo,
    Entity,
    EntityMention,
    Event,
    Interval,
    Party,
    Place,
    Record,
    Statement,
    Time,
    Undertaking,
    sha256_of,
)
from communique.schema import OBJECTS, json_schema, schema_of
from communique.verify import verify

TEXT = "OSLO (NWA) - Norway urged Chile on Friday to sign the treaty in Suva."
DOCUMENT = Document(text=TEXT, id="a")


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def party(entity: str, words: str) -> Party:
    return Party(entity=entity, start=span(words)[0], end=span(words)[1])


def at(words: str) -> dict[str, int]:
    return {"start": span(words)[0], "end": span(words)[1]}


FRIDAY = Interval(start="2021-07-23", end="2021-07-23", granularity="day", time="t1")
RECORD = Record(
    document=DocumentInfo(
        id="a", sha256=sha256_of(TEXT), date=None, date_source="none",
        dateline=Dateline(place="OSLO", agency="NWA", date=None, start=0, end=12),
        title=None, url=None, publisher=None, language=None,
    ),
    entities=(
        Entity(id="e1", name="Norway", code="NOR", mentions=(EntityMention(**at("Norway"), kind="name"),)),
        Entity(id="e2", name="Chile", code="CHL", mentions=(EntityMention(**at("Chile"), kind="name"),)),
    ),
    places=(Place(id="p1", **at("Suva"), extracted_place="Suva", resolution="city"),),
    times=(Time(id="t1", **at("Friday"), type="DATE", value="2021-07-23"),),
    events=(
        Event(
            id="v1", event="REQUEST", quad_code=3, actor=(party("e1", "Norway"),), recipient=(party("e2", "Chile"),),
            date=FRIDAY, event_loc="p1", event_text=(span("urged"),), sentence=(13, len(TEXT)), confidence=0.9,
            why="urge somebody to do something",
        ),
    ),
    statements=(
        Statement(
            id="s1", speaker=(party("e1", "Norway"),), act="urge", form="reported", source=(span("Norway"),),
            cue=(span("urged"),), content=(span("to sign the treaty in Suva"),), date=FRIDAY,
        ),
    ),
    undertakings=(
        Undertaking(
            id="u1", kind="demand", statement="s1", by=(party("e1", "Norway"),), obligor=(party("e2", "Chile"),),
            action=Action(**at("sign the treaty in Suva"), text="sign the treaty in Suva"), event="AGREE",
            polarity="do", deadline=FRIDAY,
        ),
    ),
)


def put(value: Any, path: str, new: Any) -> Any:
    """``value`` with the field or item at ``path`` replaced."""
    head, _, rest = path.partition(".")
    if isinstance(value, tuple):
        index = int(head)
        return (*value[:index], put(value[index], rest, new) if rest else new, *value[index + 1 :])
    inner = put(getattr(value, head), rest, new) if rest else new
    return msgspec.structs.replace(value, **{head: inner})


def messages(record: Record, *documents: Document) -> list[str]:
    return [str(finding) for finding in verify([record], documents)]


def test_an_undamaged_record_has_no_fault() -> None:
    assert messages(RECORD, DOCUMENT) == []
    assert messages(RECORD) == []


DAMAGE = [
    ("schema", "communique/0", "a: schema: 'communique/0' is not"),
    ("document.sha256", "0" * 64, "a: document.sha256: "),
    ("document.date_source", "guess", "a: document: date_source 'guess' is not one of"),
    ("document.dateline.end", 999, "a: document.dateline: [0, 999] reaches beyond"),
    ("entities.0.mentions.0.start", -1, "a: entities[e1].mentions[0]: [-1, 19] is no span"),
    ("entities.0.mentions.0.kind", "nickname", "a: entities[e1].mentions[0]: kind 'nickname'"),
    ("entities.1.id", "e1", "a: entities: 2 of them have the id 'e1'"),
    ("entities.1.id", "e3", "a: events[v1].recipient[0]: 'e2' is not among the entities"),
    ("places.0.extracted_place", "Nadi", "a: places[p1]: says 'Nadi' where the text has 'Suva'"),
    ("places.0.id", "p9", "a: events[v1]: 'p1' is not among the places"),
    ("places.0.resolution", "village", "a: places[p1]: resolution 'village'"),
    ("times.0.id", "t9", "a: events[v1].date: 't1' is not among the times"),
    ("times.0.type", "WHEN", "a: times[t1]: type 'WHEN'"),
    ("times.0.end", 3, "is no span"),
    ("events.0.event", "TALK", "a: events[v1]: event 'TALK'"),
    ("events.0.quad_code", 7, "a: events[v1]: quad_code 7"),
    ("events.0.auxiliary", ("past",), "a: events[v1]: auxiliary 'past'"),
    ("events.0.event_text.0", (5, 5), "a: events[v1].event_text[0]: [5, 5] is empty"),
    ("events.0.sentence", (13, 500), "a: events[v1].sentence: [13, 500] reaches beyond"),
    ("events.0.statement", "s9", "a: events[v1]: 's9' is not among the statements"),
    ("events.0.confidence", 1.5, "confidence 1.5"),
    ("events.0.date.end", "2020-01-01", "a: events[v1].date: ends on 2020-01-01, before it starts"),
    ("events.0.date.granularity", "hour", "granularity 'hour'"),
    ("statements.0.act", "sing", "a: statements[s1]: act 'sing'"),
    ("statements.0.content.0", (60, 700), "a: statements[s1].content[0]: [60, 700] reaches"),
    ("statements.0.id", "s9", "a: undertakings[u1]: 's1' is not among the statements"),
    ("undertakings.0.action.text", "sign a treaty", "a: undertakings[u1].action: says 'sign a treaty'"),
    ("undertakings.0.obligor.0.entity", "e9", "a: undertakings[u1].obligor[0]: 'e9' is not among the entities"),
    ("undertakings.0.condition", (-4, 3), "a: undertakings[u1].condition: [-4, 3] is no span"),
    ("undertakings.0.polarity", "maybe", "a: undertakings[u1]: polarity 'maybe'"),
]


@pytest.mark.parametrize(("path", "new", "message"), DAMAGE, ids=[f"{path}={new}" for path, new, _ in DAMAGE])
def test_damage_is_found_and_named(path: str, new: Any, message: str) -> None:
    assert any(message in found for found in messages(put(RECORD, path, new), DOCUMENT))


def test_a_text_that_was_changed_is_found() -> None:
    changed = Document(text=TEXT.replace("Friday", "Monday"), id="a")
    assert any("another one" in found for found in messages(RECORD, changed))


def test_records_without_a_document_and_records_twice() -> None:
    assert "no document with this id" in messages(RECORD, Document(text="Norway.", id="b"))[0]
    assert [f.where for f in verify([RECORD, RECORD])] == ["document.id"]


def test_the_schema_is_a_schema_and_accepts_what_the_types_make() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    for name in OBJECTS:
        jsonschema.Draft202012Validator.check_schema(schema_of(name))
    jsonschema.validate(RECORD.to_dict(), schema_of("record"))
    jsonschema.validate(RECORD.to_dict(), json_schema())
    jsonschema.validate({"text": "Norway.", "mentions": [{"start": 0, "end": 6}]}, schema_of("document"))
    jsonschema.validate({"text": "A hit B", "actor": [0, 1], "recipient": [6, 7]}, schema_of("pair"))


@pytest.mark.parametrize(("path", "new"), [("events.0.event", "TALK"), ("statements.0.form", "sung"), ("schema", "x")])
def test_the_schema_turns_down_words_outside_the_closed_lists(path: str, new: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(put(RECORD, path, new).to_dict(), schema_of("record"))


def test_the_schema_of_a_document_turns_down_a_missing_text() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"id": "a"}, schema_of("document"))
