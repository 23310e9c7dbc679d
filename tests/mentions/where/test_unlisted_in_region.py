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
