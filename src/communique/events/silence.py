"""Keeps silent where the words of politics and war are borrowed: sport, markets, fiction, weather, kitchen."""

from __future__ import annotations

from collections.abc import Sequence

from communique.events.parties import Cast
from communique.lexicon.frames import Frames
from communique.model import Party, Sentence


def borrowed(sentence: Sentence, frames: Frames) -> int:
    """How strongly the sentence smells of another field: two for a strong word, one for a weak one."""
    words = {t.lower for t in sentence.tokens}
    return 2 * len(words & frames.strong_guards) + len(words & frames.weak_guards)


def speaks(strong: bool, actors: Sequence[Party], recipients: Sequence[Party], cast: Cast, smell: int) -> bool:
    """Whether an event with these parties is worth telling in a sentence with this smell of other fields."""
    both = [*actors, *recipients]
    if not both:
        return False
    if any(cast.sectored(p) for p in both):
        return smell < 3
    if any(cast.known(p) for p in both):
        return smell < 2
    return strong and smell < 1
