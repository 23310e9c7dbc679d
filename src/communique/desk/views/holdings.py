"""The Data page: the snapshot and its tables, the runs, what to download."""

from __future__ import annotations

import msgspec

from communique.archive.archive import Archive
from communique.archive.history import Failed, Run
from communique.desk.warehouse import Table, Warehouse

RUNS = 50
FAILURES = 50


class Holdings(msgspec.Struct, frozen=True, kw_only=True):
    """The Data page."""

    archive: str
    as_of: str | None
    version: str
    tables: dict[str, Table]
    runs: tuple[Run, ...]  # the newest first
    failures: tuple[Failed, ...]  # of the newest run that had some


def holdings(warehouse: Warehouse, archive: Archive) -> Holdings:
    """What the page shows."""
    runs = tuple(reversed(archive.runs()))
    failed = next((run.number for run in runs if run.failed), None)
    return Holdings(
        archive=warehouse.archive, as_of=warehouse.dictionary.as_of, version=warehouse.dictionary.version,
        tables=warehouse.dictionary.tables, runs=runs[:RUNS],
        failures=archive.failures(failed)[:FAILURES] if failed is not None else (),
    )
