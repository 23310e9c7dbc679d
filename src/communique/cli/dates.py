"""Reads days that the user gives as options."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec
import typer

from communique.model import Document

Day = Annotated[str | None, typer.Option("--date", help="Publication date of documents that bring none (ISO).")]


def dated(document: Document, day: str | None) -> Document:
    """The document, with this publication date if it brings none."""
    return msgspec.structs.replace(document, date=day) if day and not document.date else document


def iso_day(value: str | None, option: str) -> str | None:
    """The value if it is an ISO date, else wrong use."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{option} needs a day as 2021-07-24, not {value!r}") from None
