"""What others hold an actor coder to (the actor tests of NGEC and PETRARCH2), by sentences of our own.

An own name for a state, an adjective, a kind of police, a former office, a term, an acronym, a name that is no actor.
"""

from __future__ import annotations

import pytest

from communique.coder import Coder

CASES = [
    ("The Turkish coast guard rescued forty migrants.", "forty migrants", None, "REF", None),
    ("The People's Republic of China thanked Laos.", "China", "CHN", None, None),
    ("The Republic of China thanked Palau.", "China", "TWN", None, None),
    ("Great Britain closed its embassy.", "Great Britain", "GBR", None, None),
    ("Four Saudi men were arrested in Rabat.", "men", "SAU", "CVL", None),
    ("American warplanes bombed a depot near Mosul.", "American warplanes", "USA", "MIL", None),
    ("A retired vice president spoke at the rally.", "vice president", None, "ELI", None),
    ("Cyber police in Ukraine arrested a hacker.", "police", "UKR", "COP", None),
    ("Railway police in India searched the train.", "police", "IND", "COP", None),
    ("Vandals damaged a monument in Tbilisi.", "Vandals", "GEO", "CRM", None),
    ("A smuggling gang was caught in Niger.", "gang", "NER", "CRM", None),
    ("A paramedic was shot in Khartoum.", "paramedic", "SDN", "MED", None),
    ("Mujahideen attacked a convoy near Gardez.", "Mujahideen", "AFG", "REB", None),
    ("The rebels from Syria crossed the border.", "rebels", "SYR", "REB", None),
    ("The U.S. commander in Iraq resigned.", "commander", "USA", "MIL", None),
    ("King Charles met Emmanuel Macron in Paris.", "King Charles", "GBR", "GOV", "2023-09-20"),
    ("Prince Charles opened a school in Kenya.", "Prince Charles", "GBR", "GOV", "1987-03-01"),
    ("Thaksin Shinawatra returned to Bangkok.", "Thaksin Shinawatra", "THA", "ELI", "2023-08-22"),
    ("President Kassym-Jomart Tokayev vetoed the bill.", "Tokayev", "KAZ", "GOV", "2023-01-01"),
    ("Former President Nursultan Nazarbayev was ill.", "Nazarbayev", "KAZ", "ELI", "2022-01-05"),
    ("Ordinary Kazakhs blocked the road.", "Kazakhs", "KAZ", "CVL", None),
    ("Armenian Prime Minister Nikol Pashinyan resigned.", "Pashinyan", "ARM", "GOV", "2021-04-25"),
    ("Mexican authorities seized a truck.", "Mexican authorities", "MEX", "GOV", None),
    ("The DEA arrested a dealer in Bogota.", "DEA", "USA", "COP", None),
    ("The PRI lost seats in the Mexican congress.", "PRI", "MEX", "PTY", None),
    (
        "The Institutional Revolutionary Party chose a leader.",
        "Institutional Revolutionary Party",
        "MEX",
        "PTY",
        "2015-01-01",
    ),
    ("Los Zetas killed a mayor in Tamaulipas.", "Los Zetas", "MEX", "CRM", None),
    ("The German defence minister visited Mali.", "minister", "DEU", "GOV", None),
    ("Frank slept.", "Frank", None, None, None),
    ("Nato condemned the test.", "Nato", "IGO", "MIL", None),
    ("Acme Inc. paid Frank.", "Acme Inc.", None, "BUS", None),
    ("The Collective Security Treaty Organization met in Dushanbe.", "Organization", "IGO", "MIL", None),
    ("President Duterte threatened the judges.", "Duterte", "PHL", "GOV", "2017-05-01"),
    ("Trump threatened Iran.", "Trump", "USA", "GOV", "2019-05-01"),
    ("Vetevendosje won the vote in Kosovo.", "Vetevendosje", "XKX", "PTY", None),
    ("Nicolás Maduro expelled the envoy of Colombia.", "Maduro", "VEN", "GOV", "2019-02-01"),
    ("Mario Abdo Benítez met the farmers.", "Benítez", "PRY", "GOV", "2020-02-01"),
    ("Viktor Orbán criticised the European Union.", "Orbán", "HUN", "GOV", "2022-02-01"),
    ("A Tunisian court jailed a Nigerian student.", "court", "TUN", "JUD", None),
    ("A Tunisian court jailed a Nigerian student.", "student", "NGA", "EDU", None),
    ("The Islamic State claimed the attack.", "Islamic State", "IMG", "REB", "2015-08-13"),
    ("Students at a university in Lagos marched.", "Students", "NGA", "EDU", None),
    ("Chilean miners went on strike.", "miners", "CHL", "LAB", None),
    ("A spokesman for the Syrian opposition denied it.", "spokesman", "SYR", "OPP", None),
    ("The Russian ambassador to Norway was summoned.", "ambassador", "RUS", "GOV", None),
    ("Kenyan peacekeepers in Haiti were shot at.", "peacekeepers", "KEN", "MIL", None),
    ("The Israeli prime minister's office denied it.", "office", "ISR", "GOV", None),
    ("The mayor of Kyiv warned of power cuts.", "The mayor of Kyiv", "UKR", "GOV", None),
    ("The Ugandan opposition leader Bobi Wine was arrested.", "Bobi Wine", "UGA", "OPP", "2021-01-20"),
    ("Doctors Without Borders closed a clinic in Kunduz.", "Doctors Without Borders", "NGO", "MED", None),
    ("Somali pirates seized a tanker.", "pirates", "SOM", "CRM", None),
    ("Colombian coca growers clashed with police.", "growers", "COL", "AGR", None),
    ("A Sudanese doctors' union called a strike.", "union", "SDN", "LAB", None),
    ("The Afghan interior ministry blamed the Haqqani network.", "Haqqani network", "AFG", "REB", "2012-01-01"),
    ("Rohingya refugees in Bangladesh marched.", "refugees", "MMR", "REF", None),
    ("The Association of Southeast Asian Nations (ASEAN) met. ASEAN urged calm.", "ASEAN", "IGO", None, None),
    ("The Zorn Liberation Front (ZLF) freed two Chadian soldiers. The ZLF thanked Niger.", "ZLF", "TCD", "REB", None),
    ("Boeing cut jobs in Seattle.", "Boeing", "USA", "BUS", None),
    ("Reuters reported the attack.", "Reuters", "GBR", "JRN", None),
]


@pytest.mark.parametrize(
    ("text", "words", "code", "sector", "date"), CASES, ids=[f"{c[1]}: {c[0][:30]}" for c in CASES]
)
def test_actor(coder: Coder, text: str, words: str, code: str | None, sector: str | None, date: str | None) -> None:
    at = text.rindex(words)
    found = [
        (e.code, e.sector[0] if e.sector else None)
        for e in coder.code(text, date=date).entities
        if any(m.end == at + len(words) for m in e.mentions)
    ]
    assert (code, sector) in found
