"""What a person is, where the text says so beside the name: "is a nurse", "was appointed minister", "of the union"."""

from __future__ import annotations

from communique.mentions.belonging import EMPLOYERS
from communique.mentions.chains import Chain
from communique.mentions.phrases import Phrase
from communique.mentions.reading import Reading
from communique.model import Token

PLAIN = ("named here; person", "named here; body")
"""Why of names of which nothing more is known."""
UNREAL = frozenset(("would", "could", "might", "may", "should"))
OBJECTS = ("dobj",)
SUBJECTS = ("nsubj", "nsubjpass")


class Callings:
    """Gives persons whose names alone are known the sector that their calling or their body has."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def learn(self, phrase: Phrase, chain: Chain) -> None:
        """Takes from a phrase that says what a person is, or from a name and the body behind it."""
        self._of_states(phrase, chain)
        if phrase.kind == "name" and not chain.sector and (chain.kind == "person" or chain.why in PLAIN):
            self._of_body(phrase, chain)
            return
        if phrase.kind == "pronoun" or phrase.plural or not chain.sector or chain.kind != "person":
            return
        subject = self._subject(phrase.head)
        named = self.reading.phrases.get(subject.i) if subject is not None else None
        if named is None or subject is None or named.kind != "name":
            return
        chains = self.reading.chains_of(subject)
        person = chains[0] if len(chains) == 1 and chains[0] is not chain else None
        if person is not None and not person.sector and person.why.startswith("named here") and person.kind != "people":
            person.sector, person.kind = chain.sector, "person"

    def _of_body(self, phrase: Phrase, chain: Chain) -> None:
        """ "Ana Vey of the teachers' union", "Ana Vey, who heads the clinic"."""
        words = self.reading.registry.words
        bodies = [noun for noun in phrase.places if noun.head.lower in words["employing"]]
        clause = phrase.head.child("relcl")
        if clause is not None and clause.lemma in words["representing"]:
            led = clause.child(*OBJECTS)
            bodies += [led] if led is not None else []
        for noun in bodies:
            served = self.reading.chains_of(noun)
            if len(served) == 1 and served[0].kind in EMPLOYERS and served[0].sector:
                chain.sector = served[0].sector
                return

    def _of_states(self, phrase: Phrase, chain: Chain) -> None:
        """ "The member states of the Zorn Forum": the forum is an organisation of states, then."""
        reading = self.reading
        if phrase.of is None or phrase.kind == "pronoun" or not phrase.of.text[0].isupper():
            return
        words = reading.describer.agent_of(phrase)[0]
        if words not in reading.registry.nouns["member_states"] | reading.registry.nouns["summits"]:
            return
        bodies = reading.chains_of(phrase.of)
        if len(bodies) == 1 and bodies[0].code is None and bodies[0].kind in ("body", "thing"):
            bodies[0].code, bodies[0].kind = "IGO", "igo"
            chain.code = chain.code or "IGO"
            reading.setting.note_organisation(phrase.head.sentence.index)

    def _subject(self, noun: Token) -> Token | None:
        """Of whom a noun is said: the subject of "is" or "became", the object of "elected" or "named"."""
        words = self.reading.registry.words
        verb = noun.head
        if noun.dep == "pobj" and noun.head.lower == "as":
            verb = noun.head.head
            said = verb.lemma in words["appointing"]
        else:
            said = noun.dep in ("attr", "oprd") and (verb.lemma in words["being"] or verb.lemma in words["appointing"])
        if not said or any(c.dep == "neg" or c.lower in UNREAL for c in verb.children):
            return None
        if verb.lemma in words["appointing"]:
            return verb.child("nsubjpass") or verb.child(*OBJECTS)
        return verb.child(*SUBJECTS)
