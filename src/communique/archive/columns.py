"""Rows as columns: Arrow tables and Parquet files. Needs the extra ``communique[parquet]``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

from communique.archive.index import searchable
from communique.archive.values import plain
from communique.errors import DataError
from communique.lexicon.files import load_toml

ROW_GROUP = 100_000  # rows of a Parquet file that are packed together, as readers like it
BATCH = 20_000  # rows that are held before they are written


def arrow() -> ModuleType:
    """pyarrow, with its Parquet writer.

    Raises:
        DataError: it is not installed.
    """
    try:
        import pyarrow  # noqa: PLC0415
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError:
        raise DataError("Parquet and Arrow need one more package: pip install 'communique[parquet]'") from None
    module: ModuleType = pyarrow
    return module


@cache
def dictionary() -> Mapping[str, Any]:
    """The data dictionary: every table with its meaning and its columns."""
    return load_toml("archive/snapshot.toml")


def table_of(name: str, rows: Sequence[Mapping[str, Any]]) -> Any:
    """The rows as an Arrow table with the columns that the data dictionary gives this table.

    Raises:
        DataError: pyarrow is not installed.
    """
    pa = arrow()
    schema = _schema(pa, name)
    arrays = [_array(pa, [row[field.name] for row in rows], field) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


class TableFile:
    """A Parquet file of one table, to which rows are added; use it as a context."""

    def __init__(self, name: str, folder: Path) -> None:
        pa = arrow()
        self.name = name
        self.count = 0
        self.path = folder / f"{name}.parquet"
        self._waiting: list[Mapping[str, Any]] = []
        self._writer = pa.parquet.ParquetWriter(str(self.path), _schema(pa, name), compression="zstd")

    def __enter__(self) -> TableFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._flush()
        self._writer.close()

    def add(self, row: Mapping[str, Any]) -> None:
        """Adds a row."""
        self.count += 1
        self._waiting.append(row)
        if len(self._waiting) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(table_of(self.name, self._waiting))
            self._waiting.clear()


def write_parquet(name: str, rows: Iterable[Mapping[str, Any]], stream: Any) -> int:
    """Writes rows of one table to a binary stream as Parquet, and says how many there were."""
    held = list(rows)
    arrow().parquet.write_table(table_of(name, held), stream, compression="zstd")
    return len(held)


def write_rows(name: str, columns: Sequence[str], batches: Iterable[Sequence[Sequence[Any]]], stream: Any) -> int:
    """Writes one table to a binary stream as Parquet, batch by batch, and says how many rows it has.

    ``columns`` are the names of the values of a row, in their order.

    Raises:
        DataError: pyarrow is not installed.
    """
    pa = arrow()
    schema = _schema(pa, name)
    at = [columns.index(field.name) for field in schema]
    count = 0
    waiting: list[Any] = []
    with pa.parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        for batch in batches:
            count += len(batch)
            held = list(zip(*batch, strict=True))
            arrays = [_array(pa, list(held[n]), field) for n, field in zip(at, schema, strict=True)]
            waiting.append(pa.Table.from_arrays(arrays, schema=schema))
            if sum(table.num_rows for table in waiting) >= ROW_GROUP:
                writer.write_table(pa.concat_tables(waiting))
                waiting.clear()
        if waiting:
            writer.write_table(pa.concat_tables(waiting))
    return count


def _schema(pa: ModuleType, name: str) -> Any:
    kinds = {"string": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    kinds |= {f"{key}[]": pa.list_(kind) for key, kind in kinds.items()}
    return pa.schema(
        [pa.field(column, kinds[kind], metadata={"meaning": meaning}) for column, kind, meaning in
         dictionary()[name]["columns"]]
    )


def _array(pa: ModuleType, values: list[Any], field: Any) -> Any:
    try:
        return pa.array(values, field.type)
    except UnicodeEncodeError:
        clean = plain if field.name == "document" else searchable  # ids as the archive's own tables have them
        return pa.array([_clean(value, clean) for value in values], field.type)


def _clean(value: Any, clean: Callable[[str], str]) -> Any:
    """Without lone surrogates, which no Arrow string holds."""
    if isinstance(value, str):
        return clean(value)
    return [_clean(item, clean) for item in value] if isinstance(value, list | tuple) else value
