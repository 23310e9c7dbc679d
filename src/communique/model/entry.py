"""The ledger: one entry for each undertaking, over all documents that speak of it."""

from __future__ import annotations

import msgspec

from communique.model.mention import Interval


class EntryParty(msgspec.Struct, frozen=True, kw_only=True):
    """A party as the ledger knows it across documents."""

    name: str
    code: str | None = None
    sector: tuple[str, ...] = ()


class EntryMention(msgspec.Struct, frozen=True, kw_only=True):
    """Where a document speaks of the undertaking: the words of the action."""

    document: str
    undertaking: str
    start: int
    end: int


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a later report that bear on whether the undertaking was kept."""

    document: str
    event: str | None
    start: int
    end: int
    verdict: str  # fulfils | partly | violates
    date: str | None
    statement: str | None
    confidence: float
    why: str


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One undertaking in the ledger; ``id`` stays the same while documents are added."""

    id: str
    kind: str
    by: tuple[EntryParty, ...]
    obligor: tuple[EntryParty, ...]
    beneficiary: tuple[EntryParty, ...]
    action: str
    event: str | None = None
    mode: tuple[str, ...]
    polarity: str
    condition: str | None
    deadline: Interval | None
    first_date: str | None
    last_date: str | None
    mentions: tuple[EntryMention, ...]
    evidence: tuple[Evidence, ...]
    status: str  # open | fulfilled | partly | violated | contested | overdue | withdrawn
    as_of: str | None
