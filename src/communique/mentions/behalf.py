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
        office = chain.sector[:1] in OFFICES or (chain.index in self._official and not chain.sector)
        if chain.index in self._local or not office:
            return None
        state = self.reading.registry.states.get(chain.code or "")
        return self.singles.known(government_of(state), None) if state is not None else None

    def of_office(self) -> Chain | None:
        """The state on whose behalf a paper of its own says "we": the one whose office is in the heading."""
        setting = self.reading.setting
        state = self.reading.registry.states.get(setting.home or "") if setting.issued else None
        return self.singles.known(government_of(state), None) if state is not None else None

    def _by_words(self, phrase: Phrase, about: Description, words: str) -> Chain | None:
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

    def _by_noun(self, words: str, about: Description) -> Chain | None:
        """ "police spokesman": the police, where they are named too."""
        body = words.rsplit(" ", 1)[0] if " " in words else ""
        if not body or body in self.reading.registry.nouns["government"]:
            return None
        code = about.code
        return self.reading.chains.of_noun(body, frozenset(), code, None, False) if code else None
