"""Time and memory of merging undertakings into a ledger, one core, on records made by a seeded generator.

    python scripts/bench_ledger.py [COUNT ...]

Prints a table of Markdown. Two worlds, both invented: *usual*, in which parties, acts and things are spread as in the
news (a few are everywhere, most are rare), and *crowded*, in which one party and one act make up a third of all. A
document has two undertakings and two deeds; four undertakings in ten are told of again in other words.
"""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from communique.ledger.book import Book
from communique.lexicon.kinship import load_kinship
from communique.lexicon.nearness import load_nearness
from communique.model import Action, Deed, DocumentInfo, Entity, Gist, Interval, Party, Record, Undertaking

COUNTS = (10_000, 30_000, 100_000)
ADDED = 200  # documents that are added one by one to the finished ledger
PARTIES, DAYS, TOWNS = 400, 3650, 6000


class World:
    """What the generator draws from: words of the kinship tables and of the table of nearness, made-up names."""

    def __init__(self, crowded: bool, seed: int, parties: int = PARTIES) -> None:
        self.draw = random.Random(seed)
        kinship = load_kinship()
        acts: dict[str, list[str]] = {}
        for verb, kinds in sorted(kinship.kinds.items()):
            for kind in sorted(kinds):
                acts.setdefault(kind, []).append(verb)
        self.acts = [words for _, words in sorted(acts.items())]
        listed = sorted(kinship.groups)
        rare = [w for w in load_nearness().words() if len(w) > 5 and w not in kinship.kinds]
        self.things = self.draw.sample(listed, len(listed)) + self.draw.sample(rare, 3000)
        self.plain = self.draw.sample(rare, 2000)
        self.towns = [self._name() for _ in range(TOWNS)]
        self.parties = [self._name().title() + "ia" for _ in range(parties)]
        self.crowded = crowded
        self.told: list[tuple[int, int, Gist]] = []

    def _name(self) -> str:
        return "".join(self.draw.choice("bdfgklmnprstv") + self.draw.choice("aeiou") for _ in range(4))

    def rank(self, count: int) -> int:
        """A place in a row of ``count``, the first far oftener than the last (Zipf's law, nearly)."""
        return min(count - 1, int(count ** self.draw.random()) - 1)

    def act(self) -> tuple[int, int, Gist]:
        """Party, kind of act and its words."""
        if self.told and self.draw.random() < 0.4:
            party, kind, gist = self.draw.choice(self.told[-5000:])
            others = gist.others[:1] + tuple(self.draw.sample(self.plain, 1))
            return party, kind, Gist(verb=self.draw.choice(self.acts[kind]), objects=gist.objects, others=others)
        often = self.crowded and self.draw.random() < 1 / 3
        party = 0 if often else self.rank(len(self.parties))
        kind = 0 if often else self.rank(len(self.acts))
        thing = self.things[self.rank(len(self.things))]
        others = (self.draw.choice(self.towns), self.plain[self.rank(len(self.plain))])
        numbers = (str(self.draw.randint(2, 900)),) if self.draw.random() < 0.3 else ()
        gist = Gist(verb=self.draw.choice(self.acts[kind]), objects=(thing,), others=others, numbers=numbers)
        self.told.append((party, kind, gist))
        return self.told[-1]

    def record(self, number: int, day: str) -> Record:
        """A document with two undertakings and two deeds."""
        entities: dict[int, Entity] = {}
        undertakings, deeds = [], []
        for n in range(2):
            party, _, gist = self.act()
            who = self._party(party, entities)
            due = Interval(start=None, end=_plus(day, 30), granularity="day") if self.draw.random() < 0.3 else None
            action = Action(start=40 * n, end=40 * n + 30, text=" ".join((gist.verb, *gist.objects, *gist.others)))
            undertakings.append(
                Undertaking(
                    id=f"u{n + 1}",
                    kind="commitment",
                    by=(who,),
                    obligor=(who,),
                    action=action,
                    polarity="refrain" if self.draw.random() < 0.1 else "do",
                    deadline=due,
                    gist=gist,
                )
            )
            doer, _, done = self.act()
            actor = self._party(doer, entities)
            negated = self.draw.random() < 0.1
            subject = self.parties[doer]
            deeds.append(
                Deed(id=f"a{n + 1}", start=200, end=230, actor=(actor,), gist=done, negated=negated, subject=subject)
            )
        return Record(
            document=_info(f"d{number}", day),
            entities=tuple(entities[p] for p in sorted(entities)),
            undertakings=tuple(undertakings),
            deeds=tuple(deeds),
        )

    def _party(self, party: int, entities: dict[int, Entity]) -> Party:
        code = f"X{party:03d}" if party < PARTIES // 2 else None
        entities[party] = Entity(id=f"e{party}", name=self.parties[party], code=code)
        return Party(entity=f"e{party}", start=0, end=5)


def _plus(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _info(name: str, day: str) -> DocumentInfo:
    return DocumentInfo(
        id=name,
        sha256=name,
        date=day,
        date_source="given",
        dateline=None,
        title=None,
        url=None,
        publisher=None,
        language=None,
    )


def records(world: World, count: int, days: int = DAYS) -> Iterator[Record]:
    """``count`` undertakings in documents spread over so many days, in order of date."""
    documents = count // 2
    for n in range(documents):
        yield world.record(n, _plus("2010-01-01", n * days // documents))


def measure(count: int, crowded: bool) -> str:
    """A row of the table."""
    world = World(crowded, seed=7)
    made = list(records(world, count))
    start = time.process_time()
    book = Book()
    book.add(made)
    entries = len(book.entries())
    took = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    newest = _added(book, [world.record(10**7 + n, "2020-01-02") for n in range(ADDED)])
    spread = [world.record(10**8 + n, _plus("2010-01-01", world.draw.randrange(DAYS))) for n in range(ADDED)]
    older = _added(book, spread)
    name = "crowded" if crowded else "usual"
    return f"| {name} | {count:,} | {entries:,} | {took:.1f} | {peak:.0f} | {newest} | {older} |"


def _added(book: Book, extra: Sequence[Record]) -> str:
    """Milliseconds of adding a document and having the entries that it touches: median, 99 of 100, worst."""
    times = []
    for record in extra:
        start = time.process_time()
        book.changed([record])
        times.append((time.process_time() - start) * 1000)
    return f"{statistics.median(times):.1f} / {statistics.quantiles(times, n=100)[98]:.1f} / {max(times):.1f}"


def main() -> None:
    if len(sys.argv) == 3 and sys.argv[1] in ("usual", "crowded"):
        print(measure(int(sys.argv[2]), sys.argv[1] == "crowded"))
        return
    print("| world | undertakings | entries | s | MB | newest added, ms (median / p99 / worst) | older added, ms |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for world in ("usual", "crowded"):
        for count in map(int, sys.argv[1:] or COUNTS):
            row = subprocess.run(
                [sys.executable, __file__, world, str(count)], check=True, capture_output=True, text=True
            )
            print(row.stdout.strip(), flush=True)


if __name__ == "__main__":
    main()
