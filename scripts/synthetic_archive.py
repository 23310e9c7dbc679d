"""Makes a large archive of invented reports, to measure the desk with: the same seed gives the same archive.

Run it as ``python scripts/synthetic_archive.py FILE [--documents N] [--events N] [--seed N]``. Nothing is parsed:
texts are made of patterns, records are made beside them, so that every offset is right. Every title says that the
report is invented. A document has five events, two statements, one deed, and every fourth an undertaking; who acts on
whom, where and how often follows Zipf's law, as in real archives.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from bisect import bisect
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

from communique.archive.store import Maker, Store
from communique.formats.manifest import manifest
from communique.lexicon.gazetteer import load_gazetteer
from communique.lexicon.ontology import load_ontology
from communique.model import (
    Action,
    Deed,
    Document,
    DocumentInfo,
    Entity,
    EntityMention,
    Event,
    Gist,
    Interval,
    Party,
    Place,
    Record,
    Statement,
    Undertaking,
    sha256_of,
)
from communique.release import VERSION

FIRST, DAYS = date(2005, 1, 1), 7300
BATCH = 1000
VERBS = {
    "AGREE": "agreed with", "CONSULT": "met", "SUPPORT": "praised", "CONCEDE": "eased its terms for",
    "COOPERATE": "held exercises with", "AID": "sent grain to", "RETREAT": "withdrew its men from", "REQUEST": "asked",
    "ACCUSE": "blamed", "REJECT": "turned down", "THREATEN": "warned", "PROTEST": "rallied against",
    "SANCTION": "froze the accounts of", "MOBILIZE": "massed troops against", "COERCE": "detained men of",
    "ASSAULT": "shelled",
}
ACTS = ("demand", "urge", "commit", "warn", "accuse", "deny", "announce", "claim", "report", "praise")
DUTIES = ("release", "open", "repair", "send", "close", "return", "publish", "pay", "build", "inspect", "lift", "move")
THINGS = 2000  # that are owed and dealt with, each with a name of its own
GROUPS = ("Front", "League", "Guard", "Union", "Assembly", "Brigade", "Council", "Movement")


class Writer:
    """A text that grows, and knows where each part of it stands."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def put(self, words: str) -> tuple[int, int]:
        """Adds words; where they stand."""
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start, self.length


class World:
    """Who there is, and where: fixed by the seed."""

    def __init__(self, rng: random.Random) -> None:
        gazetteer = load_gazetteer()
        countries = sorted(gazetteer.countries.values(), key=lambda c: c.iso3)
        rng.shuffle(countries)
        self.actors: list[tuple[str, str | None]] = []
        for n in range(3000):
            country = countries[min(int(rng.paretovariate(0.7)) - 1, len(countries) - 1)]
            if n < len(countries):
                self.actors.append((countries[n].name, countries[n].iso3))
            else:
                name = f"{country.name} {rng.choice(GROUPS)} {n}"
                self.actors.append((name, country.iso3 if n % 3 else None))
        self.places = []
        for n in range(5000):
            country = countries[min(int(rng.paretovariate(0.7)) - 1, len(countries) - 1)]
            lat = max(-85.0, min(85.0, country.lat + rng.uniform(-3, 3)))
            self.places.append((f"Port {n}", country.iso3, round(lat, 4), round(country.lon + rng.uniform(-3, 3), 4)))
        self.types = list(load_ontology().events.values())


@cache
def weights(items: int) -> tuple[float, ...]:
    """How often each of so many comes, summed up: Zipf's law after Mandelbrot, the first about one time in thirty."""
    return tuple(accumulate(1 / (rank + 5) for rank in range(items)))


def zipf(rng: random.Random, items: int) -> int:
    """A place in a list of so many, the first ones most often."""
    sums = weights(items)
    return bisect(sums, rng.random() * sums[-1], hi=items - 1)


def documents(count: int, events: int, seed: int) -> Iterator[tuple[Document, Record]]:
    """The documents and their records, in order."""
    world = World(random.Random(seed))
    made = 0
    for n in range(count):
        wanted = (n + 1) * events // count - made
        made += wanted
        yield document(n, wanted, random.Random(f"{seed} {n}"), world)


def document(n: int, events: int, rng: random.Random, world: World) -> tuple[Document, Record]:
    """One report and its record."""
    day = FIRST + timedelta(days=int(DAYS * rng.random() ** 0.7))
    text = Writer()
    text.put(f"Invented report {n}. ")
    entities: dict[int, Entity] = {}
    places: list[Place] = []
    found: list[Event] = []
    statements: list[Statement] = []
    for k in range(events):
        found.append(event(k, text, day, rng, world, entities, places, statements))
    deed = deed_of(text, rng, world, entities)
    owed = (undertaking(text, day, rng, world, entities),) if n % 4 == 0 else ()
    body = "".join(text.parts)
    id, title = f"invented-{n:07d}", f"Invented report {n}: {VERBS[found[0].event] if found else 'nothing'}"
    doc = Document(text=body, id=id, date=day.isoformat(), title=title, publisher=f"Invented Press {n % 40}")
    info = DocumentInfo(
        id=id, sha256=sha256_of(body), date=doc.date, date_source="given", dateline=None, title=title, url=None,
        publisher=doc.publisher, language="en",
    )
    return doc, Record(
        document=info, entities=tuple(entities.values()), places=tuple(places), events=tuple(found),
        statements=tuple(statements), undertakings=owed, deeds=(deed,),
    )


