"""Finds who is meant where an act is spoken of as a thing: "condemned the raid" is aimed at whoever made it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from communique.events import structure
from communique.lexicon.frames import Frames
from communique.model import Party, Sentence, Token

_FRIENDLY = (1, 2)
_ASKING = ("REQUEST", "AGREE")  # a demand, an offer
_POINTING = frozenset(("this", "that"))


Side = tuple[Party, ...]


class _Act(NamedTuple):
    event: str
    actors: Side
    recipients: Side
    sentence: int


class Told:
    """The acts of a document as far as it has been read: of what type, and by whom."""

    __slots__ = ("_acts", "_frames")

    def __init__(self, frames: Frames) -> None:
        self._acts: list[_Act] = []
        self._frames = frames

    def add(self, event: str, actors: Side, recipients: Side, sentence: Sentence) -> None:
        """Notes an act; one without a doer helps nobody."""
        if actors:
            self._acts.append(_Act(event, actors, recipients, sentence.index))

    def asked(self, actors: Side, sentence: Sentence) -> Side:
        """Who last asked or offered ``actors`` something, in this sentence or the one before: their no is for them.

        "The bureau, asked by the governor to step in, declined."
        """
        own = {p.entity for p in actors}
        for act in reversed(self._acts):
            if act.sentence < sentence.index - 1:
                break
            if act.event in _ASKING and own & {p.entity for p in act.recipients}:
                return act.actors
        return ()

    def doers(self, heads: Sequence[Token], but: Sequence[Party], praise: bool) -> tuple[Party, ...]:
        """Who did what the nouns ``heads`` speak of, as told before; none of ``but``, who would speak of themselves.

        What is spoken of in general words ("the step") and praised was no hostile act.
        """
        own = {p.entity for p in but}
        events = self._frames.ontology.events
        for head in heads:
            types = self._types(head)
            for event, actors, _, _ in reversed(self._acts):
                fits = event in types if types else not praise or events[event].quad in _FRIENDLY
                if fits and not own & {p.entity for p in actors}:
                    return actors
        return ()

    def speaks_of(self, head: Token) -> bool:
        """Whether a phrase speaks of an act: "the raid", "their refusal", "this step", "this"."""
        if head.pos in ("PRON", "DET") and head.lower in _POINTING:
            return True
        if head.pos != "NOUN" or structure.owners(head):
            return False
        definite = any(c.dep == "det" and c.lower in self._frames.auxiliary["definite_or_any"] for c in head.children)
        return definite and (head.lemma in self._frames.classes["deed"] or bool(self._types(head)))

    def _types(self, head: Token) -> frozenset[str]:
        """The types that the noun may name; none where it is as general as "the move"."""
        patterns = self._frames.nouns.get(head.lemma, ())
        return frozenset(p.rule.event for p in patterns if not p.words or (len(p.words) == 1 and _is_of(p.words[0])))


def _is_of(words: frozenset[str]) -> bool:
    return bool(words & {"of", "on", "against", "to", "that", "for"})
