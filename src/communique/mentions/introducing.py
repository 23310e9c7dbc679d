"""Ties a name without any title to whoever was brought in before by an office or a noun alone.

Reports often name somebody a sentence after telling who it is: "A former minister told the court … Ana Vey, 61, was
arrested in May". A name that nothing beside it explains is that of the one person spoken of so, if there is just one.
"""

from __future__ import annotations

from communique.mentions.chains import Chain
from communique.mentions.phrases import Phrase
from communique.mentions.reading import Reading

SENTENCES = 2  # looked back on
LEAST = 2  # words of a full name
SUBJECTS = ("nsubj", "nsubjpass")
BESIDE = ("appos", "relcl", "acl")


class Introducing:
    """Finds the person of whom only the office or noun was told when his or her name comes."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def of(self, phrase: Phrase, name: str) -> Chain | None:
        """The only unnamed person who was the subject of one of the last sentences; None where several were."""
        if not self._is_bare(phrase):
            return None
        registry, here = self.reading.registry, phrase.head.sentence.index
        sex = registry.gender.get(name.split(" ", maxsplit=1)[0], "")
        found: list[Chain] = []
        for reference in reversed(self.reading.recent):
            back = here - reference.phrase.head.sentence.index
            if back > SENTENCES:
                break
            chain = reference.chains[0]
            if len(reference.chains) != 1 or not self._unnamed(chain) or chain in found:
                continue
            if chain.gender and sex and chain.gender != sex:
                continue
            if back and self._leads(reference.phrase):
                found.append(chain)
            elif not back:
                return None  # "The judge saw that Ana Vey wept"
        return found[0] if len(found) == 1 else None

    def _is_bare(self, phrase: Phrase) -> bool:
        """Whether it is a full name that is a subject, with nothing beside it that tells who it is but an age."""
        head = phrase.head
        words = [t for t in phrase.before if t.pos == "PROPN"]
        if len(words) < LEAST or len(words) != len(phrase.before) or head.dep not in SUBJECTS:
            return False
        if head.i in self.reading.quoted or head.child("conj", "cc") is not None or phrase.places:
            return False
        return all(c.pos == "NUM" for c in head.children if c.dep in BESIDE)

    def _unnamed(self, chain: Chain) -> bool:
        """Whether it is one person known by a noun only, and not by one whose bearers are seldom named."""
        known = self.reading.registry.nouns
        noun = chain.lemma.rsplit(" ", 1)[-1]
        seldom = {chain.lemma, noun} & (known["retinue"] | known["unnamed"])
        return chain.kind == "person" and chain.number == "one" and chain.why.startswith("noun: ") and not seldom

    def _leads(self, phrase: Phrase) -> bool:
        head = phrase.head
        return phrase.kind != "pronoun" and head.dep in (*SUBJECTS, "ROOT") and head.i not in self.reading.quoted
