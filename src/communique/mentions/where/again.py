"""Finds a name again that no gazetteer has, once the text has shown that it is a place: "the X border post … to X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from communique.lexicon.place_keys import key_of
from communique.mentions.where.evidence import surnames
from communique.mentions.where.names import Finder, is_name
from communique.model import Sentence, Text, Token

SHORTEST = 4  # code points of a name that is looked for again
_PEOPLE = frozenset(("PERSON", "NORP"))


class Again(NamedTuple):
    """Where a name that is known from elsewhere in the text stands: indices of tokens in its sentence."""

    sentence: Sentence
    at: int
    end: int


def bare_name(words: str, finder: Finder) -> str | None:
    """The name without the plain nouns behind it, where it may stand alone: "Mwami" of "Mwami border post".

    A hotel, a hall or a clinic is named after somebody as often as after its place: its name is not looked for alone.
    """
    parts = words.split()
    name = [p for p in parts if not p[0].islower() or p in finder.words.links]
    plain = parts[len(name) :]
    if not plain or plain[-1] not in finder.words.areas | finder.words.grounds:
        return None
    bare = " ".join(name)
    return bare if len(bare) >= SHORTEST and key_of(bare) not in finder.words.doubtful else None


def named_again(text: Text, names: frozenset[str], taken: Sequence[tuple[int, int]], finder: Finder) -> Iterator[Again]:
    """Every other stand of ``names`` in ``text`` that is no part of a longer name, a title's or a person's."""
    if not names:
        return
    people = surnames(text)
    wanted = {tuple(name.split()): name for name in names if key_of(name) not in people}
    for sentence in text.sentences:
        tokens = sentence.tokens
        for at, token in enumerate(tokens):
            for parts in wanted:
                end = at + len(parts)
                if token.text != parts[0] or tuple(t.text for t in tokens[at:end]) != parts:
                    continue
                if _stands_alone(tokens, at, end, finder) and not _is_taken(token, taken):
                    yield Again(sentence, at, end)


def _is_taken(token: Token, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start <= token.start < end for start, end in taken)


def _stands_alone(tokens: Sequence[Token], at: int, end: int, finder: Finder) -> bool:
    """Whether no capitalised word stands beside the name, no title before it, and nobody speaks."""
    before = tokens[at - 1] if at else None
    after = tokens[end] if end < len(tokens) else None
    if before is not None and (before.lower in finder.words.titles or (is_name(before) and before.tag[:3] == "NNP")):
        return False
    if after is not None and (is_name(after) and after.tag[:3] == "NNP"):
        return False
    if any(t.label in _PEOPLE for t in tokens[at:end]):
        return before is not None and before.lower in finder.words.prepositions
    return after is None or after.lemma not in finder.words.speech