def who(rng: random.Random, world: World, entities: dict[int, Entity], text: Writer) -> Party:
    """Somebody, named in the text."""
    at = zipf(rng, len(world.actors))
    name, code = world.actors[at]
    start, end = text.put(name)
    known = entities.get(at)
    mention = EntityMention(start=start, end=end, kind="name")
    entities[at] = Entity(
        id=known.id if known else f"e{len(entities) + 1}", name=name, code=code, sector=("GOV",) if code else (),
        mentions=(*known.mentions, mention) if known else (mention,),
    )
    return Party(entity=entities[at].id, start=start, end=end)


def event(
    k: int, text: Writer, day: date, rng: random.Random, world: World, entities: dict[int, Entity],
    places: list[Place], statements: list[Statement],
) -> Event:
    """A sentence with an event; two of five are told by somebody."""
    begin = text.length
    told = k % 5 < 2
    if told:
        speaker = who(rng, world, entities, text)
        text.put(" ")
        cue = text.put("said")
        text.put(" that ")
    content = text.length
    actor = who(rng, world, entities, text)
    kind = world.types[min(int(rng.paretovariate(0.8)) - 1, 15)]
    text.put(" ")
    words = text.put(VERBS[kind.name])
    text.put(" ")
    recipient = who(rng, world, entities, text)
    where = None
    if rng.random() < 0.7:
        name, code, lat, lon = world.places[zipf(rng, len(world.places))]
        text.put(" near ")
        start, end = text.put(name)
        where = f"p{len(places) + 1}"
        places.append(
            Place(
                id=where, start=start, end=end, extracted_place=name, resolved_place=name, lat=lat, lon=lon,
                country_code=code, resolution="city",
            )
        )
    end = text.length
    text.put(". ")
    happened = (day - timedelta(days=rng.choice((0, 0, 1, 1, 2, 7)))).isoformat()
    dated = rng.random() < 0.98
    if told:
        statements.append(
            Statement(
                id=f"s{len(statements) + 1}", speaker=(speaker,), act=rng.choice(ACTS), form="reported", cue=(cue,),
                content=((content, end),), date=Interval(start=happened, end=happened, granularity="day"),
            )
        )
    return Event(
        id=f"v{k + 1}", event=kind.name, quad_code=kind.quad, event_scale=kind.scale, event_text=(words,),
        sentence=(begin, end), actor=(actor,), recipient=(recipient,),
        date=Interval(start=happened, end=happened, granularity="day") if dated else None, event_loc=where,
        auxiliary=("future",) if rng.random() < 0.1 else (), statement=statements[-1].id if told else None,
        confidence=round(rng.uniform(0.4, 0.95), 2), why=f"pattern {VERBS[kind.name]}",
    )


def deed_of(text: Writer, rng: random.Random, world: World, entities: dict[int, Entity]) -> Deed:
    """A sentence that reports something done."""
    actor = who(rng, world, entities, text)
    verb, noun = rng.choice(DUTIES), f"thing{zipf(rng, THINGS)}"
    text.put(" did ")
    port = rng.randrange(5000)
    start, end = text.put(f"{verb} the {noun} of Port {port}")
    text.put(". ")
    return Deed(
        id="a1", start=start, end=end, actor=(actor,), subject="".join(text.parts)[actor.start : actor.end],
        gist=Gist(verb=verb, objects=(noun,), others=(f"port{port}",)),
    )


def undertaking(text: Writer, day: date, rng: random.Random, world: World, entities: dict[int, Entity]) -> Undertaking:
    """A sentence in which somebody promises something."""
    obligor = who(rng, world, entities, text)
    verb, noun = rng.choice(DUTIES), f"thing{zipf(rng, THINGS)}"
    port = rng.randrange(5000)
    text.put(" promised to ")
    action = f"{verb} the {noun} of Port {port}"
    start, end = text.put(action)
    text.put(". ")
    due = (day + timedelta(days=rng.choice((30, 90, 365)))).isoformat()
    return Undertaking(
        id="u1", kind="commitment", by=(obligor,), obligor=(obligor,), polarity="do",
        action=Action(start=start, end=end, text=action),
        deadline=Interval(start=None, end=due, granularity="day") if rng.random() < 0.5 else None,
        gist=Gist(verb=verb, objects=(noun,), others=(f"port{port}",)), why="pattern promised to",
    )


def main() -> None:
    """Reads the options and writes the archive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    if given.file.exists():
        sys.exit(f"{given.file}: is there already")
    started = time.monotonic()
    settings = {"invented": True, "documents": given.documents, "events": given.events, "seed": given.seed}
    waiting: list[tuple[Document, Record]] = []
    stamp = "2026-01-01T00:00:00+00:00"
    with Store(given.file, Maker(VERSION, manifest({}, {}).decode()), settings, stamp) as store:
        for n, pair in enumerate(documents(given.documents, given.events, given.seed), 1):
            waiting.append(pair)
            if len(waiting) == BATCH or n == given.documents:
                store.add_all(waiting)
                waiting.clear()
                print(f"\r{n:,} of {given.documents:,} documents", end="", file=sys.stderr)
        store.finish(stamp)
    print(f"\n{given.file}: {time.monotonic() - started:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
