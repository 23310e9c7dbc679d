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
from communique.archive.memory import give_back
from communique.archive.opening import told
from communique.archive.portions import TABLES, portions
from communique.archive.rows import entry_rows, happening_rows
from communique.archive.values import unpacked
from communique.errors import DataError
from communique.ledger.build import each_entry
from communique.model import Record
from communique.release import VERSION

LEDGER = ("entries", "evidence", "mentions")
HAPPENED = ("happenings", "sources")
DICTIONARY = "dictionary.json"
OWING = "owing.jsonl"  # beside the tables while they are made: what the ledger is to be built of


class Counts(msgspec.Struct, kw_only=True):
    """What a snapshot in the making holds so far: its rows by table."""

    rows: dict[str, int]


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
            counts = write_documents(archive, making, as_coded=as_coded, jobs=jobs)
            counts.rows |= write_happenings(archive, making, as_coded=as_coded)
            write_ledger(counts, making, as_of)
            write_dictionary(counts, making, as_of, as_coded=as_coded)
            making.chmod(0o755)
            making.rename(folder)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise
    return counts.rows


def write_documents(archive: Archive, folder: Path, *, as_coded: bool, jobs: int) -> Counts:
    """The first part of a snapshot: the tables of what the documents say.

    Raises:
        DataError: the archive cannot be read; pyarrow is not installed.
    """
    with ExitStack() as stack, closing(portions(archive.stored(as_coded=as_coded), jobs)) as made:
        owing = stack.enter_context((folder / OWING).open("wb"))
        files = {name: stack.enter_context(TableFile(name, folder)) for name in TABLES}
        for portion in made:
            for name, table in portion.tables.items():
                files[name].extend(table)
            owing.writelines(line + b"\n" for line in portion.owing)
    give_back()
    return Counts(rows={name: file.count for name, file in files.items()})


def write_happenings(archive: Archive, folder: Path, *, as_coded: bool) -> dict[str, int]:
    """The second part: the tables of happenings, as the archive keeps them; gives their rows.

    Raises:
        DataError: the archive cannot be read.
    """
    with ExitStack() as stack:
        files = {name: stack.enter_context(TableFile(name, folder)) for name in HAPPENED}
        for happening in archive.happenings(as_coded=as_coded):
            for name, row in happening_rows(happening):
                files[name].add(row)
    give_back()
    return {name: file.count for name, file in files.items()}


def write_ledger(counts: Counts, folder: Path, as_of: str | None) -> None:
    """The third part: the tables of the ledger. What they were built of is gone then."""
    with ExitStack() as stack:
        owing = stack.enter_context((folder / OWING).open("rb"))
        files = {name: stack.enter_context(TableFile(name, folder)) for name in LEDGER}
        for entry in each_entry((unpacked(line, Record) for line in owing), as_of):
            for name, row in entry_rows(entry):
                files[name].add(row)
    counts.rows |= {name: file.count for name, file in files.items()}
    (folder / OWING).unlink()


def write_dictionary(counts: Counts, folder: Path, as_of: str | None, *, as_coded: bool) -> None:
    """The last part: what the tables and columns mean, and the hash of each file, to cite it by."""
    tables = {
        name: {
            "meaning": table["meaning"], "rows": counts.rows[name], "sha256": _hash(folder / f"{name}.parquet"),
            "columns": {column: {"type": kind, "meaning": meaning} for column, kind, meaning in table["columns"]},
        }
        for name, table in dictionary().items()
    }
    body = {"program": "communique", "version": VERSION, "as_of": as_of, "as_coded": as_coded, "tables": tables}
    (folder / DICTIONARY).write_bytes(msgspec.json.format(msgspec.json.encode(body), indent=2) + b"\n")


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
