"""Reads what stands around the prose: the date prefix, the dateline, the agency, the sign-off."""

from __future__ import annotations

from communique.lexicon.calendar import Calendar
from communique.model import Document, Header


def read_header(document: Document, calendar: Calendar) -> Header:
    """The date, dateline and sign-off of ``document``; the date given with it beats a date found in it."""
    return Header(date=document.date, date_source="given" if document.date else "none", dateline=None)
