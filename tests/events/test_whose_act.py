"""Whose act it is and whom it is aimed at, where grammar or parser mislead."""

from __future__ import annotations

import pytest

from communique.coding import code
from communique.kit import Kit
from communique.model import Document

# text, the event's type, a word of it, words of its actors, words of its recipients, why it is here
CASES = [
    (
        "Uganda's army said it had killed 12 fighters of the ADF, two days after the group attacked a village.",
        ("ASSAULT", "attacked", "the group", "a village"),
        "the act of another beside a killing is told apart",
    ),
    (
        "Rebels attacked a village in Kivu. Congo's government condemned the raid.",
        ("ACCUSE", "condemned", "Rebels", None),
        "an act spoken of as a thing is aimed at whoever did it",
    ),
    (
        "Ghana's government promised to send two battalions to the area.",
        ("AGREE", "promised", "Ghana", ""),
        "no battalion and no area is party to a promise",
    ),
    (
        "The Malian government denied having withdrawn troops from the border.",
        ("RETREAT", "withdrawn", "The Malian government", ""),
        "the parser makes the participle a mark of the troops",
    ),
    (
        "Kyiv said Russian drones hit a clinic, and called on Norway to send more systems.",
        ("REQUEST", "called", "Kyiv", "Norway"),
        "nothing but a party calls: the verb goes on from 'said'",
    ),
    (
        "The mayor of Lagos signed an order barring Chinese ships from the port.",
        ("COERCE", "barring", "The mayor of Lagos", "Chinese ships"),
        "who signs a paper does what it says",
    ),
    (
        "Finland thanked Sweden for its humanitarian aid in the Baltic.",
        ("AID", "aid", "Sweden", None),
        "what somebody is thanked for is his own",
    ),
    ("Kyiv was not consulted, Norway's premier said.", ("CONSULT", "consulted", "", "Kyiv"), "a passive of talking"),
    (
        "Stop jamming our broadcasts, Norway tells Russia.",
        ("REQUEST", "tells", "Norway", "Russia"),
        "an order in the bare form",
    ),
    (
        "Tuareg rebels have claimed a rocket attack on the Malian army's depots.",
        ("ASSAULT", "attack", "Tuareg rebels", "Malian army"),
        "who claims an act is its doer",
    ),
    (
        "The UN deplored the attack of 11 April on a convoy of the World Food Programme.",
        ("ACCUSE", "deplored", "The UN", ""),
        "the victim of a deed is not blamed for it",
    ),
    (
        "The Nigerian minister alleged that 180 Malian civilians had been shot by Chad's army.",
        ("ACCUSE", "alleged", "The Nigerian minister", "Chad's army"),
        "a fact is laid to who did it, not to whom it befell",
    ),
    (
        "Namibia appreciates the offer of 20 tonnes of chlorine made by South Africa.",
        ("AGREE", "offer", "South Africa", "Namibia"),
        "an offer that somebody answers was made to him",
    ),
    (
        "Eritrea has not withdrawn its troops, as called for by the African Union.",
        ("REQUEST", "called", "the African Union", "Eritrea"),
        "the clause around it says of whom it is asked",
    ),
    (
        "Farc said it would release the Colombian sergeant.",
        ("AGREE", "said", "Farc", "the Colombian sergeant"),
        "what one says one will do is promised",
    ),
    (
        "Peruvian youths clashed with riot police in Puno.",
        ("PROTEST", "clashed", "Peruvian youths", "riot police"),
        "a noun of the predicate can be a side",
    ),
    (
        "Merkel met Erdogan in Ankara and promised three billion euros.",
        ("AGREE", "promised", "Merkel", "Erdogan"),
        "a promise beside a meeting is made to the other",
    ),
    (
        "Italy's agents returned a statue, missing since 1943, to Libya.",
        ("RETREAT", "returned", "Italy", "Libya"),
        "the parser hangs the preposition on the words between",
    ),
    (
        "Oman's foreign minister held crisis talks on Monday to end the rift between Qatar and Yemen.",
        ("CONSULT", "talks", "Oman's foreign minister", "Qatar"),
        "whom somebody brings together",
    ),
    (
        "A rights league in Togo issued a report accusing the Togolese army of beatings.",
        ("ACCUSE", "accusing", "A rights league", "the Togolese army"),
        "a report accuses for who gives it out",
    ),
    (
        "The bloc's ministers have agreed to prolong their training mission off Benin.",
        ("AGREE", "agreed", "The bloc's ministers", ""),
        "what one promises to do with one's own is for nobody",
    ),
    (
        "Turkish air strikes since Sunday along the Tigris have killed eleven Kurdish fighters.",
        ("ASSAULT", "killed", "Turkish", "eleven Kurdish fighters"),
        "the dead go before the place",
    ),
]


@pytest.mark.parametrize(("text", "wanted", "reason"), CASES, ids=[c[2] for c in CASES])
def test_parties(text: str, wanted: tuple[str, str, str, str | None], reason: str, kit: Kit) -> None:
    event, word, actor, recipient = wanted
    record = code(Document(text=text, id="x", date="2024-05-10"), kit)
    at = text.index(word)
    found = [e for e in record.events if e.event == event and any(a <= at < b for a, b in e.event_text)]
    assert found, reason
    words = [[text[p.start : p.end] for p in side] for side in (found[0].actor, found[0].recipient)]
    if word == "condemned":
        assert words[1] == [actor], reason
        return
    assert (actor in " ".join(words[0])) if actor else not words[0], reason
    if recipient is not None:
        assert (recipient in " ".join(words[1])) if recipient else not words[1], reason


@pytest.mark.parametrize(
    "text",
    [
        "The Irish premier expressed his condolences to the families.",
        "The Peruvian minister rejected the allegation.",
        "Norway's premier called the talks with Denmark constructive.",
    ],
)
def test_comments_are_no_events(text: str, kit: Kit) -> None:
    told = {e.event for e in code(Document(text=text, id="x", date="2024-05-10"), kit).events}
    assert not told & {"SUPPORT", "REJECT", "ACCUSE"}
