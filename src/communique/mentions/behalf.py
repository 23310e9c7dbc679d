"""On whose behalf somebody says "we": a spokesman on that of his ministry's state, a chairwoman for her union."""

from __future__ import annotations

from communique.lexicon.registry import government_of
from communique.mentions.chains import Chain
from communique.mentions.describing import Description
from communique.mentions.phrases import Phrase
from communique.mentions.reading import Reading
from communique.mentions.singles import Singles

SPOKEN_FOR = ("state", "government", "igo", "ngo", "armed", "party", "body", "company")
"""Kinds of those on whose behalf others speak."""
OPENING = 4  # sentences among which headings say whose statement it is
SUBJECTS = ("nsubj", "nsubjpass")
FORCES = (("MIL",), ("COP",), ("REB",))
OFFICES = (("GOV",),)


class Behalf:
    """Notes whom the persons of a document serve while it is being read, and tells for whom they say "we"."""

    def __init__(self, reading: Reading, singles: Singles) -> None:
        self.reading = reading
        self.singles = singles
        self.serving = singles.serving
        self._served: dict[int, Chain] = {}
        self._official: set[int] = set()
        self._local: set[int] = set()

    def note(self, chain: Chain, phrase: Phrase, about: Description) -> None:
        """Keeps whom the words of a phrase say that its person speaks for: "the union's chairwoman", "leader of X"."""
        if chain.kind != "person" or chain.number != "one":
            return
        words, agent = self.reading.describer.title(phrase) if phrase.kind == "name" else (about.words, about.agent)
        if agent is None:
            words, agent = about.words, about.agent  # "the High Representative"
        if agent is None:
            return
        if set(words.split()) & self.reading.registry.nouns["local_officers"]:
            self._local.add(chain.index)
        if words in self.reading.registry.nouns["spokesmen"]:
            self._official.add(chain.index)
        served = self._by_words(phrase, about, words)
        if served is not None and served is not chain:
            self._served.setdefault(chain.index, served)

    def of(self, chain: Chain) -> Chain | None:
        """The actor that ``chain`` means by "we"; None where it is no office that says."""
        if chain.kind != "person" or chain.number != "one":
            return None
        served = self._served.get(chain.index)
        if served is not None:
            return served
        force = self._force(chain)
        if force is not None:
            return force
        office = chain.sector[:1] in OFFICES or (chain.index in self._official and not chain.sector)
        if chain.index in self._local or not office:
            return None
        state = self.reading.registry.states.get(chain.code or "")
        return self.singles.known(government_of(state), None) if state is not None else None

    def _force(self, chain: Chain) -> Chain | None:
        """The army or police of an officer, where the report speaks of just one of his country."""
        if chain.sector[:1] not in FORCES:
            return None
        bodies = [c for c in self.reading.chains.all if c.spans and c.kind == "body" and c.number == "one"]
        own = [c for c in bodies if c.sector[:1] == chain.sector[:1] and c.code == chain.code]
        return own[0] if len(own) == 1 else None

    def opened_with(self, speaker: Chain) -> str | None:
        """The state that a spokesman's statement begins with: "Statement by Ana Vey, Spokesperson. Chad has …"."""
        sentences, nouns = self.reading.text.sentences, self.reading.registry.nouns["spokesmen"]
        headings = [t.lower for s in sentences[:OPENING] if s.block.kind == "heading" for t in s.tokens]
        first = next((s for s in sentences if s.block.kind != "heading"), None)
        if speaker.kind != "person" or not nouns & set(headings):
            return None
        subject = next((t for t in first.tokens if t.dep in SUBJECTS and t.head.dep == "ROOT"), None) if first else None
        hit = self.reading.describer.hits.get(subject.i) if subject is not None else None
        actor = hit.aliases[0].actor if hit is not None else None
        return actor.code if actor is not None and actor.kind in ("state", "government") else None

    def of_office(self) -> Chain | None:
        """The state on whose behalf a paper of its own says "we": the one whose office is in the heading."""
        setting = self.reading.setting
        state = self.reading.registry.states.get(setting.home or "") if setting.issued else None
        return self.singles.known(government_of(state), None) if state is not None else None

    def _by_words(self, phrase: Phrase, about: Description, words: str) -> Chain | None:
        represented = self._on_behalf(phrase)
        if represented is not None:
            return represented
        noun = words.rsplit(" ", 1)[-1]
        if noun not in self.reading.registry.nouns["speakers"]:
            return None
        for token in (phrase.possessor, phrase.of):
            chains = self.reading.chains_of(token) if token is not None else ()
            many = token is phrase.possessor and len(chains) == 1 and chains[0].kind == "people"
            if len(chains) == 1 and (chains[0].kind in SPOKEN_FOR or many):
                return chains[0]
        if about.owner is not None and about.owner.kind in SPOKEN_FOR and about.owner.kind != "state":
            return self.singles.known(about.owner, None)
        served = self._by_noun(words, about)
        if served is None and words in self.reading.registry.nouns["staff"] and not (phrase.possessor or phrase.of):
            served = self.serving.spoken_of(phrase)
        return served

    def _on_behalf(self, phrase: Phrase) -> Chain | None:
        """ "The High Representative on behalf of the Union": the Union."""
        tokens, at = phrase.head.sentence.tokens, phrase.head.i - phrase.head.sentence.tokens[0].i
        for token in tokens[at + 1 : at + 4]:
            of = token.child("prep") if token.lower in self.reading.registry.words["standing_for"] else None
            noun = of.child("pobj") if of is not None else None
            chains = self.reading.chains_of(noun) if noun is not None else ()
            if len(chains) == 1 and chains[0].kind in SPOKEN_FOR:
                return chains[0]
        return None

    def _by_noun(self, words: str, about: Description) -> Chain | None:
        """ "police spokesman": the police, where they are named too."""
        body = words.rsplit(" ", 1)[0] if " " in words else ""
        if not body or body in self.reading.registry.nouns["government"]:
            return None
        code = about.code
        return self.reading.chains.of_noun(body, frozenset(), code, None, False) if code else None
