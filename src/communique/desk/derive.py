"""Makes what the desk reads: a snapshot of the archive, and beside it tables laid out for its questions.

Runs in a process of its own, so that the memory it needs goes back to the system. The derived tables (folder
``desk`` of the snapshot) hold nothing that the public ones do not: events sorted by day with their document's title,
parties by name and code, places, pairs of actor and recipient.
"""

from __future__ import annotations

import gc
import multiprocessing
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from communique.archive.archive import open_archive
from communique.archive.columns import arrow
from communique.archive.index import folded
from communique.archive.snapshot import Counts, write_dictionary, write_documents, write_happenings, write_ledger
from communique.desk import layout
from communique.desk.layout import SIDES, STATUSES
from communique.lexicon.gazetteer import load_gazetteer
from communique.lexicon.ontology import load_ontology

FORMAT = 7  # of the derived tables; another one is made anew
ROWS = 8192  # rows of a group in files that are read a page at a time
MEMORY, LITTLE = "300MB", "100MB"  # of DuckDB, which spills the rest; little while the ledger is at its largest
THREADS = 1  # the other core builds the ledger meanwhile, which takes longest


def make(archive: Path, folder: Path, *, as_coded: bool = False, jobs: int = 1) -> None:
    """Writes the snapshot of ``archive`` with the desk's tables into ``folder``, whole or not at all.

    Args:
        archive: The archive.
        folder: Where the snapshot comes; it must not be there yet.
        as_coded: Whether corrections are left out.
        jobs: Processes that read documents.

    Raises:
        DataError: the archive cannot be read, or the folder not be written.
    """
    making = Path(tempfile.mkdtemp(prefix=".making.", dir=folder.parent))
    tables = making / "tables"
    try:
        tables.mkdir()
        with _beside(jobs) as beside:
            counts = beside.submit(_write_documents, archive, tables, as_coded, jobs).result()
            derived = beside.submit(_derive_documents, archive, making)
            happened = beside.submit(_write_happenings, archive, tables, as_coded)
            laid = beside.submit(_derive_happenings, making)
            write_ledger(counts, tables, None)
            derived.result()
            counts.rows |= happened.result()
            laid.result()
        _derive_ledger(making)
        write_dictionary(counts, tables, None, as_coded=as_coded)
        making.chmod(0o755)
        tables.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _beside(jobs: int) -> Executor:
    """Where one task after the other is done meanwhile, each in a process of its own, whose memory goes back.

    A process takes longer to start than a small archive takes.
    """
    if jobs == 1:
        return ThreadPoolExecutor(1)
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, context, gc.disable, max_tasks_per_child=1)  # rows hold no cycles


@contextmanager
def _deriving(folder: Path, memory: str = MEMORY) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB, with room to spill in ``folder``, over the tables in it."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory, "threads": THREADS, "temp_directory": str(folder / "spill")
    }
    connection = duckdb.connect(":memory:", config=settings)
    try:
        connection.execute("SET preserve_insertion_order = false")
        connection.execute("SET enable_progress_bar = false")  # it would go to standard output
        connection.execute("SET VARIABLE folder = ?", [str(folder / "tables")])
        yield connection
    finally:
        connection.close()


def _write_documents(archive: Path, folder: Path, as_coded: bool, jobs: int) -> Counts:
    with open_archive(archive) as opened:
        return write_documents(opened, folder, as_coded=as_coded, jobs=jobs)


def _derive_documents(archive: Path, making: Path) -> None:
    folder = making / "tables"
    (folder / "desk").mkdir()
    pa = arrow()
    with _deriving(making) as connection, open_archive(archive) as opened:
        held = list(opened.numbers())
        ids, numbers = [id for id, _ in held], [number for _, number in held]
        _hold(connection, "numbers", document=pa.array(ids, "string"), number=pa.array(numbers, "int32"))
        _hold_types(connection)
        codes = _codes()
        _hold(connection, "codes", code=list(codes), name=list(codes.values()))
        for script in (layout.DAYS, layout.DOCUMENTS, layout.EVENTS, layout.PARTIES):
            _run(connection, script, folder)
        _fold(connection, "party")
        for script in (layout.TERMS, layout.PLACES, layout.FACTS, layout.STATEMENTS):
            _run(connection, script, folder)
        _by_name(connection, "statements", folder)


def _write_happenings(archive: Path, folder: Path, as_coded: bool) -> dict[str, int]:
    with open_archive(archive) as opened:
        return write_happenings(opened, folder, as_coded=as_coded)


def _derive_happenings(making: Path) -> None:
    with _deriving(making, LITTLE) as connection:
        _hold_types(connection)
        _run(connection, layout.HAPPENINGS, making / "tables")


def _derive_ledger(making: Path) -> None:
    folder = making / "tables"
    with _deriving(making) as connection:
        for script in (layout.DAYS, layout.HEADINGS, layout.LEDGER):
            _run(connection, script, folder)
        for table in ("undertakings", "entries"):
            _by_name(connection, table, folder)


def _hold(connection: duckdb.DuckDBPyConnection, table: str, /, **columns: Any) -> None:
    """Makes a table of Python's values."""
    connection.register("handed", arrow().table(columns))
    connection.execute(f"CREATE TABLE {table} AS SELECT * FROM handed")
    connection.unregister("handed")


def _hold_types(connection: duckdb.DuckDBPyConnection) -> None:
    """Of each type its place in the manual, which stands for it where there are very many."""
    types = list(load_ontology().events)  # without Arrow, which takes 50 MB where nothing else needs it
    sql = "CREATE TABLE types AS SELECT unnest(?) AS event, unnest(range(?)) AS number"
    connection.execute(sql, [types, len(types)])


def _codes() -> dict[str, str]:
    """What a code stands for: "PER" is Peru, whoever of Peru the reports speak of most."""
    countries = {c.iso3.lower(): c.name for c in load_gazetteer().countries.values()}
    return {code.lower(): f"{name[0].upper()}{name[1:]}" for code, name in load_ontology().sectors.items()} | countries


def _run(connection: duckdb.DuckDBPyConnection, script: str, folder: Path, **names: str) -> None:
    target = str(folder / "desk").replace("'", "''")
    connection.execute(script.format(target=target, rows=ROWS, statuses=list(STATUSES), **names))


def _by_name(connection: duckdb.DuckDBPyConnection, table: str, folder: Path) -> None:
    """Writes who is at which side of a table's rows."""
    _run(connection, layout.NAMES, folder, table=table, **SIDES[table])
    _fold(connection, "side")
    _run(connection, layout.BY_NAME, folder, table=table)


def _fold(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """The names of a table as queries compare them; Python folds more letters than SQL's ``lower`` does."""
    found = connection.execute(f"SELECT DISTINCT name FROM {table} ORDER BY name").fetchall()
    names, pa = [name for (name,) in found], arrow()
    connection.execute("DROP TABLE IF EXISTS folds")
    _hold(
        connection, "folds", name=pa.array(names, "string"), folded=pa.array([folded(n) for n in names], "string")
    )
