"""What a ledger says to whoever reads it: the order of its entries, and their cells in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from communique.formats.ledger_sources import Notes, Sources
from communique.lexicon.files import load_toml
from communique.model import Entry, EntryParty, Evidence

HEADS = ("who owes", "to whom", "what", "since", "due", "status", "evidence")
MENTIONS = 3  # reports that an entry names by number as having spoken of it
_ASKED = {"demand": "asked by", "obligation": "laid down by", "commitment": "asked or promised by"}


class Told(NamedTuple):
    """A piece of evidence in words: what was reported, and why it counts as it does."""

    report: str
    why: str


class Cells(NamedTuple):
    """An entry in words, each cell as lines."""

    id: str
    owes: str
    whom: tuple[str, ...]
    what: tuple[str, ...]
    since: tuple[str, ...]
    due: tuple[str, ...]
    status: str
    evidence: tuple[Told, ...]


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    """What is late or broken first, then what is open, then what is settled; within each, what falls due first."""
    rank = {status: n for n, status in enumerate(load_toml("ontology/compliance.toml")["order"])}
    return sorted(
        entries,
        key=lambda e: (rank[e.status], (e.deadline and e.deadline.end) or "9999", e.first_date or "9999", e.id),
    )


def summary_of(entries: Sequence[Entry]) -> str:
    """How many there are of each status, and the day that it holds at."""
    if not entries:
        return "No undertaking."
    day = next((e.as_of for e in entries if e.as_of), None)
    counts = Counter(e.status for e in in_order(entries))
    count = f"{len(entries)} undertaking{'s' if len(entries) != 1 else ''}"
    told = ", ".join(f"{number} {status}" for status, number in counts.items())
    return f"{count}{f' as of {day}' if day else ''}: {told}."


def cells_of(entry: Entry, sources: Sources, notes: Notes) -> Cells:
    """The cells of an entry; the reports that it cites get their numbers."""
    reports = list(dict.fromkeys(m.document for m in entry.mentions))
    cited = "".join(f"[{notes.number(document)}]" for document in reports[:MENTIONS])
    more = f" and {len(reports) - MENTIONS} more" if len(reports) > MENTIONS else ""
    return Cells(
        id=entry.id,
        owes=_names(entry.obligor) or "nobody named",
        whom=_whom(entry),
        what=_what(entry),
        since=_lines(entry.first_date or "undated", cited + more),
        due=_due(entry),
        status=entry.status,
        evidence=tuple(Told(f"{told_of(e, sources)} [{notes.number(e.document)}]", why_of(e)) for e in entry.evidence),
    )


def _whom(entry: Entry) -> tuple[str, ...]:
    """To whom it is owed, and who wants it, where that is not the one who owes it."""
    others = tuple(p for p in entry.by if p not in entry.obligor)
    asked = f"{_ASKED[entry.kind]} {_names(others)}" if others else ""
    return _lines(_names(entry.beneficiary), asked)


def _what(entry: Entry) -> tuple[str, ...]:
    act = ("not to: " if entry.polarity == "refrain" else "") + " ".join(entry.action.split())
    condition = f"if: {' '.join(entry.condition.split())}" if entry.condition else ""
    return _lines(act, condition, f"{entry.kind}, {entry.id}")


def _due(entry: Entry) -> tuple[str, ...]:
    due = entry.deadline and entry.deadline.end
    if not due:
        return ()
    early = entry.first_date is not None and due < entry.first_date
    return _lines(due, "before it was first reported" if early else "")


def told_of(evidence: Evidence, sources: Sources) -> str:
    """The day, the verdict and the words that it rests on."""
    words = sources.words(evidence)
    told = f": “{words}”" if words else ""
    claimed = " (claimed)" if evidence.statement else ""
    return f"{evidence.date or 'undated'} {evidence.verdict}{claimed}{told}"


def why_of(evidence: Evidence) -> str:
    """The reasons for a verdict, and how sure it is."""
    return f"{evidence.why}; confidence {evidence.confidence:.2f}"


def _lines(*parts: str) -> tuple[str, ...]:
    return tuple(filter(None, parts))


def _names(parties: Sequence[EntryParty]) -> str:
    return ", ".join(p.name for p in parties)
