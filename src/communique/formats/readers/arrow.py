"""Parquet and Arrow files, streamed a batch of rows at a time; only the columns that are wanted are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from communique.errors import InputError
from communique.formats.document_in import DocumentIn, document_from
from communique.formats.failure import Failure
from communique.formats.readers.columns import day_of, places_of, row_document
from communique.formats.readers.source import INTAKE, Source, package, seekable
from communique.model import Document

BATCH = 512  # rows; texts are long, and all of a batch are in memory
PARQUET = b"PAR1"
FILE = b"ARROW1\0\0"


def read_arrow(source: Source) -> Iterator[Document | Failure]:
    """A document a row; ``line`` of a failure is the row's number.

    Raises:
        InputError: it cannot be read, or no column holds texts.
    """
    pyarrow = package("pyarrow", "reading Parquet")
    try:
        yield from _rows(source, pyarrow)
    except InputError:
        raise
    except Exception as error:  # whatever damaged data makes the library raise
        raise InputError(f"cannot be read: {(str(error) or type(error).__name__).splitlines()[0]}") from None


def _rows(source: Source, pyarrow: Any) -> Iterator[Document | Failure]:
    names, batches = _opened(source, pyarrow)
    if len(names) > INTAKE["max_columns"]:
        raise InputError(f"has more than {INTAKE['max_columns']} columns")
    places = places_of(names, source.reading.columns)
    wanted = [names[at] for at in places.values()]
    within = dict(zip(places, range(len(wanted)), strict=True))
    number = 0
    for batch in batches(wanted):
        columns = [batch.column(name).to_pylist() for name in wanted]
        plain = all(_is_text(batch.schema.field(name).type, pyarrow) for name in wanted)
        for cells in zip(*columns, strict=True):
            number += 1
            try:
                if plain:
                    yield _document(cells, within, f"{source.name}:{number}")
                else:
                    yield row_document(cells, within, f"{source.name}:{number}")
            except InputError as error:
                yield Failure(file=source.name, line=number, message=str(error))


def _opened(source: Source, pyarrow: Any) -> tuple[list[str], Any]:
    """The columns' names, and what gives batches of some of them."""
    if source.head.startswith(PARQUET):
        parquet = package("pyarrow.parquet", "reading Parquet")
        opened = parquet.ParquetFile(seekable(source), pre_buffer=False)
        return list(opened.schema_arrow.names), lambda wanted: opened.iter_batches(
            BATCH, columns=wanted, use_threads=False  # a batch is too small for threads to be worth their start
        )
    if source.head.startswith(FILE):
        reader = pyarrow.ipc.open_file(seekable(source))
        return list(reader.schema.names), lambda wanted: (
            part for n in range(reader.num_record_batches) for part in _parts(reader.get_batch(n))
        )
    reader = pyarrow.ipc.open_stream(source.stream)
    return list(reader.schema.names), lambda wanted: (part for batch in reader for part in _parts(batch))


def _parts(batch: Any) -> Iterator[Any]:
    """A batch of an Arrow file in smaller ones, once it is sure that what it says of itself holds.

    A damaged one that is taken at its word leads to memory that is not there.
    """
    batch.validate(full=True)
    for start in range(0, batch.num_rows, BATCH):
        yield batch.slice(start, BATCH)


def _is_text(kind: Any, pyarrow: Any) -> bool:
    return bool(pyarrow.types.is_string(kind) or pyarrow.types.is_large_string(kind))


def _document(cells: Sequence[Any], within: Mapping[str, int], source: str) -> Document:
    """A row of texts only: the common case, without a look at each cell."""
    held = {field: cells[at] for field, at in within.items()}
    if held["text"] is None:
        raise InputError("has no text")
    if held.get("date"):
        held["date"] = day_of(held["date"])
    return document_from(DocumentIn(**held), source)
