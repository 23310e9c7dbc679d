"""Happenings as JSON Lines, or a line each to read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from communique.happenings.happening import Happening, HappeningParty


def write_happenings(happenings: Iterable[Happening], format: str, stream: BinaryIO) -> None:
    """Writes them as ``jsonl`` or ``table``."""
    for happening in happenings:
        line = msgspec.json.encode(happening) if format == "jsonl" else told(happening).encode("utf-8", "replace")
        stream.write(line + b"\n")


def told(happening: Happening) -> str:
    """ "2021-07-23  ASSAULT  rebels > villagers  Gao  27 to 40 dead  (3 reports, 2 stories)"."""
    days = happening.first if happening.first == happening.last else f"{happening.first}/{happening.last}"
    reports = f"{happening.documents} report{'s' * (happening.documents != 1)}"
    stories = f", {happening.stories} stor{'y' if happening.stories == 1 else 'ies'}"
    sides = f"{_names(happening.actor)} > {_names(happening.recipient)}"
    parts = [days, happening.event, sides, happening.place or "", happening.numbers()]
    reported = f"({reports}{stories if happening.stories != happening.documents else ''})"
    return "  ".join(part for part in (*parts, reported) if part)


def _names(parties: Iterable[HappeningParty]) -> str:
    return ", ".join(p.name for p in parties) or "-"
