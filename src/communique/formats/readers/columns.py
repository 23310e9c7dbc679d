"""Which columns of a table hold which fields of a document, and a row of it as one."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

from communique.errors import InputError
from communique.formats.document_in import FIELDS, DocumentIn, document_from
from communique.formats.readers.source import INTAKE
from communique.model import Document

EPOCH = range(100_000_000, 10_000_000_000)  # seconds since 1970 that a date column may hold; a thousandfold: millis
ASCTIME = "%a %b %d %H:%M:%S %z %Y"  # as social networks write it
MAX_NAMED = 20  # columns that a message names


def places_of(header: Sequence[object], asked: Sequence[tuple[str, str]]) -> Mapping[str, int]:
    """The field that each column holds, as its index: what was asked for, then the contract's names, then known ones.

    Raises:
        InputError: a column that was asked for is not there, or none holds the text.
    """
    names = [str(name).strip().lower() if name is not None else "" for name in header]
    found: dict[str, int] = {}
    for field, name in asked:
        if name.lower() not in names:
            raise InputError(f"has no column {name!r}; it has {_listed(header)}")
        found[field] = names.index(name.lower())
    known: dict[str, list[str]] = INTAKE["columns"]
    for field in FIELDS:
        if field not in found:
            at = next((names.index(name) for name in (field, *known.get(field, ())) if name in names), None)
            if at is not None and at not in found.values():
                found[field] = at
    if "text" not in found:
        raise InputError(f"has no column for the text among {_listed(header)}: name it with --map text=…")
    return found


def holds_text(header: Sequence[str], asked: Sequence[tuple[str, str]]) -> bool:
    """Whether these may be the names of a table's columns: short, unlike, one of them known to hold texts."""
    names = [name.strip() for name in header]
    if len(names) < 2 or len(set(names)) < len(names) or any(len(name) > 60 for name in names):
        return False
    try:
        places_of(names, asked)
    except InputError:
        return False
    return True


def row_document(cells: Sequence[Any], places: Mapping[str, int], source: str, notes: tuple[str, ...] = ()) -> Document:
    """The document that a row describes; ``source`` ("FILE:LINE") is for messages only.

    Raises:
        InputError: it has no usable text.
    """
    held = {field: _words(cells[at]) if at < len(cells) else None for field, at in places.items()}
    if held.get("date") is not None:
        held["date"] = day_of(cells[places["date"]])
    text = held.pop("text")
    if text is None:
        raise InputError("has no text")
    return document_from(DocumentIn(text=text, **held), source, notes)  # type: ignore[arg-type]


def _words(cell: Any) -> str | None:
    if isinstance(cell, str):
        return cell
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):  # a missing value, as pandas writes it
        return None
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def day_of(cell: Any) -> str | None:
    """A date as text: moments of a table or a clock as ISO, seconds or milliseconds since 1970 as their day."""
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    words = _words(cell)
    if words is None:
        return None
    number = re.fullmatch(r"(\d{9,10})(?:\d{3})?(?:\.\d*)?", words.strip())
    if number is not None and int(number[1]) in EPOCH:
        return datetime.fromtimestamp(int(number[1]), UTC).isoformat()
    if words[:3].isalpha() and words[-4:].isdigit():  # a look first: to try takes long
        with suppress(ValueError):
            return datetime.strptime(words.strip(), ASCTIME).isoformat()
    return words


def _listed(header: Sequence[object]) -> str:
    names = ", ".join(str(name) for name in header[:MAX_NAMED] if name not in (None, ""))
    return (names or "no names") + (", …" if len(header) > MAX_NAMED else "")
