"""Gives memory back between two parts of a long work, of which each needs much."""

from __future__ import annotations

import ctypes
import sys

from communique.archive.columns import arrow


def give_back() -> None:
    """Hands what was freed to the system again: Linux's C library, and Arrow, would keep it for the next large thing.

    Raises:
        DataError: pyarrow is not installed.
    """
    arrow().default_memory_pool().release_unused()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's own: others lack it, and need it less
        if trim is not None:
            trim(0)
