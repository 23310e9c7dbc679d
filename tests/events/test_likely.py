"""Who most likely fills a role that no rule fills; who only speaks of an act does not. All texts are invented."""

from __future__ import annotations

import pytest

from communique.coder import Coder
from communique.events.confidence import TOLD_FROM
from communique.events.likely import ROLES

CHOSEN = [
    ("African leaders ended a summit in Accra with an appeal for a ceasefire in Sudan.", "REQUEST", "African leaders"),
    ("The Kenyan army confirmed two air strikes on camps in Somalia.", "ASSAULT", "Kenyan army"),
]
NOBODY = [
    ("The French government condemned the attack on the embassy in Bamako.", "ASSAULT"),
    ("France welcomed the arrest of a general in Mali.", "COERCE"),
    ("Aid workers spoke of attacks on villages near El Geneina.", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "event", "actor"), CHOSEN, ids=[row[0] for row in CHOSEN])
def test_whoever_most_likely_did_it_is_the_actor_and_why_says_so(
    coder: Coder, text: str, event: str, actor: str
) -> None:
    record = coder.code(text, date="2022-05-03")
    names = {e.id: e.name for e in record.entities}
    told = next(e for e in record.events if e.event == event)
    assert [names[p.entity].startswith(actor) for p in told.actor] == [True]
    assert "actor not by rule but most likely, 0." in told.why


@pytest.mark.parametrize(("text", "event"), NOBODY, ids=[row[0] for row in NOBODY])
def test_who_only_speaks_of_an_act_has_not_done_it(coder: Coder, text: str, event: str) -> None:
    told = next(e for e in coder.code(text, date="2022-05-03").events if e.event == event)
    assert told.actor == ()


def test_each_role_has_its_weights_and_a_chance_to_be_taken_from(coder: Coder) -> None:
    for role in ROLES:
        weights = coder.kit.frames.roles[role]
        assert 0 < weights[TOLD_FROM] < 1
        assert len(weights) > 100
        assert any(sign.startswith("path: ") for sign in weights)
