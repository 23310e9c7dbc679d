"""Records for tests of the exports, made by hand: no parser, all invented but the countries."""

from __future__ import annotations

import msgspec

from communique.exports.item import Item
from communique.model import (
    Document,
    DocumentInfo,
    Entity,
    EntityMention,
    Event,
    Interval,
    Party,
    Place,
    Record,
    Size,
    Time,
    sha256_of,
)

TEXT = (
    "PARIS, May 3 - France urged Mali on Friday to free\ntwo men. =Rebels shot at soldiers in Gao, killing four. "
    "France, Mali and Niger met. France will not attack Mali."
)
WHO = {
    "France": ("FRA", ("GOV",), "Q142"), "Mali": ("MLI", ("GOV", "MIL"), "Q912"), "Niger": ("NER", (), None),
    "=Rebels": (None, ("REB",), None), "soldiers": ("MLI", ("MIL",), None),
}


def at(words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def party(name: str, nth: int = 0) -> Party:
    start, end = at(name, nth)
    return Party(entity=name, start=start, end=end)


def event(
    number: int, kind: str, quad: int, cameo: str | None, words: tuple[str, ...], sentence: str, **more: object
) -> Event:
    base = Event(
        id=f"v{number}", event=kind, quad_code=quad, event_scale=-5.0, cameo=cameo, sentence=at(sentence),
        event_text=tuple(at(word) for word in words), confidence=0.76, why="by hand",
        date=Interval(start="2024-05-03", end="2024-05-03", granularity="day", time=None),
    )
    return msgspec.structs.replace(base, **more)


def item(id: str = "doc/1", text: bool = True) -> Item:
    """A document of four sentences: a demand, a fight, a meeting of three and an attack that will not be."""
    doc = Document(text=TEXT, id=id, date="2024-05-04", title="Talks", url="https://example.org/1", publisher="Example")
    info = DocumentInfo(
        id=id, sha256=sha256_of(TEXT), date=doc.date, date_source="given", dateline=None, title=doc.title, url=doc.url,
        publisher=doc.publisher, language="en",
    )
    entities = tuple(
        Entity(id=name, name=name, code=code, sector=sector, identifier_id=wikidata,
               mentions=(EntityMention(start=at(name)[0], end=at(name)[1], kind="name"),))
        for name, (code, sector, wikidata) in WHO.items()
    )
    gao = Place(
        id="p1", start=at("Gao")[0], end=at("Gao")[1], extracted_place="Gao", resolved_place="Gao", geonameid="2457161",
        lat=16.27, lon=-0.04, city="Gao", province="Gao Region", country="Mali", country_code="MLI", resolution="city",
        feature_code="PPLA",
    )
    events = (
        event(1, "REQUEST", 3, "1053", ("urged",), "France urged Mali on Friday to free\ntwo men.", mode=("yield",),
              context=("human_rights", "diplomatic"), actor=(party("France"),), recipient=(party("Mali"),)),
        event(2, "ASSAULT", 4, "193", ("shot", "killing"), "=Rebels shot at soldiers in Gao, killing four.",
              mode=("firearms",), actor=(party("=Rebels"),), recipient=(party("soldiers"),), event_loc="p1",
              size=Size(dead=4), date=Interval(start="2024-05", end="2024-05", granularity="month")),
        event(3, "CONSULT", 1, None, ("met",), "France, Mali and Niger met.", event_scale=2.1, date=None,
              actor=(party("France", 1), party("Mali", 1), party("Niger"))),
        event(4, "ASSAULT", 4, "190", ("attack",), "France will not attack Mali.", auxiliary=("future", "negation"),
              actor=(party("France", 2),), recipient=(party("Mali", 2),)),
    )
    friday = Time(id="t1", start=at("Friday")[0], end=at("Friday")[1], type="DATE", value="2024-05-03")
    record = Record(document=info, entities=entities, places=(gao,), times=(friday,), events=events)
    return Item(record, TEXT if text else None)
