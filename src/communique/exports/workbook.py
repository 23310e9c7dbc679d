"""Excel: the events, and a code book that says what each column and each code means (openpyxl)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, BinaryIO

from communique.errors import DataError
from communique.exports.item import Choice, Item
from communique.formats.write_csv import COLUMNS, event_cells, safe
from communique.lexicon.files import load_toml
from communique.lexicon.ontology import SOURCE, load_ontology

MAX_ROWS = 1_048_575  # of a sheet, without its header
MAX_CELL = 32_767  # characters
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_xlsx(items: Iterable[Item], choice: Choice, stream: BinaryIO) -> int:
    """Writes a workbook and says how many events are in it; a further sheet is begun where one is full.

    Raises:
        DataError: openpyxl is not installed.
    """
    try:
        openpyxl = import_module("openpyxl")
    except ImportError:
        raise DataError("Excel needs one more package: pip install 'communique[exports]'") from None
    book = openpyxl.Workbook(write_only=True)
    count = 0
    sheet: Any = None
    for item in items:
        for event, cells in zip(item.record.events, event_cells("", item.text, item.record), strict=True):
            if not choice.takes(event):
                continue
            if count % MAX_ROWS == 0:
                sheet = _sheet(book, f"events {count // MAX_ROWS + 1}" if count else "events", COLUMNS)
            sheet.append([_cell(cell) for cell in cells])
            count += 1
    if sheet is None:
        _sheet(book, "events", COLUMNS)
    codes = _sheet(book, "code book", ("what", "name", "meaning"))
    for row in _code_book():
        codes.append([_cell(cell) for cell in row])
    book.save(stream)
    return count


def _sheet(book: Any, name: str, header: tuple[str, ...]) -> Any:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.append(header)
    return sheet


def _cell(cell: object) -> object:
    """What Excel can hold: no control characters, no formulas, no more than it takes."""
    return safe(_ILLEGAL.sub(" ", cell)[:MAX_CELL]) if isinstance(cell, str) else cell


def _code_book() -> Iterator[tuple[str, str, str]]:
    ontology = load_ontology()
    meanings = {name: meaning for name, _, meaning in load_toml("archive/snapshot.toml")["events"]["columns"]}
    meanings |= load_toml("exports/columns.toml")["csv"]
    for column in COLUMNS:
        yield "column", column, meanings[column]
    for event in ontology.events.values():
        yield "event", event.name, event.definition
        for mode, meaning in event.modes.items():
            yield f"mode of {event.name}", mode, str(meaning)
    for what, held in (("context", ontology.contexts), ("auxiliary", ontology.auxiliary), ("sector", ontology.sectors)):
        for name, meaning in held.items():
            yield what, name, meaning
    for code, words in ontology.quads.items():
        yield "quad_code", str(code), words
    yield "source", "PLOVER", SOURCE
