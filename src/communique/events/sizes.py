"""Reads numbers off the words: how many were killed, hurt, held, and how many took part."""

from __future__ import annotations

from collections.abc import Sequence

from communique.events import structure
from communique.events.candidate import Candidate
from communique.lexicon.frames import Frames
from communique.model import Size, Span, Token


def size_of(candidates: Sequence[Candidate], frames: Frames) -> Size:
    """The numbers that the predicates of one event state; "dozens" leaves the number out and keeps the words."""
    found: dict[str, int] = {}
    words: list[Span] = []
    for candidate in candidates:
        for name, phrase in _counted(candidate, frames):
            number, span = _number(phrase, frames)
            if span:
                words.append(span)
            if number is not None and name not in found:
                found[name] = number
    return Size(**found, words=tuple(sorted(set(words))))


def _counted(candidate: Candidate, frames: Frames) -> list[tuple[str, Token]]:
    token = candidate.token
    found: list[tuple[str, Token]] = []
    if token.pos == "VERB" and token.lemma in frames.sizes.verbs:
        name = frames.sizes.verbs[token.lemma]
        found += [(name, t) for t in structure.patients(token)[:1]]
    elif candidate.event == "PROTEST" and candidate.actors:
        found.append(("participants", candidate.actors[0]))
    return found


def _number(phrase: Token, frames: Frames) -> tuple[int | None, Span | None]:
    holder = phrase
    numeral = holder.child("nummod")
    if numeral is None and phrase.pos == "NUM":
        numeral = phrase
    if numeral is None:
        vague = (
            phrase
            if phrase.label == "CARDINAL"
            else next((c for c in phrase.children if c.label == "CARDINAL"), None)
        )
        return None, (vague.start, vague.end) if vague else None
    total = _value(numeral, frames)
    tens = next((frames.sizes.numbers.get(c.lower) for c in numeral.children), None)
    if total is not None and tens is not None and total < 10 <= tens:  # "thirty-three" is three tokens
        total += tens
    start = min([numeral.start, *(c.start for c in numeral.children)])
    return total, (start, numeral.end)


def _value(numeral: Token, frames: Frames) -> int | None:
    plain = numeral.lower.replace(",", "")
    if plain.isascii() and plain.isdigit() and len(plain) < 10:
        return int(plain)
    if plain in frames.sizes.numbers:
        return frames.sizes.numbers[plain]
    tens, _, ones = plain.partition("-")
    if tens in frames.sizes.numbers and ones in frames.sizes.numbers:
        return frames.sizes.numbers[tens] + frames.sizes.numbers[ones]
    return None
