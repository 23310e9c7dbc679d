"""Whose ministers, police and villagers a report speaks of, where its words do not say. All texts are invented."""

from __future__ import annotations

import pytest

from communique.coder import Coder
from communique.mentions.setting import SETTLED
from communique.model import Entity

CODES = [
    (
        "LIMA, May 3 (NWB) - Two villagers drowned near Piura, Peru, police said.",
        "Two villagers",
        "PER",
        "the dateline",
    ),
    (
        "ACCRA, May 3 (NWB) - Guinea freed two teachers. Guinea had jailed the teachers, and Guinean lawyers had sued.",
        "two teachers",
        "GIN",
        "another country is named far more often than the dateline's",
    ),
    ("Two villagers drowned, police said.", "Two villagers", None, "nothing says where"),
    (
        "Ministry of Defence, Lima\nPress release\n\nThe minister met his counterpart from Chile. Chile welcomed it.",
        "minister",
        "PER",
        "the office that issues it",
    ),
    ("LIMA, May 3 (NWB) - The navy of Batuma left. Peru protested.", "navy of Batuma", None, "a state not known here"),
    ("LIMA, May 3 (NWB) - Foreign lawmakers met in Peru.", "Foreign lawmakers", None, "its words say it is not"),
    (
        "LIMA, May 3 (NWB) - The parents' union of Sierra Madre will meet the minister.",
        "parents' union of Sierra Madre",
        "PER",
        "a small town elsewhere puts no country in play",
    ),
    ("The bus left Sierra Madre. A clerk in Sierra Madre fell.", "clerk", "USA", "a small town where none is told"),
    (
        "Remarks on the vote\n\nCanada has watched the vote in Georgia. We urge Georgia to be calm. Voters were hurt.",
        "Voters",
        "GEO",
        "remarks of a state are of another",
    ),
    (
        "Remarks on the vote\n\nCanada has watched the vote in Georgia. We told Georgia. The Minister will speak.",
        "Minister",
        "CAN",
        "a title written large in remarks of a state is its own",
    ),
    (
        "FORCES COMMAND\nOrder 3\n\nShops in Suva shall close. Australia is asked to wait. The President agrees.",
        "President",
        "FJI",
        "a state that the paper asks for something is another's",
    ),
    (
        "MOSUL, Iraq, May 3 (NWB) - Shells hit a farm, the mayor said. Turkey denied it. Turkey blamed rebels.",
        "mayor",
        "IRQ",
        "who is met on the spot is of where the report is from",
    ),
    (
        "ACCRA, May 3 (NWB) - ECOWAS suspended Guinea on Friday. Meeting in Accra, its leaders warned the junta.",
        "junta",
        "GIN",
        "where an organisation meets is not what is talked about",
    ),
    (
        "Notes of the day\n\nOn Chad: Gunmen looted a store. Niger sent help.\n\nOn Niger: Police met.",
        "Gunmen",
        "TCD",
        "what the paragraph says that it is about",
    ),
    (
        "PRESS BRIEFING FOR THE SECRETARY-GENERAL\n\nQuestion: Where is Chad's army?\n\nSpokesperson: Ask the UN.\n\n"
        "Question: And Chad's police?\n\nSpokesperson: Ask Chad.",
        "spokesperson",
        "IGO",
        "who speaks for an officer of organisations",
    ),
    (
        "Foreign Ministry of Chile\n\n1. Bolivia has shut a road.\n\n2. Ambassador Ana Brule wrote.",
        "Ana Brule",
        "CHL",
        "an ambassador named by her own ministry",
    ),
    (
        "LIMA, May 3 (NWB) - Peru praised the forty soldiers that Ghana lent.",
        "forty soldiers",
        "GHA",
        "whose soldiers were sent",
    ),
    (
        "LIMA, May 3 (NWB) - Peru waited. Chile's president, Ana Brule, according to an aide, will answer on Monday.",
        "aide",
        "CHL",
        "whose aide a report has it from",
    ),
    (
        "Amb. Eva Berg @ebergNO, Mon 3 May 2021\n\n1. Norway has sent rice to Sudan.\n\n2. Colonel Idris wants it.",
        "Idris",
        "SDN",
        "a post is not always about its author's country",
    ),
    (
        "TALLINN, May 3 (NWB) - Estonia freed Rein Kask, a farmer. His counterpart, Ales Marchuk, is in Minsk.",
        "Ales Marchuk",
        "BLR",
        "a counterpart is of the other side",
    ),
    ("ULAANBAATAR - Mongolia beat Peru at judo. Erdenebat floored his man.", "Erdenebat", "MNG", "a name that acts"),
    ("SEOUL - South Korea beat Peru at judo. Park lost to Lee.", "Lee", "KOR", "one name that is usual there"),
    ("The Secretary-General thanked Somalia.", "Secretary-General", "IGO", "an office of organisations only"),
    ("Peru's Congress thanked the United States.", "Congress", "PER", "a body of the same name elsewhere"),
    ("Gunmen clashed in Tripoli, Lebanon, on Monday.", "Tripoli", "LBN", "not the capital of that name"),
    ("Gunmen left Lebanon, Georgia, on Monday.", "Lebanon", "USA", "not the state of that name"),
    ("BRAZZAVILLE, Congo, May 9 (NWB) - Police arrested two men.", "Police", "COG", "of two Congos the town's"),
    ("Gunmen killed two soldiers in Kashmir on Monday.", "two soldiers", None, "a region that two states claim"),
    ("Brazil's Congress approved the treaty.", "Congress", "BRA", "its possessor beats a namesake"),
    ("The Philippine Congress approved the treaty.", "Congress", "PHL", "its adjective beats a namesake"),
    (
        "KYIV, May 3 (NWB) - Estonia will not send soldiers to Ukraine, Prime Minister Kaja Kallas said.",
        "Kallas",
        "EST",
        "the state whose will the speaker tells",
    ),
    ("Estonia will not send soldiers to Ukraine. Ukraine needs help.", "soldiers", "EST", "the state that sends them"),
    (
        "Chile will train Haitian police, Defence Minister Marta Rojas said. Haiti needs help. Haiti thanked Chile.",
        "Rojas",
        "CHL",
        "the state whose will the speaker tells, though another is named more often",
    ),
    ("Portugal must reply to Angola by 1 May, the court said.", "court", None, "a court over states"),
    ("LIMA, May 3 (NWB) - Peru must pay Chile, the court said.", "court", "PER", "a court with a dateline"),
    (
        'A reporter asked: "Has your navy attacked the fishing boats of Vietnam?"',
        "your navy",
        None,
        "of whoever is addressed",
    ),
    (
        "Department of State Press Briefing, Washington\n\nQUESTION: Has your navy stopped boats off Vietnam?\n\n"
        "MR VANCE: Our missions in Vietnam are open.",
        "Our missions",
        "USA",
        "of the speaker's side",
    ),
    ("LIMA, May 3 (NWB) - The authorities in Peru freed two men.", "Peru", "PER", "the authorities are the state"),
    (
        "Norway on Friday blacklisted a Belarusian oil trader and six officials.",
        "six officials",
        "BLR",
        "whom a state acts against where another is named",
    ),
    (
        "BRUSSELS, May 3 (NWB) - A Belgian judge heard a corporal. He said that boys had shot two miners in Potosi.",
        "two miners",
        "BOL",
        "people where the clause is set",
    ),
    ("Iran said that a nurse and a farmer from Oman were missing.", "nurse", "OMN", "the last of a row tells whence"),
    ("The hurt were in a clinic in Bandar Abbas, Iran said.", "clinic", "IRN", "a town is no president"),
]


