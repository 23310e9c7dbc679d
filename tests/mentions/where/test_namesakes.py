"""Which of several places of one name is meant, by what else the text names; and names that only their noun shows."""

from __future__ import annotations

import pytest

from communique.coding import code
from communique.kit import Kit
from communique.model import Document, Place

NAMESAKES = [
    ("Mozambican troops entered Palma.", "Palma", "MOZ"),
    ("Soldiers in Cabo Delgado retook Palma, officials in Maputo said.", "Palma", "MOZ"),
    ("Thousands marched in Palma against hotels, Spanish police said.", "Palma", "ESP"),
    ("Protesters marched in Palma.", "Palma", "ESP"),
    ("Traders in Limbe shut their stalls, a paper in Blantyre said. Malawi's president was away.", "Limbe", "MWI"),
    ("Gunmen shot a teacher in Limbe. The school near Buea in Cameroon was closed.", "Limbe", "CMR"),
    ("Fishermen from Argyle protested in Kingstown.", "Argyle", "VCT"),
    ("A bus crashed near Argyle, New York.", "Argyle", "USA"),
    ("Brazilian soldiers evicted miners around Boa Vista.", "Boa Vista", "BRA"),
    ("The ferry reached Boa Vista from Praia, Cape Verde's capital.", "Boa Vista", "CPV"),
    ("The coast guard in Chaguaramas hailed a boat; the minister was in Port of Spain.", "Chaguaramas", "TTO"),
    ("A truck overturned in Chaguaramas, in the Venezuelan state of Guarico.", "Chaguaramas", "VEN"),
]

BY_NOUN = [
    ("Ten people were shot near the Nasib crossing on Monday.", "Nasib", "BRDR"),
    ("Ten people were shot at the Beitbridge border post on Monday.", "Beitbridge", "BRDR"),
    ("Shells hit the Hostomel airport on Monday.", "Hostomel", "AIRP"),
    ("Drones hit the Mozdok air base on Monday.", "Mozdok", "MILB"),
    ("Aid reached the Farchana camp on Monday.", "Farchana", "CMP"),
    ("A frigate sank in the Arafura Sea on Monday.", "Arafura Sea", "SEA"),
]


def _place(kit: Kit, text: str, name: str) -> Place:
    record = code(Document(text=text, id="one", date="2024-05-10"), kit)
    return next(p for p in record.places if p.extracted_place.startswith(name))


@pytest.mark.parametrize(("text", "name", "country"), NAMESAKES)
def test_the_company_of_other_places_decides(kit: Kit, text: str, name: str, country: str) -> None:
    assert _place(kit, text, name).country_code == country


@pytest.mark.parametrize(("text", "name", "feature"), BY_NOUN)
def test_a_noun_behind_a_name_shows_the_place(kit: Kit, text: str, name: str, feature: str) -> None:
    assert _place(kit, text, name).feature_code == feature
