"""The two whom "both sides", "the Parties", "both armies" stand for, by what was named before."""

from __future__ import annotations

from communique.lexicon.registry import Actor, Agent, government_of, with_article
from communique.mentions.chains import Chain, unique
from communique.mentions.groups import pair_before
from communique.mentions.phrases import Phrase
from communique.mentions.reading import Reading, plain
from communique.mentions.singles import Singles
from communique.mentions.terms import Terms
from communique.mentions.wording import singular

PAIR = 2
SUBJECTS = ("nsubj", "nsubjpass")
NEAR = 16  # references looked back on for two of one noun
PEOPLE = ("person", "people", "body", "armed")
FIRST = 40  # references looked back on for two of a kind
ORGANS = ("MIL", "LEG", "COP", "JUD", "SPY")
"""Sectors of bodies of which every state has one."""
OFFICIAL = (("GOV",), ("MIL",), ("LEG",), ("COP",))


class Pairs:
    """Finds the two members of a pair."""

    def __init__(self, reading: Reading, singles: Singles, terms: Terms) -> None:
        self.reading = reading
        self.singles = singles
        self.terms = terms

    def both(self, phrase: Phrase, noun: str) -> tuple[Chain, ...]:
        """ "Both armies", "both Koreas": the last two of that noun, or whose names end so."""
        agent, nouns = self.reading.registry.agents.get(noun), self.reading.registry.nouns
        found: list[Chain] = []
        for reference in reversed(self.reading.recent[-FIRST:]):
            for chain in reference.chains:
                words = {chain.lemma.rsplit(" ", 1)[-1], chain.name.rsplit(" ", 1)[-1].lower()}
                alike = (
                    agent is not None and agent.sector and agent.kind == chain.kind and agent.sector in chain.sector[:1]
                )
                if (noun in words or alike) and chain not in found:
                    found.append(chain)
            if len(found) == PAIR:
                return tuple(sorted(found, key=lambda c: c.index))
        stately = agent is not None and agent.home and agent.sector in ORGANS and noun not in nouns["government"]
        return self._organs_of_pair(phrase, noun, agent) if agent is not None and stately else ()

    def _organs_of_pair(self, phrase: Phrase, noun: str, agent: Agent) -> tuple[Chain, ...]:
        """ "Both armies" of two states that were named: one army each."""
        states = self.reading.registry.states
        two = [states[c.code] for c in self._before(phrase, "state") if c.code in states]
        return unique([self._organ(state, noun, agent.sector, agent.kind) for state in two]) if len(two) == PAIR else ()

    def _organ(self, actor: Actor, noun: str, sector: str, kind: str) -> Chain:
        name = f"{noun} of {with_article(actor.name)}"
        chain = self.reading.keyed(
            ("agent", actor.id, noun), name, actor.code, (sector,), kind, f"{noun} of {actor.name}"
        )
        self.reading.chains.note_noun(chain, noun)
        return chain

    def of(self, phrase: Phrase, noun: str) -> tuple[Chain, ...]:
        """Those whom "both sides", "the two countries", "the Parties" mean; someone new where two cannot be found."""
        nouns = self.reading.registry.nouns
        alone = phrase.kind == "pronoun" and phrase.head.lower in nouns["surely_pairing"]
        held = self._office_holders(phrase, noun)
        if held:
            return held
        counted = self._just_counted(phrase) if alone else None
        if counted is not None:
            return (counted,)
        if noun in nouns["persons"] and any(t.lower == "two" for t in phrase.before):
            two = self._two_counted(phrase)
            if two is not None:
                return (two,)
        known = self.sides(phrase) if noun in nouns["camps"] else ()
        alone = phrase.head.lower in nouns["alone_pairing"]  # "Both have …" is no defined term
        term = phrase.head.text[0].isupper() and not (alone and self._just_spoken_of(phrase, known))
        if known and not term:
            return known
        wanted = "state" if noun in nouns["state"] | nouns["statelike"] else "any"
        if noun in self.reading.registry.nouns["persons"]:
            wanted = "person"
        far = term and noun in nouns["camps"]  # "the Parties" of the whole text
        if far:
            found = self.terms.parties() or self._before(phrase, "state", far=True)
            if found:
                return found
        alike = self._of_noun(phrase, noun) if noun not in nouns["state"] | nouns["camps"] | nouns["statelike"] else ()
        if alike:
            return alike
        found = self._before(phrase, wanted, far=far) or (self._with_issuer() if wanted != "person" else ())
        for other in ("any", "all", "person"):
            found = found or self._before(phrase, other)
        found = self._against_own_state(found)
        if found:
            if noun in nouns["camps"]:
                self.reading.chains.groups["sides"] = found
            if all(c.kind == "person" for c in found):
                self.reading.chains.groups["two persons"] = found
            return found
        return (self._unnamed(phrase, noun),)

    def _just_counted(self, phrase: Phrase) -> Chain | None:
        """ "Two boys drowned. Both …", "the pair … Both": the two of one noun that were spoken of last."""
        for reference in reversed(self.reading.recent[-NEAR:]):
            if phrase.head.sentence.index - reference.phrase.head.sentence.index > 1:
                return None
            chain, phrased = reference.chains[0], reference.phrase
            pair = chain.lemma in self.reading.registry.nouns["twosomes"]
            two = phrased.plural and phrased.head.dep in SUBJECTS and any(t.lower == "two" for t in phrased.before)
            if len(reference.chains) == 1 and (pair or (two and chain.kind in PEOPLE)):
                return chain
            if len(reference.chains) == PAIR:
                return None
        return None

    def _office_holders(self, phrase: Phrase, noun: str) -> tuple[Chain, ...]:
        """ "The two presidents" of whom none was spoken of: those of the two states named just before."""
        agents, nouns = self.reading.registry.agents, self.reading.registry.nouns
        agent = agents.get(noun)
        if agent is None or agent.kind != "person" or agent.sector != "GOV" or noun not in nouns["persons"]:
            return ()
        here = phrase.head.sentence.index
        near = [r for r in self.reading.recent[-FIRST:] if here - r.phrase.head.sentence.index <= 1]
        persons = {c.index for r in near for c in r.chains if c.kind == "person" and c.number == "one"}
        states = unique([c for r in near for c in r.chains if c.kind == "state" and r.phrase.head.i < phrase.head.i])
        if persons or len(states) != PAIR or len(self.reading.chains.named_with(noun)) >= PAIR:
            return ()
        known = [self.reading.registry.states.get(c.code or "") for c in states]
        return tuple(self._organ(s, noun, agent.sector, agent.kind) for s in known if s is not None)

    def _two_counted(self, phrase: Phrase) -> Chain | None:
        """ "Two fishermen were shot … the two men": those who were counted, where no two were named since."""
        agent = self.reading.registry.agents.get(singular(phrase.head))
        for reference in reversed(self.reading.recent[-FIRST:]):
            chain = reference.chains[0]
            if len(reference.chains) == PAIR and all(c.kind == "person" for c in reference.chains):
                return None
            if chain.kind == "person" and chain.why.startswith(("named", "known")) and chain.number == "one":
                return None
            several = "two" in chain.modifiers and chain.number == "many" and chain.kind in ("person", "people")
            of_them = agent is None or not agent.sector[:1] or agent.sector == "CVL" or agent.sector in chain.sector
            if len(reference.chains) == 1 and several and of_them:
                return chain
        return None

    def _just_spoken_of(self, phrase: Phrase, two: tuple[Chain, ...]) -> bool:
        """Whether the two were spoken of as a pair in the sentence before: "Neither side has … Both promised …"."""
        near = (r for r in self.reading.recent[-12:] if phrase.head.sentence.index - r.phrase.head.sentence.index <= 1)
        return bool(two) and any(set(r.chains) == set(two) for r in near)

    def _of_noun(self, phrase: Phrase, noun: str) -> tuple[Chain, ...]:
        """The only two that were called so: "the delegation of Chad … the two delegations"."""
        found = unique([c for r in self.reading.recent[-FIRST:] for c in r.chains if c.number == "one"])
        called = [c for c in found if c.lemma.rsplit(" ", 1)[-1] == noun and c.kind != "thing"]
        return tuple(called) if len(called) == PAIR else ()

    def _unnamed(self, phrase: Phrase, noun: str) -> Chain:
        """Two of whom the document names neither: "the Contracting Parties", and later "each Contracting Party"."""
        known = self.reading.chains.get("pair", noun)
        fresh = known or self.reading.fresh(phrase, plain(phrase), "people", "a pair whose members are not named")
        return self.reading.chains.keep(fresh, "pair", noun)

    def before(self, phrase: Phrase) -> tuple[Chain, ...]:
        """The two sides spoken of before the phrase, in the order in which they were named first."""
        return self.sides(phrase) or self._before(phrase, "any")

    def _before(self, phrase: Phrase, wanted: str, far: bool = False) -> tuple[Chain, ...]:
        reading = self.reading
        registry = reading.registry
        weapons, mediating = registry.nouns["weapons"], registry.words["mediating"]
        return pair_before(phrase, reading.recent, reading.references, wanted, weapons, far, mediating)

    def _with_issuer(self) -> tuple[Chain, ...]:
        """The state whose office issues the paper, with the only other state that it has named."""
        setting, states = self.reading.setting, self.reading.registry.states
        if not setting.issued or setting.home not in states:
            return ()
        named = unique([c for r in self.reading.recent for c in r.chains if c.kind == "state"])
        others = [c for c in named if c.code != setting.home]
        if len(others) != 1:
            return ()
        return unique([self.singles.known(government_of(states[setting.home]), None), others[0]])

    def _against_own_state(self, two: tuple[Chain, ...]) -> tuple[Chain, ...]:
        """The same, but for rebels beside their own state, if its officials are spoken of more than the second."""
        rebels = [c for c in two if c.sector[:1] == ("REB",)]
        state = self.reading.registry.states.get(rebels[0].code or "") if len(rebels) == 1 else None
        other = next((c for c in two if c is not rebels[0]), None) if len(rebels) == 1 else None
        if state is None or other is None or other.code == state.code:
            return two
        near = [c for r in self.reading.recent[-FIRST:] for c in r.chains]
        own = sum(c.code == state.code and c.sector[:1] in OFFICIAL for c in near)
        if own <= sum(c is other for c in near):
            return two
        return unique([self.singles.known(government_of(state), None), rebels[0]])

    def sides(self, phrase: Phrase) -> tuple[Chain, ...]:
        """The two whom the document has spoken of as its sides, unless two others were just named together."""
        known = self.reading.chains.groups.get("sides", ())
        here = phrase.head.sentence.index
        for reference in reversed(self.reading.recent[-12:]) if known else ():
            head = reference.phrase.head
            if here - head.sentence.index > 1:
                break
            heads = head.conjuncts() if head.dep != "conj" else []
            if len(heads) == 2 and all(c.kind == "state" for t in heads for c in self.reading.chains_of(t)):
                return ()
        return known
