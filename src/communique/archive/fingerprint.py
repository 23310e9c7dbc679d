"""What an archive is cited by: a hash of all that decides what a reader sees in it."""

from __future__ import annotations

import hashlib
import sqlite3

# Keys of documents stand for their texts, makers of generations for the program and its data; what was only seen
# again, and runs that coded nothing, change nothing for a reader.
DOCUMENTS = (
    "SELECT documents.key, documents.id, max(records.generation) FROM documents"
    " JOIN records ON records.document = documents.number GROUP BY documents.number ORDER BY documents.key"
)
GENERATIONS = (
    "SELECT number, maker FROM generations WHERE number IN (SELECT generation FROM records) ORDER BY number"
)
CORRECTIONS = "SELECT number, generation, target, field, new, who, made, why FROM corrections ORDER BY number"


def fingerprint(connection: sqlite3.Connection) -> str:
    """SHA-256 over documents, generations and corrections: two archives of the same hash give the same answers."""
    digest = hashlib.sha256()
    makers = {number: hashlib.sha256(maker.encode()).hexdigest() for number, maker in connection.execute(GENERATIONS)}
    for key, id, generation in connection.execute(DOCUMENTS):
        digest.update(f"{key} {makers[generation]} {id}\n".encode())
    for row in connection.execute(CORRECTIONS):
        digest.update(f"{row!r}\n".encode("utf-8", "backslashreplace"))
    return digest.hexdigest()
