"""A snapshot: an archive as tables in Parquet that never change, for DuckDB, pandas and R."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import msgspec

from communique.archive.archive import Archive
from communique.archive.columns import TableFile, dictionary
from communique.archive.opening import told
from communique.archive.rows import document_row, entry_rows, record_rows
from communique.errors import DataError
from communique.ledger.build import build_ledger
from communique.model import Deed, Event, Record
from communique.release import VERSION

DICTIONARY = "dictionary.json"


def write_snapshot(
    archive: Archive, folder: Path, as_of: str | None = None, *, as_coded: bool = False
) -> dict[str, int]:
    """Writes the tables and ``dictionary.json`` into ``folder``, which must not be there yet, and counts their rows.

    It is made beside its place and put there whole. ``as_of`` is the day that statuses hold at (ISO); with ``as_coded``
    corrections are left out. No clock: the same archive gives the same bytes.

    Raises:
        DataError: the folder is there, or cannot be written; pyarrow is not installed.
    """
    if folder.exists():
        raise DataError(f"{folder}: is there already; a snapshot is never overwritten: name a new folder")
    with told(folder):
        making = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            counts = _tables(archive, making, as_of, as_coded)
            (making / DICTIONARY).write_bytes(_dictionary(making, counts, as_of, as_coded))
            making.chmod(0o755)
            making.rename(folder)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise
    return counts


def _tables(archive: Archive, folder: Path, as_of: str | None, as_coded: bool) -> dict[str, int]:
    with ExitStack() as stack:
        files = {name: stack.enter_context(TableFile(name, folder)) for name in dictionary()}
        records = []
        for filed in archive.documents():
            record = filed.coded if as_coded else filed.record
            files["documents"].add(document_row(filed.input.text, record, record != filed.coded))
            for name, row in record_rows(filed.input.text, record):
                files[name].add(row)
            records.append(_for_ledger(record))
        for entry in build_ledger(records, as_of):
            for name, row in entry_rows(entry):
                files[name].add(row)
    return {name: file.count for name, file in files.items()}


def _for_ledger(record: Record) -> Record:
    """What the ledger reads of a record, so that all of them together fit into memory."""
    parties = {p.entity for u in record.undertakings for role in (u.by, u.obligor, u.beneficiary) for p in role}
    parties |= {p.entity for deed in record.deeds for p in deed.actor}
    return Record(
        document=record.document,
        entities=tuple(msgspec.structs.replace(e, mentions=()) for e in record.entities if e.id in parties),
        events=tuple(event for event in record.events if _is_of_a_deed(event, record.deeds)),
        undertakings=record.undertakings,
        deeds=record.deeds,
    )


def _is_of_a_deed(event: Event, deeds: tuple[Deed, ...]) -> bool:
    """Whether a deed's words take in some of the event's, which evidence then names."""
    return any(deed.start <= start < deed.end for deed in deeds for start, _ in event.event_text)


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
