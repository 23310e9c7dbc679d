"""What holds over a whole document: one event a happening, sizes, dates, statements."""

from __future__ import annotations

from communique.coding import code
from communique.kit import Kit
from communique.model import Document, Event


def _events(text: str, kit: Kit, date: str = "2022-06-15") -> tuple[Event, ...]:
    return code(Document(text=text, id="d", date=date), kit).events


def test_an_assault_and_its_deaths_are_one_event(kit: Kit) -> None:
    events = _events("Insurgents raided a barracks in Tabou at dawn, killing 31 recruits and wounding 8.", kit)
    assert [e.event for e in events] == ["ASSAULT"]
    assert (events[0].size.dead, events[0].size.injured) == (31, 8)


def test_number_words_and_vague_numbers(kit: Kit) -> None:
    assert _events("Police in Minsk arrested thirty-three protesters.", kit)[0].size.arrested == 33
    vague = _events("Gunmen killed dozens of Kenyan recruits.", kit)[0].size
    assert vague.dead is None


def test_a_later_sentence_on_the_same_act_adds_no_event(kit: Kit) -> None:
    text = "Norway expelled two Cuban diplomats at noon.\n\nNorway expelled the Cuban diplomats over spying."
    events = [e for e in _events(text, kit) if e.event == "SANCTION"]
    assert len(events) == 1
    assert len(events[0].also) == 1


def test_spans_lie_in_the_text_and_why_is_told(kit: Kit) -> None:
    text = "Spain condemned the attack on the Peruvian embassy and urged Quito to arrest the gunmen."
    for event in _events(text, kit):
        assert event.why
        assert 0 < event.confidence <= 1
        assert all(0 <= s < e <= len(text) for s, e in event.event_text)
        assert event.sentence == (0, len(text))


def test_codes_belong_to_their_type(kit: Kit) -> None:
    types = kit.frames.ontology.events
    for rule in kit.frames.rules:
        if not rule.flips:
            assert rule.cameo is None or rule.cameo in types[rule.event].cameo, rule.id
        assert set(rule.mode) <= set(types[rule.event].modes), rule.id


def test_a_resolution_s_verbs_are_its_issuer_s(kit: Kit) -> None:
    text = (
        "The Security Council,\n\nRecalling its resolution 9000 (2021),\n\n"
        "1. Calls on Chad to open the wells of Tabou;\n\n2. Condemns the shelling of the ferry by the rebels;\n"
    )
    record = code(Document(text=text, id="d", date="2022-06-15"), kit)
    names = {e.id: e.name for e in record.entities}
    told = {e.event: [names[p.entity] for p in e.actor] for e in record.events}
    assert any("Security Council" in name for name in told["REQUEST"])


def test_what_one_says_now_is_dated_today_whatever_date_it_speaks_of(kit: Kit) -> None:
    event = _events("Norway welcomes the release of the Dutch pilot on 2 June.", kit)
    assert [e.date.start for e in event if e.date and e.event == "SUPPORT"] == ["2022-06-15"]


def test_a_long_report_of_sport_is_silent(kit: Kit) -> None:
    lines = (
        "The striker attacked the Ghanaian goalkeeper from the left in the semi-final.",
        "Togo's midfielder was punished by the referee after halftime.",
        "The coach accused the Malian winger of a foul in the final minutes of the match.",
        "Ghana's captain defended the title with a header in the cup tie.",
        "Benin surrendered the lead when the keeper fumbled a volley.",
        "The Beninese defender blocked a shot from the teammate of the year.",
        "Fans of both clubs stormed the pitch after the penalty.",
        "The league threatened the club with relegation over the stadium.",
        "Mali fired two goals past the champions in the second leg.",
    )
    assert not _events(" ".join(lines), kit)
