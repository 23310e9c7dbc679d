"""What a name that the registry lacks is, by the nouns beside it: "Horizon party", "fighters of the Lion of Dawn"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from communique.lexicon.registry import Registry, folded
from communique.mentions.wording import joined, singular
from communique.model import Text, Token

NO_BODIES = frozenset(("PERSON", "GPE", "LOC", "NORP", "FAC", "DATE", "TIME"))


def hinted_sectors(text: Text, hits: Collection[int], places: Collection[int], registry: Registry) -> Mapping[str, str]:
    """The sector of each such body, by its folded name; ``hits`` and ``places`` are tokens of names that are known."""
    found: dict[str, str] = {}
    for token in text.tokens:
        sector = registry.hinting.get(singular(token)) if token.pos == "NOUN" else None
        if sector is None:
            continue
        for name in _names(token):
            known = any(t.i in hits or t.i in places for t in name)
            if name and not known and name[-1].label not in NO_BODIES:
                found.setdefault(folded(joined(name)), sector)
    return found


def _names(noun: Token) -> Iterator[list[Token]]:
    """The names right before a noun, and behind its "of"."""
    tokens = noun.sentence.tokens
    base = tokens[0].i
    before: list[Token] = []
    for token in reversed(tokens[: noun.i - base]):
        if token.pos != "PROPN" or token.dep == "poss":
            break
        before.insert(0, token)
    yield before
    for of in (c for c in noun.children if c.lower == "of" and c.i > noun.i):
        inner = of.child("pobj")
        if inner is not None and inner.pos == "PROPN":
            start = inner.subtree()[0].i
            name = [t for t in tokens[start - base : inner.i + 1 - base] if t.dep != "det"]
            yield name if all(t.text[0].isupper() for t in name) else []
