"""Takes up an actor by another noun than it came with: "the ambassador … the envoy", "38 migrants … the men"."""

from __future__ import annotations

from communique.mentions.chains import Chain
from communique.mentions.firms import is_person_by_label
from communique.mentions.phrases import Phrase
from communique.mentions.reading import Reading
from communique.mentions.sectors import STATE

SENTENCES = 4  # looked back on for words that mean anybody ("the men")
DEEDS = 8  # sentences looked back on for whom it was done to, or who did it
PEOPLE = ("people", "person", "armed", "body")
UNTOLD = "NON"  # in place of a sector, for nouns that tell none ("the group")
OFFICERS = 2  # sentences looked back on for the police that "officers" are of
PAIR = 2
LATELY = 2  # sentences within which a body of a like noun is meant sooner than one that was left before
FORCE = ("COP",)
BODIES = ("body", "ngo", "armed", "party")
UNSURE = ("body", "thing")
PLACES = ("GPE", "LOC", "FAC", "PERSON", "NORP", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT")
FAR = 12  # sentences looked back on for words of like meaning ("the legislature")


class Recaller:
    """Finds the actor of a definite noun by words of like or wider meaning."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def recall(self, phrase: Phrase, words: str, code: str | None) -> Chain | None:
        """The actor named before that the noun can stand for; None where its words say that it is another."""
        if words in self.reading.registry.nouns["uniformed"] and len(phrase.before) == 1 and phrase.plural:
            return self._force(phrase)
        if words in self.reading.registry.nouns["of_two"] and phrase.possessor is not None:
            return self._other(phrase)
        if phrase.determiner not in self.reading.registry.words["definite"] or phrase.of or phrase.possessor:
            return None
        noun = words.rsplit(" ", 1)[-1]
        nouns = self.reading.registry.nouns
        told = {t.i for t in phrase.before} & self.reading.describer.hits.keys()
        if noun in nouns["anybody"] and not told and not code:
            return self._anybody(phrase, noun)
        alike = self.reading.registry.alike
        group = alike.get(words) or alike.get(noun)
        like = self._like(phrase, words, group, code) if group else None
        return like or self._by_deed(phrase, noun, code) or self._nameless(phrase, words)

    def _other(self, phrase: Phrase) -> Chain | None:
        """ "His counterpart": the other of two persons spoken of together before."""
        two = self.reading.chains.groups.get("two persons", ())
        owner = self.reading.owner(phrase)
        others = [c for c in two if c.index != owner]
        return others[0] if len(two) == PAIR and len(others) == 1 else None

    def office_of_other(self, phrase: Phrase, words: str) -> set[str]:
        """The offices of whoever's counterpart it is: the other one's too."""
        if words not in self.reading.registry.nouns["counterparts"] or phrase.possessor is None:
            return set()
        owner = self.reading.chains_of(phrase.possessor)
        return self.reading.chains.nouns_of(owner[0]) if len(owner) == 1 and owner[0].kind == "person" else set()

    def _force(self, phrase: Phrase) -> Chain | None:
        """The police that bare "officers" are of, where they were spoken of just before."""
        here = phrase.head.sentence.index
        for reference in reversed(self.reading.recent):
            if here - reference.phrase.head.sentence.index > OFFICERS:
                return None
            chain = reference.chains[0]
            if len(reference.chains) == 1 and chain.sector[:1] == FORCE and chain.kind == "body":
                return chain
        return None

    def newer(self, phrase: Phrase, words: str, known: Chain | None) -> Chain | None:
        """The body of a like noun spoken of just now, where the one of this noun was left long ago; else ``known``."""
        if known is None or known.kind not in BODIES or len(phrase.before) > PAIR or phrase.of or phrase.possessor:
            return known
        group, here = self.reading.registry.alike.get(words, frozenset()), phrase.head.sentence.index
        for reference in reversed(self.reading.recent):
            if here - reference.phrase.head.sentence.index > LATELY:
                return known
            chain = reference.chains[0]
            if chain is known:
                return known
            alike = len(reference.chains) == 1 and chain.kind in BODIES and chain.number == known.number
            if alike and chain.sector == known.sector and group & self.reading.chains.nouns_of(chain):
                return chain
        return known

    def _nameless(self, phrase: Phrase, words: str) -> Chain | None:
        """ "The organisation", "the firm": a body by name of which the document has said no more; it is that, then."""
        sector = self.reading.registry.sorts_of_body.get(words)
        if sector is None or len(phrase.before) > len(words.split()) + 1 or phrase.plural:
            return None
        found: list[Chain] = []
        here = last = phrase.head.sentence.index
        for reference in reversed(self.reading.recent):
            if here - reference.phrase.head.sentence.index > SENTENCES:
                break
            if found and reference.phrase.head.sentence.index < last:
                break  # whoever was named since is meant
            last = reference.phrase.head.sentence.index
            for chain in reference.chains if reference.phrase.kind == "name" else ():
                if self._may_be(chain, reference.phrase, sector) and chain not in found:
                    found.append(chain)
        if len(found) != 1:
            return None
        if found[0].kind in UNSURE or found[0].kind == "person":
            found[0].kind, found[0].why = "body", f"named here; {words}"
        found[0].sector = found[0].sector or ((sector,) if sector != UNTOLD else ())
        return found[0]

    def _may_be(self, chain: Chain, phrase: Phrase, sector: str) -> bool:
        """Whether it is a body of that sector by a name that the registry lacks, or one of which no sector is known."""
        if not chain.why.startswith(("named here", "noun: ")) or chain.code == "IGO":
            return False
        if phrase.only_where or chain.number != "one":
            return False
        if chain.sector and sector == UNTOLD:
            return chain.kind in BODIES and not set(chain.sector[:1]) & STATE
        if chain.sector:
            return chain.sector[:1] == (sector,) and chain.kind != "person"
        if chain.kind == "person":
            return self._hardly_person(chain)
        return chain.why.split(";")[0] == "named here" and chain.kind in UNSURE and phrase.head.label not in PLACES

    def _hardly_person(self, chain: Chain) -> bool:
        """Whether nothing but the recogniser says that a name is a person's: no first name, no "he" or "she"."""
        said = chain.said & {"male", "female"}
        borne = any(self.reading.registry.is_borne(word) for word in chain.name.split())
        return is_person_by_label(chain) and " " in chain.name and not said and not borne

    def _by_deed(self, phrase: Phrase, noun: str, code: str | None) -> Chain | None:
        """ "the detainees", "the attackers": those to whom it was done, or who did it, a few sentences before."""
        deeds = self.reading.registry.deeds
        done, doing = deeds.get(f"{noun} <", frozenset()), deeds.get(f"{noun} >", frozenset())
        if not (done or doing) or self.reading.modifiers(phrase, noun):
            return None
        here = phrase.head.sentence.index
        for reference in reversed(self.reading.recent):
            head = reference.phrase.head
            if here - head.sentence.index > DEEDS:
                return None
            while head.dep == "conj" and head.head is not head:
                head = head.head
            verbs = done if head.dep in ("dobj", "nsubjpass") else doing if head.dep == "nsubj" else ()
            if head.head.lemma not in verbs or len(reference.chains) != 1 or head.head is phrase.head.head:
                continue
            chain = reference.chains[0]
            several = (chain.number == "many") == phrase.plural
            if chain.kind in PEOPLE and several and (not code or chain.code in (None, code)):
                return chain
        return None

    def _like(self, phrase: Phrase, words: str, group: frozenset[str], code: str | None) -> Chain | None:
        mine = self.reading.modifiers(phrase, words)
        here = phrase.head.sentence.index
        for reference in reversed(self.reading.recent):
            if here - reference.phrase.head.sentence.index > FAR:
                return None
            for chain in reference.chains:
                noun = chain.lemma if chain.lemma in group else chain.lemma.rsplit(" ", 1)[-1]
                number = (chain.number == "many") == phrase.plural or (chain.kind == "body" and phrase.plural)
                fits = noun in group and number  # "the police … the officers"
                if fits and (not code or chain.code in (None, code)) and mine <= chain.modifiers | {"local"}:
                    return chain
        return None

    def _anybody(self, phrase: Phrase, noun: str) -> Chain | None:
        """ "the men", "the woman": the last persons of that number and sex."""
        nouns = self.reading.registry.nouns
        sex = "male" if noun in nouns["male"] else "female" if noun in nouns["female"] else ""
        if self.reading.modifiers(phrase, noun):
            return None
        here = phrase.head.sentence.index
        for reference in reversed(self.reading.recent):
            if here - reference.phrase.head.sentence.index > SENTENCES:
                return None
            if len(reference.chains) != 1 or reference.phrase.head.head is phrase.head.head:
                continue
            chain = reference.chains[0]
            if chain.kind != "person" or (chain.number == "many") != phrase.plural:
                continue
            if chain.gender in ("", sex) or not sex or phrase.plural:
                return chain
        return None
