"""PLOVER as data: types, modes, quad codes, scale, contexts, sectors and CAMEO codes, and the codebook made of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from communique.errors import DataError
from communique.lexicon.files import load_yaml

SOURCE = "PLOVER manual 2021 (Open Event Data Alliance, openeventdata/PLOVER), CAMEO2PLOVER-2021.txt"


class EventType(NamedTuple):
    """One of PLOVER's sixteen types."""

    name: str
    quad: int
    scale: float
    definition: str
    section: str  # of the manual
    recipient_required: bool
    modes: Mapping[str, str]
    cameo: Mapping[str, str]


class Ontology(NamedTuple):
    """PLOVER's types and vocabularies; ``frame_files`` are the files of predicates, in order of precedence."""

    events: Mapping[str, EventType]
    quads: Mapping[int, str]
    auxiliary: Mapping[str, str]
    contexts: Mapping[str, str]
    sectors: Mapping[str, str]
    frame_files: tuple[str, ...]


def load_ontology() -> Ontology:
    """Loads ``data/ontology/plover.yaml``.

    Raises:
        DataError: a type names a quad code that is not defined.
    """
    content = load_yaml("ontology/plover.yaml")
    events = {}
    for name, entry in content["events"].items():
        if entry["quad"] not in content["quads"]:
            raise DataError(f"ontology/plover.yaml: {name}: unknown quad code {entry['quad']}")
        events[name] = EventType(
            name,
            entry["quad"],
            entry["scale"],
            entry["definition"],
            entry["section"],
            entry["recipient_required"],
            entry["modes"],
            entry["cameo"],
        )
    return Ontology(
        events,
        content["quads"],
        content["auxiliary"],
        content["contexts"],
        content["sectors"],
        tuple(content["files"]),
    )


def codebook(ontology: Ontology | None = None) -> str:
    """The whole ontology as a Markdown page."""
    known = ontology or load_ontology()
    lines = [
        "# Codebook",
        "",
        f"Generated from `data/ontology/plover.yaml`. Source of the categories: {SOURCE}; the wording is ours.",
        "",
    ]
    lines += ["| type | quad | scale | what it is |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {e.name} | {e.quad} {known.quads[e.quad]} | {e.scale:+} | {e.definition} |" for e in known.events.values()
    ]
    for event in known.events.values():
        lines += ["", *_section(event, known)]
    for title, table in (
        ("Auxiliary modes", known.auxiliary),
        ("Contexts", known.contexts),
        ("Sectors and international codes", known.sectors),
    ):
        lines += ["", f"## {title}", "", "| name | meaning |", "| --- | --- |"]
        lines += [f"| {name} | {meaning} |" for name, meaning in table.items()]
    return "\n".join(lines) + "\n"


def _section(event: EventType, known: Ontology) -> list[str]:
    lines = [f"## {event.name}", "", event.definition, ""]
    needed = "needs a recipient" if event.recipient_required else "the recipient may be missing"
    lines.append(
        f"Quad code {event.quad} ({known.quads[event.quad]}), scale {event.scale:+}; {needed}. "
        f"Manual: section {event.section}."
    )
    if event.modes:
        lines += ["", "| mode | meaning |", "| --- | --- |"]
        lines += [f"| {name} | {meaning} |" for name, meaning in event.modes.items()]
    lines += ["", "| CAMEO | meaning |", "| --- | --- |"]
    lines += [f"| {code} | {meaning} |" for code, meaning in event.cameo.items()]
    return lines
