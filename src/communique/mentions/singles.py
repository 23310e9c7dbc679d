"""Ties a phrase to one actor: known actors, names that come back, nouns with a country, appositions."""

from __future__ import annotations

from communique.lexicon.registry import Actor, folded, government_of
from communique.mentions.chains import Chain
from communique.mentions.describing import Description
from communique.mentions.firms import is_same_sort, tell_body
from communique.mentions.phrases import Phrase
from communique.mentions.reading import Reading, plain
from communique.mentions.recalling import Recaller
from communique.mentions.serving import Serving
from communique.mentions.setting import SETTLED
from communique.mentions.things import Things
from communique.mentions.unlisted import Unlisted
from communique.mentions.wording import singular
from communique.model import Token

COURTS = {"court", "tribunal"}
SUBJECTS = ("nsubj", "nsubjpass")
PLACES = ("GPE", "LOC")
KINDS = ("state", "igo", "ngo", "armed", "party", "company", "media")


class Singles:
    """Finds or makes the chain of a phrase that names one actor."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.recaller = Recaller(reading)
        self.serving = Serving(reading)
        self.unlisted = Unlisted(reading, self.serving)
        self.things = Things(reading, self.unlisted)

    def one(self, phrase: Phrase, about: Description) -> Chain:
        if about.actor is not None:
            here = self._of_this_text(phrase, about.actor)
            return self._titled(here or self.known(about.actor, phrase), phrase)
        nation = self._nation(phrase)
        if nation is not None:
            return nation
        by_noun = about.agent is not None and about.words.split(" of ")[0].endswith(singular(phrase.head))
        if phrase.kind == "name" and about.proper and not by_noun:
            chain = self.unlisted.named(phrase, about)
            if chain.kind == "person" and about.agent is not None:
                self.held_before(chain, about.words)
            return chain
        return (
            self._again(phrase)
            or self._state_beside(phrase)
            or self._apposed(phrase, about)
            or self._nominal(phrase, about)
        )

    def _nation(self, phrase: Phrase) -> Chain | None:
        """ "The Turks" as those who act for the state, where the report has named it."""
        if len(phrase.before) != 2 or phrase.determiner != "the" or not phrase.plural or phrase.hit is None:
            return None
        alias = phrase.hit.role("people")
        if alias is None or phrase.head.dep not in SUBJECTS or phrase.of is not None:
            return None
        return self.reading.chains.get("actor", alias.actor.id)

    def _state_beside(self, phrase: Phrase) -> Chain | None:
        """ "Our neighbour Chad", "its ally, Chad", "Chad, a landlocked country"."""
        noun, nouns = singular(phrase.head), self.reading.registry.nouns
        if noun not in nouns["state"] | nouns["state_beside"] or phrase.plural or phrase.kind != "nominal":
            return None
        above = phrase.head.head if phrase.head.dep == "appos" else None
        other = phrase.head.child("appos") or above or self._next(phrase)
        if other is None or other.i not in self.reading.phrases or len(other.conjuncts()) > 1:
            return None
        chains = self.reading.chains_of(other)
        return chains[0] if len(chains) == 1 and chains[0].kind == "state" else None

    def _again(self, phrase: Phrase) -> Chain | None:
        """A name that came before and that the parser takes for a noun here: "Antunes promises …"."""
        head = phrase.head
        if not head.text[0].isupper() or head.text.isupper() or phrase.determiner or len(phrase.before) > 1:
            return None
        chain = self.reading.chains.get("name", folded(head.text))
        return chain if chain is not None and chain.why.startswith(("named here", "known")) else None

    def held_before(self, chain: Chain, words: str) -> None:
        """Ties an office that was spoken of before ("the minister") to its holder, who is named with it now."""
        held = self.reading.chains.holder_of(words, chain.code)
        held = held or self.reading.chains.holder_of(words.rsplit(" ", 1)[-1], chain.code)
        if held is not None and held is not chain and not held.modifiers and chain.mark is None and held.mark is None:
            self.reading.merge(held, chain)

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
                self.held_before(chain, words)
                self.reading.chains.note_noun(chain, words)
                self.reading.chains.note_noun(chain, words.rsplit(" ", 1)[-1])
        return chain

    def _apposed(self, phrase: Phrase, about: Description) -> Chain | None:
        """ "the bloc ECOWAS", "its leader Hery Rakoto"; "Dragan Ilic, leader of the union": one actor, two phrases."""
        if about.agent is None or phrase.plural:
            return None
        called = self._called(phrase)
        before = self._noun_before(phrase, about) if called is None else None
        if before is not None:
            return before
        behind = phrase.head.child("appos")
        if behind is not None and phrase.head.dep == "appos" and not self._is_name(behind):
            behind = None  # "Ana Vey, the speaker, a lawyer"
        other = called or self.reading.styled.get(phrase.head.i) or behind
        other = other or (phrase.head.head if phrase.head.dep == "appos" else None)
        if other is None or other.i not in self.reading.phrases:
            behind = self.reading.behind.get(phrase.head.i)
            other = self._next(phrase) or self._named_behind(phrase, about) or behind
        beside = self.reading.phrases.get(other.i) if other is not None else None
        if beside is not None and other is not None and beside.kind == "nominal" and other.i > phrase.head.i:
            other = self._called(beside)  # "the negotiator, a former colonel named Ivo Zorn"
            beside = self.reading.phrases.get(other.i) if other is not None else None
        if beside is None or beside.kind != "name" or other is None:
            return None
        if beside.plural and about.agent.kind == "person":
            return None
        if about.agent.kind == "body" and any(other is name for name in self.reading.behind.values()):
            return None  # "the head of the ferry office, Ana Vey"
        place = other.label == "GPE" or other.i in self.reading.describer.places
        if about.agent.kind == "body" and place and other.i > phrase.head.i:
            return None  # "Minutes of the Joint Commission, Accra"
        chains = self.reading.chains_of(other)
        if len(chains) != 1 or not is_same_sort(chains[0], about, self.reading.registry):
            return None
        if chains[0].kind == "state" and len(other.conjuncts()) > 1:
            return None  # "the Quartet (Chad, Mali, …)"
        if other.label in PLACES and chains[0].kind == "thing" and about.agent.kind == "body":
            return None  # "Session of the Joint Commission, Maputo"
        if not chains[0].why.startswith("known"):
            tell_body(chains[0], about, self.reading.registry)
            bearer = chains[0].name if chains[0].kind == "person" else ""
            code = about.code or self.reading.belonging.country(phrase, about, bearer)
            sector = self.serving.sector(phrase, about, about.code)
            if code and SETTLED in chains[0].why:  # the words beside say more than the report's country
                chains[0].code, chains[0].why = code, chains[0].why.removesuffix(SETTLED)
            self.unlisted.learn(chains[0], about._replace(code=code, sector=sector))
            opposite = about.words in self.reading.registry.nouns["counterparts"]
            if chains[0].owner is None and chains[0].code is None and not opposite:
                chains[0].owner = self.reading.owner(phrase)  # "its chairwoman, Ana Vey": she is of where it is
        if chains[0].kind == "person":
            self.held_before(chains[0], about.words)
        nouns = {about.words, about.words.rsplit(" ", 1)[-1]} | self.recaller.office_of_other(phrase, about.words)
        for noun in sorted(nouns):
            self.reading.chains.note_noun(chains[0], noun)
        return chains[0]

    def _is_name(self, token: Token) -> bool:
        phrase = self.reading.phrases.get(token.i)
        return phrase is not None and phrase.kind == "name"

    def _called(self, phrase: Phrase) -> Token | None:
        """The name that a noun is said to have: "a former colonel named Ivo Zorn"."""
        for clause in phrase.head.having("acl"):
            if clause.lemma in self.reading.registry.words["naming"]:
                return clause.child("oprd", "dobj")
        return None

    def _noun_before(self, phrase: Phrase, about: Description) -> Chain | None:
        """ "The rebels' negotiator, a former colonel": one person under two nouns."""
        head = phrase.head
        if head.dep != "appos" or head.head.i > head.i or about.agent is None or about.agent.kind != "person":
            return None
        if head.child("conj", "cc") is not None or head.head.child("conj", "cc") is not None:
            return None  # "a monk, a bishop and an imam"
        first = self.reading.phrases.get(head.head.i)
        if first is None or first.kind != "nominal" or first.plural or phrase.kind != "nominal":
            return None
        agent = self.reading.describer.agent_of(first)[1]
        chains = self.reading.chains_of(head.head) if agent is not None and agent.kind == "person" else ()
        return chains[0] if len(chains) == 1 and chains[0].kind == "person" else None

    def _named_behind(self, phrase: Phrase, about: Description) -> Token | None:
        """A person's name behind what an office is of: "a spokesman for the city, Ana Vey"."""
        if about.agent is None or about.agent.kind != "person":
            return None
        for place in phrase.places:
            name = place.child("appos")
            if name is not None and name.label == "PERSON" and not place.text[0].isupper():
                return name
        return None

    def _next(self, phrase: Phrase) -> Token | None:
        """The head of a name that follows at once: "the bloc ECOWAS" with both taken for subjects by the parser."""
        beside = self.reading.by_first.get(phrase.head.i + 1)
        if beside is None or beside.head.dep == "poss" or beside.head.sentence.block is not phrase.head.sentence.block:
            return None
        return beside.head if beside.kind == "name" and not beside.determiner else None

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
                    if self._can_be(actor, noun):
                        self.reading.chains.note_noun(chain, noun, phrase is None or not phrase.modifier)
        if actor.kind == "body" and actor.sector[:1] == ("LEG",) and phrase is not None:
            for noun in sorted(self.reading.registry.nouns["legislatures"]):
                self.reading.chains.note_noun(chain, noun, last=False)
        last = actor.name.rsplit(" ", 1)[-1].lower()
        if actor.kind in ("igo", "ngo", "body", "party", "armed", "company") and last in self.reading.registry.agents:
            self.reading.chains.note_noun(chain, last)
        if actor.kind == "person":
            for alias in (actor.name.rsplit(" ", 1)[-1], phrase.head.text if phrase else actor.name):
                self.reading.chains.keep(chain, "name", folded(alias))
        return chain

    def _can_be(self, actor: Actor, noun: str) -> bool:
        """Whether "the NOUN" can take up the actor: no republic is a kingdom, no bloc a court."""
        registry = self.reading.registry
        only = registry.sorts.get(noun)
        if only is not None and actor.kind == "state":
            return actor.code in only
        name = actor.name.lower()
        return noun not in registry.nouns["specific"] or noun in name or ({noun, "court"} <= COURTS and "court" in name)

    def _nominal(self, phrase: Phrase, about: Description) -> Chain:
        noun = singular(phrase.head)
        if noun in self.reading.registry.nouns["whole_sides"] and not phrase.plural and about.owner is not None:
            return self.known(about.owner, phrase)  # "the Namibian side"
        if about.agent is None:
            return self.things.of(phrase, about, noun)
        words = about.words
        definite = self.reading.is_definite(phrase) or (phrase.plural and len(phrase.before) == 1)
        definite = definite or (phrase.head.text[0].isupper() and len(phrase.before) == 1)  # "Summit decided …"
        code = about.code or (self.reading.belonging.country(phrase, about) if phrase.possessor is not None else None)
        government = self._is_government(phrase, words)
        setting = self.reading.setting
        if government and code is None and setting.issued and phrase.head.text[0].isupper() and phrase.of is None:
            code = setting.home  # "the Government" in its own paper
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
            known = self.recaller.newer(phrase, words, self.reading.as_written(phrase, words, known))
            known = known or self.recaller.recall(phrase, words, code)
            if known:
                self.reading.chains.note_noun(known, words)
                return known
        why = f"noun: {words}"
        if code is None:
            code = self._of_named(phrase) or self.serving.code(phrase, about)
            if code is None:
                code = self.reading.belonging.country(phrase, about)
                why += SETTLED if code in self.reading.registry.states else ""
            if government and code and code in self.reading.registry.states:
                return self._nominal(phrase, about._replace(code=code))
        sector = self.serving.sector(phrase, about, code)
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

    def _describes(self, modifiers: frozenset[str]) -> bool:
        """Whether the modifiers say nothing of which one it is."""
        registry = self.reading.registry
        return bool(modifiers) and not any(
            m in registry.words["telling"] or m in registry.modifiers or m in registry.agents for m in modifiers
        )

    def _is_government(self, phrase: Phrase, words: str) -> bool:
        """ "the administration", "the Honduran authorities"; but not "port authorities"."""
        nouns = self.reading.registry.nouns
        agent = self.reading.registry.agents.get(words)
        others = self.reading.modifiers(phrase, words) or (agent is not None and agent.sector not in ("", "GOV"))
        plain_plural = phrase.head.lower in nouns["governments"] and not others  # "judicial authorities" are judges
        return words in nouns["government"] or plain_plural

    def _alias(self, chain: Chain, about: Description) -> None:
        """ "the M-7 militia" is later called "the M-7"."""
        if about.proper and about.agent and about.agent.kind == "body":
            self.reading.chains.keep(chain, "name", folded(about.proper))
