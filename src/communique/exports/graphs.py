"""Dyads over time as a graph, GraphML or GEXF (networkx): parties are nodes, events between two are edges."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any, BinaryIO

from communique.errors import DataError
from communique.exports.codes import cameo_of
from communique.exports.fields import day_of
from communique.exports.item import Choice, Happening, Item, happenings
from communique.model import Entity


def write_graphml(items: Iterable[Item], choice: Choice, stream: BinaryIO) -> int:
    """Writes GraphML and says how many edges there are; all are held in memory."""
    networkx, graph = _graph(items, choice)
    networkx.write_graphml(graph, stream, encoding="utf-8")
    return int(graph.number_of_edges())


def write_gexf(items: Iterable[Item], choice: Choice, stream: BinaryIO) -> int:
    """Writes GEXF 1.2 with the days of each edge (``start``, ``end``), which Gephi's timeline plays; says how many."""
    networkx, graph = _graph(items, choice)
    graph.graph["mode"] = "dynamic"
    for _, _, edge in graph.edges(data=True):
        edge["label"] = edge["event"]
        if len(edge["date"]) == 10:
            edge["start"], edge["end"] = edge["date"], edge["date_end"]
    networkx.write_gexf(graph, stream, encoding="utf-8", version="1.2draft")
    return int(graph.number_of_edges())


def key_of(entity: Entity) -> str:
    """What makes parties of several documents one node: the Wikidata id, else the name with the code."""
    return entity.identifier_id or f"{entity.name} ({entity.code})" if entity.code else entity.name


def _graph(items: Iterable[Item], choice: Choice) -> tuple[Any, Any]:
    try:
        networkx = import_module("networkx")
    except ImportError:
        raise DataError("graphs need one more package: pip install 'communique[exports]'") from None
    graph = networkx.MultiDiGraph()
    nodes: dict[str, Entity] = {}
    edges = []
    for row in happenings(items, choice, paired=True):
        ends = [row.view.entities[p.entity] for p in (row.source, row.target) if p is not None]
        if len(ends) == 2:
            for entity in ends:
                nodes.setdefault(key_of(entity), entity)
            edges.append((day_of(row), key_of(ends[0]), key_of(ends[1]), _attributes(row)))
    for key in sorted(nodes):
        graph.add_node(_plain(key), **_about(nodes[key]))
    for _, source, target, about in sorted(edges, key=lambda e: (e[0], e[1], e[2], e[3]["id"])):
        graph.add_edge(_plain(source), _plain(target), **about)
    return networkx, graph


def _about(entity: Entity) -> dict[str, str]:
    about = {"label": entity.name, "code": entity.code or "", "sector": ";".join(entity.sector)}
    return {name: _plain(value) for name, value in about.items()}


def _attributes(row: Happening) -> dict[str, Any]:
    event, place = row.event, row.place
    return {
        "id": _plain(f"{row.view.document.id}/{event.id}/{row.pair}"), "event": event.event,
        "quad_code": event.quad_code, "event_scale": float(event.event_scale or 0.0), "cameo": cameo_of(event),
        "date": day_of(row), "date_end": (event.date and (event.date.end or event.date.start)) or "",
        "place": _plain(place.resolved_place or place.extracted_place) if place else "",
        "confidence": float(event.confidence),
    }


def _plain(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(c if c >= " " or c in "\t\n" else " " for c in text).encode("utf-8", "replace").decode()
