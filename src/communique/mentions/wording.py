"""Words as they are written and looked up: joined with single spaces, a noun in the singular."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon.registry import Registry
from communique.model import Token

LONGEST = 5  # tokens of a noun for an actor, an apostrophe among them


def joined(tokens: Sequence[Token]) -> str:
    """The words with single spaces where the text has any."""
    parts: list[str] = []
    at = tokens[0].start if tokens else 0
    for token in tokens:
        parts.append((" " if token.start > at and parts else "") + token.text)
        at = token.end
    return "".join(parts)


def singular(token: Token) -> str:
    """The lower-case singular of a noun; proper nouns, whose lemma the parser leaves alone, by rule."""
    if token.pos == "NOUN" and token.lemma != token.lower:
        return token.lemma
    word = token.lower
    if token.tag in ("NNS", "NNPS") and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
    return word


def nouns_of(before: Sequence[Token], head: Token) -> tuple[list[Token], list[str]]:
    """The last tokens of a phrase up to its head, and their words in the singular; a possessor keeps its form and its
    apostrophe ("farmers' association").
    """
    tokens = [t for t in before if t.pos != "PUNCT"][-LONGEST:] or [head]
    words: list[str] = []
    for n, token in enumerate(tokens):
        if token.tag == "POS" and n:
            words[-1] = tokens[n - 1].lower + token.text.replace("’", "'")
        else:
            words.append(singular(token))
    return tokens, words


def untitled(tokens: list[Token], registry: Registry) -> list[Token]:
    """The tokens after the last title among them, if any are left."""
    for n in range(len(tokens) - 1, 0, -1):
        word = singular(tokens[n - 1])
        agent = registry.agents.get(word) or registry.agents.get(word.removesuffix("s"))  # "Ministers Vey and Ruiz"
        if agent and agent.kind == "person":
            return tokens[n:]
    return tokens
