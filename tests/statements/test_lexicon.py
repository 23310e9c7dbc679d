"""The tables of speech: every row is usable, every form leads to its verb."""

from __future__ import annotations

import pytest

from communique.lexicon.files import load_tsv
from communique.lexicon.speech import ACTS, Speech, load_speech


@pytest.fixture(scope="module")
def speech() -> Speech:
    return load_speech()


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("said", "say"), ("says", "say"), ("saying", "say"), ("told", "tell"), ("swore", "swear"), ("urged", "urge"),
        ("denies", "deny"), ("denied", "deny"), ("admitted", "admit"), ("admitting", "admit"), ("urging", "urge"),
        ("called", "call for"), ("took", "take issue with"), ("reproaches", "reproach"),
    ],
)  # fmt: skip
def test_every_form_leads_to_its_verb(form: str, verb: str, speech: Speech) -> None:
    assert verb in [cue.verb for cue in speech.verbs[form]]


def test_readings_with_particles_come_first(speech: Speech) -> None:
    lengths = [len(cue.particles) for cue in speech.verbs["called"]]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > 0


def test_every_act_of_the_contract_has_a_verb(speech: Speech) -> None:
    cues = [cue for readings in speech.verbs.values() for cue in readings]
    used = {act for cue in cues for act in (*cue.frames.values(), *cue.topics.values())}
    assert used == ACTS


@pytest.mark.parametrize(
    ("name", "key"),
    [("speech_nouns", ("noun",)), ("speech_adjectives", ("adjective",)), ("speech_verbs", ("verb", "act"))],
)
def test_no_row_stands_twice(name: str, key: tuple[str, ...]) -> None:
    rows = [tuple(row[k] for k in key) for row in load_tsv(f"lexicon/{name}.tsv")]
    assert len(rows) == len(set(rows))


def test_plural_nouns_are_found(speech: Speech) -> None:
    assert speech.nouns["accusations"].act == "accuse"
    assert speech.nouns["worries"].act == "concern"
