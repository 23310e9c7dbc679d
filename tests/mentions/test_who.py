"""Who the words name: invented sentences, each with the actor that one of its phrases must lead to, and why."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.kit import Kit
from communique.mentions.parties import parties_of
from communique.mentions.where.find import find_places
from communique.mentions.who import find_actors
from communique.model import Document, Entity, Mark, Mentions, Text
from communique.text.header import read_header


def read(kit: Kit, words: str, date: str | None = None, marks: tuple[Mark, ...] = ()) -> tuple[Text, Mentions]:
    document = Document(text=words, id="d", date=date, mentions=marks)
    header = read_header(document, kit.calendar)
    text = kit.parser.parse(words, header.asides)
    places = find_places(text, header, None, kit.gazetteer)
    return text, find_actors(text, header, marks, places, (), kit.registry)


def entities(kit: Kit, words: str, phrase: str, date: str | None = None) -> list[Entity]:
    """The entities of the last mention that is headed by the last word of ``phrase``."""
    text, mentions = read(kit, words, date)
    at = words.rindex(phrase)
    heads = [t for t in text.tokens_in(at, at + len(phrase)) if t.i in mentions.by_head]
    assert heads, f"no mention at {phrase!r}"
    return [mentions.entity(e) for e in mentions.by_head[heads[-1].i].entities]


CODES = [
    ("Israeli police arrested a man.", "Israeli police", "ISR", "COP", "country from the adjective"),
    ("Peru's prime minister resigned.", "minister", "PER", "GOV", "country from the possessor"),
    ("The president of Chile resigned.", "president", "CHL", "GOV", "country from what follows 'of'"),
    ("Rebels in Darfur burned a truck.", "Rebels", "SDN", "REB", "country from a region"),
    ("NATO forces left the valley.", "forces", "IGO", "MIL", "an organisation's troops"),
    ("Riyadh summoned the envoy.", "Riyadh", "SAU", "GOV", "a capital that acts is the government"),
    ("The Kremlin rejected the plan.", "Kremlin", "RUS", "GOV", "a seat of government"),
    ("A former rebel commander spoke.", "commander", None, "ELI", "the leading modifier comes first"),
    ("Opposition lawmakers in Kenya walked out.", "lawmakers", "KEN", "OPP", "primary sector first"),
    ("Kurdish YPG fighters crossed the river.", "fighters", "SYR", "REB", "the named group decides"),
    ("Striking miners in Bolivia blocked a road.", "miners", "BOL", "LAB", "a common noun"),
    ("A regional peacekeeping force arrived.", "force", "IGO", "MIL", "troops of no one state"),
    ("A U.N. spokesman denied it.", "spokesman", "IGO", "GOV", "an organisation's spokesman"),
    ("Gunmen shot at a bus.", "Gunmen", None, "UAF", "nobody says who they are"),
    ("A federation of nurses called for calm.", "federation", None, "LAB", "a union of those who work"),
    ("The traders' association in Lima struck.", "association", "PER", "BUS", "a body of its members' sector"),
    ("The Taoiseach was silent.", "Taoiseach", "IRL", "GOV", "an office that one state alone has"),
    ("Benin's army surrounded the town. Its officers gave no reason.", "officers", "BEN", "MIL", "of the army"),
    ("Benin's police surrounded the town. Its officers gave no reason.", "officers", "BEN", "COP", "of the police"),
    ("Ana Vey was appointed foreign minister of Peru.", "Vey", "PER", "GOV", "what she was appointed"),
    ("Benin police let those who lost their homes in.", "those", "BEN", "CVL", "told by what follows"),
    ("A mob besieged the Omani embassy in Doha and hit the ambassador.", "ambassador", "OMN", "GOV", "of the embassy"),
    ("The Panel of Experts of the United Nations spoke.", "Panel", "IGO", "GOV", "a body of experts"),
    ("The rebels blamed the secretary-general of ECOWAS.", "secretary", "IGO", "GOV", "a noun cut at its hyphen"),
]


@pytest.mark.parametrize(("words", "phrase", "code", "sector", "why"), CODES, ids=[c[4] for c in CODES])
def test_code_and_sector(kit: Kit, words: str, phrase: str, code: str | None, sector: str, why: str) -> None:
    found = entities(kit, words, phrase)
    assert [e.code for e in found] == [code]
    assert sector in found[0].sector
    if why.startswith(("the leading", "primary")):
        assert found[0].sector[0] == sector


CHAINS = [
    ("Peru expelled a diplomat. It gave no reason.", "It", ["Peru"], "a pronoun goes to the subject before"),
    (
        "Ana Vey met General Omar Hidi. Vey asked him to stay.",
        "him",
        ["Omar Hidi"],
        "nobody asks himself, under whatever name he stands before",
    ),
    (
        "Hamas refused to list the hostages. If they free the hostages, there is a truce.",
        "they",
        ["Hamas"],
        "nobody frees himself",
    ),
    ("ECOWAS met in Accra. The bloc lifted its ban.", "bloc", ["Economic Community of West African States"], "bloc"),
    (
        "ECOWAS met in Accra. The Authority lifted its ban.",
        "Authority",
        ["Economic Community of West African States"],
        "its organ, written large",
    ),
    (
        "ECOWAS met in Accra. The authority said the water there is clean.",
        "authority",
        ["authority"],
        "another, written small",
    ),
    ("Chad and Niger signed a pact. Both sides were pleased.", "sides", ["Chad", "Niger"], "both sides"),
    (
        "Chad and Niger signed a pact. The two countries share a border.",
        "countries",
        ["Chad", "Niger"],
        "two countries",
    ),
    (
        "Gabon praised Togo. The president of Gabon urged all parties to talk.",
        "parties",
        ["all parties"],
        "all parties",
    ),
    ("Chad sued Niger, and Benin sued Togo. The former also asked Ghana for aid.", "former", ["Chad"], "the former"),
    ("Angela Merkel spoke. Merkel left.", "Merkel", ["Angela Merkel"], "a surname after the full name"),
    ("Ana Brule spoke. Brule left.", "Brule", ["Ana Brule"], "an unknown surname after the full name"),
    ("The Zorn militia fled. The militia lost a truck.", "militia", ["Zorn militia"], "a noun that comes back"),
    (
        "Ministers from Chad, Niger and Benin met. Ministers agreed.",
        "Ministers",
        ["ministers of Chad", "ministers of Niger", "ministers of Benin"],
        "one actor a country",
    ),
    (
        "The communique, issued by France, Norway and NATO, was short. The communique urged calm.",
        "communique",
        ["France", "Norway", "NATO"],
        "a paper leads to its issuers",
    ),
    (
        'A TREATY between Chad and Niger (hereinafter "the Parties"). The Parties shall talk.',
        "Parties",
        ["Chad", "Niger"],
        "a term that the text defines",
    ),
    ("Its leader, Ana Brule, spoke.", "leader", ["Ana Brule"], "an apposition"),
    (
        "Chad's army and the Nigerien navy trained. The navy withdrew.",
        "navy",
        ["Nigerien navy"],
        "the last of its noun",
    ),
    (
        "Chad and Niger agreed on a line. Both armies will leave the valley.",
        "armies",
        ["army of Chad", "army of Niger"],
        "an army each",
    ),
    (
        "The government of Togo and Maoist rebels signed. Norway's envoy told both sides to disarm.",
        "sides",
        ["Maoist rebels", "Togo"],
        "rebels are a side",
    ),
    ("In the case of Mali v. Niger judges sat. The Applicant asked for a delay.", "Applicant", ["Mali"], "who sues"),
    ("In the case of Mali v. Niger judges sat. The Respondent agreed.", "Respondent", ["Niger"], "who is sued"),
    (
        "Benin's police arrested ten students. The detainees were beaten.",
        "detainees",
        ["ten students"],
        "to whom it was done",
    ),
    ("North Korea fired two shells. The South fired back.", "South", ["South Korea"], "the other half of a name"),
    (
        "North Korea blamed South Korea. The two Koreas will talk.",
        "Koreas",
        ["North Korea", "South Korea"],
        "both halves",
    ),
    ("Norway sent a warning to Tehran.", "Tehran", ["Iran"], "what passes between governments"),
    ("Pakistan is a nuclear power.", "Pakistan", ["Pakistan"], "no Pakistanis"),
]


@pytest.mark.parametrize(("words", "phrase", "names", "why"), CHAINS, ids=[c[3] for c in CHAINS])
def test_who_is_meant(kit: Kit, words: str, phrase: str, names: list[str], why: str) -> None:
    assert sorted(e.name for e in entities(kit, words, phrase)) == sorted(names), why


PLACES = [
    ("A bomb went off in Paris.", "Paris", "a place where something happens"),
    ("Troops attacked Kabul at dawn.", "Kabul", "a place that is attacked"),
    ("A train from Tehran to Kabul derailed.", "Tehran", "where something comes from"),
]


def test_we_of_a_ministrys_paper_is_its_state(kit: Kit) -> None:
    words = "MINISTRY OF FOREIGN AFFAIRS, LIMA\n\nChile broke the truce on Monday. We expect both sides to keep it.\n"
    assert [e.name for e in entities(kit, words, "We")] == ["Peru"]
    assert sorted(e.name for e in entities(kit, words, "sides")) == ["Chile", "Peru"]


@pytest.mark.parametrize(("words", "phrase", "why"), PLACES, ids=[c[2] for c in PLACES])
def test_a_capital_as_a_place_is_no_government(kit: Kit, words: str, phrase: str, why: str) -> None:
    assert entities(kit, words, phrase)[0].sector == (), why


def test_washington_irving_is_no_government(kit: Kit) -> None:
    assert entities(kit, "Washington Irving wrote tales.", "Irving")[0].code is None


@pytest.mark.parametrize(
    ("date", "code", "sector"), [("1999-03-01", "USA", "GOV"), ("2010-03-01", "USA", "ELI"), (None, "USA", "GOV")]
)
def test_office_holders_by_date(kit: Kit, date: str | None, code: str, sector: str) -> None:
    found = entities(kit, "Bill Clinton visited Haiti.", "Clinton", date)[0]
    assert (found.code, found.sector) == (code, (sector,))


def test_the_dateline_gives_the_home_country(kit: Kit) -> None:
    words = "NAIROBI, March 3 (Courier) - Police fired at a crowd in Kenya on Monday, the interior ministry said."
    assert entities(kit, words, "Police")[0].code == "KEN"
    assert entities(kit, words, "the interior ministry")[0].code == "KEN"


def test_unknown_stays_null_with_its_words(kit: Kit) -> None:
    found = entities(kit, "The blue lantern fell.", "lantern")[0]
    assert (found.name, found.code, found.sector) == ("blue lantern", None, ())


def test_marks_of_the_user_are_kept(kit: Kit) -> None:
    words = "The army of Chad fired. Chad denied it."
    marks = (Mark(start=0, end=16, id="mine"), Mark(start=90, end=99, id="bad"))
    text, mentions = read(kit, words, marks=marks)
    mine = mentions.entity("mine")
    assert (mine.code, mine.sector) == ("TCD", ("MIL",))
    assert any((m.start, m.end) == (0, 16) for m in mine.mentions)
    assert len(mentions.warnings) == 1
    assert parties_of(text.tokens[1], mentions)[0].entity == "mine"


def test_a_users_id_never_meets_one_of_ours(kit: Kit) -> None:
    _, mentions = read(kit, "Chad sued Niger.", marks=(Mark(start=10, end=15, id="e1"),))
    assert len({e.id for e in mentions.entities}) == len(mentions.entities)
    assert mentions.entity("e1").code == "NER"


def test_we_outside_quotations_is_the_account(kit: Kit) -> None:
    words = "@TogoPMDesk · 3 May 2021\n1/ We thank Benin for its help.\n"
    text, mentions = read(kit, words)
    we = next(t for t in text.tokens if t.lower == "we")
    assert [mentions.entity(e).code for e in mentions.by_head[we.i].entities] in (["TGO"], [None])


WORDS = st.sampled_from(
    [
        "the",
        "US",
        '"',
        "(",
        "NATO",
        "said",
        "it",
        "they",
        ",",
        ".",
        "and",
        "of",
        "Iran",
        "both",
        "sides",
        "@X",
        "Parties",
        "hereinafter",
        "’",
        "Ministers",
        "France",
        "issued",
        "statement",
        "we",
        "who",
        "former",
        "President",
        "Bush",
        "ethnic",
        "Albanians",
        "in",
        "Taliban",
        "\n\n",
        "�",
        "الرئيس",
        "-",
        "'s",
        "two",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=25), st.lists(st.tuples(st.integers(-2, 60), st.integers(-2, 60)), max_size=3))
def test_any_text(kit: Kit, words: list[str], spans: list[tuple[int, int]]) -> None:
    joined = " ".join(words)
    marks = tuple(Mark(start=a, end=b, id="m" if a % 2 else None) for a, b in spans)
    _, mentions = read(kit, joined, marks=marks)
    ids = [e.id for e in mentions.entities]
    assert len(ids) == len(set(ids))
    for mention in mentions.mentions:
        assert 0 <= mention.start < mention.end <= len(joined)
        assert mention.entities
        for entity in mention.entities:
            assert any((m.start, m.end) == (mention.start, mention.end) for m in mentions.entity(entity).mentions)
