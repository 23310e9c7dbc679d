"""What the API's OpenAPI description says of parameters and answers, made from the same types that are used."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

from communique.archive.query import OWN, SHARED
from communique.desk.asked import LISTS, MOST, NAMES, PAGE
from communique.desk.problems import Problem
from communique.schema import terms

MEANINGS = {
    "event": "PLOVER's type; several times",
    "quad": "quad code; several times",
    "actor": "name or code of who acts (statements: speaks; undertakings, entries: owes); several times",
    "recipient": "name or code of whom it is done, said or owed to; several times",
    "country": "the country it happened in, by three-letter code or name; several times",
    "from": "first day (ISO)",
    "to": "last day (ISO)",
    "place": "near this place: a name, or LAT,LON",
    "within": "kilometres around the place",
    "auxiliary": "historical, future, hypothetical, negation, or none: it happened; several times",
    "act": "speech act; several times",
    "kind": "demand, commitment or obligation; several times",
    "status": "status of the entry; several times",
    "least": "told by at least this many documents",
    "text": 'words, "phrases" and begin* that the document has',
    "as_coded": "1: as the program coded it, without people's corrections",
    "cursor": "where the page goes on: `next` of the one before",
    "limit": f"rows of a page, 1 to {MOST}; {PAGE} where it is not given",
    "format": "json: a page; jsonl, csv: all rows, streamed",
}
NUMERIC = {"quad": "integer", "within": "number", "least": "integer", "limit": "integer"}


@cache
def filters_of(table: str, streams: bool = True) -> list[dict[str, Any]]:
    """The parameters that a list of ``table`` takes."""
    names = [NAMES.get(f, f) for f in (*OWN[table], *SHARED) if f != "limit"]
    return [parameter(name) for name in (*names, "cursor", "limit", *(["format"] if streams else []))]


def parameter(name: str, required: bool = False, meaning: str = "") -> dict[str, Any]:
    """One parameter of an address."""
    kind: dict[str, Any] = {"type": NUMERIC.get(name, "string")}
    if name in CLOSED:
        kind["enum"] = list(CLOSED[name])
    if name in LISTS:
        kind = {"type": "array", "items": kind}
    text = meaning or MEANINGS.get(name, name)
    return {"name": name, "in": "query", "required": required, "description": text, "schema": kind}


def answers(kind: Any, status: int = 200, media: Iterable[str] = ()) -> dict[int | str, dict[str, Any]]:
    """The answers of a path: a struct as JSON, other media, and problems."""
    more = {one: {"schema": {"type": "string"}} for one in media}
    return {
        status: {"description": "found", "content": {"application/json": {"schema": schema(kind)}, **more}},
        "4XX": {"description": "a problem", "content": {"application/problem+json": {"schema": schema(Problem)}}},
    }


def schema(kind: Any) -> dict[str, Any]:
    """The JSON Schema of a struct, with its parts inside."""
    (top,), parts = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    return {**top, "$defs": parts} if parts else top


CLOSED = {
    "event": terms()["Event"]["event"],
    "quad": terms()["Event"]["quad_code"],
    "auxiliary": [*terms()["Event"]["auxiliary"], "none"],
    "act": terms()["Statement"]["act"],
    "kind": terms()["Entry"]["kind"],
    "status": terms()["Entry"]["status"],
    "format": ["json", "jsonl", "csv"],
    "as_coded": ["0", "1"],
}

