"""A short sketch of a text, by which its likeness to others can be told without it.

MinHash over runs of words (Broder 1997, "On the resemblance and containment of documents"), computed by rensa.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

RUN = 4  # words in a row: fewer are shared by chance, more are lost to small edits
SHORTEST = 12  # words; what is shorter says too little to be told from what is like it by chance
PERMUTATIONS = 128  # the likeness that is told from them errs by about 0.04
SEED = 20211
_WORD = re.compile(r"\w+")

Sketch = npt.NDArray[np.uint32]


def sketcher() -> Callable[[str], Sketch | None]:
    """What sketches texts; None for those that are too short."""
    from rensa import RMinHash  # noqa: PLC0415 - only those who look for reprints pay for it

    make: Any = RMinHash

    def sketch(text: str) -> Sketch | None:
        words = _WORD.findall(text.casefold())
        if len(words) < SHORTEST:
            return None
        runs = zip(*(words[n:] for n in range(RUN)), strict=False)
        hashes = make(num_perm=PERMUTATIONS, seed=SEED)
        hashes.update(list(map(" ".join, runs)))
        return np.array(hashes.digest(), np.uint32)

    return sketch
