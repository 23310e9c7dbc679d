"""Reads the project's own gold documents and stories, and measures records and ledgers against them.

Gold names words as ``words@n``: the n-th occurrence of exactly these words in the text.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from communique.model import Entity, Entry, Event, Party, Record

Span = tuple[int, int]
Json = dict[str, Any]


@dataclass(frozen=True)
class GoldDocument:
    """A document and what a careful reader finds in it."""

    name: str
    text: str
    gold: Json


def read_documents(folder: Path) -> list[GoldDocument]:
    """All gold documents, by name."""
    found = []
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        text = path.with_name(f"{name}.txt").read_text(encoding="utf-8")
        found.append(GoldDocument(name, text, json.loads(path.read_text(encoding="utf-8"))))
    return found


def digest(folder: Path) -> str:
    """SHA-256 over names and bytes of all files in the folder."""
    hashed = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        hashed.update(path.name.encode() + b"\0" + path.read_bytes())
    return hashed.hexdigest()


def place_of(text: str, words: str) -> Span:
    """Where ``words@n`` stand.

    Raises:
        ValueError: they do not.
    """
    exact, _, number = words.rpartition("@")
    at = -1
    for _ in range(int(number)):
        at = text.find(exact, at + 1)
        if at < 0:
            raise ValueError(f"{words!r} is not in the text")
    return at, at + len(exact)


def overlap(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def likeness(a: Span, b: Span) -> float:
    """Overlap by the longer of the two."""
    return overlap(a, b) / max(a[1] - a[0], b[1] - b[0], 1)


class Tally(Counter[str]):
    """Counts, and the figures made of them."""

    def share(self, part: str, whole: str) -> float:
        return self[part] / self[whole] if self[whole] else 0.0

    def f1(self, name: str) -> float:
        found, system, gold = self[f"{name}_hit"], self[f"{name}_system"], self[f"{name}_gold"]
        return 2 * found / (system + gold) if system + gold else 0.0


def measure_documents(pairs: Iterable[tuple[GoldDocument, Record]]) -> dict[str, float]:
    """Every figure over documents: entities, chains (LEA), undertakings, events."""
    n = Tally()
    for document, record in pairs:
        chosen = _entities(n, document, record)
        _undertakings(n, document, record, chosen)
        _events(n, document, record, chosen)
    precision, recall = n.share("lea_p", "lea_p_all"), n.share("lea_r", "lea_r_all")
    return {
        "entity mentions found": n.share("mention_found", "mention_gold"),
        "entity code": n.share("code_ok", "code_gold"),
        "entity sector": n.share("sector_ok", "sector_gold"),
        "chains LEA": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "undertakings F1": n.f1("undertaking"),
        "undertakings complete": n.share("complete", "undertaking_gold"),
        "obligor": n.share("obligor", "undertaking_hit"),
        "by": n.share("by", "undertaking_hit"),
        "polarity": n.share("polarity", "undertaking_hit"),
        "deadline": n.share("deadline", "deadline_gold"),
        "condition": n.share("condition", "condition_gold"),
        "event type": n.share("event_hit", "event_gold"),
        "event precision": n.share("event_right", "event_told"),
        "event parties": n.share("event_who", "event_hit"),
        "event auxiliary": n.share("event_auxiliary", "event_hit"),
        "event date": n.share("date_ok", "date_gold"),
        "event place": n.share("place_ok", "place_gold"),
    }


def _entities(n: Tally, document: GoldDocument, record: Record) -> dict[str, str | None]:
    """Counts mentions, codes, sectors and links; returns the system's entity for each gold entity's name."""
    system = [(m.start, m.end, e.id) for e in record.entities for m in e.mentions]
    known = {e.id: e for e in record.entities}
    chains: dict[str, list[str | None]] = {}
    chosen: dict[str, str | None] = {}
    for entity in document.gold["entities"]:
        found = [_aligned(place_of(document.text, m), system) for m in entity["mentions"]]
        votes: dict[str, float] = defaultdict(float)
        for shared in found:
            for link in shared:
                votes[link] += 1 / len(shared)
        best = min(votes, key=lambda i: (-votes[i], i)) if votes else None
        links = [best if best in each else next(iter(each), None) for each in found]
        chains[entity["name"]] = links
        chosen[entity["name"]] = best
        n["mention_gold"] += len(links)
        n["mention_found"] += sum(link is not None for link in links)
        if entity.get("code"):
            n["code_gold"] += 1
            n["code_ok"] += best is not None and known[best].code == entity["code"]
        if entity.get("sector"):
            n["sector_gold"] += 1
            n["sector_ok"] += best is not None and _is_of(entity["sector"][0], known[best])
    _lea(n, chains)
    return chosen


def _is_of(sector: str, entity: Entity) -> bool:
    """Whether the entity is of this sector; the gold writes MED for the media, and organisations by their code."""
    return sector in entity.sector or sector == entity.code or (sector == "MED" and "JRN" in entity.sector)


def _aligned(span: Span, system: Sequence[tuple[int, int, str]]) -> list[str]:
    """The entities of the system's mention that is most like this one, if they share half of the shorter one.

    There are several where words such as "both sides" name several: they count for each of them.
    """
    scored = [
        (likeness(span, (a, b)), i) for a, b, i in system if overlap(span, (a, b)) * 2 >= min(span[1] - span[0], b - a)
    ]
    top = max((score for score, _ in scored), default=0.0)
    return sorted((i for score, i in scored if score == top), reverse=True)


def _lea(n: Tally, chains: Mapping[str, Sequence[str | None]]) -> None:
    """LEA (Moosavi and Strube 2016) over the gold mentions, both ways; a mention not found is linked to nothing."""
    gold = [[(name, i) for i in range(len(links))] for name, links in chains.items()]
    groups: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for name, links in chains.items():
        for i, link in enumerate(links):
            if link:
                groups[link].append((name, i))
    for key, ours, theirs in (("lea_r", gold, list(groups.values())), ("lea_p", list(groups.values()), gold)):
        for chain in ours:
            n[f"{key}_all"] += len(chain)
            n[key] += len(chain) * _resolved(chain, theirs)  # type: ignore[assignment]


def _resolved(chain: Sequence[tuple[str, int]], others: Sequence[Sequence[tuple[str, int]]]) -> float:
    members = set(chain)
    if len(chain) == 1:
        return float(any(len(other) == 1 and other[0] in members for other in others))
    shared = sum(k * (k - 1) / 2 for k in (len(members.intersection(other)) for other in others))
    return shared / (len(chain) * (len(chain) - 1) / 2)


def _same(
    parties: Sequence[Party], wanted: Sequence[str], chosen: Mapping[str, str | None], names: Mapping[str, str]
) -> bool:
    """Whether one of the parties is one of those wanted, by entity or by name; nobody wanted is always right."""
    ids = {chosen.get(name) for name in wanted} - {None}
    words = {name.casefold() for name in wanted}
    return not wanted or any(p.entity in ids or names.get(p.entity, "").casefold() in words for p in parties)


def _undertakings(n: Tally, document: GoldDocument, record: Record, chosen: Mapping[str, str | None]) -> None:
    names = {e.id: e.name for e in record.entities}
    free = list(record.undertakings)
    n["undertaking_system"] += len(free)
    for wanted in document.gold["undertakings"]:
        n["undertaking_gold"] += 1
        n["deadline_gold"] += "deadline" in wanted
        n["condition_gold"] += "condition" in wanted
        span = place_of(document.text, wanted["action"])
        near = [u for u in free if u.kind == wanted["kind"] and likeness(span, (u.action.start, u.action.end)) >= 0.4]
        if not near:
            continue
        found = max(near, key=lambda u: likeness(span, (u.action.start, u.action.end)))
        free.remove(found)
        obligor = _same(found.obligor, wanted["obligor"], chosen, names)
        by = _same(found.by, wanted["by"], chosen, names)
        polarity = found.polarity == wanted["polarity"]
        n.update({"undertaking_hit": 1, "obligor": obligor, "by": by, "polarity": polarity})
        n["complete"] += obligor and by and polarity
        if "deadline" in wanted:
            n["deadline"] += bool(found.deadline and (found.deadline.end or "").startswith(wanted["deadline"]))
        if "condition" in wanted:
            n["condition"] += bool(
                found.condition and likeness(place_of(document.text, wanted["condition"]), found.condition) >= 0.7
            )


def _events(n: Tally, document: GoldDocument, record: Record, chosen: Mapping[str, str | None]) -> None:
    names = {e.id: e.name for e in record.entities}
    places = {p.id: p for p in record.places}
    labelled = [(w["event"], place_of(document.text, w["words"])) for w in document.gold["events"]]
    n["event_told"] += len(record.events)
    n["event_right"] += sum(
        any(kind == e.event and any(overlap(span, s) for s in e.event_text) for kind, span in labelled)
        for e in record.events
    )
    for wanted in document.gold["events"]:
        span = place_of(document.text, wanted["words"])
        n["event_gold"] += 1
        hits = [e for e in record.events if e.event == wanted["event"] and any(overlap(span, s) for s in e.event_text)]
        if not hits:
            continue
        best = max(hits, key=partial(_parties, wanted, chosen, names))
        n.update(
            {
                "event_hit": 1,
                "date_gold": "date" in wanted,
                "place_gold": "place" in wanted,
                "event_who": _parties(wanted, chosen, names, best),
                "event_auxiliary": set(best.auxiliary) == set(wanted["auxiliary"]),
            }
        )
        if "date" in wanted:
            n["date_ok"] += bool(best.date and (best.date.start or "").startswith(wanted["date"]))
        if "place" in wanted:
            place = places.get(best.event_loc or "")
            n["place_ok"] += bool(place and overlap(place_of(document.text, wanted["place"]), (place.start, place.end)))


def _parties(wanted: Json, chosen: Mapping[str, str | None], names: Mapping[str, str], event: Event) -> bool:
    actor = _same(event.actor, wanted["actor"], chosen, names)
    return actor and _same(event.recipient, wanted["recipient"], chosen, names)


def read_stories(folder: Path) -> list[Json]:
    """All gold stories, by name."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def measure_stories(pairs: Iterable[tuple[Json, Sequence[Entry]]]) -> dict[str, float]:
    """F1 of mentions, of merging (over pairs of mentions) and of evidence."""
    n = Tally()
    for story, entries in pairs:
        texts = {d["id"]: d["text"] for d in story["documents"]}
        held = [_entry_of(m, texts, entries) for m in story["mentions"]]
        n["mention_gold"] += len(held)
        n["mention_hit"] += sum(i is not None for i in held)
        n["mention_system"] += sum(len(e.mentions) for e in entries)
        for i, a in enumerate(story["mentions"]):
            for j, b in enumerate(story["mentions"][:i]):
                same, together = a["undertaking"] == b["undertaking"], held[i] is not None and held[i] == held[j]
                n.update({"pair_gold": same, "pair_system": together, "pair_hit": same and together})
        n["evidence_system"] += sum(e.verdict != "partly" for entry in entries for e in entry.evidence)
        for wanted in story["evidence"]:
            if wanted["verdict"] == "partly":
                continue
            n["evidence_gold"] += 1
            span = place_of(texts[wanted["document"]], wanted["words"])
            own = {
                i
                for m, i in zip(story["mentions"], held, strict=True)
                if i is not None and m["undertaking"] == wanted["undertaking"]
            }
            n["evidence_hit"] += any(
                e.document == wanted["document"] and e.verdict == wanted["verdict"] and overlap(span, (e.start, e.end))
                for i in own
                for e in entries[i].evidence
            )
    return {
        name: n.f1(key)
        for name, key in (("mentions F1", "mention"), ("merged F1", "pair"), ("evidence F1", "evidence"))
    }


