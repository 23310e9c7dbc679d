"""Makes what the desk reads: a snapshot of the archive, and beside it tables laid out for its questions.

Runs in a process of its own, so that the memory it needs goes back to the system. The derived tables (folder
``desk`` of the snapshot) hold nothing that the public ones do not: events sorted by day with their document's title,
parties by name and code, places, pairs of actor and recipient.
"""

from __future__ import annotations

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
from communique.archive.snapshot import write_dictionary, write_documents, write_happenings, write_ledger
from communique.lexicon.files import load_toml
from communique.lexicon.gazetteer import load_gazetteer
from communique.lexicon.ontology import load_ontology

FORMAT = 4  # of the derived tables; another one is made anew
ROWS = 8192  # rows of a group in files that are read a page at a time
MEMORY = "500MB"
THREADS = 2

# A date that is known to the month or year alone counts from its first day; one that is open at one side, from the
# other. Events stand by day, the newest first, the undated at the end.
DAYS = """
CREATE MACRO day_of(text) AS try_cast(
  CASE length(text) WHEN 4 THEN text || '-01-01' WHEN 7 THEN text || '-01' ELSE substr(text, 1, 10) END AS DATE);
"""

# A document without a title goes by its first words.
DOCUMENTS = r"""
CREATE TABLE docs AS
  SELECT document, date, title, publisher, url, language, corrected,
    coalesce(
      nullif(trim(title), ''),
      regexp_replace(left(trim(regexp_replace(left(text, 440), '\s+', ' ', 'g')) || ' ', 111), '\s\S*$', '') || ' …'
    ) AS heading
  FROM read_parquet(getvariable('folder') || '/documents.parquet');
"""

EVENTS = """
CREATE TABLE ordered AS
  SELECT file_row_number AS file_row,
    (row_number() OVER (ORDER BY coalesce(date_start, date_end) DESC NULLS LAST, document, file_row) - 1)::INT AS number
  FROM read_parquet(getvariable('folder') || '/events.parquet', file_row_number = true);
COPY (
  SELECT o.number, n.number AS docnum, d.heading, d.title, d.publisher, d.url, d.date AS document_date,
    e.* EXCLUDE file_row_number
  FROM read_parquet(getvariable('folder') || '/events.parquet', file_row_number = true) e
  JOIN ordered o ON o.file_row = e.file_row_number
  JOIN docs d ON d.document = e.document JOIN numbers n ON n.document = e.document
  ORDER BY o.number
) TO '{target}/rows.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {rows});
"""

PARTIES = """
CREATE TABLE party AS
  SELECT number, 1::TINYINT AS role, unnest(actor) AS name, unnest(actor_code) AS code
    FROM '{target}/rows.parquet'
  UNION ALL SELECT number, 2, unnest(recipient), unnest(recipient_code) FROM '{target}/rows.parquet';
"""

TERMS = """
CREATE TABLE named AS
  SELECT p.number, p.role, p.name AS spelled, f.folded AS name, nullif(lower(p.code), '') AS code
  FROM party p JOIN folds f USING (name);
CREATE TABLE labels AS
  SELECT folded AS text, arg_max(label, n) AS label, bool_or(is_code) AS is_code FROM (
    SELECT f.folded, p.name AS label, false AS is_code, count(*) AS n
      FROM party p JOIN folds f USING (name) GROUP BY ALL
    UNION ALL SELECT lower(code), code, true, count(*) + 1000000000 FROM party WHERE code <> '' GROUP BY ALL)
  GROUP BY folded;
CREATE TABLE terms AS SELECT (row_number() OVER (ORDER BY text) - 1)::INT AS term, text, label, is_code FROM labels;
CREATE TABLE acting AS
  SELECT DISTINCT n.number, n.role, t.term FROM named n JOIN terms t ON t.text = coalesce(n.code, n.name);
CREATE TABLE says AS
  SELECT n.code, n.spelled AS name, count(*) AS n FROM named n WHERE n.code IS NOT NULL GROUP BY ALL;
COPY (
  SELECT DISTINCT t.term, n.role, n.number FROM named n JOIN terms t ON t.text = n.name
  UNION SELECT t.term, n.role, n.number FROM named n JOIN terms t ON t.text = n.code
  ORDER BY role, term, number
) TO '{target}/mentioned.parquet' (FORMAT parquet);
COPY (
  SELECT coalesce(a.number, r.number) AS number, a.term AS actor, r.term AS recipient
  FROM (SELECT * FROM acting WHERE role = 1) a FULL JOIN (SELECT * FROM acting WHERE role = 2) r USING (number)
  ORDER BY number, actor, recipient
) TO '{target}/pairs.parquet' (FORMAT parquet);
COPY (SELECT t.*,
    coalesce(c.name, (SELECT s.name FROM says s WHERE s.code = t.text ORDER BY s.n DESC, s.name LIMIT 1)) AS most
  FROM terms t LEFT JOIN codes c ON t.is_code AND c.code = t.text ORDER BY term
) TO '{target}/terms.parquet' (FORMAT parquet);
"""

