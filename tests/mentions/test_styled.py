"""Offices and names in turn, as official papers list them."""

from __future__ import annotations

import pytest

from communique.coding import code
from communique.kit import Kit
from communique.model import Document


def code_of(name: str, text: str, kit: Kit) -> str | None:
    record = code(Document(text=text, id="invented", date="2021-07-24"), kit)
    return next(e.code for e in record.entities if name in e.name)


@pytest.mark.parametrize(("name", "country"), [("Kofi Badu", "GHA"), ("Yao Mensa", "TGO")])
def test_a_styled_name_belongs_to_the_office_before_it(name: str, country: str, kit: Kit) -> None:
    text = (
        "At the invitation of the President of Ghana, His Excellency Kofi Badu, the President of Togo, His Excellency "
        "Yao Mensa, visited Accra."
    )
    assert code_of(name, text, kit) == country


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya wrote to the European Union in May. Brussels has yet to answer.", "European Union"),
        ("Belgium recalled its envoy. Brussels has yet to answer.", "Belgium"),
        ("Turkey wrote to NATO in May. Brussels has yet to answer.", "NATO"),
    ],
)
def test_brussels_stands_for_whom_the_text_speaks_of(text: str, expected: str, kit: Kit) -> None:
    record = code(Document(text=text, id="invented", date="2021-07-24"), kit)
    at = text.index("Brussels")
    assert [e.name for e in record.entities if any(m.start == at for m in e.mentions)] == [expected]


def test_all_political_parties_are_no_sides_of_a_matter(kit: Kit) -> None:
    record = code(
        Document(text="Ghana urged all political parties to keep calm.", id="invented", date="2021-07-24"), kit
    )
    assert [e.sector for e in record.entities if "parties" in e.name] == [("PTY",)]
