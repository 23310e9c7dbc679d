"""Who comes back under which words, and of which country: by classes of words and constructions. Texts are invented."""

from __future__ import annotations

import pytest

from communique.coder import Coder
from communique.model import Entity

NAMES = [
    ("Mutinta Zorno, who owns a mill, wept. Zorno left.", "Zorno", "Mutinta Zorno", "a surname, whatever the label"),
    ("Aibek Zorlai, 41, was jailed. Zorlai walked out.", "Zorlai", "Aibek Zorlai", "an age makes a person"),
    ("Chad thanked Minister Seo Yun-ah.", "Seo Yun-ah", "Seo Yun-ah", "small letters behind a hyphen"),
    ("The Namibian side agreed with Angola.", "The Namibian side", "Namibia", "a side of talks is its state"),
    (
        "Chad's army and the Zorn Liberation Front fought. Both sides lost men.",
        "Both sides",
        "Zorn Liberation Front",
        "an army and rebels are sides",
    ),
    (
        'The Government of Chad and the Zorn Front ("the Front") agree. The Front shall disarm.',
        "The Front",
        "Zorn Front",
        "a term in the singular is the last one named",
    ),
    (
        'The Government of Chad and the Zorn Front ("the Front") agree. The Parties shall disarm.',
        "The Parties",
        "Zorn Front",
        "the parties of an accord with a term",
    ),
    (
        "Chad's army and the Zorn Liberation Front fought. Neither side won, the Zorn Post said. Both blamed rain.",
        "Both",
        "Zorn Liberation Front",
        "a pair goes on",
    ),
    (
        "The Prime Minister of Chad, the Honourable Hawa Zornal, left.",
        "The Prime Minister of Chad",
        "Hawa Zornal",
        "a style",
    ),
    ("I told Mayor Ivo Zorn. He wept.", "He", "Ivo Zorn", "whoever speaks is not he"),
    (
        "The Presidents of Chad, Mr Ivo Zorn, and of Mali, Mrs Ana Vey, met. The President of Mali wept.",
        "The President of Mali",
        "Ana Vey",
        "offices of several states, each with a name",
    ),
    ("Two boys fell into the lake. Both drowned.", "Both", "Two boys", "both of two that were counted"),
    ("His old rival, the nurse Ana Vey, left Chad. Vey wept.", "His old rival", "Ana Vey", "two nouns and a name"),
    ("Chad's premier, Ivo Zorn, met its soprano, Ana Vey. The soprano sang.", "The soprano", "Ana Vey", "any noun"),
    ("Its suitor, Zorn Foods, left. The suitor wept.", "The suitor", "Zorn Foods", "a company beside a noun"),
    (
        "Velbrand Mining Company bought a mill in Chad. Velbrand paid.",
        "Velbrand",
        "Velbrand Mining Company",
        "the first word of a company's name",
    ),
    ("Chad warned Turkey. The Turks left.", "The Turks", "Turkey", "a people acts for its state"),
    (
        "The Chadian Side and the Malian Side agree. The Malian Side shall pay.",
        "The Malian Side",
        "Mali",
        "one side of a treaty by its state",
    ),
    ("Chad and Mali agree. Each Party shall show the Court its maps.", "its", "Mali", "one by one"),
    (
        'The army of Chad fired. "We are sorry," said Colonel Ivo Zorn.',
        "We",
        "army of Chad",
        "an officer for his force",
    ),
    (
        "Lantern of Hope condemns raid\n\nLima, 5 May 2022\n\nLantern of Hope condemns the raid. We ask Peru to pay.",
        "We",
        "Lantern of Hope",
        "a body that its own capitals show",
    ),
    (
        "Zorn Rights Watch\nPRESS RELEASE\nLima, 5 May 2022\n\nPolice shut a school in Peru. We ask why.",
        "We",
        "Zorn Rights Watch",
        "a letterhead",
    ),
    (
        "Statement by Ivo Zorn, Spokesperson\nMay 5, 2022\n\nChad has heard of the vote in Mali. We ask why.",
        "We",
        "Chad",
        "a spokesperson's statement opens with the state",
    ),
    ("Chad shall not block the road to Mali or hinder it.", "it", "Mali", "whoever acts is not acted on"),
    (
        "Shells fired by the Rapid Support Forces and the Sudanese Armed Forces fell. Talks were left by the former.",
        "the former",
        "Rapid Support Forces",
        "the first of two who were no subjects",
    ),
    ("After he fell ill in May, Ivo Zorn fled to Chad.", "he", "Ivo Zorn", "a pronoun before its name"),
    ("Mali's chief ally, Chad, left.", "Mali's chief ally", "Chad", "a state beside a noun"),
    (
        "Statement by the High Representative on behalf of the European Union\n\nWe thank Chad.",
        "We",
        "European Union",
        "on behalf of",
    ),
    ("The bridge is open, according to Ankara.", "Ankara", "Turkey", "a capital that is quoted"),
    (
        "Chad and Mali argued after a raft with 40 divers sank, drowning at least nine of them.",
        "them",
        "40 divers",
        "so many of them are people who were counted",
    ),
    ("Chad, Niger and Mali met. The three countries agreed.", "The three countries", "Mali", "as many as were named"),
    ("Chad and Niger clashed. The rivals blamed a band.", "The rivals", "Niger", "a noun for two who are opposed"),
    (
        "Foreign Ministry Briefing\nLima\nMay 3, 2022\n\nMS ZORN: We left.\n\nQUESTION: Will you return?",
        "you",
        "Zorn",
        "a question speaks to whoever answers",
    ),
    (
        "Saudi Arabia froze trade with Canada. The kingdom left.",
        "The kingdom",
        "Saudi Arabia",
        "no republic is a kingdom",
    ),
    ("Chad and Niger blamed each other.", "each other", "Niger", "those who act on each other"),
    ("Chad's army freed the villagers. They wept.", "They", "villagers", "they are several before they are a body"),
    ("Chad said rebels had shot themselves.", "themselves", "rebels", "a reflexive is its verb's subject"),
    ("Hezbollah, which has rockets, met Chad.", "which", "Hezbollah", "what ends before a relative pronoun"),
    ("Police in Chad fired. The officers left.", "The officers", "Police", "members for their body"),
    (
        "The Zorn Lake Defence Force met Chad. The ZLDF left.",
        "The ZLDF",
        "Zorn Lake Defence Force",
        "initials without a bracket",
    ),
    ("Chad's army and Niger's army fought. Both armies lost.", "Both armies", "Niger's army", "both of a noun"),
    ("A spokesman for the city, Ana Vey, left Chad. Vey wept.", "A spokesman", "Ana Vey", "a name behind"),
    ("Chad and its allies met Mali.", "its", "Chad", "a possessor inside a row is the first of it"),
    ("Ana Vey met Ivo Zorn in Mali. They signed.", "They", "Ivo Zorn", "those who met"),
    ("Reporters Without Borders printed its list.", "its", "Reporters Without Borders", "a plural name of one body"),
    ("The regime of General Vey, which seized power, fell.", "which", "regime of General Vey", "no person is it"),
    (
        "The Security Council,\n\nDeeply alarmed by the raids,\n\n1. Demands that Chad disarm;\n\n"
        "2. Expresses its intention to return.",
        "its",
        "United Nations Security Council",
        "what a resolution does is its body's",
    ),
    ("The mayor of Gao, Ana Zorn, fled. Zorn wept.", "The mayor of Gao", "Ana Zorn", "an office, a place and a name"),
    ("A former colonel named Ivo Zorn left Chad.", "A former colonel", "Ivo Zorn", "what somebody is called"),
    ("The minister fled. Justice Minister Ana Zorn is in Mali.", "The minister", "Ana Zorn", "then its holder"),
    ("A monk, a bishop and an imam prayed in Chad.", "a bishop", "bishop", "a row is no apposition"),
    ("DILI - Rui Zorn promised jobs. The company wept.", "The company", "company", "no person is a company"),
    ("Chad sued Kivu Gold. The company wept.", "The company", "Kivu Gold", "what a body by name is"),
    (
        "The delegation of Chad and the delegation of Mali met. The two delegations left.",
        "The two delegations",
        "delegation of Mali",
        "the two of a noun",
    ),
    ("Police in Chad fired. Witnesses saw officers run.", "officers", "Police", "bare members of a body"),
    ("The ICC charged Chad's president. The tribunal sat.", "The tribunal", "International Criminal Court", "a court"),
    (
        "The Teachers' League of Chad announces a strike. Our members have waited for two years.",
        "Our",
        "Teachers' League of Chad",
        "who says we in a statement of its own",
    ),
    ("Velda Zornic, a Dutch charity, dug wells in Chad. It left.", "It", "Velda Zornic", "a body by the noun"),
    ("Trovat Zilk, a Dutch refiner, sued Chad. It lost.", "It", "Trovat Zilk", "a firm by its trade"),
    ("Ana Petrova, a Dutch trader, sued Chad. She lost.", "She", "Ana Petrova", "a person of that trade"),
    (
        "Chad, Mali and Niger quarrelled over a dam. The three met in Oslo.",
        "The three",
        "Niger",
        "as many as were named together",
    ),
    (
        "Chad jailed seven smugglers. Mali asked for the seven.",
        "the seven",
        "seven smugglers",
        "as many as were counted",
    ),
    (
        "Chad and Mali quarrelled over a dam. Niger offered to mediate. Both sides agreed.",
        "Both sides",
        "Chad",
        "whoever mediates is no side",
    ),
    (
        "A retired judge sued Chad on Monday. Ivo Zorlai, 67, had lost his pension.",
        "A retired judge",
        "Ivo Zorlai",
        "named a sentence after the office",
    ),
    (
        "A witness wept in Chad on Monday. Ivo Zorlai, 67, had lost his pension.",
        "A witness",
        "witness",
        "one who is seldom named",
    ),
    ("Chad's mayor, Ana Vey, thanked the crew. She wept.", "She", "Ana Vey", "no crew is she"),
    (
        "Chad's finance minister, Ana Vey, met her Malian counterpart, Seydou Keb. The Malian finance minister wept.",
        "The Malian finance minister",
        "Seydou Keb",
        "a counterpart has the same office",
    ),
    (
        "General Ivo Zorlai, Mali's defence minister, spoke in Chad.",
        "Mali's defence minister",
        "Ivo Zorlai",
        "an office beside a name tells more than where it was said",
    ),
    (
        "Chad thanked the Economic Community of West African States, whose envoy left.",
        "whose",
        "Economic Community of West African States",
        "whose, behind a long name",
    ),
    ("One of the nurses, Ana Vey, sued Chad. She lost.", "One of the nurses", "Ana Vey", "one of several who is named"),
    ("Before he fell ill, Ivo Zorlai sold tea in Chad.", "he", "Ivo Zorlai", "a clause that opens with him"),
    ("The Milli Majlis of Azerbaijan met. Parliament voted.", "Parliament", "Milli Majlis", "a parliament with a name"),
    (
        "Chad charged Ivo Zorlai with theft. The accused told a judge that it rained.",
        "The accused",
        "Ivo Zorlai",
        "who was charged",
    ),
    (
        "Chad's Ministry of Mines sold a pit. The Ministry was fined.",
        "The Ministry",
        "Chad's Ministry of Mines",
        "a ministry without what it is of",
    ),
    ("The delegation from Oslo thanked Chad.", "Oslo", "Norway", "officials in a capital"),
    (
        "An oil company sued Mali. It lost, and moved. It rained. Mali wept. A mining firm came. The company dug.",
        "The company",
        "mining firm",
        "the firm that was spoken of last",
    ),
    (
        'Zorn Foods left Chad. "No cook can pay what this government wants," said its director, Ana Vey.',
        "its",
        "Zorn Foods",
        "a quotation's government does not speak",
    ),
    (
        "The Zorn Front shelled a mill. The Chadian army fired back. Neither side won.",
        "Neither side",
        "Zorn Front",
        "the army and the rebels of a report",
    ),
]