def _entry_of(mention: Json, texts: Mapping[str, str], entries: Sequence[Entry]) -> int | None:
    span = place_of(texts[mention["document"]], mention["action"])
    hits = [
        (likeness(span, (m.start, m.end)), i)
        for i, entry in enumerate(entries)
        for m in entry.mentions
        if m.document == mention["document"] and likeness(span, (m.start, m.end)) >= 0.4
    ]
    return max(hits)[1] if hits else None


def faults(documents: Iterable[GoldDocument], stories: Iterable[Json]) -> Iterator[str]:
    """What is wrong in the gold itself: words that do not stand in their text, names of nobody."""
    for document in documents:
        gold = document.gold
        named = {e["name"] for e in gold["entities"]} | {"all parties"}
        words = [m for e in gold["entities"] for m in e["mentions"]]
        words += [u[k] for u in gold["undertakings"] for k in ("action", "condition") if k in u]
        words += [e[k] for e in gold["events"] for k in ("words", "place") if k in e]
        parties = [p for u in gold["undertakings"] for k in ("by", "obligor") for p in u[k]]
        parties += [p for e in gold["events"] for k in ("actor", "recipient") for p in e[k]]
        yield from (f"{document.name}: {fault}" for fault in _missing(document.text, words))
        yield from (f"{document.name}: nobody is named {p!r}" for p in parties if p not in named)
    for story in stories:
        texts = {d["id"]: d["text"] for d in story["documents"]}
        for item in (*story["mentions"], *story["evidence"]):
            words = item.get("action") or item["words"]
            yield from (f"{item['document']}: {fault}" for fault in _missing(texts[item["document"]], [words]))


def _missing(text: str, words: Iterable[str]) -> Iterator[str]:
    for each in words:
        try:
            place_of(text, each)
        except ValueError as error:
            yield str(error)
