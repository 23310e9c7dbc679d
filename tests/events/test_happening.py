"""What is told of one happening becomes one event."""

from __future__ import annotations

from communique.coder import Coder

RAID = (
    "NABLUS, May 3 - Israeli troops killed two Palestinian gunmen in a raid on the Balata camp on Friday, the Israeli "
    "military said.\n\nThe Palestinian Authority condemned the raid and called for a meeting of the Security Council. "
    "Hamas vowed revenge. Shops in Ramallah stayed shut and buses did not run."
)


def test_a_definite_noun_takes_up_what_was_told_before(coder: Coder) -> None:
    record = coder.code(RAID, date="2024-05-04")
    raids = [e for e in record.events if e.event == "ASSAULT"]
    words = [[RAID[a:b] for a, b in e.event_text] for e in raids]
    assert len(raids) == 1, words
    assert "killed" in words[0]


def test_another_attack_is_another_event(coder: Coder) -> None:
    text = RAID.replace("condemned the raid", "condemned a second raid on the camp")
    record = coder.code(text, date="2024-05-04")
    assert len([e for e in record.events if e.event == "ASSAULT"]) == 2
