"""Tables of other data sets, as ``data/exports`` maps them: a column, the field that fills it, and what is lost."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import BinaryIO, NamedTuple

from communique.exports.acled import kind_of
from communique.exports.codes import cameo_actor, cameo_of
from communique.exports.fields import Field, field
from communique.exports.item import Choice, Happening, Item, happenings
from communique.formats.write_csv import safe
from communique.lexicon.files import load_tsv

BATCH = 1000  # rows that are written at once


class Layout(NamedTuple):
    """How a table is written."""

    name: str
    delimiter: str
    header: bool
    paired: bool
    missing: str = ""
    wanted: Callable[[Happening], object] = lambda row: True


LAYOUTS = {
    layout.name: layout
    for layout in (
        Layout("polecat", "\t", header=True, paired=False, missing="None"),
        Layout("icews", "\t", header=True, paired=True),
        Layout("gdelt", "\t", header=False, paired=True),
        Layout("gdelt-mentions", "\t", header=False, paired=True),
        Layout("phoenix", "\t", header=False, paired=True),
        Layout("acled", ",", header=True, paired=True, wanted=kind_of),
    )
}


@cache
def columns_of(name: str) -> tuple[str, ...]:
    """The names of a table's columns, in order."""
    return tuple(row["column"] for row in load_tsv(f"exports/{name}.tsv"))


@cache
def _fields(name: str) -> tuple[Field, ...]:
    return tuple(field(row["field"]) for row in load_tsv(f"exports/{name}.tsv"))


def write_mapped(name: str, items: Iterable[Item], choice: Choice, stream: BinaryIO) -> int:
    """Writes the table ``name`` and says how many rows it has."""
    layout = LAYOUTS[name]
    fields = _fields(name)
    rows = (row for row in happenings(items, choice, paired=layout.paired) if layout.wanted(row))
    if layout.header:
        _write([columns_of(name)], layout, stream)
    count = 0
    for batch in batches(rows):
        count += len(batch)
        _write(([_cell(fill(row), layout) for fill in fields] for row in batch), layout, stream)
    return count


def batches(rows: Iterable[Happening], size: int = BATCH) -> Iterator[list[Happening]]:
    """The rows in lists of at most ``size``."""
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch


def _cell(value: object, layout: Layout) -> object:
    """A value as the table has it: no line ends or tabs in tab-separated text, which has no quotes."""
    if value is None or value == "":
        return layout.missing
    if not isinstance(value, str):
        return value
    return safe(value) if layout.delimiter == "," else " ".join(value.split())


def _write(rows: Iterable[Sequence[object]], layout: Layout, stream: BinaryIO) -> None:
    text = io.StringIO()
    if layout.delimiter == "\t":
        for row in rows:
            text.write("\t".join(map(str, row)) + "\n")
    else:
        csv.writer(text, lineterminator="\n").writerows(rows)
    stream.write(text.getvalue().encode("utf-8", "replace"))


def write_petrarch(items: Iterable[Item], choice: Choice, stream: BinaryIO) -> int:
    """Writes the lines of PETRARCH2's output and says how many there are.

    Day, source, target, CAMEO code, issues, ids of sentences, address (where there is one), publisher; "---" is an
    actor without a code. Source: petrarch2/PETRwriter.py (Open Event Data Alliance), ``write_events``.
    """
    count = 0
    day, issues, sentence = field("day8"), field("issues"), field("sentence_id")
    for row in happenings(items, choice, paired=True):
        codes = [cameo_actor(row.view.entities[p.entity]) if p else "" for p in (row.source, row.target)]
        document = row.view.document
        cells = [day(row), *(code or "---" for code in codes), cameo_of(row.event), issues(row), sentence(row),
                 *([document.url] if document.url else []), document.publisher or "NULL"]
        stream.write(("\t".join(" ".join(str(cell).split()) for cell in cells) + "\n").encode("utf-8", "replace"))
        count += 1
    return count
