"""Tells whether only part of what was owed was done."""

from __future__ import annotations

from communique.ledger.shapes import Shape
from communique.lexicon.kinship import Kinship, Words

_HUNDRED = 100.0


def is_part(owed: Shape, done: Shape, kinship: Kinship) -> bool:
    """Whether fewer were dealt with than was promised (20 of 41 prisoners), or the work was only begun."""
    mine, theirs = number_of(owed.numbers), number_of(done.numbers - owed.numbers)
    if mine is not None and theirs is not None and 0 < theirs < mine:
        return True
    begun = done.gist.verb.split(" ", 1)[0] in kinship.words["starting_verbs"]
    if begun and owed.kinds & kinship.words["making_kinds"]:
        return True
    return bool(kinship.words["partial_words"].intersection(done.gist.others).difference(owed.gist.others))


def number_of(numbers: Words) -> float | None:
    """The number that the words name, "20 million" as one; None where there are none or several."""
    try:
        values = sorted(map(float, numbers))
    except ValueError:
        return None
    if len(values) == 2 and values[1] >= _HUNDRED and str(int(values[1])).rstrip("0") == "1":
        return values[0] * values[1]
    return values[0] if len(values) == 1 else None
