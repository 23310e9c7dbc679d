"""Where a mention or a deed stands among all: by day, then by document and offset.

A place is one string, whose hash is worked out once and which is compared at once: a ledger asks for both most of all.
"""

from __future__ import annotations

Place = str
_BETWEEN = "\0"  # sorts before every letter, so that places are in the order of their parts


def place_at(day: str, document: str, start: int, end: int, id: str) -> Place:
    """The place of what stands at these offsets of a document of that day ("9999" where it is not known)."""
    return f"{day}{_BETWEEN}{document}{_BETWEEN}{start:09d}{_BETWEEN}{end:09d}{_BETWEEN}{id}"


def first_on(day: str) -> Place:
    """What comes before all that stands on a day, and after all before."""
    return day


def last_on(day: str) -> Place:
    """What comes after all that stands on a day, and before all after it."""
    return f"{day}\1"


def day_of(place: Place) -> str:
    """The day of a place."""
    return place.partition(_BETWEEN)[0]


def told_in(place: Place) -> tuple[str, int]:
    """The document of a place, and where in it it begins."""
    document, start, _, _ = place.partition(_BETWEEN)[2].rsplit(_BETWEEN, 3)
    return document, int(start)
