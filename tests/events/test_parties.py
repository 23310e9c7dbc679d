"""Who acts, where a thing stands beside somebody known. All texts are invented."""

from __future__ import annotations

import pytest

from communique.coder import Coder

CASES = [
    ("Poland and a focus on aid helped Ukraine.", {"Poland"}),
    ("France and reports accused Mali of torture.", {"France"}),
    ("At least 20,000 donations were sent to Ukraine by Poland.", {"Poland"}),
    ("Soldiers and Dutch rebels attacked Quito.", {"Soldiers", "Dutch rebels"}),
]


@pytest.mark.parametrize(("text", "names"), CASES, ids=[row[0] for row in CASES])
def test_a_thing_is_no_actor_beside_one_that_is_known(coder: Coder, text: str, names: set[str]) -> None:
    record = coder.code(text, date="2022-05-03")
    called = {e.id: e.name for e in record.entities}
    assert {called[p.entity] for e in record.events for p in e.actor} == names
