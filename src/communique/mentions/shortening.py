"""Takes up a body by a short form of its name: "the LDF", "the Monitor", "the Bloco"."""

from __future__ import annotations

from collections.abc import Callable

from communique.lexicon.registry import is_acronym
from communique.mentions.chains import Chain
from communique.mentions.phrases import Phrase
from communique.mentions.reading import Reading

NAMED = ("body", "armed", "party", "ngo", "igo", "company", "media", "thing")
SMALL = 3  # letters up to which a word of a name is none of its initials ("of", "the")


class Shortener:
    """Finds the body that a short name stands for among those that the document has named in full."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def find(self, phrase: Phrase) -> Chain | None:
        """The last body whose initials or one of whose words the name is; None where several would do."""
        word = phrase.head.text
        if phrase.kind != "name" or phrase.hit is not None or phrase.plural or len(self._name(phrase)) != 1:
            return None
        if is_acronym(word):
            return self._only(
                word, lambda words: "".join(w[0] for w in words if len(w) > SMALL or w[0].isupper()) == word
            )
        if not phrase.determiner and phrase.head.i not in self.reading.describer.places:
            return self._only(word, lambda words: word == words[0], ("BUS",))
        if phrase.determiner not in self.reading.registry.words["definite"]:
            return None
        return self._only(word, lambda words: word in (words[0], words[-1]))

    def _name(self, phrase: Phrase) -> list[str]:
        return [t.text for t in phrase.before if t.dep not in ("det", "punct", "case")]

    def _only(self, word: str, fits: Callable[[list[str]], bool], sector: tuple[str, ...] = ()) -> Chain | None:
        found: list[Chain] = []
        for chain in self.reading.chains.all:
            words = chain.name.split()
            named = (
                chain.kind in NAMED
                and chain.spans
                and chain.sector[:1] in ((sector,) if sector else (chain.sector[:1],))
                and len(words) > 1
                and words[0][0].isupper()
            )
            if named and chain.name != word and fits(words) and chain.why.startswith(("named", "known", "noun")):
                found.append(chain)
        return found[0] if len(found) == 1 else None
