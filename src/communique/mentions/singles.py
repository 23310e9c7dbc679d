"""Ties a phrase to one actor: known actors, names that come back, nouns with a country, appositions."""

from __future__ import annotations

from communique.lexicon.registry import Actor, folded, government_of
from communique.mentions.chains import THING, Chain
from communique.mentions.describing import Description
from communique.mentions.persons import names_person
from communique.mentions.phrases import Phrase
from communique.mentions.reading import Reading, plain
from communique.mentions.recalling import Recaller
from communique.mentions.setting import SETTLED
from communique.mentions.wording import singular
from communique.model import Token

BY_SECTOR = (
    ("company", frozenset(("BUS",))),
    ("armed", frozenset(("REB", "UAF", "PRM"))),
    ("party", frozenset(("PTY", "OPP"))),
    ("ngo", frozenset(("SOC", "LAB"))),
)
"""By which nouns a body that is only known from the text can be taken up, by its sector."""
PLACES = ("GPE", "LOC", "FAC")
PLAIN = ("named here", "named here; person", "named here; body")
"""Why of names of which nothing more is known."""
KINDS = ("state", "igo", "ngo", "armed", "party", "company", "media")


class Singles:
    """Finds or makes the chain of a phrase that names one actor."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.recaller = Recaller(reading)

    def one(self, phrase: Phrase, about: Description) -> Chain:
        if about.actor is not None:
            here = self._of_this_text(phrase, about.actor)
            return self._titled(here or self.known(about.actor, phrase), phrase)
        by_noun = about.agent is not None and about.words.endswith(singular(phrase.head))
        if phrase.kind == "name" and about.proper and not by_noun:
            return self._named(phrase, about)
        return self._again(phrase) or self._apposed(phrase, about) or self._nominal(phrase, about)

    def _again(self, phrase: Phrase) -> Chain | None:
        """A name that came before and that the parser takes for a noun here: "Antunes promises …"."""
        head = phrase.head
        if not head.text[0].isupper() or head.text.isupper() or phrase.determiner or len(phrase.before) > 1:
            return None
        chain = self.reading.chains.get("name", folded(head.text))
        return chain if chain is not None and chain.why.startswith(("named here", "known")) else None

    def _of_this_text(self, phrase: Phrase, actor: Actor) -> Chain | None:
        """A person of this text who has the surname of a known one: after "Maria Costa", "Costa" is she."""
        if actor.kind != "person" or phrase.hit is None or any(a.role == "name" for a in phrase.hit.aliases):
            return None
        chain = self.reading.chains.get("name", folded(phrase.head.text))
        return chain if chain is not None and chain.why.startswith("named here") else None

    def _titled(self, chain: Chain, phrase: Phrase) -> Chain:
        """After "President Bill Clinton", "the president" is he."""
        if chain.kind == "person":
            words, agent = self.reading.describer.title(phrase)
            if agent is not None:
                self.reading.chains.note_noun(chain, words)
                self.reading.chains.note_noun(chain, words.rsplit(" ", 1)[-1])
        return chain

    def _apposed(self, phrase: Phrase, about: Description) -> Chain | None:
        """ "the bloc ECOWAS", "its leader Hery Rakoto"; "Dragan Ilic, leader of the union": one actor, two phrases."""
        if about.agent is None or phrase.plural:
            return None
        other = self.reading.styled.get(phrase.head.i) or phrase.head.child("appos")
        other = other or (phrase.head.head if phrase.head.dep == "appos" else None)
        if other is None or other.i not in self.reading.phrases:
            other = self._next(phrase)
        beside = self.reading.phrases.get(other.i) if other is not None else None
        if beside is None or beside.kind != "name" or beside.plural or other is None:
            return None
        chains = self.reading.chains_of(other)
        if len(chains) != 1 or not self._same_sort(chains[0], about):
            return None
        if not chains[0].why.startswith("known"):
            code, sector = about.code or self.reading.country(phrase, about), self._of_whole(phrase, about)
            self._learn(chains[0], about._replace(code=code, sector=sector))
            if chains[0].owner is None and chains[0].code is None:
                chains[0].owner = self.reading.owner(phrase)  # "its chairwoman, Ana Vey": she is of where it is
        for noun in {about.words, about.words.rsplit(" ", 1)[-1]}:
            self.reading.chains.note_noun(chains[0], noun)
        return chains[0]

    def _next(self, phrase: Phrase) -> Token | None:
        """The head of a name that follows at once: "the bloc ECOWAS" with both taken for subjects by the parser."""
        beside = self.reading.by_first.get(phrase.head.i + 1)
        if beside is None or beside.head.dep == "poss" or beside.head.sentence.block is not phrase.head.sentence.block:
            return None
        return beside.head if beside.kind == "name" and not beside.determiner else None

    def _same_sort(self, chain: Chain, about: Description) -> bool:
        person = about.agent is not None and about.agent.kind == "person"
        if chain.why in PLAIN and not chain.sector:
            return True
        return person == (chain.kind == "person") and (not about.code or chain.code in (None, about.code))

    def known(self, actor: Actor, phrase: Phrase | None) -> Chain:
        """The chain of a known actor; ``phrase`` are the words that name it, where there are any."""
        chain = self.reading.keyed(
            ("actor", actor.id), actor.name, actor.code, actor.sector, actor.kind, f"known: {actor.name}"
        )
        chain.gender = actor.gender or chain.gender
        chain.wikidata = actor.wikidata or None
        chain.sector = chain.sector or actor.sector  # a state that is once named by its government
        for kind in KINDS:
            if actor.kind == kind:
                for noun in sorted(self.reading.registry.nouns[kind]):
                    if noun not in self.reading.registry.nouns["specific"] or noun in actor.name.lower():
                        self.reading.chains.note_noun(chain, noun)
        last = actor.name.rsplit(" ", 1)[-1].lower()
        if actor.kind in ("igo", "ngo", "body", "party", "armed", "company") and last in self.reading.registry.agents:
            self.reading.chains.note_noun(chain, last)
        if actor.kind == "person":
            for alias in (actor.name.rsplit(" ", 1)[-1], phrase.head.text if phrase else actor.name):
                self.reading.chains.keep(chain, "name", folded(alias))
        return chain

    def _named(self, phrase: Phrase, about: Description) -> Chain:
        """A proper name that the registry does not know, tied to its earlier mentions."""
        key = folded(about.proper)
        chain = self.reading.chains.get("name", key)
        people = about.agent is None and folded(phrase.head.text) in self.reading.peoples
        person = not people and names_person(phrase, about, self.reading.registry)
        if chain is None and (person or " " not in about.proper):
            chain = self.reading.chains.get("name", folded(phrase.head.text))
        if chain is None and people:
            chain = self._people(phrase, about)
        if chain is None:
            code = about.code or self.reading.country(phrase, about)
            known = any(t.i in self.reading.describer.hits for t in phrase.before[:-1])  # "Washington Irving"
            full = " " in about.proper or about.proper.isupper()  # one word alone may be anybody, or anywhere
            acting = about.agent or ((phrase.head.label == "ORG" or (full and _acts(phrase))) and not known)
            kind = "person" if person else "body" if acting else "thing"
            name = about.proper if person or not about.owner else plain(phrase)
            chain = self.reading.chains.new(
                name, code, about.sector, kind, _why(about.words if about.agent is not None else kind)
            )
            chain.number = "many" if phrase.plural else "one"
            chain.guessed = not about.code
            self.reading.chains.keep(chain, "name", key)
            self._remember(chain, phrase, about, person)
        self._learn(chain, about)
        return chain

    def _people(self, phrase: Phrase, about: Description) -> Chain:
        """A people that the registry does not know, by its name in the singular or plural."""
        name = phrase.head.text
        code = about.code or self.reading.country(phrase, about)
        one = name.removesuffix("s") if phrase.plural else name
        known = self.reading.chains.get("name", folded(one))
        if known is not None:
            return known
        chain = self.reading.chains.new(name, code, ("CVL",), "people", "named here; a people")
        chain.number = "many"
        self.reading.chains.keep(chain, "name", folded(one))
        self.reading.chains.keep(chain, "name", folded(name))
        return chain

    def _remember(self, chain: Chain, phrase: Phrase, about: Description, person: bool) -> None:
        """What later mentions may call it: a surname, an acronym in brackets, its noun."""
        if person:
            self.reading.chains.keep(chain, "name", folded(phrase.head.text))
            first, *others = about.proper.split(" ")
            for middle in others[:-1]:  # "Miriam Paz Cálix", later "Ms Paz"
                if len(middle) > 2:
                    self.reading.chains.keep(chain, "name", folded(middle))
            chain.gender = self.reading.registry.gender.get(first, "")
        elif " " in about.proper and phrase.head.pos == "PROPN" and not phrase.determiner and about.agent is None:
            self.reading.chains.keep(chain, "name", folded(phrase.head.text))  # a person's, for all that is known
        for child in phrase.head.children:
            if child.dep == "appos" and child.text.isupper() and len(child.text) <= 8:
                self.reading.chains.keep(chain, "name", folded(child.text))
        if about.agent:
            chain.lemma = about.words
            title = self.reading.registry.titles.get(about.words, about.words)
            for noun in {about.words, title, title.rsplit(" ", 1)[-1]}:
                self.reading.chains.note_noun(chain, noun)
        for kind, sectors in BY_SECTOR:
            if not person and set(about.sector[:1]) & sectors:
                for noun in sorted(self.reading.registry.nouns[kind] - self.reading.registry.nouns["specific"]):
                    self.reading.chains.note_noun(chain, noun)

    def _learn(self, chain: Chain, about: Description) -> None:
        if about.code and (chain.code is None or (chain.guessed and not chain.why.startswith("known"))):
            chain.code, chain.guessed = about.code, False
        if not chain.sector and about.sector:
            chain.sector = about.sector

    def _nominal(self, phrase: Phrase, about: Description) -> Chain:
        noun = singular(phrase.head)
        if noun in self.reading.registry.nouns["whole_sides"] and not phrase.plural and about.owner is not None:
            return self.known(about.owner, phrase)  # "the Namibian side"
        if about.agent is None:
            return self._thing(phrase, about, noun)
        words = about.words
        definite = self.reading.is_definite(phrase) or (phrase.plural and len(phrase.before) == 1)
        code = about.code or (self.reading.country(phrase, about) if phrase.possessor is not None else None)
        government = self._is_government(phrase, words)
        if (
            government
            and code
            and code in self.reading.registry.states
            and not (about.owner and about.owner.kind not in ("state", "region"))
        ):
            chain = self.known(government_of(self.reading.registry.states[code]), phrase)
            for name in self.reading.registry.nouns["government"]:
                self.reading.chains.note_noun(chain, name)
            return chain
        modifiers = self.reading.modifiers(phrase, words)
        if definite or about.agent.home:
            known = (
                self.reading.chains.of_noun(
                    words, modifiers, code, self.reading.owner(phrase), phrase.plural, self._describes(modifiers)
                )
                if not self.reading.indefinite(phrase)
                else None
            )
            known = known or self.recaller.recall(phrase, words, code)
            if known:
                self.reading.chains.note_noun(known, words)
                return known
        why = f"noun: {words}"
        if code is None:
            code = self._of_named(phrase)
            if code is None:
                code = self.reading.country(phrase, about)
                why += SETTLED if code in self.reading.registry.states else ""
            if government and code and code in self.reading.registry.states:
                return self._nominal(phrase, about._replace(code=code))
        sector = self._of_whole(phrase, about)
        chain = self.reading.chains.new(plain(phrase), code, sector, about.agent.kind, why)
        self.reading.shape(chain, phrase, words, modifiers)
        self._alias(chain, about)
        return chain

    def _of_named(self, phrase: Phrase) -> str | None:
        """The country of a body named before that stands before the noun: "Azimio lawmakers"."""
        for token in phrase.before[:-1]:
            chain = self.reading.chains.get("name", folded(token.text)) if token.pos == "PROPN" else None
            if chain is not None and chain.code and chain.kind != "person":
                return chain.code
        return None

    def _of_whole(self, phrase: Phrase, about: Description) -> tuple[str, ...]:
        """Its own sector; that of its possessor where its noun is weak, or an office that parties have too."""
        assert about.agent is not None
        for token in (phrase.possessor, phrase.of):
            whole = [c for c in self.reading.chains_of(token) if c.sector] if token is not None else []
            if not whole:
                continue
            office = about.sector == ("GOV",) and about.words in self.reading.registry.nouns["speakers"]
            inside = office and whole[0].kind in ("armed", "party", "ngo", "company", "body")
            if (not about.sector and about.agent.weak) or inside:
                return whole[0].sector
        employed = self.reading.employer(phrase, about) if not about.sector else None
        if employed is not None:
            return employed.sector
        return about.sector

    def _describes(self, modifiers: frozenset[str]) -> bool:
        """Whether the modifiers say nothing of which one it is."""
        registry = self.reading.registry
        return bool(modifiers) and not any(
            m in registry.words["telling"] or m in registry.modifiers or m in registry.agents for m in modifiers
        )

    def _is_government(self, phrase: Phrase, words: str) -> bool:
        """ "the administration", "the Honduran authorities"; but not "port authorities"."""
        nouns = self.reading.registry.nouns
        plain_plural = phrase.head.lower in nouns["governments"] and not self.reading.modifiers(phrase, words)
        return words in nouns["government"] or plain_plural

    def _alias(self, chain: Chain, about: Description) -> None:
        """ "the M-7 militia" is later called "the M-7"."""
        if about.proper and about.agent and about.agent.kind == "body":
            self.reading.chains.keep(chain, "name", folded(about.proper))

    def _thing(self, phrase: Phrase, about: Description, noun: str) -> Chain:
        if self.reading.is_definite(phrase) or phrase.kind == "name":
            known = self.reading.by_noun(phrase, noun)
            if known:
                return known
        chain = self.reading.fresh(phrase, plain(phrase), "thing", THING)
        chain.code = about.code or self.reading.owner_code(phrase)
        chain.sector = about.sector
        return chain


def _why(words: str) -> str:
    return "named here" if words == "thing" else f"named here; {words}"


def _acts(phrase: Phrase) -> bool:
    """Whether a name is the subject of a verb, or by whom something is done: somebody, then."""
    head = phrase.head
    if head.label in PLACES:  # it may be a state of its own
        return False
    while head.dep == "conj" and head.head is not head:
        head = head.head
    if head.dep == "pobj":
        return head.head.dep == "agent"
    return head.dep == "nsubj" and head.head.pos == "VERB"