PLACES = """
CREATE TABLE places AS
  SELECT (row_number() OVER (ORDER BY n DESC, place, country, lat, lon) - 1)::INT AS number, place, country, lat, lon
  FROM (SELECT place, country_code AS country, lat, lon, count(*) AS n FROM '{target}/rows.parquet'
        WHERE place IS NOT NULL GROUP BY ALL);
COPY (SELECT * FROM places ORDER BY number) TO '{target}/places.parquet' (FORMAT parquet);
"""

FACTS = """
COPY (
  SELECT r.number, r.docnum::INT AS docnum, t.number::UTINYINT AS event, r.quad_code::UTINYINT AS quad,
    p.number AS place,
    (list_contains(auxiliary, 'historical')::INT + 2 * list_contains(auxiliary, 'future')::INT
     + 4 * list_contains(auxiliary, 'hypothetical')::INT
     + 8 * list_contains(auxiliary, 'negation')::INT)::UTINYINT AS aux,
    coalesce(day_of(date_start), day_of(date_end)) AS day, r.confidence::FLOAT AS sure,
    CASE WHEN day_of(date_start) IS NULL AND day_of(date_end) IS NULL THEN NULL
      ELSE coalesce(day_of(date_start), DATE '0001-01-01') END AS first,
    CASE WHEN day_of(date_start) IS NULL AND day_of(date_end) IS NULL THEN NULL
      ELSE coalesce(day_of(date_end), DATE '9999-12-31') END AS last
  FROM '{target}/rows.parquet' r JOIN types t ON t.event = r.event
  LEFT JOIN places p ON p.place IS NOT DISTINCT FROM r.place AND p.country IS NOT DISTINCT FROM r.country_code
    AND p.lat IS NOT DISTINCT FROM r.lat AND p.lon IS NOT DISTINCT FROM r.lon AND r.place IS NOT NULL
  ORDER BY r.number
) TO '{target}/facts.parquet' (FORMAT parquet);
"""

STATEMENTS = """
COPY (
  SELECT (row_number() OVER (ORDER BY day DESC NULLS LAST, document, place) - 1)::INT AS number, * EXCLUDE place FROM (
    SELECT s.* EXCLUDE file_row_number, d.heading, d.title, d.publisher, d.date AS document_date, n.number AS docnum,
      coalesce(day_of(s.date_start), day_of(s.date_end), day_of(d.date)) AS day, file_row_number AS place
    FROM read_parquet(getvariable('folder') || '/statements.parquet', file_row_number = true) s
    JOIN docs d ON d.document = s.document JOIN numbers n ON n.document = s.document)
  ORDER BY number
) TO '{target}/statements.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {rows});
COPY (
  SELECT (row_number() OVER (ORDER BY day DESC NULLS LAST, document) - 1)::INT AS number, * FROM (
    SELECT n.number AS docnum, d.*, day_of(d.date) AS day FROM docs d JOIN numbers n USING (document))
  ORDER BY number
) TO '{target}/documents.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {rows});
"""

# The documents as they were laid out before.
HEADINGS = """
CREATE VIEW docs AS SELECT * FROM read_parquet('{target}/documents.parquet');
CREATE VIEW numbers AS SELECT document, docnum AS number FROM docs;
"""

