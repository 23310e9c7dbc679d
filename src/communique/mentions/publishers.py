"""Who says "we" in a statement of its own that no heading and no letterhead names: the body that opens it."""

from __future__ import annotations

from communique.mentions.chains import Chain
from communique.mentions.reading import Reading
from communique.model import Token

BODIES = ("body", "igo", "ngo", "party", "armed", "company")
OPENING = 3  # sentences, headings among them
PRESENT = ("VBZ", "VBP")


class Publishers:
    """Finds the organisation whose statement a document is by its first words ("The Confederation announces …")."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def of(self, pronoun: Token) -> Chain | None:
        """The body that "we" and "our" of the prose itself stand for; None for "I", and in a report from a place."""
        reading = self.reading
        if reading.dateline is not None or pronoun.lower in reading.registry.words["alone"]:
            return None
        for sentence in reading.text.sentences[:OPENING]:
            for token in sentence.tokens:
                if token.start >= pronoun.start:
                    return None
                subject = token.dep == "nsubj" and token.head.dep == "ROOT" and token.head.tag in PRESENT
                if not subject or token.i not in reading.phrases or token.i in reading.quoted:
                    continue
                chains = reading.chains_of(token)
                named = reading.phrases[token.i].kind == "name"
                if len(chains) == 1 and named and chains[0].kind in BODIES:
                    return chains[0]
        return None
