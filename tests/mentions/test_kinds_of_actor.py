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
    ("A council of chiefs met in Ghana.", "council of chiefs", ("ELI",), "a council of elders"),
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
    ("The drought drove 600 villagers from their homes in Chad.", "villagers", ("CVL", "REF"), "driven from home"),
    ("The drought drove 600 villagers to prayer in Chad.", "villagers", ("CVL",), "driven elsewhere"),
    ("Peru granted asylum to six Cubans.", "Cubans", ("CVL", "REF"), "to whom asylum is granted"),
    ("Peru granted visas to six Cubans.", "Cubans", ("CVL",), "to whom visas are granted"),
    ("Chadian and Nigerien commanders met.", "commanders", ("MIL",), "commanders of two states"),
    ("Lakeside Brewing closed a mill in Peru.", "Lakeside Brewing", ("BUS",), "what a firm does"),
    ("Ana Vey, the chief executive, left Peru.", "Ana Vey", ("BUS",), "who leads a firm"),
    ("Hong Kong's chief executive resigned.", "executive", ("GOV",), "who leads a territory"),
    ("The ruling party of Togo met.", "party", ("GOV", "PTY"), "a party in power is a party"),
    ("Striking nurses in Togo marched.", "nurses", ("MED", "LAB"), "strikers have a calling"),
    ("Peru buried eleven of its soldiers.", "eleven of its soldiers", ("MIL",), "so many of them"),
    ("HMNZS Zorn boarded a trawler.", "HMNZS Zorn", ("MIL",), "a ship of the navy"),
    ("Ana Vey, the speaker, a lawyer from Cuzco in Peru, was cheered.", "Ana Vey", ("LEG",), "the first apposition"),
    ("Fellow Ghanaians, we are one nation.", "Ghanaians", ("CVL",), "no person's name"),
    ("Uniformed men shot at a bus in Peru.", "men", ("UAF",), "nobody knows whose"),
    ("Chad's patrols fired. An aide spoke in Chad.", "aide", ("GOV",), "no army has aides"),
    ("Chile's judicial authorities opened a case.", "authorities", ("JUD",), "authorities of a kind"),
    ("Chile's authorities opened a case.", "authorities", ("GOV",), "the authorities of a state"),
    ("Members of the peasant movement marched in Chile.", "Members", ("AGR",), "a movement of a kind"),
    ("Activists of the ruling party beat a nurse in Togo.", "Activists", ("GOV", "PTY"), "of their party"),
    ("Activists of the lake region beat a drum in Togo.", "Activists", ("SOC",), "of no party"),
    (
        "Parliament met in Togo. Vey's office was closed.",
        "Vey's office",
        ("GOV",),
        "not of whoever was spoken of before",
    ),
]


@pytest.mark.parametrize(("words", "phrase", "sector", "why"), SECTORS, ids=[c[3] for c in SECTORS])
def test_sector(coder: Coder, words: str, phrase: str, sector: tuple[str, ...], why: str) -> None:
    assert _entity(coder, words, phrase).sector == sector


def test_a_term_is_the_name_that_has_its_word(coder: Coder) -> None:
    words = "Chad and the Front for Lake Unity (“the Front”) agree on a ceasefire. The Front shall disarm its men."
    assert _entity(coder, words, "The Front").mentions[0].start == words.index("the Front")


