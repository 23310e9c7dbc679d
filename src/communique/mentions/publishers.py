"""Who says "we" in a statement of its own that no heading and no letterhead names: the body that opens it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.lexicon.registry import folded
from communique.mentions.chains import Chain
from communique.mentions.phrases import Phrase
from communique.mentions.reading import Reading, plain
from communique.mentions.wording import singular
from communique.model import Span, Token

BODIES = ("body", "igo", "ngo", "party", "armed", "company")
OPENING = 3  # sentences, headings among them
_NAME = re.compile(r"[A-Z][\w'’&-]*(?: [\w'’&-]+)*")
UNSURE = ("body", "thing")
PRESENT = ("VBZ", "VBP")


class Publishers:
    """Finds the organisation whose statement a document is by its first words ("The Confederation announces …")."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def of(self, pronoun: Token) -> Chain | None:
        """The body that "we" and "our" of the prose itself stand for; None for "I", and in a report from a place."""
        reading = self.reading
        if pronoun.lower in reading.registry.words["alone"]:
            return None
        opening = [s for s in reading.text.sentences[:OPENING] if s.start < pronoun.start]
        subjects = [t for s in opening for t in s.tokens if self._opens(t) and t.start < pronoun.start]
        advocating = [t for t in subjects if t.head.lemma in reading.registry.words["advocating"]]
        if reading.dateline is not None:  # "Voices for Zorn condemns …" in the headline and under the dateline
            subjects = [t for t in advocating[1:] if t.lower == advocating[0].lower]
        for token in subjects:
            chains = reading.chains_of(token)
            if len(chains) != 1 or not self._is_named(reading.phrases[token.i]):
                continue
            if chains[0].kind in UNSURE and not chains[0].code and token in advocating:
                chains[0].kind, chains[0].code, chains[0].why = "ngo", "NGO", "named here; charity"
                chains[0].sector = chains[0].sector or ("SOC",)
                chains[0].name = plain(reading.phrases[token.i])
            if chains[0].kind in BODIES:
                return chains[0]
        return None

    def letterhead(self, asides: Sequence[Span]) -> Chain | None:
        """The non-governmental body whose name a heading, or the line of a paper's place and date, begins with."""
        text = self.reading.text
        headings = [(b.start, b.end) for b in text.blocks[:OPENING] if b.kind == "heading"]
        for start, end in sorted((*asides[:1], *headings)):
            words = _NAME.match(text.text, start, end)
            if words is None or not self.reading.describer.bodies.charitable(words.group().split()):
                continue
            name = words.group()
            chain = self.reading.keyed(("name", folded(name)), name, "NGO", ("SOC",), "ngo", "named here; charity")
            chain.spans[words.span()] = "name"
            for noun in sorted({name.rsplit(" ", 1)[-1].lower(), *self.reading.registry.nouns["ngo"]}):
                self.reading.chains.note_noun(chain, noun)
            return chain
        return None

    def _opens(self, token: Token) -> bool:
        """Whether it is the subject of the whole sentence, in the present, and no quotation."""
        subject = token.dep == "nsubj" and token.head.dep == "ROOT" and token.head.tag in PRESENT
        return subject and token.i in self.reading.phrases and token.i not in self.reading.quoted

    def _is_named(self, phrase: Phrase) -> bool:
        """Whether it is a name, if of words that are no names elsewhere: "Bread of Heaven", "Voices for Zorn"."""
        words = phrase.before[-1:] if phrase.kind == "name" else (phrase.head, *phrase.places[:1])
        large = all(t.text[0].isupper() for t in words) and (phrase.kind == "name" or len(words) > 1)
        return large and singular(phrase.head) not in self.reading.registry.agents if phrase.kind != "name" else large
