"""For annotators: CoNLL-U, brat stand-off files and displaCy's JSON. They need the texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from communique.errors import InputError
from communique.exports.item import Choice, Item, View
from communique.exports.places import encoded
from communique.model import Event, Span


class Label(NamedTuple):
    """Words that are marked."""

    start: int
    end: int
    name: str
    kind: str  # entity | event | place | time


def labels_of(item: Item, choice: Choice) -> list[Label]:
    """The marked words of a document in order, the longer first where two begin together."""
    record = item.record
    found = [Label(m.start, m.end, e.sector[0] if e.sector else e.code or "ACTOR", "entity")
             for e in record.entities for m in e.mentions]
    found += [Label(p.start, p.end, "PLACE", "place") for p in record.places]
    found += [Label(t.start, t.end, t.type, "time") for t in record.times]
    found += [Label(a, b, e.event, "event") for e in record.events if choice.takes(e) for a, b in e.event_text]
    return sorted(set(found), key=lambda label: (label.start, -label.end, label.kind, label.name))


def text_of(item: Item) -> str:
    """The document's text.

    Raises:
        InputError: it is not at hand.
    """
    if item.text is None:
        raise InputError(f"{item.record.document.id}: its text is needed: name the documents with --documents")
    return item.text


def write_displacy(items: Iterable[Item], choice: Choice, stream: BinaryIO) -> int:
    """Writes a line a document, for ``displacy.render(json.loads(line), style="ent", manual=True)``; says how many.

    displaCy's ``ent`` style does not nest: where labels overlap the first and longest is kept; ``span`` style has all.
    """
    count = 0
    for item in items:
        text, labels = text_of(item), labels_of(item, choice)
        flat: list[Label] = []
        for label in labels:
            if not flat or label.start >= flat[-1].end:
                flat.append(label)
        ents = [{"start": label.start, "end": label.end, "label": label.name} for label in flat]
        title = item.record.document.title or item.record.document.id
        stream.write(encoded({"text": text, "ents": ents, "title": title}) + b"\n")
        count += 1
    return count


_TOKEN = re.compile(r"\w+(?:[.'’-]\w+)*|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n+")


def write_conllu(items: Iterable[Item], choice: Choice, stream: BinaryIO) -> int:
    """Writes sentences of tokens with the labels in MISC (``Entity=B-GOV|Event=B-REQUEST``); says how many there are.

    Own code: words, and ends of sentences at stops, are all that is needed, and the parser's are not in a record.
    Lemmas, tags and heads are ``_``, which the format allows; ``start_char`` and ``end_char`` lead back to the text.
    """
    count = 0
    for item in items:
        text, labels = text_of(item), labels_of(item, choice)
        stream.write(f"# newdoc id = {_line(item.record.document.id)}\n".encode("utf-8", "replace"))
        for start, end in _sentences(text):
            tokens = [match.span() for match in _TOKEN.finditer(text, start, end)]
            if tokens:
                count += 1
                name = f"{_line(item.record.document.id)}-{count}"
                head = f"# sent_id = {name}\n# text = {_line(text[start:end])}\n"
                rows = "".join(_row(n, text, span, tokens[n:], labels) for n, span in enumerate(tokens, 1))
                stream.write((head + rows + "\n").encode("utf-8", "replace"))
    return count


def _line(text: str) -> str:
    return " ".join(text.split())


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _row(number: int, text: str, span: Span, following: list[Span], labels: list[Label]) -> str:
    start, end = span
    misc: dict[str, str] = {}
    for label in labels:
        if label.start < end and start < label.end:
            misc.setdefault(label.kind.capitalize(), f"{'B' if label.start >= start else 'I'}-{label.name}")
    parts = [f"{kind}={name}" for kind, name in sorted(misc.items())]
    if following and following[0][0] == end:
        parts.append("SpaceAfter=No")
    parts += [f"start_char={start}", f"end_char={end}"]
    return "\t".join([str(number), text[start:end], *["_"] * 7, "|".join(parts)]) + "\n"


def write_brat(items: Iterable[Item], choice: Choice, folder: Path) -> int:
    """Writes ``NNNNNN.txt`` and ``.ann`` for each document into ``folder``, with ``annotation.conf``; says how many.

    Names are numbers, in the order of the records, for ids may hold what no file name can; each ``.ann`` begins with a
    note of the id. Spans are parted at line ends, as brat wants it.
    """
    names: dict[str, set[str]] = {"entity": set(), "event": set()}
    count = 0
    for count, item in enumerate(items, 1):
        text = text_of(item)
        stem = folder / f"{count:06}"
        stem.with_suffix(".txt").write_bytes(text.encode("utf-8", "replace"))
        lines = list(_standoff(View(item), text, choice, names))
        stem.with_suffix(".ann").write_bytes("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
    (folder / "annotation.conf").write_text(_conf(names), encoding="utf-8")
    return count


def _standoff(view: View, text: str, choice: Choice, names: dict[str, set[str]]) -> Iterator[str]:
    spans: dict[tuple[str, str], str] = {}

    def mark(kind: str, held: Iterable[Span], label: str) -> Iterator[str]:
        parts = [part for a, b in held for part in _unbroken(text, a, b)]
        if parts and (kind, str(parts)) not in spans:
            spans[kind, str(parts)] = f"T{len(spans) + 1}"
            where = ";".join(f"{a} {b}" for a, b in parts)
            words = " ".join(text[a:b] for a, b in parts)
            yield f"{spans[kind, str(parts)]}\t{label} {where}\t{words}"

    def marked(kind: str, held: Iterable[Span]) -> str | None:
        return spans.get((kind, str([part for a, b in held for part in _unbroken(text, a, b)])))

    yield f"#0\tAnnotatorNotes T1\t{_line(view.document.id)}"
    for event in (e for e in view.record.events if choice.takes(e)):
        names["event"].add(event.event)
        yield from mark("event", event.event_text, event.event)
        told: dict[str, list[str]] = {"Actor": [], "Recipient": [], "Place": []}
        for role, parties in (("Actor", event.actor), ("Recipient", event.recipient)):
            for party in parties:
                entity = view.entities.get(party.entity)
                label = entity.sector[0] if entity and entity.sector else "ACTOR"
                names["entity"].add(label)
                yield from mark("entity", [(party.start, party.end)], label)
                if (target := marked("entity", [(party.start, party.end)])) and target not in told[role]:
                    told[role].append(target)
        place = view.places.get(event.event_loc or "")
        if place:
            names["entity"].add("PLACE")
            yield from mark("place", [(place.start, place.end)], "PLACE")
            if target := marked("place", [(place.start, place.end)]):
                told["Place"].append(target)
        yield from _event_line(event, marked("event", event.event_text), told)


def _event_line(event: Event, trigger: str | None, told: dict[str, list[str]]) -> Iterator[str]:
    if trigger is None:
        return
    arguments = [f"{role}{n or ''}:{target}" for role, held in told.items()
                 for n, target in zip([0, *range(2, len(held) + 1)], held, strict=False)]
    number = int(re.sub(r"\D", "", event.id) or 0)
    yield f"E{number}\t{event.event}:{trigger}" + "".join(f" {argument}" for argument in arguments)
    for n, name in enumerate(event.auxiliary):
        yield f"A{number * 10 + n}\t{name.capitalize()} E{number}"


def _unbroken(text: str, start: int, end: int) -> list[Span]:
    """The span without the line ends in it."""
    return [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\r\n]+", text[start:end])]


def _conf(names: dict[str, set[str]]) -> str:
    events = "".join(f"{name}\tActor*:<ENTITY>, Recipient*:<ENTITY>, Place?:PLACE\n" for name in sorted(names["event"]))
    marks = "".join(f"{name}\tArg:<EVENT>\n" for name in ("Future", "Historical", "Hypothetical", "Negation"))
    entities = "\n".join(sorted(names["entity"] | {"PLACE"}))
    return f"[entities]\n{entities}\n\n[relations]\n\n[events]\n{events}\n[attributes]\n{marks}"
