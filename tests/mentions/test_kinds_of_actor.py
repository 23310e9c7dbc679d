"""What kind of actor somebody is, by a name, by whom he or she serves, by what befell them. All texts are invented."""

from __future__ import annotations

import pytest

from communique.coder import Coder
from communique.model import Entity

SECTORS = [
    ("Inspector Vey arrested a thief in Lagos.", "Vey", ("COP",), "a rank that only policemen have"),
    ("Two inspectors from the U.N. left Lagos.", "inspectors", ("GOV",), "inspectors of another kind"),
    (
        "In Lima a federation of nurses struck. Federation president Ana Vey spoke to a crowd in Peru.",
        "Ana Vey",
        ("LAB",),
        "an office in the body before it",
    ),
    ("The union president, Ana Vey, spoke.", "Ana Vey", ("LAB",), "an office in a body of that sector"),
    ("The Peruvian president, Ana Vey, spoke.", "Ana Vey", ("GOV",), "an office in a state"),
    ("The company closed a mine. The company's board resigned.", "board", ("BUS",), "part of a company"),
    ("The company wrote to the Ministry of Mines of Peru.", "Ministry of Mines", ("GOV",), "no part of mines"),
    ("The army's chiefs met in Lima.", "chiefs", ("MIL",), "chiefs of a force"),
    ("Ana Vey, Peru's president, resigned. An aide said she was ill.", "aide", ("GOV",), "who serves a government"),
    ("The party lost in Peru. An aide to the party blamed the rain.", "aide", ("PTY",), "who serves a party"),
    ("Thousands of villagers displaced by the flood slept in Kenya.", "villagers", ("CVL", "REF"), "driven out"),
    ("Families fled the town of Gulu in Uganda.", "Families", ("CVL", "REF"), "who flee"),
    ("Families fed the goats of Gulu in Uganda.", "Families", ("CVL",), "who stay"),
    ("Asked by Diário de Lusaka, the minister of Zambia refused.", "Diário de Lusaka", ("JRN",), "a newspaper"),
    ("Partido Nuevo won the vote in Peru.", "Partido Nuevo", ("PTY",), "a party"),
    ("An official in Kabul told LakeNet that a truce was near.", "LakeNet", ("JRN",), "whom officials tell"),
    ("The Great Council of Chiefs met in Fiji.", "Great Council of Chiefs", ("ELI",), "a council of elders"),
    (
        "The Government of Chad and the Lake Movement (hereinafter “the Movement”) agree on a ceasefire.",
        "Lake Movement",
        ("REB",),
        "who makes a truce",
    ),
    (
        "The Government of Chad and the Lake Movement (hereinafter “the Movement”) agree on a library.",
        "Lake Movement",
        ("SOC",),
        "who makes no truce",
    ),
]


@pytest.mark.parametrize(("words", "phrase", "sector", "why"), SECTORS, ids=[c[3] for c in SECTORS])
def test_sector(coder: Coder, words: str, phrase: str, sector: tuple[str, ...], why: str) -> None:
    assert _entity(coder, words, phrase).sector == sector


def test_a_term_is_the_name_that_has_its_word(coder: Coder) -> None:
    words = "Chad and the Front for Lake Unity (“the Front”) agree on a ceasefire. The Front shall disarm its men."
    assert _entity(coder, words, "The Front").mentions[0].start == words.index("the Front")


def _entity(coder: Coder, words: str, phrase: str) -> Entity:
    """The entity of the last mention that has the phrase in its words."""
    record = coder.code(words)
    found = [(m.start, e) for e in record.entities for m in e.mentions if phrase in words[m.start : m.end]]
    return max(found, key=lambda pair: pair[0])[1]
