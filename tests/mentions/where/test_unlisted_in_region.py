"""Villages that no gazetteer has lie in the region that the text names with them, and ``resolution`` says so."""

from __future__ import annotations

import pytest

from communique.coding import code
from communique.kit import Kit
from communique.model import Document

CASES = [
    ("Fighters burned Wunkot, a village in the Jonglei region of South Sudan.", "Wunkot", "province"),
    ("Gunmen attacked the village of Kanduro in Sokoto state on Monday.", "Kanduro", "province"),
    ("Gunmen burned the village of Kanduro in Sokoto state. Two men were shot in Kanduro.", "Kanduro", "province"),
    ("Gunmen attacked the village of Kanduro in northern Nigeria on Monday.", "Kanduro", None),
    ("Gunmen attacked the village of Kanduro and fled to Sokoto state.", "Kanduro", None),
]


@pytest.mark.parametrize(("text", "name", "resolution"), CASES, ids=[case[0] for case in CASES])
def test_an_unlisted_village_is_put_at_its_region(kit: Kit, text: str, name: str, resolution: str | None) -> None:
    places = [p for p in code(Document(text=text, id="one"), kit).places if p.extracted_place == name]
    assert places
    assert {p.resolution for p in places} == {resolution}
    assert all((p.lat is None) == (resolution is None) for p in places)


NAMED = [
    ("Drones hit fuel trucks in the Kordab industrial area on Monday.", "Kordab industrial area"),
    ("Fighters shelled the La Llena pumping station.", "La Llena pumping station"),
    ("A blast went off outside the Baron Hotel.", "Baron Hotel"),
    ("Militants burned the hamlets of Chut Pyon and Maung Na.", "Maung Na"),
    ("The unrest had spread to Bhajanpuri, where a shop was burned.", "Bhajanpuri"),
    ("The clash happened at a spot called Point 14.", "Point 14"),
    ("Villagers at Tetero blocked the road.", "Tetero"),
    ("A lorry between Eringeto and Kainami was ambushed.", "Kainami"),
    ("Campaigners scuffled with police in Parliament Square.", "Parliament Square"),
    ("In St Petersburg, police detained 400 people.", "St Petersburg"),
]
NOT_NAMED = [
    ("Tanks shelled a Hamas post near Rafah.", "Hamas post"),
    ("A bomber killed dozens at a Shia mosque in Kunduz.", "Shia mosque"),
    ("He took a shot at Donald Trump's proposed wall.", "Donald Trump"),
    ("The U.S. Department of Agriculture banned it.", "Agriculture"),
]


@pytest.mark.parametrize(("text", "name"), NAMED, ids=[case[1] for case in NAMED])
def test_words_around_a_name_show_that_it_is_a_place(kit: Kit, text: str, name: str) -> None:
    assert name in [p.extracted_place for p in code(Document(text=text, id="one"), kit).places]


@pytest.mark.parametrize(("text", "name"), NOT_NAMED, ids=[case[1] for case in NOT_NAMED])
def test_whose_it_is_makes_no_place(kit: Kit, text: str, name: str) -> None:
    assert name not in [p.extracted_place for p in code(Document(text=text, id="one"), kit).places]


def test_a_name_of_a_state_is_the_state_and_not_its_region(kit: Kit) -> None:
    record = code(Document(text="Panama said Venezuela had stopped a plane at Tocumen airport.", id="one"), kit)
    assert record.places[0].resolution == "country"
