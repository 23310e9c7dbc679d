"""Where an act happened, in invented sentences."""

from __future__ import annotations

import pytest

from communique.kit import Kit
from communique.mentions.ground import Ground
from communique.mentions.scene import place_of
from communique.mentions.where.find import find_places
from communique.model import Header

CASES = [
    ("Gunmen killed ten people in the Somali town of Baidoa on Monday.", "killed", "Baidoa"),
    ("In Aleppo, troops fired on protesters.", "fired", "Aleppo"),
    ("The army said in Islamabad that it had shelled rebels near Miranshah.", "shelled", "Miranshah"),
    ("Militants stormed Mosul and killed dozens.", "killed", "Mosul"),
    ("The attack on Kabul left ten dead.", "attack", "Kabul"),
    ("An explosion rocked the port city of Odesa.", "explosion", "Odesa"),
    ("Clashes between police and protesters in Cairo injured 30.", "Clashes", "Cairo"),
    ("Police in Lahore arrested five men.", "arrested", "Lahore"),
    ("Twenty were killed when a bomb exploded at a market in Baghdad.", "killed", "Baghdad"),
    ("Israel withdrew its troops from southern Lebanon.", "withdrew", "Lebanon"),
    ("The United States imposed sanctions on Iran.", "imposed", None),
    ("The minister, speaking in Paris, accused Syria of lying.", "accused", "Paris"),
    ("Refugees fled from Syria to Turkey.", "fled", None),
    ("He was arrested in Lagos and deported to Ghana.", "deported", None),
    ("The envoy condemned the killings.", "condemned", None),
    ("Oman mediated between Iran and Saudi Arabia in Muscat.", "mediated", "Muscat"),
    ("Talks between Ethiopia and Eritrea opened in Asmara.", "Talks", "Asmara"),
    ("Qatar mediated between Israel and Hamas in Doha.", "mediated", "Doha"),
    ("Serbia held talks with Kosovo in Ohrid.", "talks", "Ohrid"),
    ("Serbia held talks with Kosovo on Monday.", "talks", None),
    ("Chad condemned the shelling of Khartoum.", "condemned", None),
    ("Norway called on the authorities in Juba to free them.", "called", None),
    ("They agreed in the Protocol of Windhoek to inform one another.", "agreed", None),
    ("The navy boarded a trawler 90 miles south of Tonga.", "boarded", "Tonga"),
    ("Gunmen stopped a coach near Atbara and robbed two families there.", "robbed", "Atbara"),
    ("At the invitation of the governor of Sumatra, ministers paid a visit to Padang.", "visit", "Padang"),
    ("The union condemned air strikes carried out by the army on markets in Kutum.", "strikes", "Kutum"),
    ("Rebels attacked the village of Kankomba at dawn.", "attacked", "Kankomba"),
    ("The bus reached Kolda, where soldiers freed ten people.", "freed", "Kolda"),
    ("A trawler was boarded off Kinmore Head on Monday.", "boarded", "Kinmore Head"),
    ("He flew to Cairo on Tuesday, where he was received by the minister.", "received", "Cairo"),
    ("Some 3,000 people fled Palma in 2017, when rebels burned the market.", "burned", "Palma"),
    ("Clashes in Afrin that killed five people ended on Monday.", "killed", "Afrin"),
    ("Residents of Galle barricaded the road.", "barricaded", "Galle"),
    ("Troops crossed into Sudan near Kassala.", "crossed", "Kassala"),
    ("U.S. strikes killed ten people.", "strikes", None),
    ("He lives in Cuba and wants his son back.", "wants", None),
    ("Rebels entered Palma. Women fled when the rebels shelled the town.", "shelled", "Palma"),
    ("Rebels entered Palma. On Monday they attacked a nearby town.", "attacked", None),
    ("The envoy left Harare. Workers marched through the Zimbabwean capital.", "marched", "Harare"),
    ("The envoy left Harare. Workers marched through the Zambian capital.", "marched", None),
]


@pytest.mark.parametrize(("text", "word", "place"), CASES, ids=[case[0] for case in CASES])
def test_scene(kit: Kit, text: str, word: str, place: str | None) -> None:
    parsed = kit.parser.parse(text)
    places = find_places(parsed, Header(date=None, date_source="none", dateline=None), None, kit.gazetteer)
    token = next(t for t in parsed.tokens if t.text == word)
    found = place_of(token, Ground(parsed, places))
    assert (found.extracted_place if found else None) == place
