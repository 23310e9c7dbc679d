"""Tells what is demanded or promised once more from what is new."""

from __future__ import annotations

from communique.lexicon.duties import Duties
from communique.model import Token


def is_renewed(cue: Token, act: Token, duties: Duties) -> bool:
    """Whether the words say that it was demanded or promised before: "again", "renewed its call", "as promised"."""
    words = duties.words["renewing_words"]
    near = [t for t in (cue, cue.head) if t is not act]
    near += [*cue.children, *cue.head.children, *act.children]
    for token in near:
        if token.lemma in words or token.lower in words:
            return True
        if token.dep == "advcl" and token.lower in duties.words["agreed_participles"]:
            return any(c.lower == "as" for c in token.children)
    return any(above.lemma in words for above in list(cue.ancestors())[:3])
