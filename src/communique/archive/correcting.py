"""Writes corrections into an archive, and says what they have judged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from communique.archive.changes import Change, check
from communique.archive.corrections import Correction, corrected, insert, last_rows
from communique.archive.filed import filed_of
from communique.archive.index import index_record
from communique.model import Record


def correct(
    connection: sqlite3.Connection, number: int, changes: Iterable[Change], who: str, made: str, why: str,
    alone: bool = False,
) -> Record:
    """Adds corrections to the document with this number, within a transaction, and gives its record as it is now.

    With ``alone`` nothing follows from a change but itself.

    Raises:
        InputError: there is no such item or field, or the value does not fit.
    """
    filed = filed_of(connection, number)
    changed = filed.record
    for change in changes:
        view = corrected(connection, number, filed.generation, filed.coded)
        changed, all_changes = check(view.record, view.whole, filed.input, change, alone)
        insert(connection, number, filed.generation, view.record, filed.coded, all_changes, who, made, why)
    index_record(connection, number, filed.coded, changed)
    return changed


def last_corrections(connection: sqlite3.Connection, most: int) -> list[Correction]:
    """The last corrections of all documents, the newest first."""
    found: list[Correction] = []
    for correction, number in last_rows(connection, most):
        found.extend(one for one in filed_of(connection, number).corrections if one.number == correction)
    return found


def judged(connection: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """Which items, as (document, item), stand otherwise than coded or were found right; what was undone is not."""
    first: dict[tuple[str, str, str], str] = {}
    last: dict[tuple[str, str, str], str] = {}
    for document, target, field, old, new in connection.execute(
        "SELECT id, target, field, old, new FROM corrections JOIN documents ON documents.number = document"
        " ORDER BY corrections.number"
    ):
        first.setdefault((document, target, field), old)
        last[document, target, field] = new
    return frozenset(key[:2] for key, new in last.items() if new != first[key])
