"""Picks entries of a ledger."""

from __future__ import annotations

from collections.abc import Iterable

from communique.model import Entry


def select(entries: Iterable[Entry], *, obligor: str | None = None, status: str | None = None) -> list[Entry]:
    """The entries whose obligor has this name or code (case does not matter) and whose status is this one."""
    wanted = obligor.casefold() if obligor else None
    return [
        entry
        for entry in entries
        if (status is None or entry.status == status)
        and (wanted is None or any(wanted in (p.name.casefold(), (p.code or "").casefold()) for p in entry.obligor))
    ]
