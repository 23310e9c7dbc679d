"""Documents and records for tests of the archive, made by hand: no parser, all invented."""

from __future__ import annotations

from pathlib import Path

from communique.archive.store import Maker, Store
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
    id_of,
    sha256_of,
)

MAKER = Maker("1", "{}")
TIME = "2024-05-06T07:08:09+00:00"
WHO = {"Arvenia": "ARV", "Bolmark": "BOL", "the Carran League": None}
WHERE = {"Port Arven": ("ARV", 10.0, 20.0), "Bolstad": ("BOL", 10.5, 20.0), "Far Isle": ("CAR", -40.0, 179.9)}


def document(text: str, id: str | None = None, date: str | None = None, **fields: str) -> Document:
    return Document(text=text, id=id or id_of(text, date), date=date, **fields)


def record(doc: Document, *events: Event, entities: tuple[Entity, ...] = (), places: tuple[Place, ...] = ()) -> Record:
    info = DocumentInfo(
        id=doc.id, sha256=sha256_of(doc.text), date=doc.date, date_source="given" if doc.date else "none",
        dateline=None, title=doc.title, url=doc.url, publisher=doc.publisher, language=doc.language,
    )
    return Record(document=info, events=tuple(events), entities=entities, places=places)


def report(
    actor: str = "Arvenia", recipient: str = "Bolmark", place: str = "Bolstad", verb: str = "urged",
    type: str = "REQUEST", quad: int = 3, first: str | None = "2024-01-02", last: str | None = "2024-01-02",
    auxiliary: tuple[str, ...] = (), id: str | None = None, more: str = "",
) -> tuple[Document, Record]:
    """A document of one sentence and its record of one event."""
    text = f"{actor} {verb} {recipient} in {place}.{more}"
    doc = document(text, id, first, title="A title", url="https://example.org/a", publisher="Example")
    spans = {word: (text.index(word), text.index(word) + len(word)) for word in (actor, verb, recipient, place)}
    entities = tuple(
        Entity(id=f"e{n}", name=name, code=WHO.get(name), mentions=(EntityMention(
            start=spans[name][0], end=spans[name][1], kind="name"),))
        for n, name in enumerate((actor, recipient), 1)
    )
    code, lat, lon = WHERE[place]
    found = Place(
        id="p1", start=spans[place][0], end=spans[place][1], extracted_place=place, resolved_place=place, lat=lat,
        lon=lon, country_code=code,
    )
    event = Event(
        id="v1", event=type, quad_code=quad, event_scale=0.0, event_text=(spans[verb],), sentence=(0, len(text)),
        actor=(Party(entity="e1", start=spans[actor][0], end=spans[actor][1]),),
        recipient=(Party(entity="e2", start=spans[recipient][0], end=spans[recipient][1]),),
        date=Interval(start=first, end=last, granularity="day") if first or last else None, event_loc="p1",
        auxiliary=auxiliary, confidence=0.5, why="by hand",
    )
    return doc, record(doc, event, entities=entities, places=(found,))


def stored(path: Path, *pairs: tuple[Document, Record], maker: Maker = MAKER) -> Path:
    """An archive that holds these."""
    with Store(path, maker, {}, TIME) as store:
        for doc, made in pairs:
            if store.wants(doc):
                store.add(doc, made)
        store.finish(TIME)
    return path


def main(path: str, count: str) -> None:
    """Stores ``count`` documents: what the test of kills runs, again and again, until it comes to its end."""
    stored(Path(path), *(report(id=f"n{n}", more=f" Number {n}.") for n in range(int(count))))


if __name__ == "__main__":
    import sys

    main(*sys.argv[1:])
