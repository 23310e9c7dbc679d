"""Which documents have the words that are looked for: found once in the archive's full-text index, kept as bits.

As bits (DuckDB's type BIT, one for each document's number, which ``get_bit`` reads) the answer costs the same however
many documents have the words: no table of them is made, and none is joined.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.archive.archive import Archive
from communique.archive.query import phrases

KEPT = 200  # answers, of 25 KB each for 200,000 documents


class Matches:
    """The answers to questions for words, as long as a snapshot is read. Many threads may ask at once."""

    def __init__(self, numbers: NDArray[np.integer[Any]]) -> None:
        """Answers about the documents of a snapshot, by their numbers."""
        self._numbers = numbers
        self._size = int(self._numbers.max(initial=-1)) + 1
        self._kept: OrderedDict[str, bytes | None] = OrderedDict()
        self._lock = threading.Lock()

    def bits(self, archive: Archive, text: str) -> bytes | None:
        """A bit for each number of a document: whether its words match ``text``; None where those of all do.

        Raises:
            InputError: there is no word in the text.
        """
        words = phrases(text)
        with self._lock:
            if words in self._kept:
                self._kept.move_to_end(words)
                return self._kept[words]
        found = self._found(archive, text)
        with self._lock:
            self._kept[words] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def _found(self, archive: Archive, text: str) -> bytes | None:
        matching = archive.matching(text)
        has = np.zeros(self._size, np.bool_)
        has[matching[matching < self._size]] = True  # what came since the snapshot was made is not in it
        return None if has[self._numbers].all() else np.packbits(has).tobytes()
