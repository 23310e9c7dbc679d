"""Statements of whole documents: transcripts, threads, resolutions, treaties, lists, quotations over paragraphs.

All texts are invented.
"""

from __future__ import annotations

from communique.coder import Coder
from communique.kit import Kit
from communique.mentions.who import find_actors
from communique.model import Header, Span, Statement
from communique.statements.find import find_statements

HEADER = Header(date="2024-05-10", date_source="given", dateline=None)


def read(text: str, kit: Kit) -> list[tuple[str, str, str, str]]:
    """Source, cue, content and act of every statement, the parts of a field joined by a stroke."""

    def words(spans: tuple[Span, ...]) -> str:
        return " | ".join(text[a:b] for a, b in spans)

    return [(words(s.source), words(s.cue), words(s.content), s.act) for s in statements_of(text, kit)]


def statements_of(text: str, kit: Kit) -> tuple[Statement, ...]:
    parsed = kit.parser.parse(text)
    return find_statements(parsed, HEADER, find_actors(parsed, HEADER, (), (), (), kit.registry), kit.speech)


TRANSCRIPT = """Daily Briefing

MS OKORO: We condemn the raid on the clinic.

QUESTION: Will you recall your envoy?

MS OKORO: We have made no decision. The envoy remains in the capital.
"""


def test_the_turns_of_a_transcript_belong_to_their_speakers(kit: Kit) -> None:
    found = read(TRANSCRIPT, kit)
    assert ("We", "condemn", "the raid on the clinic", "condemn") in found
    assert ("QUESTION", "", "Will you recall your envoy?", "ask") in found
    assert any(source == "MS OKORO" and "made no decision. The envoy" in content for source, _, content, _ in found)


THREAD = """@HarbourDesk · 3 May 2024
1/ The ferry left at nine.

2/ We urge all captains to stay in port.

3/ RT @StormWatch: The wind will reach forty knots.
"""


def test_the_posts_of_a_thread_belong_to_its_account(kit: Kit) -> None:
    found = read(THREAD, kit)
    assert ("@HarbourDesk", "", "The ferry left at nine.", "claim") in found
    assert ("@StormWatch", "", "The wind will reach forty knots.", "claim") in found
    assert ("We", "urge", "all captains to stay in port", "urge") in found


RESOLUTION = """The Security Council,

Recalling its earlier resolutions on Haiti,

1. Demands that all armed groups release the hostages;

2. Calls upon Kenya to send more officers;

3. Decides to remain seized of the matter.
"""


def test_the_points_of_a_resolution_belong_to_its_organ(kit: Kit) -> None:
    assert read(RESOLUTION, kit) == [
        ("The Security Council", "Recalling", "its earlier resolutions on Haiti", "claim"),
        ("The Security Council", "Demands", "that all armed groups release the hostages", "demand"),
        ("The Security Council", "Calls upon", "Kenya to send more officers", "urge"),
        ("The Security Council", "Decides", "to remain seized of the matter", "announce"),
    ]


PROTOCOL = """PROTOCOL ON THE LAKE PATROL
between the Republic of Malawi and the Republic of Mozambique (hereinafter "the Parties")

Article 1
The Parties shall patrol the lake together.

Article 2
Neither Party shall arrest the fishermen of the other.

Done at Lilongwe in two copies.
"""


def test_the_articles_of_a_treaty_bind_its_parties(kit: Kit) -> None:
    found = [s for s in statements_of(PROTOCOL, kit) if s.act == "commit"]
    assert [PROTOCOL[slice(*s.content[0])] for s in found] == [
        "The Parties shall patrol the lake together.",
        "Neither Party shall arrest the fishermen of the other.",
    ]
    assert all(len({party.entity for party in s.speaker}) == 2 for s in found)
    assert not any("Done at" in content for _, _, content, _ in read(PROTOCOL, kit))


LIST = """JOINT COMMUNIQUE

1. The Ministers agreed:
(a) to open the two bridges;
(b) to share the cost of dredging.
"""


def test_a_list_belongs_to_the_words_above_it(kit: Kit) -> None:
    content = "to open the two bridges; | to share the cost of dredging."
    assert read(LIST, kit) == [("The Ministers", "agreed", content, "commit")]


def test_a_quotation_runs_over_paragraphs(kit: Kit) -> None:
    text = '"We lost the house," said Maria Lund.\n\n"We lost the boat.\n\n"We lost everything."\n'
    found = read(text, kit)
    assert found[0] == ("Maria Lund", "said", '"We lost the house,"', "claim")
    assert found[1] == ("Maria Lund", "", '"We lost the boat. | "We lost everything."', "claim")


