"""Places of events in invented reports: what follows on the same ground, what is held where a report was filed."""

from __future__ import annotations

import pytest

from communique.coding import code
from communique.kit import Kit
from communique.model import Document

CASES = [
    ("VIENNA, May 4 (XNA) - Iran and the United States held talks on Tuesday.", "CONSULT", "VIENNA"),
    ("VIENNA, May 4 (XNA) - Iran and the United States held talks by telephone on Tuesday.", "CONSULT", None),
    ("Protesters gathered in Minsk on Sunday. Police arrested 200 of them.", "COERCE", "Minsk"),
    ("Protesters gathered in Minsk on Sunday. Police arrested 200 people in Brest.", "COERCE", "Brest"),
    ("Protesters gathered in Minsk on Sunday. Police arrested a man last year.", "COERCE", None),
    ("A policeman shot Russia's ambassador to Turkey on Monday.", "ASSAULT", None),
    ("Juan lashed out at his Miami relatives on Monday, accusing them of cruelty.", "ACCUSE", None),
    ("Gunmen shut the Sarirra oil terminal on Monday.", "COERCE", "Sarirra oil terminal"),
    # the place itself, not what it lies in
    ("Gunmen attacked the town of Kaduk in northern Burkina Faso on Monday.", "ASSAULT", "Kaduk"),
    ("Soldiers raided a gold mine at Kaduk, in Imbabura province, on Monday.", "ASSAULT", "Kaduk"),
    ("Troops captured the village of Habit in Idlib province.", "ASSAULT", "Habit"),
    # what hangs on an occasion
    ("Norway condemned the attack of 2 May on a patrol near Gao, in which four soldiers were killed.", "ACCUSE", None),
    # words about places
    ("Norway demands that Mali's army withdraw from Kidal.", "REQUEST", None),
    # what follows on the same ground, and what a paper reports
    ("At Chaman, near Kandahar, police opened fire on a crowd; one boy was killed.", "ASSAULT", "Chaman"),
    ("JOINT STATEMENT\n\nUlan Bator, 4 May 2021\n\nMinisters of Japan and Korea met today.", "CONSULT", "Ulan Bator"),
    # names that no gazetteer has
    ("Guards shot two migrants at Gate 7 on Monday.", "ASSAULT", "Gate 7"),
    ("Rebels ambushed a convoy at the Karsu Pass on Wednesday.", "ASSAULT", "Karsu Pass"),
    ("Jihadists entered Ouro Modi on Friday and beheaded the imam.", "ASSAULT", "Ouro Modi"),
]


@pytest.mark.parametrize(("text", "event", "place"), CASES, ids=[case[0] for case in CASES])
def test_place_of_an_event(kit: Kit, text: str, event: str, place: str | None) -> None:
    record = code(Document(text=text, id="one", date="2021-05-04"), kit)
    words = {p.id: p.extracted_place for p in record.places}
    found = [words.get(e.event_loc or "") for e in record.events if e.event == event]
    assert found and set(found) == {place}
