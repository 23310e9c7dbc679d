"""Tells whether only part of what was owed was done."""

from __future__ import annotations

from communique.lexicon.kinship import Kinship, Words
from communique.model import Gist

_HUNDRED = 100.0


def is_part(owed: Gist, done: Gist, kinds: Words, kinship: Kinship) -> bool:
    """Whether fewer were dealt with than was promised (20 of 41 prisoners), or the work was only begun."""
    mine, theirs = number_of(owed.numbers), number_of(tuple(n for n in done.numbers if n not in owed.numbers))
    if mine is not None and theirs is not None and 0 < theirs < mine:
        return True
    if done.verb.split(" ", 1)[0] in kinship.words["starting_verbs"] and kinds & kinship.words["making_kinds"]:
        return True
    return bool(set(done.others) & kinship.words["partial_words"] - set(owed.others))


def number_of(numbers: tuple[str, ...]) -> float | None:
    """The number that the words name, "20 million" as one; None where there are none or several."""
    try:
        values = sorted(map(float, numbers))
    except ValueError:
        return None
    if len(values) == 2 and values[1] >= _HUNDRED and str(int(values[1])).rstrip("0") == "1":
        return values[0] * values[1]
    return values[0] if len(values) == 1 else None
