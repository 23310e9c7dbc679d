"""Who stands against whom in a paper of a court: "Mali v. Niger", "an Application filed by Mali against Niger"."""

from __future__ import annotations

from collections.abc import Mapping

from communique.lexicon.registry import Registry
from communique.mentions.naming import Hit
from communique.model import Text, Token

VERSUS = frozenset(("v.", "v", "vs.", "vs", "versus"))
NEAR = 8  # tokens around "v." in which the two names stand
OPENING = 30  # sentences in which it is told who brought the case
SIDES = ("state", "igo", "body", "armed", "company")


def litigants_of(text: Text, hits: Mapping[int, Hit], registry: Registry) -> tuple[Token, Token] | None:
    """The last tokens of the names of who brought the case and of who answers it; None where no words say."""
    for token in text.tokens:
        if token.lower in VERSUS:
            before = _named(text, hits, range(token.i - 1, token.i - NEAR, -1))
            behind = _named(text, hits, range(token.i + 1, token.i + NEAR))
            if before is not None and behind is not None and before.sentence is behind.sentence:
                return before, behind
    for sentence in text.sentences[:OPENING]:
        for token in sentence.tokens:
            if token.lower == "against" and token.head.lemma.lower() in registry.words["suits"]:
                behind = _named(text, hits, range(token.i + 1, token.i + NEAR))
                before = _named(text, hits, range(token.i - 1, sentence.tokens[0].i - 1, -1))
                if before is not None and behind is not None:
                    return before, behind
    return None


def _named(text: Text, hits: Mapping[int, Hit], indices: range) -> Token | None:
    """The last token of the first known party at these indices."""
    for i in indices:
        hit = hits.get(i)
        if hit is not None and hit.aliases[0].actor.kind in SIDES:
            return text.tokens[hit.last]
    return None
