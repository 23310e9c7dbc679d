"""A snapshot: an archive as tables in Parquet that never change, for DuckDB, pandas and R."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from contextlib import ExitStack, closing
from pathlib import Path

import msgspec

from communique.archive.archive import Archive
from communique.archive.columns import TableFile, dictionary
from communique.archive.opening import told
from communique.archive.portions import portions
from communique.archive.rows import entry_rows
from communique.archive.values import unpacked
from communique.errors import DataError
from communique.ledger.book import Book
from communique.model import Record
from communique.release import VERSION

DICTIONARY = "dictionary.json"


def write_snapshot(
    archive: Archive, folder: Path, as_of: str | None = None, *, as_coded: bool = False, jobs: int = 1
) -> dict[str, int]:
    """Writes the tables and ``dictionary.json`` into ``folder``, which must not be there yet, and counts their rows.

    It is made beside its place and put there whole. ``as_of`` is the day that statuses hold at (ISO); with ``as_coded``
    corrections are left out. It is worked out on ``jobs`` processes. No clock: the same archive gives the same bytes.

    Raises:
        DataError: the folder is there, or cannot be written; pyarrow is not installed.
    """
    if folder.exists():
        raise DataError(f"{folder}: is there already; a snapshot is never overwritten: name a new folder")
    with told(folder):
        making = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            counts = _tables(archive, making, as_of, as_coded, jobs)
            (making / DICTIONARY).write_bytes(_dictionary(making, counts, as_of, as_coded))
            making.chmod(0o755)
            making.rename(folder)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise
    return counts


def _tables(archive: Archive, folder: Path, as_of: str | None, as_coded: bool, jobs: int) -> dict[str, int]:
    with ExitStack() as stack:
        files = {name: stack.enter_context(TableFile(name, folder)) for name in dictionary()}
        book = Book(as_of)
        with closing(portions(archive.stored(as_coded=as_coded), jobs)) as made:
            for tables, owing in made:
                for name, table in tables.items():
                    files[name].extend(table)
                book.add(unpacked(record, Record) for record in owing)
        for entry in book.entries():
            for name, row in entry_rows(entry):
                files[name].add(row)
    return {name: file.count for name, file in files.items()}


def _dictionary(folder: Path, counts: dict[str, int], as_of: str | None, as_coded: bool) -> bytes:
    """What the tables and columns mean, and the hash of each file, to cite it by."""
    tables = {
        name: {
            "meaning": table["meaning"], "rows": counts[name], "sha256": _hash(folder / f"{name}.parquet"),
            "columns": {column: {"type": kind, "meaning": meaning} for column, kind, meaning in table["columns"]},
        }
        for name, table in dictionary().items()
    }
    body = {"program": "communique", "version": VERSION, "as_of": as_of, "as_coded": as_coded, "tables": tables}
    return msgspec.json.format(msgspec.json.encode(body), indent=2) + b"\n"


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
