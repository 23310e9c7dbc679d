"""Who is one party and who is not: organisations of many countries; and what only sounds alike."""

from __future__ import annotations

import pytest

from communique.coder import Coder
from communique.ledger.build import build_ledger
from communique.ledger.sides import Sides, is_same
from communique.lexicon.kinship import load_kinship


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("European Union", "IGO"), ("NATO", "IGO"), False),
        (("African Union", "IGO"), ("African Union Commission", "IGO"), True),
        (("monitors", "IGO"), ("the monitors", "IGO"), True),
        (("monitors", "IGO"), ("NATO", "IGO"), False),
        (("Eritrea", "ERI"), ("information ministry", "ERI"), True),
    ],
)
def test_organisations_are_told_apart_by_their_names(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    sides = Sides(load_kinship())
    first, second = (sides.named(name, code, ("GOV",)) for name, code in (one, other))
    assert is_same(first, second, sides.kinship) == is_same(second, first, sides.kinship) == same


def test_all_who_ask_are_named(coder: Coder) -> None:
    text = "LUSAKA, May 2, 2024 - The European Union, NATO and the African Union urged Zambia to reopen a bridge."
    (entry,) = build_ledger([coder.code(text)])
    assert len(entry.by) == 3


def test_what_one_organisation_owes_another_does_not(coder: Coder) -> None:
    told = (
        ("2024-05-02", "The European Union promised to send wheat to Chad."),
        ("2024-05-09", "The African Union promised to send wheat to Chad."),
        ("2024-05-20", "The African Union sent wheat to Chad on Sunday."),
    )
    entries = build_ledger([coder.code(text, date=day) for day, text in told])
    assert sorted((e.obligor[0].name, e.status) for e in entries) == [
        ("African Union", "fulfilled"),
        ("European Union", "open"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "entries"),
    [
        ("uphold its commitment to disarm the militias", "honour its commitment to publish the census", 2),
        ("uphold its commitment to disarm the militias", "honour its commitment to disarm all militias", 1),
        ("uphold its commitment to disarm the militias", "keep its commitment", 1),
        ("stop its offensive", "halt the attacks", 1),
        ("reduce violence", "curb violence", 1),
    ],
)
def test_what_sounds_alike_is_not_one(coder: Coder, one: str, other: str, entries: int) -> None:
    told = (("2024-05-02", f"Kenya urged Chad to {one}."), ("2024-05-09", f"Kenya urged Chad to {other}."))
    assert len(build_ledger([coder.code(text, date=day) for day, text in told])) == entries


def test_less_violence_is_not_the_end_of_it(coder: Coder) -> None:
    text = "Kenya urged Chad to stop its military offensive. It called on Chad to reduce violence in the north."
    assert len(build_ledger([coder.code(text, date="2024-05-02")])) == 2
