"""Puts off the search for circular garbage while a ledger is made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Inside, Python does not search for circular garbage, of which the ledger makes none.

    It would look through all that lives again and again, which takes time in a large ledger and pauses in the middle of
    adding a single document.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
