"""Parties to two wars are not one obligor, though both are "all parties"; reports of a war speak to its parties."""

from __future__ import annotations

import itertools

import pytest

from communique.coder import Coder
from communique.ledger.build import build_ledger
from communique.ledger.theatre import NOWHERE, Theatre, joined, meet
from communique.model import Deed, Entity, EntityMention, Entry, Gist, Party, Place, Record, Undertaking
from ledger.test_build import info, promise

SUDAN = (
    "d1",
    "2023-05-02",
    "ADDIS ABABA, May 2 - The African Union called on all parties in the fighting in Sudan to open the road to the "
    "hospitals. Sudan's army and the Rapid Support Forces have fought in Khartoum since April. Sudan needs a truce.",
)
YEMEN = (
    "d2",
    "2023-05-09",
    "MUSCAT, May 9 - Oman called on all parties to open the road to the hospitals. Yemen's government and the Houthis "
    "have fought in Taiz for years, and Yemen is short of medicine.",
)
SUDAN_AGAIN = (
    "d3",
    "2023-05-16",
    "CAIRO, May 16 - Egypt urged all parties to open the road to the hospitals. The army of Sudan and its rivals "
    "hold parts of Khartoum, and Sudan has no working clinics.",
)
OPENED = (
    "d4",
    "2023-05-20",
    "TAIZ, May 20 - The Houthis opened the road to the hospitals on Saturday, doctors in Yemen said.",
)


def ledger(coder: Coder, *told: tuple[str, str, str]) -> tuple[Entry, ...]:
    return build_ledger([coder.code(text, date=date, id=name) for name, date, text in told])


def homes(entries: tuple[Entry, ...]) -> set[frozenset[str]]:
    return {frozenset(m.document for m in e.mentions) for e in entries if "open the road" in e.action}


def test_all_parties_to_two_wars_owe_apart_whatever_the_order(coder: Coder) -> None:
    for told in itertools.permutations((SUDAN, YEMEN, SUDAN_AGAIN)):
        assert homes(ledger(coder, *told)) == {frozenset({"d1", "d3"}), frozenset({"d2"})}


def test_a_deed_speaks_to_the_war_that_it_was_told_of(coder: Coder) -> None:
    entries = ledger(coder, SUDAN, YEMEN, SUDAN_AGAIN, OPENED)
    found = {e.mentions[0].document: [v.document for v in e.evidence] for e in entries if "open the road" in e.action}
    assert found == {"d1": [], "d2": ["d4"]}


ALL = Party(entity="e1", start=0, end=5)


def told(name: str, *parties: str, who: str = "all parties", country: str | None = None) -> Record:
    """A demand of all parties in a document that names these parties, or is about a country."""
    base = promise("open", "road")
    fields = {field: getattr(base, field) for field in base.__struct_fields__}
    act = Undertaking(**{**fields, "by": (), "obligor": (ALL,), "kind": "demand"})
    named = [Entity(id=f"e{n}", name=party, mentions=MENTIONS) for n, party in enumerate(parties, 2)]
    places = (Place(id="p1", start=90, end=95, extracted_place="here", country_code=country),) if country else ()
    return Record(
        document=info(name, f"2024-01-0{name[-1]}"),
        entities=(Entity(id="e1", name=who), *named),
        places=places,
        undertakings=(act,),
    )


MENTIONS = (EntityMention(start=90, end=95, kind="name"),)


@pytest.mark.parametrize(
    ("one", "other", "entries"),
    [
        (told("d1", country="SDN"), told("d2", country="SDN"), 1),
        (told("d1", country="SDN"), told("d2", country="YEM"), 2),
        (told("d1", "Orland", "Vessia"), told("d2", "Vessia"), 1),  # lands that no table knows are told by their names
        (told("d1", "Orland"), told("d2", "Thule"), 2),
        (told("d1"), told("d2", country="SDN"), 2),  # of the one nothing is known
        (told("d1"), told("d2"), 2),
        (told("d1", who="the fighters"), told("d2", who="the fighters"), 1),  # not everybody
        (told("d1", who="the fighters", country="SDN"), told("d2", who="the fighters", country="YEM"), 2),
        (told("d1", country="SDN"), told("d2", who="Orland"), 2),  # a named party that the other does not speak of
    ],
)
def test_whether_two_documents_mean_the_same_parties(one: Record, other: Record, entries: int) -> None:
    assert len(build_ledger([one, other])) == len(build_ledger([other, one])) == entries


def test_where_nothing_is_known_the_same_act_at_the_same_place_is_one() -> None:
    def at(name: str, place: str) -> Record:
        record = told(name)
        act = record.undertakings[0]
        fields = {field: getattr(act, field) for field in act.__struct_fields__}
        gist = Gist(verb="open", objects=("road",), others=(place,), ends=(place,))
        return Record(
            document=record.document,
            entities=record.entities,
            undertakings=(Undertaking(**{**fields, "gist": gist}),),
        )

    assert len(build_ledger([at("d1", "alma"), at("d2", "alma")])) == 1
    assert len(build_ledger([at("d1", "alma"), at("d2", "kurm")])) == 2


def test_what_nobody_named_did_elsewhere_is_no_evidence() -> None:
    def opened(name: str, country: str) -> Record:
        act = Gist(verb="open", objects=("road",))
        deed = Deed(id="a1", start=80, end=99, gist=act, subject="Gunmen", actor=(ALL,))
        return Record(
            document=info(name, f"2024-02-0{name[-1]}"),
            entities=(Entity(id="e1", name="Gunmen"),),
            places=(Place(id="p1", start=90, end=95, extracted_place="here", country_code=country),),
            deeds=(deed,),
        )

    (entry,) = build_ledger([told("d1", country="SDN"), opened("d2", "YEM"), opened("d3", "SDN")])
    assert [e.document for e in entry.evidence] == ["d3"]


def test_theatres_meet_where_one_is_mostly_about_what_the_other_names() -> None:
    war, talks = Theatre(("SDN",), ("SDN", "USA")), Theatre(("YEM",), ("YEM", "USA"))
    assert not meet(war, talks), "what both only mention brings them not together"
    assert meet(war, Theatre(("EGY",), ("EGY", "SDN")))
    assert meet(war, NOWHERE) is None
    assert joined([talks, war]) == joined([war, talks]) == Theatre(("SDN", "YEM"), ("SDN", "USA", "YEM"))