LEADERS = "We, the leaders of the eight member states of the Zorn Forum, met in Lima. The Forum urged Peru to vote."
SUMMIT = "SUMMIT OF THE CONFERENCE OF ZORN\nKampala, 3 May 2011\n\nDECLARATION\n\nWe, the Heads of State, thank Uganda."
MINUTES = "MINUTES of the Joint Tuna Commission, Accra, 5 May 2011\n\nGhana asked for maps. The Commission shall reply."
EDITOR = "Court frees Peruvian editor as EU envoy watches\n\nPeru has free courts, Peru said. The Court gave no reason."
CODES = [
    ("The Zorn Lawyers International sued a mine in Peru.", "Zorn Lawyers", "NGO", "lawyers of the world"),
    ("Zorn International sued a mine in Peru.", "Zorn International", None, "a firm, for all that is known"),
    ("The Mekong Forest Watch blamed Laos for the fire.", "Forest Watch", "NGO", "who watch over several states"),
    ("The Peruvian Forest Watch blamed a firm.", "Forest Watch", "PER", "who watch over one state"),
    ("The medical charity Lacs Sans Mur left Haiti.", "Lacs Sans Mur", "NGO", "a charity without borders"),
    ("The Asian chess federation met in Laos.", "federation", "NGO", "a sport of many countries"),
    (
        "The chess federation of Laos left. The Asian federation is sad.",
        "federation",
        "NGO",
        "another than the state's",
    ),
    ("The Nordic Trade Bank lent Peru a million.", "Bank", "MNC", "a firm of many countries"),
    ("The Nordic Development Bank lent Peru a million.", "Bank", "IGO", "a bank of several states"),
    (LEADERS, "leaders", "IGO", "leaders of member states"),
    (LEADERS, "Forum", "IGO", "what has member states"),
    (SUMMIT, "Heads of State", "IGO", "who meet at a summit"),
    (MINUTES, "Commission", "IGO", "a commission is not the town where it met"),
    (EDITOR, "Court", "PER", "who is told of is not whose the paper is"),
    ("Poland asked for a meeting of the Council in Luxembourg.", "Council", "IGO", "of the Union, where it sits"),
    ("Poland asked for a meeting of the council in Gdansk.", "council", "POL", "of a town"),
    ("Chad thanked the mission dispatched by the African Union.", "mission", "IGO", "sent by an organisation"),
    ("Togo freed a priest and seven other prisoners. Togo is glad.", "prisoners", "TGO", "others than those named"),
    ("Togo freed a priest. Togo is glad. Other prisoners sang.", "prisoners", None, "others, from anywhere"),
    ("Peru jailed six journalists. Peruvian police said they lied.", "journalists", "PER", "so many that were counted"),
    ("Peru welcomed journalists. Peruvian police said they lied.", "journalists", None, "from anywhere"),
    ("Sudan hit back. Sudan's army and allied militias took a town.", "militias", "SDN", "allies within"),
    ("Sudan hit back. Sudan's army and allied troops took a town.", "troops", "IGO", "allies from abroad"),
    ("Fiji heard the Great Council of Chiefs on Monday.", "Council", "FJI", "one state has it"),
    ("LUSAKA, May 3 (NWB) - Police closed the Daily Star in Zambia.", "Daily Star", "ZMB", "a paper of that name"),
    ("The Daily Star said Bangladesh would pay.", "Daily Star", "BGD", "the paper known by that name"),
    ("Sudan is at war. Sudan shelled Geneina. Chad hosts 90,000 refugees.", "refugees", "SDN", "who fled next door"),
    ("Sudan hosts 90,000 refugees. Sudan needs help, Sudan said.", "refugees", None, "who fled to where it is told of"),
    ("Police in Dushanbe visited the wounded.", "the wounded", "TJK", "what befell them says who they are"),
]


@pytest.mark.parametrize(("words", "phrase", "code", "why"), CODES, ids=[c[3] for c in CODES])
def test_code(coder: Coder, words: str, phrase: str, code: str | None, why: str) -> None:
    assert _entity(coder, words, phrase).code == code


def test_the_mines_of_a_ministry_are_nobody(coder: Coder) -> None:
    words = "A bank of Peru wrote to the Ministry of Mines. The bank is slow."
    assert _entity(coder, words, "The bank").mentions[0].start == 0


PAPERS = [
    (
        "Bread of Hearts condemns raid in Lima\n\nLondon, 5 May 2019. Bread of Hearts condemns it. We ask Peru to act.",
        "Bread of Hearts",
        "who pleads in its first words",
    ),
    (
        "LAST DAYS\nZorn Lawyers International, London, 5 May 2019\n\nPolice beat a nurse in Peru. We ask Peru to act.",
        "Zorn Lawyers International",
        "whose name begins the line of place and date",
    ),
]


@pytest.mark.parametrize(("words", "name", "why"), PAPERS, ids=[c[2] for c in PAPERS])
def test_we_of_a_charitys_paper(coder: Coder, words: str, name: str, why: str) -> None:
    found = _entity(coder, words, "We")
    assert (found.name, found.code) == (name, "NGO")


def test_we_of_a_secretary_generals_briefing(coder: Coder) -> None:
    words = (
        "PRESS BRIEFING BY THE SPOKESPERSON FOR THE SECRETARY-GENERAL, 3 MAY 2011\n\n"
        "Question: Will the UN pay Peru?\n\nSpokesperson: I cannot say.\n\n"
        "Question: Will Peru pay?\n\nSpokesperson: We have no news."
    )
    assert _entity(coder, words, "We").name == "United Nations"
    assert _entity(coder, words, "Spokesperson").code == "IGO"


def _entity(coder: Coder, words: str, phrase: str) -> Entity:
    """The entity of the last mention that has the phrase in its words."""
    record = coder.code(words)
    found = [(m.start, e) for e in record.entities for m in e.mentions if phrase in words[m.start : m.end]]
    return max(found, key=lambda pair: pair[0])[1]