def entity(coder: Coder, text: str, name: str) -> Entity:
    record = coder.code(text, date="2022-05-03")
    return next(e for e in record.entities if name in e.name)


@pytest.mark.parametrize(("text", "name", "code", "why"), CODES, ids=[row[3] for row in CODES])
def test_country(coder: Coder, text: str, name: str, code: str | None, why: str) -> None:
    assert entity(coder, text, name).code == code


def test_a_country_that_no_words_give_is_said_to_be_the_reports(coder: Coder) -> None:
    found = entity(coder, CODES[0][0], "Two villagers")
    assert (found.why or "").endswith(SETTLED)


PAIRS = [
    ("Chad and Niger met. The governor of Zinder spoke. Both governments signed.", "Both governments", {"TCD", "NER"}),
    ("Chad blamed Niger. Neither side would leave.", "Neither side", {"TCD", "NER"}),
    (
        "Chad and Niger met in Accra. General Musa Abba praised the two neighbours.",
        "the two neighbours",
        {"TCD", "NER"},
    ),
]


@pytest.mark.parametrize(("text", "words", "codes"), PAIRS, ids=[row[1] for row in PAIRS])
def test_pairs_are_states_or_bodies(coder: Coder, text: str, words: str, codes: set[str]) -> None:
    record = coder.code(text)
    named = {e.code for e in record.entities for m in e.mentions if text[m.start : m.end] == words}
    assert named == codes


def test_a_day_of_may_is_no_prime_minister(coder: Coder) -> None:
    record = coder.code("Chad must reply to Niger by 1 May, the court said.", date="2023-04-10")
    assert all("May" not in e.name for e in record.entities)