@pytest.mark.parametrize(("text", "words", "name", "why"), NAMES, ids=[n[3] for n in NAMES])
def test_who(coder: Coder, text: str, words: str, name: str, why: str) -> None:
    assert name in {e.name for e in at(coder, text, words)}, why


CODES = [
    ("BAMAKO, Mali - The Zornako are herders.", "The Zornako", "MLI", "CVL", "a people by its verb in the plural"),
    ("Amb. Ana Vey @AnaVeySE\nWe will help Chad.", "Amb. Ana Vey", "SWE", "GOV", "two letters of an account"),
    ("@SweMFA · 5 March\nWe will help Chad.", "@SweMFA", "SWE", "GOV", "three letters of an account and an office"),
    ("Chad thanked @EU_Commission for tents.", "@EU_Commission", "IGO", "GOV", "an account in a sentence"),
    ("Beijing's ambassador in London spoke.", "Beijing's ambassador", "CHN", "GOV", "whose, not where"),
    ("LIMA, Peru - Iran-backed militias fled.", "Iran-backed militias", "PER", "UAF", "who backs them says not whose"),
    ("Minister Zorn smiled. Trade Minister Zorn of Chad left.", "Zorn of Chad", "TCD", None, "own words beat a guess"),
    ("The delegation of Chad was led by Ana Vey.", "Ana Vey", "TCD", "GOV", "who leads a delegation"),
    ("LIMA, Peru - Police fired, killing two.", "two", "PER", "CVL", "victims by their number"),
    ("BAMAKO, Mali - Witnesses told AFP of gunfire.", "AFP", "FRA", "JRN", "an agency and no army"),
    ("MANILA (Reuters) - The AFP shelled a camp.", "The AFP", "PHL", "MIL", "letters that go by the dateline"),
    ("TOKYO - Japan's SDF sent ships to Mali.", "Japan's SDF", "JPN", "MIL", "letters that go by the country named"),
    ("LONDON - The MoD mourned a sailor.", "The MoD", "GBR", "GOV", "short for a ministry"),
    ("LIMA, Peru - Horizon voters wept. Horizon won seats.", "Horizon", "PER", "PTY", "a noun beside a name"),
    ("LIMA, Peru - The brewery burned.", "The brewery", "PER", "BUS", "a noun for a business"),
]


@pytest.mark.parametrize(("text", "words", "code", "sector", "why"), CODES, ids=[c[4] for c in CODES])
def test_country(coder: Coder, text: str, words: str, code: str, sector: str | None, why: str) -> None:
    found = {(e.code, s) for e in at(coder, text, words) for s in (*e.sector, None)}
    assert (code, sector) in found, why


def at(coder: Coder, text: str, words: str) -> list[Entity]:
    """The entities whose mention ends with these words, the last of them."""
    end = text.rindex(words) + len(words)
    return [e for e in coder.code(text).entities if any(m.end == end for m in e.mentions)]
