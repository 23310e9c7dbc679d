"""Whose resolution a document is, and where "its" and "it" are that body: "Expresses its intention to …"."""

from __future__ import annotations

from collections.abc import Sequence

from communique.mentions.chains import Chain
from communique.mentions.reading import Reading
from communique.model import Token

BODIES = ("igo", "body", "ngo")
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
POINTS = 2  # blocks that must begin with a verb, for a document to be a resolution
PREDICATES = ("VBZ", "VBG", "VBN")
MISREAD = ("NNS", "NNPS", "JJ")  # tags of a verb that opens a point, where it is the root ("Demands that")


class Organs:
    """Knows the body that a document without subjects speaks for ("The Security Council, Recalling …, 1. Decides")."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._name = self._found()

    def _found(self) -> Token | None:
        """The last word of the name that opens the resolution, with a comma behind it."""
        text = self.reading.text
        begun = 0
        name = None
        for block in text.blocks:
            tokens = block.sentences[0].tokens if block.sentences else ()
            words = [t for t in tokens if t.text[0].isalpha()]
            begun += _begins_with_verb(words)
            comma = next((t for t in tokens if t.text == ","), None)
            if name is None and comma is not None and words and words[0].lower == "the" and comma.i > words[0].i + 1:
                before = [t for t in tokens if words[0].i <= t.i < comma.i]
                opening = all(t.text[0].isupper() or t.pos in ("ADP", "DET", "CCONJ") for t in before)
                name = before[-1] if opening and len(before) > 1 else None
        return name if begun >= POINTS else None

    def of(self, pronoun: Token) -> Chain | None:
        """The body where it is the subject that is not said, or whom a report asked for goes to; None elsewhere."""
        if self._name is None or pronoun.start < self._name.start:
            return None
        if not (self._unsaid(pronoun) or self._reported_to(pronoun)):
            return None
        token = self._name
        while token.i not in self.reading.phrases and token.head is not token:
            token = token.head
        chains = self.reading.chains_of(token)
        return chains[0] if len(chains) == 1 and chains[0].kind in BODIES else None

    def _unsaid(self, pronoun: Token) -> bool:
        """Whether nothing before "its" in its sentence, which begins with a verb, can own anything."""
        tokens = pronoun.sentence.tokens
        words = [t for t in tokens if t.text[0].isalpha()]
        if pronoun.dep != "poss" or not _begins_with_verb(words):
            return False
        between = [t for t in tokens if words[0].i < t.i < pronoun.i]
        return not any(t.dep in SUBJECTS or t.i in self.reading.phrases for t in between)

    def _reported_to(self, pronoun: Token) -> bool:
        verb = pronoun.head.head
        to = pronoun.dep == "pobj" and pronoun.head.lower == "to"
        return to and verb.lemma in self.reading.registry.words["reporting_to"]


def _begins_with_verb(words: Sequence[Token]) -> bool:
    """Whether the words begin with a verb, or with "deeply" and the like before one."""
    first = next((t for t in words if t.pos != "ADV"), None)
    return first is not None and (first.tag in PREDICATES or (first.dep == "ROOT" and first.tag in MISREAD))
