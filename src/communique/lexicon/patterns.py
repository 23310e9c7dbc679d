"""Expands the patterns of ``data/calendar/rules.yaml`` into regular expressions.

In a pattern a blank is white space, ``_`` a blank or hyphen, ``~`` optional white space, ``{Class}`` a word of that
class, ``<name>`` a macro, and ``(`` opens a group that is not captured. Everything else is a regular expression.
"""

from __future__ import annotations

import re

_NUMBER = r"\d{1,3}(?:,\d{3}){1,3}(?!\d)|\d{1,6}(?:\.\d{1,3})?(?!\d)(?:\s+1/2)?½?"
NUMERIC: dict[str, str] = {
    "Day": r"(?:0[1-9]|[12]\d|3[01]|[1-9])(?!\d)(?:st|nd|rd|th)?",
    "MonthNumber": r"(?:0[1-9]|1[0-2]|[1-9])(?!\d)",
    "Year": r"(?:1\d{3}|20\d\d|2100)(?!\d)",
    "AnyYear": r"\d{1,4}(?!\d)",
    "EraYear": r"1[1-5]\d\d(?!\d)",
    "BuddhistYear": r"2[4-6]\d\d(?!\d)",
    "EraCount": r"\d{1,3}(?!\d)",
    "YY": r"\d\d(?!\d)",
    "Hour": r"(?:[01]\d|2[0-4]|\d)(?!\d)",
    "HourDigits": r"(?:[01]\d|2[0-4])",
    "Minute": r"[0-5]\d(?!\d)",
    "Seconds": r"[0-5]\d(?!\d)",
    "Decade": r"(?:1\d|20)\d0|\d0",
    "QuarterNumber": r"[1-4](?!\d)",
    "Meridiem": r"[ap]\.\s?m\b\.?|[ap]m\b",
}
"""Slots that are written in digits, with the expression that each stands for."""

_PIECE = re.compile(r"\(\?P<\w+>|\{([A-Z]\w*)\}|<(\w+)>|\(\?|\(|\\.|_|~| ")
_LITERAL = re.compile(r"\{[A-Z]\w*\}|<\w+>|\\.|\[[^]]*\]|[a-z]+|.")


def slots_of(rows: list[dict[str, str]]) -> dict[str, str]:
    """The expression of each slot: the words of its class, the longest first, or digits."""
    words: dict[str, list[str]] = {}
    for row in rows:
        written = r"\s+".join(re.escape(part) for part in row["word"].split())
        words.setdefault(row["class"], []).append(written + (r"\.?" if "abbreviation" in row["note"] else r"(?!\w)"))
    slots = {name: "|".join(sorted(found, key=lambda w: (-len(w), w))) for name, found in words.items()}
    number = f"(?:{slots['NumberWord']})"
    slots["Num"] = rf"{_NUMBER}|{number}(?:(?:\s+and)?(?:\s+|-){number}){{0,6}}"
    slots["Ord"] = rf"\d{{1,3}}(?:st|nd|rd|th)\b|{slots['OrdinalWord']}"
    return {**slots, **NUMERIC}


def expand(pattern: str, slots: dict[str, str], macros: dict[str, str]) -> str:
    """The regular expression of a pattern; a slot that comes twice gets a second name (``Month__1``)."""
    seen: dict[str, int] = {}

    def piece(match: re.Match[str]) -> str:
        words = match.group()
        if match[1]:
            return _slot(match[1], slots, seen)
        if match[2]:
            return "(?:" + _PIECE.sub(piece, macros[match[2]]) + ")"
        return _PLAIN.get(words, words)

    return r"(?<!\w)(?:" + _PIECE.sub(piece, pattern) + r")(?!\w)"


_PLAIN = {"(": "(?:", "_": r"(?:\s*[-–‑]\s*|\s+)", "~": r"\s*", " ": r"\s+"}


def _slot(name: str, slots: dict[str, str], seen: dict[str, int]) -> str:
    kind = name if name in slots else name.rstrip("0123456789")
    count = seen.get(name, 0)
    seen[name] = count + 1
    return f"(?P<{name}{f'__{count}' if count else ''}>{slots[kind]})"


def needs_of(pattern: str) -> frozenset[str]:
    """The classes and words ("=ago") that a pattern cannot do without; empty where it has alternatives throughout."""
    pieces = _LITERAL.findall(pattern)
    needs: set[str] = set()
    depth = 0
    for n, piece in enumerate(pieces):
        after = pieces[n + 1] if n + 1 < len(pieces) else ""
        if piece == "(":
            depth += 1
        elif piece == ")":
            depth -= 1
        elif depth == 0 and piece == "|":
            return frozenset()
        elif depth == 0 and after not in ("?", "*", "{0"):
            if piece.startswith("{"):
                needs.add(piece[1:-1].rstrip("0123456789"))
            elif piece.isalpha() and len(piece) > 1:
                needs.add("=" + piece)
    return frozenset(needs - {"Seconds", "Meridiem"})


def words_of(patterns: list[str]) -> set[str]:
    """All words that patterns spell out, with and without an optional last letter: stretches of text run on in them."""
    words: set[str] = set()
    for pattern in patterns:
        for word, optional in _WORDS.findall(_SLOTS.sub(" ", pattern)):
            words.add(word)
            if optional and len(word) > 1:
                words.add(word[:-1])
    return words


_SLOTS = re.compile(r"\{[A-Z]\w*\}|<\w+>|\\.")
_WORDS = re.compile(r"([a-z]+)(\??)")
