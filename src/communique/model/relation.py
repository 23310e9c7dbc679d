"""One relation out: what the first party of a pair does to the second."""

from __future__ import annotations

import msgspec


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to one pair, as ``communique relate`` writes it; it always has a type, however weak the evidence."""

    id: str
    event: str
    mode: tuple[str, ...] = ()
    quad_code: int
    auxiliary: tuple[str, ...] = ()
    confidence: float
    why: str
