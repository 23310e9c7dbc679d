"""How fast documents are read and events written, on files that are made here of invented text.

Figures are MB of text a second from file to documents, pages a second with extraction, and events a second from records
in memory; the best of three tries, by the processor's time of one process, so that other work on the machine counts
little.
``python scripts/bench_formats.py``; with ``--small`` for a quick look.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from fastwarc.warc import WarcRecord, WarcRecordType

from communique.exports.export import STREAMS
from communique.exports.item import Choice, Item
from communique.formats.failure import Failure
from communique.formats.read import read_documents
from communique.model import (
    DocumentInfo,
    Entity,
    EntityMention,
    Event,
    Interval,
    Party,
    Place,
    Record,
    sha256_of,
)

WORDS = re.findall(
    r"\w+",
    "the minister said on Tuesday that talks with neighbours over water and borders would go on while troops stayed in "
    "their barracks and farmers waited for rain near the old bridge at the river where two towns share one market",
)
TRIES = 3


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(12, 30))).capitalize() + "."


def article(chance: random.Random, sentences: int = 22) -> str:
    """About 3,000 characters in paragraphs, as a report of an agency has."""
    return "\n\n".join(" ".join(sentence(chance) for _ in range(3)) for _ in range(sentences // 3))


def page(chance: random.Random, number: int) -> bytes:
    """A page of some 40 kB, of which the article is a tenth, with the menus, scripts and lists that pages have."""
    paragraphs = "".join(f"<p>{part}</p>" for part in article(chance).split("\n\n"))
    menu = "".join(f'<li class="menu-item"><a href="/section/{n}">Section {n}</a></li>' for n in range(60))
    cards = "".join(
        f'<div class="card"><a href="/story/{n}"><img src="/i/{n}.jpg" alt=""/>'
        f'<h3>{" ".join(chance.choices(WORDS, k=8))}</h3></a><span>{n} hours ago</span></div>' for n in range(60)
    )
    script = f"<script>window.__DATA__ = {json.dumps([chance.random() for _ in range(600)])};</script>"
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Story {number} | Post</title>'
        f'<meta property="og:title" content="Story {number}"><meta property="og:site_name" content="Post">'
        f'<meta property="article:published_time" content="2024-05-03T08:00:00Z">{script}</head><body>'
        f"<nav><ul>{menu}</ul></nav><main><article><h1>Story {number}</h1>{paragraphs}</article></main>"
        f'<aside class="related">{cards}</aside><footer>Copyright Post</footer>{script}</body></html>'
    ).encode()


def best(work: Callable[[], int]) -> tuple[float, int]:
    """The shortest time of several tries, and what the work counted."""
    times = []
    count = 0
    for _ in range(TRIES):
        start = time.process_time()
        count = work()
        times.append(time.process_time() - start)
    return min(times), count


def read_all(path: Path) -> int:
    count = 0
    for item in read_documents([str(path)]):
        if isinstance(item, Failure):
            raise SystemExit(str(item))
        count += 1
    return count


def reading(folder: Path, documents: int, pages: int) -> Iterator[str]:
    chance = random.Random(7)
    texts = [article(chance) for _ in range(documents)]
    size = sum(len(text.encode()) for text in texts) / 1e6
    rows = [{"id": str(n), "text": text, "date": "2024-05-03", "title": "A title"} for n, text in enumerate(texts)]
    lines = folder / "a.jsonl"
    lines.write_bytes(b"".join(json.dumps(row).encode() + b"\n" for row in rows))
    pq.write_table(pa.Table.from_pylist(rows), folder / "a.parquet")
    table = folder / "a.csv"
    cells = "".join(f'{n},2024-05-03,"{text}"\n' for n, text in enumerate(texts))
    table.write_text("id,date,text\n" + cells, encoding="utf-8")
    for path in (lines, folder / "a.parquet", table):
        seconds, count = best(lambda path=path: read_all(path))
        yield f"{path.suffix[1:]:10} {size / seconds:8.0f} MB/s   {count / seconds:9.0f} documents/s"
    crawl = folder / "a.warc"
    with crawl.open("wb") as stream:
        for n in range(pages):
            record = WarcRecord()
            record.init_headers(record_type=WarcRecordType.response)
            record.headers["WARC-Target-URI"] = f"https://post.example.org/{n}"
            record.headers["Content-Type"] = "application/http; msgtype=response"
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html;charset=utf-8\r\n\r\n"
            record.set_bytes_content(head + page(chance, n))
            record.write(stream)
    seconds, count = best(lambda: read_all(crawl))
    yield f"{'warc':10} {count / seconds:8.0f} pages/s   {crawl.stat().st_size / count / 1e3:9.0f} kB a page"


def records(count: int) -> list[Item]:
    """Records of ten events each, with texts."""
    chance = random.Random(7)
    text = article(chance)
    span = (10, 16)
    items = []
    for n in range(count):
        entities = tuple(
            Entity(id=f"e{k}", name=f"Party {k}", code="FRA", sector=("GOV",),
                   mentions=(EntityMention(start=0, end=5, kind="name"),)) for k in range(6)
        )
        places = tuple(
            Place(id=f"p{k}", start=0, end=4, extracted_place="Gao", resolved_place="Gao", lat=16.27, lon=-0.04,
                  country_code="MLI", country="Mali", resolution="city") for k in range(3)
        )
        events = tuple(
            Event(id=f"v{k}", event="REQUEST", mode=("yield",), context=("military",), cameo="1053", quad_code=3,
                  event_scale=-5.0, actor=(Party(entity=f"e{k % 6}", start=0, end=5),),
                  recipient=(Party(entity=f"e{(k + 1) % 6}", start=7, end=9),),
                  date=Interval(start="2024-05-03", end="2024-05-03", granularity="day"), event_loc=f"p{k % 4}",
                  event_text=(span,), sentence=(0, 120), confidence=0.8, why="predicate urge, frame request.urge")
            for k in range(10)
        )
        info = DocumentInfo(id=f"d{n}", sha256=sha256_of(text), date="2024-05-03", date_source="given", dateline=None,
                            title="A title", url=f"https://example.org/{n}", publisher="Post", language="en")
        items.append(Item(Record(document=info, entities=entities, places=places, events=events), text))
    return items


def writing(count: int) -> Iterator[str]:
    items = records(count)
    gc.freeze()  # what is held here is not the writers' doing
    for name in ("csv", "parquet", "polecat", "icews", "gdelt", "phoenix", "geojson", "ftm", "jsonld"):
        seconds, _ = best(lambda name=name: STREAMS[name](items, Choice(), io.BytesIO()))
        yield f"{name:10} {count * 10 / seconds:8.0f} events/s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="a tenth of the work")
    small = parser.parse_args().small
    with tempfile.TemporaryDirectory() as folder:
        for line in reading(Path(folder), 2_000 if small else 20_000, 100 if small else 1_000):
            print(line)
            sys.stdout.flush()
    for line in writing(2_000 if small else 20_000):
        print(line)


if __name__ == "__main__":
    main()
