"""The tables of an archive.

What is true stands in ``documents``, ``sightings``, ``runs``, ``failures``, ``generations``, ``records`` and
``corrections``. ``events`` with ``parties``, ``items`` with ``sides``, and ``words`` are an index of it, made in the
same transaction and never read for anything but finding. ``tellings`` are made with them: what of each event can be
compared across reports. ``happenings`` with ``happened_to`` are grouped from these; the days in ``stirred`` have
changed since (:mod:`communique.archive.happenings`).
"""

from __future__ import annotations

APPLICATION = 0x434D4E51  # "CMNQ" in the file's header tells an archive from any other SQLite file
VERSION = 3  # of the tables; a program turns down archives that are newer than itself

# What archives made before it was thought of get when they are next written to; older programs never notice it.
ADDED = "CREATE INDEX IF NOT EXISTS records_run ON records (run)"

# The index of statements and undertakings, which archives of version 1 lack. `item` tells which it is; `what` is a
# statement's act or an undertaking's kind; `first` and `last` are days (ISO), those of the document where none is said.
ITEMS = """
CREATE TABLE items (
  number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents, item TEXT NOT NULL,
  view INTEGER NOT NULL, place_in_record INTEGER NOT NULL, what TEXT NOT NULL, event TEXT, first TEXT, last TEXT);
CREATE INDEX items_document ON items (document);
CREATE INDEX items_what ON items (item, what);
CREATE INDEX items_first ON items (item, first);
CREATE TABLE sides (
  item INTEGER NOT NULL REFERENCES items, role TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (name, role, item)) WITHOUT ROWID;
CREATE INDEX sides_item ON sides (item);
"""

# What archives of versions 1 and 2 lack. `view` is a sum as in `events`; happenings are those of the view as corrected.
# `open` is the last day of a happening's first telling: what begins later than the day behind it cannot join.
HAPPENINGS = """
CREATE TABLE tellings (
  number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents, view INTEGER NOT NULL,
  first TEXT NOT NULL, facts BLOB NOT NULL, happening INTEGER);
CREATE INDEX tellings_document ON tellings (document);
CREATE INDEX tellings_first ON tellings (first);
CREATE INDEX tellings_happening ON tellings (happening);
CREATE TABLE happenings (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, event TEXT NOT NULL, quad INTEGER NOT NULL, first TEXT NOT NULL,
  last TEXT NOT NULL, open TEXT NOT NULL, country TEXT, lat REAL, lon REAL, documents INTEGER NOT NULL,
  happening BLOB NOT NULL);
CREATE INDEX happenings_first ON happenings (first, id);
CREATE INDEX happenings_event ON happenings (event, first);
CREATE INDEX happenings_open ON happenings (open);
CREATE TABLE happened_to (
  happening INTEGER NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (name, role, happening)) WITHOUT ROWID;
CREATE INDEX happened_to_happening ON happened_to (happening);
CREATE TABLE stirred (day TEXT PRIMARY KEY) WITHOUT ROWID;
"""

# `key` is the SHA-256 of what decides a record: text, date, marks. `input` is the document as JSON, as it was read.
# `current` is the generation of its newest record. `view` in `events` is a sum: 1 as corrected, 2 as coded, 3 both;
# `day` is what they are sorted by: the first that is known.
TABLES = f"""
CREATE TABLE documents (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE, input BLOB NOT NULL,
  current INTEGER NOT NULL REFERENCES generations);
CREATE TABLE sightings (
  document INTEGER NOT NULL REFERENCES documents, given TEXT NOT NULL, url TEXT NOT NULL, publisher TEXT NOT NULL,
  source TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs,
  PRIMARY KEY (document, given, url, publisher, source)) WITHOUT ROWID;
CREATE TABLE runs (
  number INTEGER PRIMARY KEY, generation INTEGER NOT NULL REFERENCES generations, settings TEXT NOT NULL,
  started TEXT NOT NULL, ended TEXT);
CREATE TABLE failures (
  run INTEGER NOT NULL REFERENCES runs, file TEXT NOT NULL, line INTEGER, message TEXT NOT NULL);
CREATE TABLE generations (
  number INTEGER PRIMARY KEY, version TEXT NOT NULL, maker TEXT NOT NULL UNIQUE);
CREATE TABLE records (
  document INTEGER NOT NULL REFERENCES documents, generation INTEGER NOT NULL REFERENCES generations,
  run INTEGER NOT NULL REFERENCES runs, record BLOB NOT NULL, PRIMARY KEY (document, generation));
CREATE INDEX records_run ON records (run);
CREATE TABLE corrections (
  number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents, generation INTEGER NOT NULL,
  target TEXT NOT NULL, anchor TEXT NOT NULL, field TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL,
  who TEXT NOT NULL, made TEXT NOT NULL, why TEXT NOT NULL);
CREATE INDEX corrections_document ON corrections (document);
CREATE TRIGGER corrections_stay BEFORE UPDATE ON corrections BEGIN SELECT raise(ABORT, 'only added'); END;
CREATE TRIGGER corrections_last BEFORE DELETE ON corrections BEGIN SELECT raise(ABORT, 'only added'); END;
CREATE TABLE events (
  number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents, view INTEGER NOT NULL,
  place_in_record INTEGER NOT NULL, event TEXT NOT NULL, quad INTEGER NOT NULL, first TEXT, last TEXT,
  day TEXT NOT NULL, country TEXT, lat REAL, lon REAL, auxiliary TEXT NOT NULL);
CREATE INDEX events_document ON events (document);
CREATE INDEX events_event ON events (event, day);
CREATE INDEX events_day ON events (day);
CREATE INDEX events_country ON events (country, day);
CREATE INDEX events_place ON events (lat, lon);
CREATE TABLE parties (
  event INTEGER NOT NULL REFERENCES events, role TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (name, role, event)) WITHOUT ROWID;
CREATE INDEX parties_event ON parties (event);
{ITEMS}
{HAPPENINGS}
CREATE VIRTUAL TABLE words USING fts5(title, text, content='', tokenize='unicode61 remove_diacritics 2');
"""
