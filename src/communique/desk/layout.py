"""The SQL that lays a snapshot's tables out for the desk: sorted, numbered, counted as its pages ask.

Scripts are run in their order by :mod:`communique.desk.derive`, which puts in for ``{target}`` the folder of the desk's
own tables, for ``{rows}`` the rows of a group in files that are read a page at a time.
"""

from __future__ import annotations

from communique.lexicon.files import load_toml

STATUSES = tuple(load_toml("ontology/compliance.toml")["order"])

# Who is at which side of what, by the columns that name it. Events have a table of terms besides.
SIDES: dict[str, dict[str, str]] = {
    "statements": {"actor": "speaker", "recipient": "addressee"},
    "undertakings": {"actor": "obligor", "recipient": "beneficiary"},
    "entries": {"actor": "obligor", "recipient": "beneficiary"},
}
ROLES = {"actor": 1, "recipient": 2}

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

# A term is a name or a code. So many `events` name it; `acts` are those that are counted as its own: by the code of
# who has one, else by the name.
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
CREATE TABLE called AS
  SELECT t.term, n.spelled AS name, count(*) AS n FROM (
    SELECT name AS text, spelled FROM named
    UNION ALL SELECT code, spelled FROM named WHERE code IS NOT NULL AND code IS DISTINCT FROM name) n
  JOIN terms t USING (text) GROUP BY ALL;
CREATE TABLE says AS
  SELECT n.code, n.spelled AS name, count(*) AS n FROM named n WHERE n.code IS NOT NULL GROUP BY ALL;
CREATE TABLE mentioned AS
  SELECT DISTINCT t.term, n.role, n.number FROM named n JOIN terms t ON t.text = n.name
  UNION SELECT t.term, n.role, n.number FROM named n JOIN terms t ON t.text = n.code;
COPY (SELECT * FROM mentioned ORDER BY role, term, number) TO '{target}/mentioned.parquet' (FORMAT parquet);
COPY (SELECT * FROM called ORDER BY term, n DESC, name)
  TO '{target}/called.parquet' (FORMAT parquet, ROW_GROUP_SIZE {rows});
COPY (
  SELECT coalesce(a.number, r.number) AS number, a.term AS actor, r.term AS recipient
  FROM (SELECT * FROM acting WHERE role = 1) a FULL JOIN (SELECT * FROM acting WHERE role = 2) r USING (number)
  ORDER BY number, actor, recipient
) TO '{target}/pairs.parquet' (FORMAT parquet);
COPY (SELECT t.*, m.events, coalesce(a.acts, 0) AS acts,
    coalesce(c.name, (SELECT s.name FROM says s WHERE s.code = t.text ORDER BY s.n DESC, s.name LIMIT 1)) AS most
  FROM terms t LEFT JOIN codes c ON t.is_code AND c.code = t.text
  JOIN (SELECT term, count(DISTINCT number) AS events FROM mentioned GROUP BY term) m USING (term)
  LEFT JOIN (SELECT term, count(DISTINCT number) AS acts FROM acting GROUP BY term) a USING (term) ORDER BY term
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
# `spoken` says which documents speak of each entry.
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
COPY (
  SELECT DISTINCT e.number::INT AS number, u.docnum::INT AS docnum
  FROM '{target}/undertakings.parquet' u JOIN '{target}/entries.parquet' e ON e.id = u.entry ORDER BY number, docnum
) TO '{target}/spoken.parquet' (FORMAT parquet);
"""

# Happenings are numbered the newest first, and what is asked of all of them is held apart; whole rows stay where they
# are, by day and id, for sorting them takes long and much room. `told` says which events, by their numbers, tell each.
HAPPENINGS = """
CREATE TABLE begun AS
  SELECT date_start, min(file_row_number) AS first_row,
    sum(count(*)) OVER (ORDER BY date_start DESC) - count(*) AS later
  FROM read_parquet(getvariable('folder') || '/happenings.parquet', file_row_number = true) GROUP BY date_start;
COPY (
  SELECT (b.later + h.file_row_number - b.first_row)::INT AS number, h.* EXCLUDE file_row_number
  FROM read_parquet(getvariable('folder') || '/happenings.parquet', file_row_number = true) h
  JOIN begun b USING (date_start)
) TO '{target}/happenings.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {rows});
COPY (
  SELECT h.number, t.number::UTINYINT AS event, h.quad_code::UTINYINT AS quad, h.documents::INT AS documents,
    h.date_start::DATE AS first, h.date_end::DATE AS last, h.country_code AS country, h.lat, h.lon
  FROM '{target}/happenings.parquet' h JOIN types t ON t.event = h.event
) TO '{target}/happened.parquet' (FORMAT parquet);
COPY (
  SELECT h.number AS happening, r.number::INT AS number, r.docnum::INT AS docnum
  FROM read_parquet(getvariable('folder') || '/sources.parquet') s
  JOIN '{target}/happenings.parquet' h ON h.id = s.happening
  JOIN '{target}/rows.parquet' r ON r.document = s.document AND r.id = s.event
  ORDER BY happening, number
) TO '{target}/told.parquet' (FORMAT parquet);
"""

# By whom and to whom the rows of one of ``SIDES`` are: to be found without going through all of them.
NAMES = """
CREATE OR REPLACE TABLE side AS
  SELECT number, 1::TINYINT AS role, unnest(list_concat({actor}, {actor}_code)) AS name
    FROM '{target}/{table}.parquet'
  UNION ALL SELECT number, 2, unnest(list_concat({recipient}, {recipient}_code)) FROM '{target}/{table}.parquet';
"""
BY_NAME = """
COPY (
  SELECT DISTINCT f.folded AS name, s.role, s.number FROM side s JOIN folds f USING (name) WHERE f.folded <> ''
  ORDER BY name, role, number
) TO '{target}/{table}_sides.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {rows});
"""
