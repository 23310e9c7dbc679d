"""What is odd about a text, in words for the record's warnings; the text itself is never changed."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from communique.text.dates import layout


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(layout()["oddities"][name])


def oddities(text: str, language: str | None) -> tuple[str, ...]:
    """A warning each for markup, control characters, lone surrogates, direction marks, and another language."""
    notes = []
    if ("<" in text or "&" in text) and _pattern("markup").search(text):
        notes.append("the text holds markup, which is read as words")
    for name, words in (
        ("controls", "control characters"), ("surrogates", "a lone surrogate, which is no character"),
        ("direction", "marks of writing direction"),
    ):
        found = _pattern(name).search(text)
        if found:
            notes.append(f"the text holds {words} (U+{ord(found.group()):04X} at {found.start()})")
    other = _other_language(text, language)
    return (*notes, other) if other else tuple(notes)


def _other_language(text: str, language: str | None) -> str | None:
    """A language given is believed; else the share of Latin letters and of the commonest English words decides."""
    if language:
        english = language.strip().lower().replace("_", "-").split("-")[0] in ("en", "eng", "english")
        return None if english else f"the language is {language!r}: only English is read"
    settings = layout()["oddities"]
    sample = text[: settings["sample"]]
    if not sample.isascii():
        letters = [c for c in sample if c.isalpha()]
        latin = sum(c.isascii() or "LATIN" in unicodedata.name(c, "") for c in letters)
        if letters and latin < settings["min_latin"] * len(letters):
            return "the text does not seem to be English: most letters are not Latin"
    words = re.findall(r"[^\W\d_]+", sample.lower())
    common = sum(word in _english() for word in words)
    if len(words) >= settings["min_words"] and common < settings["min_share"] * len(words):
        return f"the text does not seem to be English: {common} of {len(words)} words are common English ones"
    return None


@cache
def _english() -> frozenset[str]:
    return frozenset(layout()["oddities"]["english"])
