"""Reads days that the user gives as options."""

from __future__ import annotations

from datetime import date

import typer


def iso_day(value: str | None, option: str) -> str | None:
    """The value if it is an ISO date, else wrong use."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{option} needs a day as 2021-07-24, not {value!r}") from None
