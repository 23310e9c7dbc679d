"""Labels of turns and accounts name speakers. All texts are invented."""

from __future__ import annotations

import pytest

from communique.coder import Coder
from communique.model import Entity

LABELS = [
    ("MR ZORNIG: We left.\n\nQUESTION: Why?", 0, ("Zornig", None, ()), "an honorific and a surname"),
    ("MR ZORNIG: We left.\n\nQUESTION: Why?", 1, ("questioner", None, ()), "whoever asks is not named"),
    ("Mr. Tuvalo (Peru): We left.\n\nMs. Ilic (Chile): Why?", 0, ("Tuvalo", "PER", ("GOV",)), "a state in brackets"),
    ("General Zornig: We left.\n\nQUESTION: Why?", 0, ("Zornig", None, ("MIL",)), "a title says the sector"),
    ("CHILE: We left.\n\nPERU: Why?", 0, ("Chile", "CHL", ()), "a state speaks"),
    (
        "Foreign Ministry Briefing\nLima\nMay 3, 2022\n\nMS O'ZORN: We left.\n\nQUESTION: Why?",
        0,
        ("O'Zorn", "PER", ("GOV",)),
        "a ministry's briefing",
    ),
]


@pytest.mark.parametrize(("text", "turn", "wanted", "why"), LABELS, ids=[row[3] for row in LABELS])
def test_who_a_turn_is_by(coder: Coder, text: str, turn: int, wanted: tuple[object, ...], why: str) -> None:
    record = coder.code(text)
    known: dict[str, Entity] = {e.id: e for e in record.entities}
    voices = [s for s in record.statements if s.why.startswith("turn")]
    speaker = known[voices[turn].speaker[0].entity]
    assert (speaker.name, speaker.code, speaker.sector) == wanted


def test_we_in_a_turn_is_who_speaks(coder: Coder) -> None:
    text = "MR ZORNIG: Good morning. We will open the port on Friday.\n\nQUESTION: Has Peru replied?"
    record = coder.code(text, date="2022-05-03")
    names = {e.id: e.name for e in record.entities}
    (undertaking,) = record.undertakings
    assert [names[p.entity] for p in undertaking.obligor] == ["Zornig"]
    assert not any(name in ("we", "I") for name in names.values())


def test_a_surname_in_the_prose_is_the_speaker(coder: Coder) -> None:
    record = coder.code("MR ZORNIG: We left.\n\nQUESTION: Mr. Zornig, did Mr. Zornig leave?")
    assert [e.name for e in record.entities if "Zornig" in e.name] == ["Zornig"]


def test_an_unknown_account_speaks_for_itself(coder: Coder) -> None:
    record = coder.code("@zorn_harbour_co · 5 May 2023\n1/ We will open the port on Friday.\n\n2/ We thank Peru.")
    names = {e.id: e.name for e in record.entities}
    assert {names[p.entity] for s in record.statements for p in s.speaker} == {"@zorn_harbour_co"}
