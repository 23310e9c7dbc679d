"""communique: reads news reports and official statements, and keeps a record that can be audited to the letter.

>>> import communique
>>> coder = communique.load()
>>> record = coder.code("France urged Mali on Friday to free the two diplomats.", date="2021-07-24")
>>> [event.event for event in record.events]
['REQUEST']
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from communique.model import Document, Record
from communique.release import VERSION

if TYPE_CHECKING:
    from communique.archive.archive import Archive
    from communique.coder import Coder

__all__ = ["Document", "Record", "__version__", "load", "open_archive"]

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
