"""Where an act happened, in sentences of one clause or two: the class of act and of preposition or sharing."""

from __future__ import annotations

from communique.coding import code
from communique.kit import Kit
from communique.model import Document

CASES = [
    ("The agency delivered 20 tonnes of rice to Gaza City on Monday.", "delivered", "Gaza City"),
    ("Nurses treated 300 patients in Baidoa for free, the charity said.", "treated", "Baidoa"),
    ("A UN convoy brought flour to the besieged town of Madaya on Thursday.", "brought", "Madaya"),
    ("Turkey flew medicine into Misrata on Sunday.", "flew", "Misrata"),
    ("Red Cross workers handed out blankets at the Katsikas camp.", "handed out", "Katsikas"),
    ("Rebels lifted their siege of Tadjourah on Monday.", "lifted", "Tadjourah"),
    ("The army ended its blockade of Mekelle on Friday.", "ended", "Mekelle"),
    ("India reopened the Attari crossing on Tuesday.", "reopened", "Attari"),
    ("The rebels freed 30 prisoners in Taiz.", "freed", "Taiz"),
    ("Speaking in Nairobi, the envoy urged both sides to stop.", "urged", "Nairobi"),
    ("From his base in Doha, the exile appealed to soldiers to disobey.", "appealed", "Doha"),
    ("In a speech in Cape Town, the president apologised to the victims.", "apologised", "Cape Town"),
    ("At a news conference in Oslo on Monday, the minister rejected the charge.", "rejected", "Oslo"),
    ("Ministers pledged aid at a donor conference in Brussels.", "pledged", "Brussels"),
    ("The bishops handed a petition to the governor in Arequipa.", "handed", "Arequipa"),
    ("Lawyers filed a complaint against the army with the court in The Hague.", "filed", "Hague"),
    ("Russia pulled its troops back from Kherson.", "pulled", "Kherson"),
    ("The army withdrew from the villages around Kobani.", "withdrew", "Kobani"),
    ("The navy released the trawler at Port Sudan.", "released", "Port Sudan"),
    ("Gunmen killed in the village of Asadi ten farmers.", "killed", "Asadi"),
    ("In the port of Hodeida, shells hit a silo.", "hit", "Hodeida"),
    ("Police used batons on students outside the university in Bangui.", "used batons", "Bangui"),
    ("Mourners were shot at as they buried two teachers in Bamenda.", "shot", "Bamenda"),
    ("Four soldiers were killed by a roadside bomb on the outskirts of Ghazni.", "killed", "Ghazni"),
    ("A strike by a drone on a house in Idlib killed a family of six.", "killed", "Idlib"),
    ("The shooting of two priests in Jalisco led to an outcry.", "shooting", "Jalisco"),
    ("An attack blamed on Boko Haram killed eight in Diffa.", "killed", "Diffa"),
    ("Hundreds fled after gunmen attacked Mungo.", "attacked", "Mungo"),
    ("Guards at the Guayaquil prison were taken hostage.", "taken hostage", "Guayaquil"),
    ("Security forces surrounded the house of the opposition leader in Kampala.", "surrounded", "Kampala"),
    ("The court in Minsk sentenced four students to prison.", "sentenced", "Minsk"),
    ("A court in Minsk sentenced four students to prison.", "sentenced", "Minsk"),
    ("Mexico deported 120 Haitians from Tapachula.", "deported", "Tapachula"),
    ("The government declared a curfew in Bangui.", "declared", "Bangui"),
    ("Officials confiscated 200 kilos of ivory at Mombasa port.", "confiscated", "Mombasa"),
    ("The mayor of Srebrenica was arrested on Monday.", "arrested", None),
    ("Envoys of both sides were received in Ankara on Friday.", "received", "Ankara"),
    ("The foreign minister left Riga for talks with his counterpart in Oslo.", "talks", "Oslo"),
    ("Police broke up a protest in Almaty and detained 30 people.", "detained", "Almaty"),
    ("Union leaders called a strike at the port of Santos.", "strike", "Santos"),
    ("Workers at the Zaporizhzhia plant went on strike.", "strike", "Zaporizhzhia"),
    ("Nurses are on strike in Harare.", "strike", "Harare"),
    ("Farmers drove tractors into Strasbourg and dumped manure.", "dumped", "Strasbourg"),
    ("Troops were deployed to Cabo Delgado.", "deployed", "Cabo Delgado"),
    ("China held drills off Pratas island.", "drills", "Pratas"),
    ("North Korea fired a missile from Sunan toward the sea.", "fired", "Sunan"),
    ("Soldiers patrolled the streets of Colombo.", "patrolled", "Colombo"),
    ("Police fired tear gas at miners who blockaded a road outside Marikana on Monday.", "fired", "Marikana"),
    ("A bomber rammed a car into a bus carrying military police at Lethpora on Thursday.", "rammed", "Lethpora"),
    ("Soldiers arrested ten men and seized rifles at a farm near Tessalit.", "arrested", "Tessalit"),
    ("A jet was forced to land in Minsk on Sunday.", "forced", "Minsk"),
    ("Talks between Mali and Niger are to be held in Gao on Friday.", "Talks", "Gao"),
    ("The army shelled Kassala in what Chad called an operation in Darfur.", "shelled", "Kassala"),
    ("Gunmen killed four soldiers on the road to Afungi on Monday.", "killed", "Afungi"),
    ("Rebels opened fire on a post on the Ghulam Khan road on Monday.", "opened fire", "Ghulam Khan"),
    ("Troops entered Palma. Soldiers fired on a crowd. Norway declared an embargo.", "declared", None),
    ("Dozens died at the stadium in Malang after police fired tear gas at fans.", "fired", "Malang"),
    ("Ministers, meeting in Bujumbura on Monday, condemned the attack.", "condemned", "Bujumbura"),
]


def _told(kit: Kit, text: str, word: str) -> set[str | None]:
    record = code(Document(text=text, id="one", date="2023-05-10"), kit)
    at = text.index(word)
    names = {p.id: p.extracted_place for p in record.places}
    told = [e for e in record.events if any(s < at + len(word) and at < end for s, end in e.event_text)]
    return {names.get(e.event_loc or "") for e in told}


def _is_right(found: set[str | None], place: str | None) -> bool:
    return found == {None} if place is None else any(place in (n or "") or (n or "-") in place for n in found)


def test_places_by_clause(kit: Kit) -> None:
    """Whether an event is told at all is tested elsewhere; most must be, and each that is has its place."""
    told = {text: (found, place) for text, word, place in CASES if (found := _told(kit, text, word))}
    assert len(told) > 0.75 * len(CASES)
    assert [text for text, (found, place) in told.items() if not _is_right(found, place)] == []
