"""communique: reads news reports and official statements, and keeps a record that can be audited to the letter.

>>> import communique
>>> coder = communique.load()
>>> record = coder.code("France urged Mali on Friday to free the two diplomats.", date="2021-07-24")
>>> [event.event for event in record.events]
['REQUEST']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from communique.model import Document, Record
from communique.release import VERSION

if TYPE_CHECKING:
    from communique.archive.archive import Archive
    from communique.coder import Coder
    from communique.happenings.happening import Happening
    from communique.reprints.find import Story

__all__ = ["Document", "Record", "__version__", "find_happenings", "find_stories", "load", "open_archive"]

__version__ = VERSION


def load(actors: str | Path | None = None) -> Coder:
    """Loads the language model and all tables, and returns a coder; takes about a second.

    ``actors`` is a file of your own actors, which come before the program's; see ``docs/how-to/actors.md``.

    Raises:
        InputError: the file cannot be read; of lines that cannot, ``Coder.problems`` tells.
    """
    from communique.coder import load as load_coder  # noqa: PLC0415 - spaCy takes a second to import

    return load_coder(actors)


def open_archive(path: str | Path, *, write: bool = False) -> Archive:
    """Opens an archive that ``communique ingest`` made; only with ``write`` can it be corrected.

    Raises:
        DataError: there is none at ``path``, or it cannot be used.
    """
    from communique.archive.archive import open_archive as opened  # noqa: PLC0415

    return opened(path, write=write)


def find_happenings(records: Iterable[Record], stories: Mapping[str, str] | None = None) -> list[Happening]:
    """The happenings that ``records`` tell, each with its sources and the spread of their numbers, by day.

    ``stories`` says which document each reprint goes back to, so that reprints count once.
    """
    from communique.happenings.find import find_happenings as find  # noqa: PLC0415

    return find(records, stories)


def find_stories(documents: Iterable[Document]) -> list[Story]:
    """The stories that several of ``documents`` tell in nearly the same words, the earliest at the head."""
    from communique.reprints.find import find_stories as find  # noqa: PLC0415

    return find(documents)
