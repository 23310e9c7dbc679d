"""Where an act happened that names no place itself, or one that no gazetteer has; invented reports."""

from __future__ import annotations

import pytest

from communique.coding import code
from communique.kit import Kit
from communique.model import Document, Place
from placed import is_placed

ARUSHA = """ARUSHA, May 10 (Savanna News) - Burundi and Rwanda held talks on tolls in Arusha on Tuesday.

Burundi's minister asked for lower dues. Rwanda rejected the demand. Zambia offered a loan. Both sides agreed."""
TULCAN = """TULCÁN, Ecuador, May 10 (Andes News) - Soldiers shot two smugglers on Tuesday.

A chaplain brought them to a hostel here, where the prefect met them. Colombian envoys were turned away from it."""
MOYALE = """Kenya recalled its envoy on Friday. Gunners shelled a bus at Moyale on Wednesday.

A colonel told reporters in Nairobi that the gunners "fired without orders". He claimed that they had shot at nobody."""
CASES = [
    ("Residents of Tuzla said soldiers had burned their houses.", "burned", "Tuzla"),
    ("Villagers from Maungdaw told reporters that troops had raped two women.", "raped", "Maungdaw"),
    ("The mayor of Kherson said a drone had killed a bus driver.", "killed", "Kherson"),
    ("The minister from Oslo said troops had raped two women.", "raped", None),
    ("BUENAVENTURA, Colombia - Dockers blocked a gate on Monday. The mayor met their leaders at the cathedral.", "met",
     "BUENAVENTURA"),
    ("Gunmen attacked a convoy near Djibo on Monday. The army rescued one of the drivers.", "rescued", "Djibo"),
    ("LILONGWE, May 2 - Ministers signed a pact on Tuesday. Farmers from Nsanje protested outside the gates.",
     "protested", "LILONGWE"),
    ("Thread on what happened in Bukavu today.\n1/ At noon soldiers fired on marchers.", "fired", "Bukavu"),
    ("QUESTION: On the shooting at Bardera on Sunday.\nSPOKESPERSON: Soldiers arrested the gunman.", "arrested",
     "Bardera"),
    ("Rebels blew up a bridge at Pangong lake on Monday, and soldiers beat two teachers.", "beat", "Pangong"),
    ("India sent two more brigades to Ladakh.", "sent", "Ladakh"),
    ("The governor imposed a curfew on Lagos.", "imposed", "Lagos"),
    ("Muslims fled Negombo after mobs attacked their homes.", "attacked", "Negombo"),
    ("There was looting in Chinatown, in which shops were burned by rioters.", "burned", "Chinatown"),
    ("Blantyre this morning: soldiers beat vendors.", "beat", "Blantyre"),
    ("Observers had been denied entry at Tuzla.", "denied", "Tuzla"),
    ("Ten inmates were killed by rivals at the Litoral penitentiary.", "killed", "Litoral penitentiary"),
    ("Militants shot dead a councillor in the Shopian district on Tuesday.", "shot", "Shopian"),
    ("The president visited Bucha on Monday.", "visited", "Bucha"),
    ("Guards freed ten prisoners at the airport of Goma.", "freed", "Goma"),
    ("Drivers blocked the Ambassador Bridge on Friday.", "blocked", "Ambassador Bridge"),
    # words said at talks, in a report from where these are held
    (ARUSHA, "asked", "Arusha"),
    (ARUSHA, "rejected", "Arusha"),
    ("Malawi agreed to cut tolls following a summit in Beira.", "agreed", "Beira"),
    ("ARUSHA, May 10 - Rebels shot two herders on Monday. Burundi rejected the charge.", "rejected", None),
    # "here"; those turned away at gates and airports
    (TULCAN, "met", "TULCÁN"),
    (TULCAN, "turned away", "TULCÁN"),
    ("Two envoys were turned back at Asmara airport.", "turned back", "Asmara"),
    # what is said of an assault that has been told of
    (MOYALE, "fired", "Moyale"),
    (MOYALE, "shot at", "Moyale"),
    ("Gunners shelled a bus at Moyale. The army said its men had shot two rebels at home.", "shot", None),
    # a thing once said to be at a place; where a thing stands that is looted
    ("Zinco owns a smelter near Kabwe. It lost money. On Monday looters stormed the smelter.", "stormed", "Kabwe"),
    ("The looting of a kiosk that two widows ran at Gedaref shocked many.", "looting", "Gedaref"),
    ("Armed men entered a clinic in the Musenyi camp. It is poor. We are few. They pay us little. It rained. "
     "In April bandits shot a guard at the camp.", "shot", "Musenyi"),
    # waters and works that no gazetteer has
    ("Pirates attacked a barge on the Corrandel on Monday.", "attacked", "Corrandel"),
    ("Workers at the Glenfarg hatchery walked out on Monday.", "walked out", "Glenfarg hatchery"),
    # a text that has told of one place only
    ("Shepherds from Syria were beaten by guards at Qasr Amra on Monday.\n\nIt was cold.\n\nNobody spoke.\n\n"
     "Soldiers arrested nine men.", "arrested", "Qasr Amra"),
    ("The village of Sarai Koh has no water. Villagers blocked a road.", "blocked", "Sarai Koh"),
    ("The village of Sarai Koh has no water.\n\nIn Quetta people are angry. Police arrested nine men.", "arrested",
     None),
    ("We, the inhabitants of Vardut, write in anger. On Monday soldiers beat two shepherds.", "beat", "Vardut"),
    ("Guards beat two men at Qasr Amra on Monday. The prefect met their families.", "met", "Qasr Amra"),
    ("The prime minister promised us houses when he visited Goris in May.", "promised", "Goris"),
]


