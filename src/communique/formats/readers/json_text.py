"""JSON: an object a line, an array, or one object; fields by name, by ``--map``, or as ninjs has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from communique.errors import InputError
from communique.formats.document_in import DocumentIn, document_from, document_of
from communique.formats.failure import Failure
from communique.formats.json_lines import Line, json_values, parse
from communique.formats.readers.columns import day_of
from communique.formats.readers.ninjs import is_ninjs, ninjs_fields
from communique.formats.readers.source import INTAKE, Source
from communique.model import Document

_PLAIN = msgspec.json.Decoder(DocumentIn)


def read_json_text(source: Source) -> Iterator[Document | Failure]:
    """A document an object. Objects as the contract has them are decoded straight; others are looked at closely."""
    found = False
    asked = source.reading.columns
    for item in json_values(source.stream, source.head, source.name, INTAKE["max_line"]):
        found = True
        if isinstance(item, Failure):
            yield item
            continue
        try:
            yield _document(item, f"{source.name}:{item.number}", asked)
        except InputError as error:
            yield Failure(file=source.name, line=item.number, message=str(error))
    if not found:
        yield Failure(file=source.name, line=None, message="is empty")


def _document(item: Line, source: str, asked: tuple[tuple[str, str], ...]) -> Document:
    if not asked:
        try:
            return document_from(_PLAIN.decode(item.data), source)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            pass
    value, warnings = parse(item.data)
    if isinstance(value, dict):
        if asked:
            value = value | {field: dug(value, path) for field, path in asked}
        elif is_ninjs(value):
            value = ninjs_fields(value)
        if isinstance(value.get("date"), str | int | float) and not isinstance(value["date"], bool):
            value = value | {"date": day_of(value["date"])}
        if "text" not in value:
            raise InputError(f"has no field `text`{_hint(value)}")
    return document_of(value, source, warnings)


def dug(value: Any, path: str) -> Any:
    """What a dotted path ("article.body") leads to, or None; a name that has dots itself is tried first."""
    if isinstance(value, dict) and path in value:
        return value[path]
    for name in path.split("."):
        if isinstance(value, list) and name.isdigit() and int(name) < len(value):
            value = value[int(name)]
        elif isinstance(value, dict) and name in value:
            value = value[name]
        else:
            return None
    return value


def _hint(value: dict[str, Any]) -> str:
    lowered = {name.lower(): name for name in value}
    known = next((lowered[name] for name in INTAKE["columns"]["text"] if name in lowered), None)
    return f": if `{known}` holds it, say --map text={known}" if known else ""
