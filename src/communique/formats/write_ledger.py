"""The ledger as JSON Lines, CSV or HTML, or as a table that reads like a compliance report."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Sequence
from typing import BinaryIO

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.formats.ledger_html import ledger_html
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


def write_ledger(entries: Sequence[Entry], format: str, stream: BinaryIO) -> None:
    """Writes ``entries`` as ``jsonl``, ``csv``, ``html`` or ``table``."""
    writers: dict[str, Callable[[Sequence[Entry]], bytes]] = {
        "jsonl": _jsonl,
        "csv": _csv,
        "html": ledger_html,
        "table": _table,
    }
    stream.write(writers[format](entries))
    stream.flush()


def _jsonl(entries: Sequence[Entry]) -> bytes:
    return b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries)


def _csv(entries: Sequence[Entry]) -> bytes:
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
            _evidence(entry),
        )
        writer.writerow(["" if c is None else safe(c) for c in cells])
    return out.getvalue().encode("utf-8", "replace")


def _table(entries: Sequence[Entry]) -> bytes:
    table = Table(show_lines=True)
    for column in ("who owes", "what", "to / asked by", "since", "due", "status", "evidence"):
        table.add_column(column, overflow="fold")
    for entry in sorted(entries, key=_by_date):
        what = ("not to " if entry.polarity == "refrain" else "") + " ".join(entry.action.split())
        if entry.condition:
            what += f" (if: {entry.condition})"
        whom = _names(entry.beneficiary or (entry.by if entry.kind != "commitment" else ()))
        cells = (
            _names(entry.obligor),
            f"{entry.kind}: {what}",
            whom,
            entry.first_date or "",
            (entry.deadline and entry.deadline.end) or "",
            entry.status,
            _evidence(entry),
        )
        table.add_row(*(Text(cell) for cell in cells))
    buffer = io.StringIO()
    Console(file=buffer, width=int(os.environ.get("COLUMNS", "140"))).print(table)
    return buffer.getvalue().encode("utf-8", "replace")


def _by_date(entry: Entry) -> tuple[str, str, str]:
    """What falls due first comes first; what has no deadline follows, by the day it was first spoken of."""
    due = entry.deadline and entry.deadline.end
    return due or "9999", entry.first_date or "9999", entry.id


def _names(parties: tuple[EntryParty, ...]) -> str:
    return ", ".join(p.name for p in parties)


def _evidence(entry: Entry) -> str:
    return "; ".join(
        f"{e.date or 'undated'} {e.verdict}{' (claimed)' if e.statement else ''} in {e.document}"
        for e in entry.evidence
    )
