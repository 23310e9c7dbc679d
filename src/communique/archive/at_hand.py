"""The ledger as a desk's snapshot has it: read where one is at hand that the archive has not gone beyond."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from communique.archive.columns import arrow
from communique.archive.opening import told
from communique.model import Entry, EntryMention, EntryParty, Interval
from communique.release import VERSION

AS_CODED = "as-coded"  # the folder, in a desk's own, of the snapshots without corrections
WHOLE = "dictionary.json"  # is written last


def home_of(archive: Path) -> Path:
    """Where a desk keeps the snapshots of an archive, unless it is told otherwise."""
    return archive.with_name(f"{archive.name}.desk")


def name_of(fingerprint: str) -> str:
    """What the name of a snapshot of the archive in this state begins with."""
    return f"{fingerprint[:16]}-{VERSION}-"


def snapshot_at_hand(home: Path, fingerprint: str) -> Path | None:
    """The newest whole snapshot in ``home`` of the archive in this state; None where there is none."""
    whole = [folder for folder in home.glob(f"{name_of(fingerprint)}*") if (folder / WHOLE).is_file()]
    return max(whole, key=lambda folder: ((folder / WHOLE).stat().st_mtime, folder.name), default=None)


def kept_entries(snapshot: Path) -> Iterator[Entry]:
    """The ledger of a snapshot, by id: what a row of it tells, and where its mentions stand, without its evidence.

    Raises:
        DataError: pyarrow is not installed; the snapshot is gone, or cannot be read.
    """
    parquet = arrow().parquet
    with told(snapshot):
        said = parquet.read_table(snapshot / "mentions.parquet").to_pylist()
        rows = parquet.read_table(snapshot / "entries.parquet").to_pylist()
    mentions: dict[str, list[EntryMention]] = {}
    for mention in said:
        mentions.setdefault(mention.pop("entry"), []).append(EntryMention(**mention))
    return (_entry(row, tuple(mentions.get(row["id"], ()))) for row in rows)


def _entry(row: Mapping[str, Any], mentions: tuple[EntryMention, ...]) -> Entry:
    due = row["deadline"]
    return Entry(
        id=row["id"], kind=row["kind"], by=_parties(row, "by"), obligor=_parties(row, "obligor"),
        beneficiary=_parties(row, "beneficiary"), action=row["action"], event=row["event"],
        mode=tuple(row["mode"] or ()), polarity=row["polarity"], condition=row["condition"],
        deadline=Interval(start=None, end=due, granularity="day") if due else None, first_date=row["first_date"],
        last_date=row["last_date"], mentions=mentions, evidence=(), status=row["status"], as_of=row["as_of"],
    )


def _parties(row: Mapping[str, Any], role: str) -> tuple[EntryParty, ...]:
    pairs = zip(row[role], row[f"{role}_code"], strict=True)
    return tuple(EntryParty(name=name, code=code or None) for name, code in pairs)
