"""Rows as columns: Arrow tables and Parquet files. Needs the extra ``communique[parquet]``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

from communique.archive.index import searchable
from communique.archive.rows import Values
from communique.archive.values import plain
from communique.errors import DataError
from communique.lexicon.files import load_toml

ROW_GROUP = 100_000  # rows of a Parquet file that are packed together, as readers like it
BATCH = 5_000  # rows that are held before they become columns


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


@cache
def columns_of(name: str) -> tuple[str, ...]:
    """The names of a table's columns: what the values of a row are, in their order."""
    return tuple(column for column, *_ in dictionary()[name]["columns"])


def table_of(name: str, rows: Sequence[Values]) -> Any:
    """The rows as an Arrow table with the columns that the data dictionary gives this table.

    Raises:
        DataError: pyarrow is not installed.
    """
    pa = arrow()
    schema = _schema(name)
    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    return pa.Table.from_arrays([_array(pa, c, f) for c, f in zip(columns, schema, strict=True)], schema=schema)


class TableFile:
    """A Parquet file of one table, to which rows are added; use it as a context."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.count = 0
        self._writer = _Groups(name, str(folder / f"{name}.parquet"))
        self._waiting: list[Values] = []

    def __enter__(self) -> TableFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._flush()
        self._writer.close()

    def add(self, row: Values) -> None:
        """Adds a row."""
        self.count += 1
        self._waiting.append(row)
        if len(self._waiting) >= BATCH:
            self._flush()

    def extend(self, table: Any) -> None:
        """Adds the rows of an Arrow table of these columns."""
        self._flush()
        self.count += table.num_rows
        self._writer.add(table)

    def _flush(self) -> None:
        if self._waiting:
            self._writer.add(table_of(self.name, self._waiting))
            self._waiting.clear()


class _Groups:
    """Writes Arrow tables as row groups of one size, whatever the sizes they come in."""

    def __init__(self, name: str, target: Any) -> None:
        self._pa = arrow()
        self._writer = self._pa.parquet.ParquetWriter(target, _schema(name), compression="zstd")
        self._waiting: list[Any] = []
        self._rows = 0

    def add(self, table: Any) -> None:
        self._waiting.append(table)
        self._rows += table.num_rows
        if self._rows >= ROW_GROUP:
            whole = self._pa.concat_tables(self._waiting)
            end = self._rows - self._rows % ROW_GROUP
            self._writer.write_table(whole.slice(0, end), row_group_size=ROW_GROUP)
            self._waiting, self._rows = [whole.slice(end)], self._rows - end

    def close(self) -> None:
        if self._rows:
            self._writer.write_table(self._pa.concat_tables(self._waiting), row_group_size=ROW_GROUP)
        self._writer.close()


def write_parquet(name: str, rows: Iterable[Values], stream: Any) -> int:
    """Writes rows of one table to a binary stream as Parquet, and says how many there were.

    Raises:
        DataError: pyarrow is not installed.
    """
    writer = _Groups(name, stream)
    count = 0
    for batch in batched(rows):
        count += len(batch)
        writer.add(table_of(name, batch))
    writer.close()
    return count


def batched(rows: Iterable[Values]) -> Iterable[list[Values]]:
    """The rows, some at a time."""
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


@cache
def _schema(name: str) -> Any:
    pa = arrow()
    kinds = {"string": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    kinds |= {f"{key}[]": pa.list_(kind) for key, kind in kinds.items()}
    return pa.schema(
        [pa.field(column, kinds[kind], metadata={"meaning": meaning}) for column, kind, meaning in
         dictionary()[name]["columns"]]
    )


def _array(pa: ModuleType, values: Sequence[Any], field: Any) -> Any:
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
