"""Reads the sector of somebody off whom he or she serves: possessors, employers, bodies that were just spoken of."""

from __future__ import annotations

from communique.mentions.belonging import EMPLOYERS
from communique.mentions.chains import Chain
from communique.mentions.describing import Description
from communique.mentions.phrases import Phrase
from communique.mentions.reading import Reading
from communique.mentions.sectors import STATE

INSIDE = ("armed", "party", "ngo", "company", "body")
"""Kinds of bodies that have ministers and presidents of their own."""
PARTISAN = (("PTY",), ("OPP",))
RISEN = (("REB",), ("PRM",), ("UAF",))
FORCED = (("MIL",), ("COP",))
FORCES = 1  # sentences looked back on for the force that "the officers" are of
SENTENCES = 1  # looked back on for the body that "a spokesman" speaks for


class Serving:
    """Says of what sector those are whose noun alone does not tell."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def sector(self, phrase: Phrase, about: Description, code: str | None) -> tuple[str, ...]:
        """Its own sector; that of its possessor where its noun is weak, or an office that parties have too."""
        assert about.agent is not None
        nouns = self.reading.registry.nouns
        if about.words in nouns["uniformed"] and len(about.sector) == 1:
            return self._force_of(phrase) or about.sector
        if about.words in nouns["pleaders"] and self.reading.litigants is not None:
            return ("GOV",)  # "its Agent" before a court
        for token in (phrase.possessor, phrase.of):
            whole = [c for c in self.reading.chains_of(token) if c.sector] if token is not None else []
            if whole and self._is_part(about, whole[0], token is phrase.possessor):
                return whole[0].sector
        inside = self._body_before(phrase, about)
        if inside is not None:
            return inside.sector
        employed = self.reading.belonging.employer(phrase, about) if not about.sector else None
        if employed is not None:
            return employed.sector
        if about.sector or not about.agent.weak or about.words not in nouns["official"] or phrase.plural:
            return about.sector
        if about.agent.kind == "body" and (phrase.possessor or self.reading.modifiers(phrase, about.words)):
            return ("GOV",)  # "Vey's office", "the village council": of nobody who was spoken of before
        served = self.spoken_of(phrase)
        waiting = about.words in nouns["attendants"] and about.words not in nouns["spokesmen"]  # no army has aides
        if served is not None and not (waiting and served.sector[:1] in FORCED):
            return served.sector
        return ("GOV",) if code in self.reading.registry.states else ()

    def _is_part(self, about: Description, whole: Chain, possessed: bool) -> bool:
        """Whether it has the sector of the body whose it is: a party's president, a firm's board, rebels' troops."""
        assert about.agent is not None
        nouns = self.reading.registry.nouns
        if not about.sector and about.agent.weak:
            return True
        if about.sector[:1] == ("GOV",) and (
            about.words in nouns["speakers"] or (possessed and about.agent.kind == "body")
        ):
            return whole.kind in INSIDE and not set(whole.sector[:1]) & STATE
        if about.words in nouns["followers"]:
            return whole.sector[:1] in PARTISAN or whole.sector[1:] == ("PTY",)
        if about.words in nouns["chiefs"]:
            return whole.kind in INSIDE
        return about.sector[:1] == ("MIL",) and whole.sector[:1] in RISEN

    def _body_before(self, phrase: Phrase, about: Description) -> Chain | None:
        """The body spoken of before whose office is meant: "federation president Ana Vey"."""
        if about.sector != ("GOV",) or about.words not in self.reading.registry.nouns["speakers"]:
            return None
        agents = self.reading.registry.agents
        for token in phrase.before[:-1]:
            agent = agents.get(token.lower) if token.dep in ("compound", "nmod") else None
            if agent is None or agent.kind != "body" or token.lower in about.words.split():
                continue
            chain = self.reading.chains.of_noun(token.lower, frozenset(), None, None, False)
            if chain is not None and chain.kind in INSIDE and chain.sector and not set(chain.sector[:1]) & STATE:
                return chain
        return None

    def code(self, phrase: Phrase, about: Description) -> str | None:
        """The code of the organisation that somebody with a weak title serves, where it was spoken of just before."""
        agent = about.agent
        source = self._source(phrase, about)
        if source is not None:
            return source.code
        if agent is None or agent.kind != "person" or not agent.weak or about.sector or phrase.plural:
            return None
        if phrase.possessor or phrase.of or about.words not in self.reading.registry.nouns["staff"]:
            return None
        served = self.spoken_of(phrase)
        return served.code if served is not None and served.kind in ("ngo", "igo") else None

    def _source(self, phrase: Phrase, about: Description) -> Chain | None:
        """The person whose aide it is that a report has this from: "Ana Vey, according to an aide, will resign"."""
        if about.words not in self.reading.registry.nouns["retinue"] or phrase.possessor or phrase.of:
            return None
        to = phrase.head.head if phrase.head.dep == "pobj" else None
        if to is None or to.head.lower != "according":
            return None
        verb = next((t for t in to.head.ancestors() if t.pos in ("VERB", "AUX")), None)
        subject = verb.child("nsubj", "nsubjpass") if verb is not None else None
        chains = self.reading.chains_of(subject) if subject is not None else ()
        return chains[0] if len(chains) == 1 and chains[0].kind == "person" and chains[0].code else None

    def _force_of(self, phrase: Phrase) -> tuple[str, ...]:
        """The sector of the army or police spoken of last: its officers are meant."""
        here = phrase.head.sentence.index
        for reference in reversed(self.reading.recent):
            if here - reference.phrase.head.sentence.index > FORCES:
                return ()
            for chain in reference.chains:
                if chain.sector[:1] in FORCED:
                    return chain.sector[:1]
        return ()

    def represented(self, phrase: Phrase) -> Chain | None:
        """The delegation or body that a person leads or stands for: "the delegation of Chad was led by Ana Vey"."""
        verb = phrase.head.head.head if phrase.head.dep == "pobj" and phrase.head.head.dep == "agent" else None
        if verb is None or verb.lemma not in self.reading.registry.words["representing"]:
            return None
        led = verb.child("nsubjpass") or (verb.head if verb.dep in ("acl", "relcl") else None)
        chains = self.reading.chains_of(led) if led is not None else ()
        return chains[0] if len(chains) == 1 and chains[0].code else None

    def spoken_of(self, phrase: Phrase) -> Chain | None:
        """The body that was spoken of just before: "The company closed the mine. A spokesman said …"."""
        here = phrase.head.sentence.index
        for reference in reversed(self.reading.recent):
            if here - reference.phrase.head.sentence.index > SENTENCES:
                return None
            if len(reference.chains) == 1 and reference.chains[0].kind in EMPLOYERS and reference.chains[0].sector:
                return reference.chains[0]
        return None
