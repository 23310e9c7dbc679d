"""The JSON Schema of every object that goes in or comes out, made from the types; the closed lists come from data."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from communique.formats.document_in import DocumentIn
from communique.formats.read_pairs import PairIn
from communique.lexicon.files import load_toml
from communique.model import SCHEMA, Entry, Record
from communique.model.relation import Relation

OBJECTS = {"document": DocumentIn, "record": Record, "pair": PairIn, "relation": Relation, "entry": Entry}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """One schema that accepts any object of the contract; ``$defs`` holds each of them and their parts by name."""
    parts = _parts()
    return {
        "$schema": DIALECT, "title": SCHEMA, "$defs": parts,
        "anyOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in OBJECTS.values()],
    }


def schema_of(name: str) -> dict[str, Any]:
    """The schema of one object: ``document``, ``record``, ``pair``, ``relation`` or ``entry``.

    Raises:
        KeyError: there is no object of that name.
    """
    return {"$schema": DIALECT, "$ref": f"#/$defs/{OBJECTS[name].__name__}", "$defs": _parts()}


def _parts() -> dict[str, Any]:
    _, components = msgspec.json.schema_components(tuple(OBJECTS.values()), ref_template="#/$defs/{name}")
    parts: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(components))
    for name, fields in terms().items():
        for field, words in fields.items():
            _close(parts[name]["properties"][field], words)
    parts["Record"]["properties"]["schema"] = {"const": SCHEMA}
    return parts


def _close(field: dict[str, Any], words: list[Any]) -> None:
    """Narrows a field, each item of a list, or the part of it that is not null, to ``words``."""
    if "items" in field:
        field["items"]["enum"] = words
    elif "anyOf" in field:
        for choice in field["anyOf"]:
            if choice.get("type") != "null":
                choice["enum"] = words
    else:
        field["enum"] = words


@cache
def terms() -> dict[str, dict[str, list[Any]]]:
    """What the fields with a closed list may hold, by type and field."""
    table: dict[str, dict[str, list[Any]]] = load_toml("ontology/terms.toml")
    return table
