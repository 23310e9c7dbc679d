"""The same act in other words is one undertaking; other acts of the same side stay apart."""

from __future__ import annotations

import pytest

from communique.ledger.build import build_ledger
from communique.model import Gist, Undertaking
from ledger.test_build import promise, record


def owed(verb: str, *objects: str, others: tuple[str, ...] = ()) -> Undertaking:
    base = promise()
    fields = {name: getattr(base, name) for name in base.__struct_fields__}
    return Undertaking(**{**fields, "gist": Gist(verb=verb, objects=objects, others=others)})


def count(*acts: Undertaking, who: tuple[str, ...] = ("Orland", "Orland")) -> int:
    records = [
        record(f"d{n}", f"2024-0{n + 1}-01", act, who=name) for n, (act, name) in enumerate(zip(acts, who, strict=True))
    ]
    return len(build_ledger(records))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (owed("hold", "fire"), owed("observe", "truce")),
        (owed("compensate", "widow"), owed("make", "payment", others=("widow",))),
        (owed("restore", "electricity", others=("suburb",)), owed("reconnect", "suburb", others=("electricity",))),
        (owed("dismantle", "barricade"), owed("clear", "roadblock")),
    ],
)
def test_other_words_are_one_undertaking(one: Undertaking, other: Undertaking) -> None:
    assert count(one, other) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (owed("train", "pilot"), owed("ratify", "treaty")),
        (owed("lower", "tariff"), owed("vaccinate", "child")),
    ],
)
def test_other_acts_of_one_side_stay_apart(one: Undertaking, other: Undertaking) -> None:
    assert count(one, other) == 2


def test_the_same_act_of_another_side_stays_apart() -> None:
    assert count(owed("hold", "fire"), owed("observe", "truce"), who=("Orland", "Vessia")) == 2