@pytest.mark.parametrize(("text", "word", "place"), CASES)
def test_place_of_an_act_that_names_none(kit: Kit, text: str, word: str, place: str | None) -> None:
    assert is_placed(kit, text, word, place)


def test_a_name_once_shown_to_be_a_place_is_one_again(kit: Kit) -> None:
    text = "Zambia will reopen the Mwami border post, ministers said. Lorries had been turned back to Mwami in May."
    names = [p.extracted_place for p in code(Document(text=text, id="one", date="2023-05-10"), kit).places]
    assert names == ["Zambia", "Mwami border post", "Mwami"]


def test_a_hotel_is_named_after_somebody(kit: Kit) -> None:
    text = "Ministers met at the Bingu hotel in Lilongwe on Monday. Bingu was the father of the pact."
    names = [p.extracted_place for p in code(Document(text=text, id="one", date="2023-05-10"), kit).places]
    assert names.count("Bingu") == 0


@pytest.mark.parametrize(
    ("words", "name", "code"),
    [
        ("near the Zaporizhzhia plant", "Zaporizhzhia Nuclear Power Plant", "BLDG"),
        ("at Evin prison", "Evin Prison", "BLDG"),
        ("at Ofer prison", "Ofer Prison", "BLDG"),
        ("on Mount Hermon", "Mount Hermon", "MT"),
        ("in the Lachin corridor", "Lachin corridor", "RGN"),
        ("in Kherson", "Kherson", "PPLA"),
        ("in Basra", "Basrah", "PPLA"),
        ("in Kherson oblast", "Khersonska oblast", "ADM1"),
        ("near Manbij", "Manbij", "PPLA2"),
    ],
)
def test_crossings_camps_plants_and_seats_of_regions(kit: Kit, words: str, name: str, code: str) -> None:
    text = f"Four soldiers were killed {words} on Monday, the army said."
    place = code_of(kit, text)
    assert (place.resolved_place, place.feature_code) == (name, code)


def code_of(kit: Kit, text: str) -> Place:
    return code(Document(text=text, id="one", date="2023-05-10"), kit).places[0]
