"""Every rule of the lexicon fires on its examples and stays silent on its counter-examples."""

from __future__ import annotations

import re

from communique.coding import code
from communique.kit import Kit
from communique.model import Document, Event

_MARK = re.compile(r"\((SRC|TAR|EVT): ([^)]*)\)")


def _told(sentence: str, kit: Kit) -> tuple[str, tuple[Event, ...]]:
    plain = _MARK.sub(r"\2", sentence)
    return plain, code(Document(text=plain, id="example", date="2021-05-05"), kit).events


def test_examples_fire(kit: Kit) -> None:
    wrong = []
    for rule, sentence, must in kit.frames.examples:
        if not must:
            continue
        plain, events = _told(sentence, kit)
        marks = [(m[1], m[2]) for m in _MARK.finditer(sentence)]
        words = next(text for role, text in marks if role == "EVT")
        at = plain.index(words)
        types = {rule.event, *rule.flips.values()}
        hits = [
            e for e in events if e.event in types and any(s < at + len(words) and at < t for s, t in e.event_text)
        ]
        sources = [text for role, text in marks if role == "SRC"]
        if not any(
            all(any(plain[p.start : p.end] in s or s in plain[p.start : p.end] for p in e.actor) for s in sources)
            for e in hits
        ):
            wrong.append((rule.id, plain, [(e.event, e.why) for e in events]))
    assert not wrong


def test_counter_examples_stay_silent(kit: Kit) -> None:
    wrong = []
    for rule, sentence, must in kit.frames.examples:
        if not must:
            plain, events = _told(sentence, kit)
            if events:
                wrong.append((rule.id, plain, [(e.event, e.why) for e in events]))
    assert not wrong


def test_every_rule_has_an_example(kit: Kit) -> None:
    shown = {rule.id for rule, _, must in kit.frames.examples if must}
    assert {rule.id for rule in kit.frames.rules} == shown


def test_lexicon_is_wide(kit: Kit) -> None:
    frames = kit.frames
    sources = {
        (p.rule.event, p.source)
        for table in (frames.verbs, frames.nouns, frames.adjectives)
        for ps in table.values()
        for p in ps
    }
    heads = set(frames.verbs) | set(frames.nouns) | set(frames.adjectives)
    assert len(sources) > 2500
    assert len(heads) > 1200