def test_a_nested_promise_has_its_own_speaker(kit: Kit) -> None:
    found = read("Sweden said on Friday that Estonia had promised to return the ship.", kit)
    assert found == [
        ("Sweden", "said", "that Estonia had promised to return the ship", "claim"),
        ("Estonia", "had promised", "to return the ship", "commit"),
    ]


def test_statements_are_numbered_in_text_order_and_repeatable(kit: Kit) -> None:
    first, second = statements_of(THREAD, kit), statements_of(THREAD, kit)
    assert first == second
    assert [s.id for s in first] == [f"s{n}" for n in range(1, len(first) + 1)]


def test_nothing_is_said_in_an_empty_text(kit: Kit) -> None:
    assert statements_of("", kit) == ()
    assert statements_of('\x00 \ud800 \n\n"', kit) == ()


def test_a_handle_that_begins_with_a_name_speaks_for_it(kit: Kit) -> None:
    text = "@PeruForeignMin · 2 May 2024\n1/ Peru will open the port on Friday.\n\n2/ Chile was told.\n"
    found = next(s for s in statements_of(text, kit) if "open the port" in text[slice(*s.content[0])])
    assert found.act == "commit"
    assert [text[p.start : p.end] for p in found.speaker] == ["@PeruForeignMin"]


def test_the_day_of_speaking_is_the_date_of_the_statement(coder: Coder) -> None:
    record = coder.code("Peru said on Wednesday that the port had been closed on 3 March.", date="2024-05-10")
    assert [s.date.start for s in record.statements if s.date] == ["2024-05-08"]


RELEASE = """MINISTRY OF TRANSPORT OF THE REPUBLIC OF PERU
Press Release No. 4/2024

Peru regrets the closure of the railway.

The engineers must inspect the bridge. We invite Bolivia to send its own.
"""


def test_the_prose_of_a_release_is_its_issuers(kit: Kit) -> None:
    carried = [s for s in statements_of(RELEASE, kit) if not s.cue]
    assert [s.content for s in carried if s.speaker], carried
    assert any("must inspect" in RELEASE[a:b] for s in carried for a, b in s.content)


LETTER = """Lima, 6 May 2024

Dear President Quispe,

We ask you to free the miners.

Yours faithfully,
Grace Wanjiru
"""


def test_a_letter_speaks_for_whoever_signs_it_to_whoever_it_greets(kit: Kit) -> None:
    parsed = kit.parser.parse(LETTER)
    mentions = find_actors(parsed, HEADER, (), (), (), kit.registry)
    found = find_statements(parsed, HEADER, mentions, kit.speech)
    named = {mentions.entity(p.entity).name for s in found for p in s.speaker}
    heard = {LETTER[p.start : p.end] for s in found for p in s.addressee}
    assert named == {"Grace Wanjiru"}
    assert heard <= {"you", "President Quispe"}


TURNS = """Press conference

Lin Qiao: We noted the report.

Seoul Daily: What is the comment?

Lin Qiao: China deplores this.
"""


def test_plain_names_that_come_again_open_turns(kit: Kit) -> None:
    found = read(TURNS, kit)
    assert any(source == "Lin Qiao" and "deplores" in content for source, _, content, _ in found)
    assert any(source == "Seoul Daily" and act == "ask" for source, _, _, act in found)


def test_a_quotation_behind_a_colon_is_of_whom_the_clause_is_about(kit: Kit) -> None:
    text = 'A lawyer said he would wait. Rosa Murillo was less reserved: "We will obey, and we will be back."'
    assert any("Murillo" in source and "obey" in content for source, _, content, _ in read(text, kit))


def test_the_points_of_a_session_belong_to_the_body_that_met(kit: Kit) -> None:
    text = (
        "Communiqué of the 12th Extraordinary Session of ASEAN\n\n"
        "1. The Summit deplores the shelling along the border between Laos and Thailand.\n"
        "2. The Summit will send observers.\n"
    )
    sources = {source for source, cue, _, _ in read(text, kit) if not cue}
    assert sources == {"ASEAN"}


def test_we_of_a_joint_statement_are_all_who_make_it(coder: Coder) -> None:
    text = (
        "Joint statement by the President of Ghana and the Prime Minister of Jamaica\n\n"
        "We agree to open a shipping line. We will meet again in Accra."
    )
    record = coder.code(text, date="2024-05-10")
    names = {entity.id: entity.code for entity in record.entities}
    assert all({names[p.entity] for p in s.speaker} == {"GHA", "JAM"} for s in record.statements)
    assert record.statements
