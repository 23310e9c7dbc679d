"""The ledger as JSON Lines, CSV or HTML, or as a table that reads like a compliance report."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import BinaryIO

import msgspec

from communique.formats.ledger_html import ledger_html
from communique.formats.ledger_report import told_of, why_of
from communique.formats.ledger_sources import Sources
from communique.formats.ledger_table import ledger_table
from communique.formats.write_csv import safe
from communique.lexicon.files import load_toml
from communique.model import Entry, EntryParty

COLUMNS = (
    "id",
    "kind",
    "by",
    "obligor",
    "obligor_code",
    "beneficiary",
    "polarity",
    "action",
    "condition",
    "deadline",
    "first_date",
    "last_date",
    "mentions",
    "status",
    "as_of",
    "g7",
    "pam",
    "evidence",
)


def write_ledger(entries: Sequence[Entry], format: str, stream: BinaryIO, sources: Sources | None = None) -> None:
    """Writes ``entries`` as ``jsonl``, ``csv``, ``html`` or ``table``; all but the first cite ``sources``."""
    writers: dict[str, Callable[[], bytes]] = {
        "jsonl": lambda: _jsonl(entries),
        "csv": lambda: _csv(entries, sources or Sources()),
        "html": lambda: ledger_html(entries, sources or Sources()),
        "table": lambda: ledger_table(entries, sources or Sources()),
    }
    stream.write(writers[format]())
    stream.flush()


def _jsonl(entries: Sequence[Entry]) -> bytes:
    return b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries)


def _csv(entries: Sequence[Entry], sources: Sources) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    scales = load_toml("ontology/compliance.toml")
    for entry in entries:
        cells = (
            entry.id,
            entry.kind,
            _names(entry.by),
            _names(entry.obligor),
            "|".join(p.code or "" for p in entry.obligor),
            _names(entry.beneficiary),
            entry.polarity,
            entry.action,
            entry.condition,
            entry.deadline and entry.deadline.end,
            entry.first_date,
            entry.last_date,
            len(entry.mentions),
            entry.status,
            entry.as_of,
            scales["g7"].get(entry.status),
            scales["pam"].get(entry.status),
            _evidence(entry, sources),
        )
        writer.writerow(["" if c is None else safe(c) for c in cells])
    return out.getvalue().encode("utf-8", "replace")


def _names(parties: tuple[EntryParty, ...]) -> str:
    return ", ".join(p.name for p in parties)


def _evidence(entry: Entry, sources: Sources) -> str:
    return " | ".join(f"{told_of(e, sources)} in {e.document} ({why_of(e)})" for e in entry.evidence)
