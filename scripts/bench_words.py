"""Measures questions for words: on every page that takes them, of words that few, many and all reports have.

Each page is asked for a word that nobody asked for before, then for the same word in another length of list, so that
the page is worked out again. For the first figure the files of the archive and of its snapshots are put out of the
memory of the disk before the desk is started.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

PAGES = ("documents", "statements", "ledger", "happenings", "explore")
WORDS = {  # one for each page
    "few": ("thing7", "thing40", "thing300", "thing900", "thing12"),
    "many": ("near", "shelled", "met", "praised", "said near"),
    "all": ("invented", "report", "did", "the", "said"),
}
SETTLING = 5.0  # seconds after the start in which the desk reads ahead

Ask = Callable[[str], float]  # seconds in the server


def put_out(*places: Path) -> None:
    """Puts files out of the memory of the disk, where the system can do that (Linux)."""
    for place in places:
        for file in place.rglob("*") if place.is_dir() else [place]:
            if file.is_file():
                with file.open("rb") as stream:
                    os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def words_asked(ask: Ask) -> list[tuple[str, str, str]]:
    """What was asked, its budget, and the times."""
    time.sleep(SETTLING)
    cold = 1000 * ask("/documents?text=grain")
    rows = [("full text: the first question after a start from a cold disk", "≤ 150 ms", f"{cold:.0f} ms")]
    for share, words in WORDS.items():
        found = []
        for page, word in zip(PAGES, words, strict=True):
            address = f"/{page}?text={word.replace(' ', '+')}&limit="
            first, again = (1000 * ask(f"{address}{size}") for size in (37, 38))
            found.append(f"{page.capitalize()} {first:.0f}, {again:.0f}")
        rows.append((
            f"full text: words that {share} reports have; first time, again", "≤ 150 ms; Explore ≤ 400 ms",
            f"{'; '.join(found)} ms",
        ))
    return rows
