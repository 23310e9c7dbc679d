"""Matches the patterns of the lexicon against the words that hang on a predicate."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon.frames import Pattern, Words
from communique.model import Token

_FAR = frozenset(("relcl", "advcl", "ccomp", "punct", "nsubj", "csubj", "parataxis"))


def match(token: Token, patterns: Sequence[Pattern]) -> tuple[Pattern, tuple[Token, ...]] | None:
    """The first (longest) pattern all of whose words hang on ``token``, with the words that matched, in text order."""
    reach: list[Token] | None = None
    for pattern in patterns:
        if not pattern.words and not pattern.rule.unless:
            return pattern, (token,)
        if reach is None:
            reach = _reach(token)
        found = _found(pattern.words, reach)
        if found is not None and not (pattern.rule.unless and _excluded(pattern.rule.unless, reach, found)):
            return pattern, tuple(sorted({token, *found}, key=lambda t: t.i))
    return None


def _found(words: Sequence[Words], reach: Sequence[Token]) -> list[Token] | None:
    found: list[Token] = []
    for alternatives in words:
        hit = next((t for t in reach if (t.lemma in alternatives or t.lower in alternatives) and t not in found), None)
        if hit is None:
            return None
        found.append(hit)
    return found


def _excluded(words: Words, reach: Sequence[Token], found: Sequence[Token]) -> bool:
    return any((t.lemma in words or t.lower in words) and t not in found for t in reach)


def _reach(token: Token) -> list[Token]:
    """What hangs on ``token``: its particles, objects with their modifiers, prepositional phrases; nearest first.

    A participle after a noun ("sanctions imposed on Iran") also reaches the noun that it is said of.
    """
    found: list[Token] = []
    layer = [c for c in token.children if c.dep not in _FAR or c.dep == "advcl" and False]
    for _ in range(3):
        found += layer
        layer = [d for c in layer for d in c.children if d.dep not in _FAR and d.dep not in ("xcomp", "acl")]
    if token.dep in ("acl", "relcl") and token.pos == "VERB":
        found.append(token.head)
        found += [c for c in token.head.children if c.dep in ("compound", "amod")]
    if token.dep == "conj" and token.pos == "VERB" and not any(c.dep in ("nsubj", "nsubjpass") for c in token.children):
        found += [c for c in token.head.children if c.dep == "nsubjpass"]
    return found
