"""What a person decided on two entries of the ledger: that they are one undertaking, or two."""

from __future__ import annotations

import msgspec


class Judgement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line of a file of judgements. Of several on the same two, the last holds."""

    one: str  # an entry's id, or DOCUMENT#UNDERTAKING for a single mention
    other: str
    judgement: str  # same | different
    by: str  # who decided
    on: str  # ISO date
    why: str | None = None
