"""Reads numbers as English writes them: "48", "1,200", "two and a half", "one hundred and twenty"."""

from __future__ import annotations

import re

from communique.lexicon.calendar import Calendar

_SPLIT = re.compile(r"[\s-]+")
_SCALE = 100  # words from here on multiply what stands before them


def number(words: str, calendar: Calendar) -> float | None:
    """The number that ``words`` (lower case) say; None where they say none."""
    plain = words.replace(",", "")
    half = 0.5 if plain.endswith(("½", "1/2")) else 0.0
    if half:
        plain = plain.removesuffix("½").removesuffix("1/2").strip()
    if plain[:1].isdigit():
        try:
            return float(plain) + half
        except ValueError:
            return None
    total = current = 0.0
    for word in _SPLIT.split(plain):
        value = calendar.value("NumberWord", word)
        if value is None:
            if word != "and":
                return None
            continue
        size = float(value)
        if size < _SCALE:
            current += size
        elif size == _SCALE:
            current = max(current, 1) * size
        else:
            total, current = total + max(current, 1) * size, 0.0
    return total + current + half


def ordinal(words: str, calendar: Calendar) -> int | None:
    """The number of an ordinal: "third", "21st"."""
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits.group())
    value = calendar.value("OrdinalWord", words)
    return int(value) if value else None
