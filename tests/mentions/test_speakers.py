"""First person: "we" is whoever speaks. All of "Chad said we agree"."""

from __future__ import annotations

from communique.mentions.chains import FIRST_PERSON
from communique.mentions.speakers import resolve_speakers
from communique.model import Entity, EntityMention, Mention, Mentions, Party, Statement


def mentions() -> Mentions:
    chad = Mention(start=0, end=4, head=0, kind="name", entities=("e1",))
    we = Mention(start=10, end=12, head=2, kind="pronoun", entities=("e2",))
    return Mentions(
        entities=(
            Entity(id="e1", name="Chad", code="TCD", mentions=(EntityMention(start=0, end=4, kind="name"),)),
            Entity(id="e2", name="we", why=FIRST_PERSON, mentions=(EntityMention(start=10, end=12, kind="pronoun"),)),
        ),
        mentions=(chad, we),
        by_head={0: chad, 2: we},
    )


def statement(speaker: str, start: int = 10, end: int = 18) -> Statement:
    return Statement(
        id="s1", speaker=(Party(entity=speaker, start=0, end=4),), act="claim", form="reported", content=((start, end),)
    )


def test_we_is_the_speaker() -> None:
    found, _ = resolve_speakers(mentions(), [statement("e1")])
    assert found.by_head[2].entities == ("e1",)
    assert [e.id for e in found.entities] == ["e1"]
    assert [(m.start, m.end) for m in found.entity("e1").mentions] == [(0, 4), (10, 12)]


def test_we_outside_what_is_said_stays_open() -> None:
    found, _ = resolve_speakers(mentions(), [statement("e1", 13, 18)])
    assert found.by_head[2].entities == ("e2",)


def test_we_is_not_explained_by_itself() -> None:
    found, _ = resolve_speakers(mentions(), [statement("e2")])
    assert found.by_head[2].entities == ("e2",)


def test_an_entity_that_a_statement_names_is_kept() -> None:
    inner = Statement(
        id="s2", speaker=(Party(entity="e2", start=0, end=4),), act="claim", form="reported", content=((13, 18),)
    )
    found, _ = resolve_speakers(mentions(), [statement("e1"), inner])
    assert [e.id for e in found.entities] == ["e1", "e2"], "its words are no pronoun that was resolved"


def test_a_statement_by_us_is_by_whoever_says_so() -> None:
    ours = Statement(id="s2", act="urge", form="reported", source=((10, 12),), content=((13, 18),))
    named = Statement(
        id="s3", speaker=(Party(entity="e2", start=10, end=12),), act="claim", form="reported", content=((13, 18),)
    )
    found, told = resolve_speakers(mentions(), [statement("e1"), ours, named])
    assert [[p.entity for p in s.speaker] for s in told] == [["e1"], ["e1"], ["e1"]]
    assert (told[1].speaker[0].start, told[1].speaker[0].end) == (10, 12)
    assert [e.id for e in found.entities] == ["e1"]