# What an analyst must see first: what is late, what is broken or disputed, what is still open, then what is settled.
LEDGER = """
COPY (
  SELECT (row_number() OVER (ORDER BY day DESC NULLS LAST, document, place) - 1)::INT AS number, * EXCLUDE place FROM (
    SELECT u.* EXCLUDE file_row_number, m.entry, d.heading, d.title, d.publisher, d.date AS document_date,
      n.number AS docnum, day_of(d.date) AS day, u.file_row_number AS place
    FROM read_parquet(getvariable('folder') || '/undertakings.parquet', file_row_number = true) u
    JOIN docs d ON d.document = u.document JOIN numbers n ON n.document = u.document
    LEFT JOIN read_parquet(getvariable('folder') || '/mentions.parquet') m
      ON m.document = u.document AND m.undertaking = u.id)
  ORDER BY number
) TO '{target}/undertakings.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {rows});
COPY (
  SELECT (row_number() OVER (ORDER BY list_position({statuses}, status), coalesce(deadline, '9999'),
    first_date DESC NULLS LAST, id) - 1)::INT AS number, *
  FROM read_parquet(getvariable('folder') || '/entries.parquet') ORDER BY number
) TO '{target}/entries.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {rows});
"""
# Which events, by their numbers, tell each happening.
HAPPENINGS = """
COPY (
  SELECT (row_number() OVER (ORDER BY date_start DESC, id) - 1)::INT AS number, *
  FROM read_parquet(getvariable('folder') || '/happenings.parquet') ORDER BY number
) TO '{target}/happenings.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {rows});
COPY (
  SELECT h.number AS happening, r.number::INT AS number, r.docnum::INT AS docnum
  FROM read_parquet(getvariable('folder') || '/sources.parquet') s
  JOIN '{target}/happenings.parquet' h ON h.id = s.happening
  JOIN '{target}/rows.parquet' r ON r.document = s.document AND r.id = s.event
  ORDER BY happening, number
) TO '{target}/told.parquet' (FORMAT parquet);
"""
STATUSES = tuple(load_toml("ontology/compliance.toml")["order"])


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
        with open_archive(archive) as opened, _beside(jobs) as beside:
            counts = write_documents(opened, tables, as_coded=as_coded, jobs=jobs)
            derived = beside.submit(_derive_documents, archive, making)  # SQL goes on while Python does
            beside.shutdown(wait=False)  # its memory goes back before the ledger is at its largest
            write_happenings(opened, counts, tables, as_coded=as_coded)
            write_ledger(counts, tables, None)
            derived.result()
        _derive_ledger(making)
        write_dictionary(counts, tables, None, as_coded=as_coded)
        making.chmod(0o755)
        tables.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _beside(jobs: int) -> Executor:
    """Where the tables are laid out meanwhile: a process takes longer to start than a small archive takes."""
    if jobs == 1:
        return ThreadPoolExecutor(1)
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


@contextmanager
def _deriving(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB, with room to spill in ``folder``, over the tables in it."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY, "threads": THREADS, "temp_directory": str(folder / "spill")
    }
    connection = duckdb.connect(":memory:", config=settings)
    try:
        connection.execute("SET preserve_insertion_order = false")
        connection.execute("SET enable_progress_bar = false")  # it would go to standard output
        connection.execute("SET VARIABLE folder = ?", [str(folder / "tables")])
        yield connection
    finally:
        connection.close()


def _derive_documents(archive: Path, making: Path) -> None:
    folder = making / "tables"
    (folder / "desk").mkdir()
    pa = arrow()
    with _deriving(making) as connection, open_archive(archive) as opened:
        held = list(opened.numbers())
        ids, numbers = [id for id, _ in held], [number for _, number in held]
        _hold(connection, "numbers", document=pa.array(ids, "string"), number=pa.array(numbers, "int32"))
        types = list(load_ontology().events)
        _hold(connection, "types", event=types, number=list(range(len(types))))
        codes = _codes()
        _hold(connection, "codes", code=list(codes), name=list(codes.values()))
        for script in (DAYS, DOCUMENTS, EVENTS, PARTIES):
            _run(connection, script, folder)
        _fold(connection)
        for script in (TERMS, PLACES, FACTS, STATEMENTS):
            _run(connection, script, folder)


def _derive_ledger(making: Path) -> None:
    with _deriving(making) as connection:
        for script in (DAYS, HEADINGS, LEDGER, HAPPENINGS):
            _run(connection, script, making / "tables")


def _hold(connection: duckdb.DuckDBPyConnection, table: str, /, **columns: Any) -> None:
    """Makes a table of Python's values."""
    connection.register("handed", arrow().table(columns))
    connection.execute(f"CREATE TABLE {table} AS SELECT * FROM handed")
    connection.unregister("handed")


def _codes() -> dict[str, str]:
    """What a code stands for: "PER" is Peru, whoever of Peru the reports speak of most."""
    countries = {c.iso3.lower(): c.name for c in load_gazetteer().countries.values()}
    return {code.lower(): f"{name[0].upper()}{name[1:]}" for code, name in load_ontology().sectors.items()} | countries


def _run(connection: duckdb.DuckDBPyConnection, script: str, folder: Path) -> None:
    target = str(folder / "desk").replace("'", "''")
    connection.execute(script.format(target=target, rows=ROWS, statuses=list(STATUSES)))


def _fold(connection: duckdb.DuckDBPyConnection) -> None:
    """The names as queries compare them; Python folds more letters than SQL's ``lower`` does."""
    names = [name for (name,) in connection.execute("SELECT DISTINCT name FROM party ORDER BY name").fetchall()]
    pa = arrow()
    _hold(
        connection, "folds", name=pa.array(names, "string"), folded=pa.array([folded(n) for n in names], "string")
    )
