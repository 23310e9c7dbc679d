"""Which words of a text carry what, as layers of spans for display."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from communique.model import Record, Span

LAYERS = ("statement", "undertaking", "place", "time", "actor", "event")


def layers(record: Record, length: int) -> Iterator[tuple[str, Span]]:
    """Pairs of layer and span, lowest layer first; spans outside the text are left out."""
    found: dict[str, list[Span]] = {layer: [] for layer in LAYERS}
    for statement in record.statements:
        found["statement"].extend(statement.content)
    for undertaking in record.undertakings:
        found["undertaking"].append((undertaking.action.start, undertaking.action.end))
    found["place"].extend((p.start, p.end) for p in record.places)
    found["time"].extend((t.start, t.end) for t in record.times)
    found["actor"].extend((m.start, m.end) for e in record.entities for m in e.mentions)
    for event in record.events:
        found["event"].extend(event.event_text)
    for layer in LAYERS:
        yield from ((layer, span) for span in sorted(set(found[layer])) if 0 <= span[0] < span[1] <= length)


def runs(record: Record, length: int) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The text cut wherever a layer begins or ends: each piece with the layers that lie on it."""
    spans = list(layers(record, length))
    cuts = sorted({0, length, *(at for _, span in spans for at in span)})
    starts: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for layer, (start, end) in spans:
        starts.setdefault(start, []).append(layer)
        ends.setdefault(end, []).append(layer)
    depth = dict.fromkeys(LAYERS, 0)
    for start, end in itertools.pairwise(cuts):
        for layer in ends.get(start, ()):
            depth[layer] -= 1
        for layer in starts.get(start, ()):
            depth[layer] += 1
        yield (start, end), tuple(layer for layer in LAYERS if depth[layer])
