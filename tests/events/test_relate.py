"""Relations between given parties."""

from __future__ import annotations

import pytest

from communique.events.relate import relate
from communique.kit import Kit
from communique.model import Document

CASES = [
    ("Norway will send tents to Haiti.", "Norway", "Haiti", "AGREE"),
    ("Israel will bomb Lebanon, officials said.", "Israel", "Lebanon", "THREATEN"),
    ("Syria said it will not admit the Turkish inspectors.", "Syria", "Turkish", "REJECT"),
    ("Chad and Niger agreed to hold joint exercises.", "Chad", "Niger", "AGREE"),
    ("Police in Oslo arrested a Swedish man after gunmen shot two tourists.", "Police", "a Swedish man", "COERCE"),
    ("Togo handed back the trawler that Benin had lost to Ghana.", "Togo", "Ghana", "RETREAT"),
]


@pytest.mark.parametrize(("text", "actor", "recipient", "event"), CASES)
def test_relation(text: str, actor: str, recipient: str, event: str, kit: Kit) -> None:
    spans = [(text.index(words), text.index(words) + len(words)) for words in (actor, recipient)]
    assert relate(Document(text=text, id="pair"), spans[0], spans[1], kit).event == event


@pytest.mark.parametrize("text", ["", " ", "\x00", "Xyzzy plugh.", "مرحبا بالعالم", "\ud800"])
def test_always_answers(text: str, kit: Kit) -> None:
    answer = relate(Document(text=text, id="odd"), (0, 1), (5, 9), kit)
    assert answer.event in kit.frames.ontology.events
    assert 0 <= answer.confidence <= 1
