"""Whose government, army or "we" it is, by what is being talked about; who is called by another noun. Invented."""

from __future__ import annotations

import pytest

from communique.coder import Coder
from communique.model import Entity

KAMPALA = "KAMPALA, Feb 20, 2024 (Courier) - Congo's President Felix Tshisekedi accused M23 rebels of shelling camps. "
CODES = [
    (
        KAMPALA + "Opposition leader Ana Brule accused the government of failing. The government denied it.",
        "The government",
        "COD",
        "the state talked about, not the dateline's",
    ),
    (
        "KAMPALA, Feb 20, 2024 (Courier) - Uganda thanked Congo for its help. Police arrested two men near Gulu.",
        "Police",
        "UGA",
        "a state that is only dealt with does not take over",
    ),
    (
        "LIMA, May 3 (NWB) - Norway welcomed the pact and urged the government to sign it.",
        "the government",
        "PER",
        "not the state that urges it",
    ),
    (
        "BOGOTA, May 3 (NWB) - Colombian officials said troops had crossed the river. In Caracas, the army denied it.",
        "the army",
        "VEN",
        "the capital in which the clause is set",
    ),
    (
        "TRIPOLI, May 3 (NWB) - Libya's president flew to Cairo, where he was received by the foreign minister.",
        "the foreign minister",
        "EGY",
        "the place that a clause with 'where' hangs on",
    ),
    (
        "DUBLIN, May 3 (NWB) - Ireland complained to Russia about the ships. Skippers called at the embassy.",
        "the embassy",
        "RUS",
        "an embassy is another state's",
    ),
    (
        "COPENHAGEN, May 3 (NWB) - Denmark's parliament met. The State Council approved the bill.",
        "The State Council",
        "DNK",
        "a body of a name that others have too",
    ),
    (
        "ANKARA, May 3 (NWB) - Turkey shut a bridge to Georgia. It gave no reason. Minister Nino Gelashvili was angry.",
        "Minister Nino Gelashvili",
        "GEO",
        "a name that is usual in one of the countries named",
    ),
    (
        "LIMA, May 3 (NWB) - Peru will buy two trains. Transport Minister Sergei Volkov signed the order.",
        "Sergei Volkov",
        "PER",
        "a name puts no country in play that the document does not name",
    ),
    (
        "BERLIN, May 3 (NWB) - Germany will help. Germany said so to Turkey. Health Minister Mehmet Yilmaz signed.",
        "Mehmet Yilmaz",
        "DEU",
        "a name says little where many came from elsewhere",
    ),
    (
        "ULAANBAATAR, May 3 (NWB) - Mongolia beat South Korea at judo. The hall was full. Kang Min-woo wept with joy.",
        "Min-woo",
        "KOR",
        "a country named far back",
    ),
]


def at(coder: Coder, text: str, words: str) -> list[Entity]:
    """The entities of the last mention that ends with ``words``."""
    end = text.rindex(words) + len(words)
    return [e for e in coder.code(text).entities if any(m.end == end for m in e.mentions)]


@pytest.mark.parametrize(("text", "words", "code", "why"), CODES, ids=[c[3] for c in CODES])
def test_country(coder: Coder, text: str, words: str, code: str, why: str) -> None:
    assert code in {e.code for e in at(coder, text, words)}, why


NAMES = [
    ('"We will reply," Foreign Minister Ana Brule of Chad said.', "We", "Chad", "a minister's we is his state"),
    ('"We will strike," said Ana Brule, leader of the Zorn Union.', "We", "Zorn Union", "a leader's we is her union"),
    ('"I will reply," Foreign Minister Ana Brule of Chad said.', "I", "Ana Brule", "I is the minister himself"),
    ('"We are tired," said villager Ana Brule.', "We", "Ana Brule", "a villager speaks for nobody else"),
    (
        'Ana Brule accused the government of Chad of theft. "They must resign," she said.',
        "They",
        "Chad",
        "they are the accused",
    ),
    (
        "Chad expelled Norway's ambassador. The envoy left.",
        "The envoy",
        "Norway's ambassador",
        "a noun of like meaning",
    ),
    ("Forty migrants landed at Samos. The men were ill.", "The men", "Forty migrants", "a noun for anybody"),
    (
        "The Zorn People's Union (ZPU) met in Chad. The ZPU rejected the plan.",
        "The ZPU",
        "Zorn People's Union",
        "an acronym that the text gives",
    ),
    (
        "The National Liberation Army (ELN) freed a farmer.",
        "The National Liberation Army",
        "National Liberation Army of Colombia",
        "of namesakes the one of the acronym",
    ),
    ("Foreign Ministers Sato Kenji and Ana Brule met.", "Sato Kenji", "Sato Kenji", "a title in the plural is no name"),
    ("Gov. Dale Brule spoke. The governor left.", "The governor", "Dale Brule", "a short form of a title"),
]


@pytest.mark.parametrize(("text", "words", "name", "why"), NAMES, ids=[n[3] for n in NAMES])
def test_who(coder: Coder, text: str, words: str, name: str, why: str) -> None:
    assert name in {e.name for e in at(coder, text, words)}, why
