"""Puts off the search for circular garbage while a ledger is made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Inside, Python does not search for circular garbage, of which the ledger makes none.

    It would look through all that lives again and again, which takes time in a large ledger and pauses in the middle of
    adding a single document. What was made is old at once: a search for young garbage does not go through it.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()  # into the oldest generation
            gc.enable()
