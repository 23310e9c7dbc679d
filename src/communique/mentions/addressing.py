"""Whom "you" means: whom a turn, a post or the words turn to ("To the families: you …", "Ministers, you …")."""

from __future__ import annotations

from collections.abc import Sequence

from communique.mentions.chains import Chain, unique
from communique.mentions.labels import Labels
from communique.mentions.reading import Reading
from communique.model import Block, Token

SHORT = 8  # words of a salutation that is a paragraph by itself
CLOSING = (",", ":", "!")
ENDING = (".", "!", "?", ",", ";", ":")
PREDICATES = ("VERB", "AUX")


class Addressing:
    """Finds those whom the text around a pronoun of the second person speaks to."""

    def __init__(self, reading: Reading, labels: Labels) -> None:
        self.reading = reading
        self.labels = labels

    def of(self, pronoun: Token) -> tuple[Chain, ...]:
        """Those whom the turn, the words before the pronoun or the letter around it turn to, or whom a post answers."""
        block = pronoun.sentence.block
        turned = self.labels.addressed(block)
        if turned is not None:
            return (turned,)
        called = self._by_words(pronoun) if pronoun.i not in self.reading.quoted else ()
        account = self._account_before(pronoun) or self.labels.replied_to(block) if not called else None
        return called if account is None else (account,)

    def _by_words(self, pronoun: Token) -> tuple[Chain, ...]:
        block = pronoun.sentence.block
        return (
            self._called_behind(pronoun) or self._called(pronoun) or self._turned_to(pronoun) or self._of_letter(block)
        )

    def _account_before(self, head: Token) -> Chain | None:
        """The account that a post speaks to: the last one in the same paragraph before "you"."""
        for reference in reversed(self.reading.recent):
            other = reference.phrase.head
            if other.sentence.block is not head.sentence.block:
                return None
            if other.text[0] == "@" and len(reference.chains) == 1:
                return reference.chains[0]
        return None

    def _called_behind(self, pronoun: Token) -> tuple[Chain, ...]:
        """ "Thank you, President Vey." """
        tokens, at = pronoun.sentence.tokens, pronoun.i - pronoun.sentence.tokens[0].i
        phrase = self.reading.by_first.get(pronoun.i + 2)
        if phrase is None or phrase.kind != "name" or tokens[at + 1].text != "," or phrase.head.dep == "conj":
            return ()
        behind = next((t for t in tokens if t.start >= phrase.end), None)
        return self._named(phrase.head) if behind is None or behind.text in ENDING else ()

    def _called(self, pronoun: Token) -> tuple[Chain, ...]:
        """Who is called at the head of a sentence of the paragraph: "Embassy of Chad, your letter says …"."""
        sentences = pronoun.sentence.block.sentences
        for sentence in reversed([s for s in sentences if s.index <= pronoun.sentence.index]):
            phrase = self.reading.by_first.get(sentence.tokens[0].i)
            if phrase is None or phrase.determiner or phrase.kind == "pronoun":
                continue
            behind = [t for t in sentence.tokens if t.start >= phrase.end][:2]
            second = len(behind) > 1 and self.reading.registry.pronouns.get(behind[1].lower) == "second"
            if second and behind[0].text == "," and phrase.head.i < pronoun.i:
                return self._named(phrase.head)
        return ()

    def _turned_to(self, pronoun: Token) -> tuple[Chain, ...]:
        """ "To the families: …", "I say to both chiefs: …" in the same paragraph."""
        before = [t for s in pronoun.sentence.block.sentences for t in s.tokens if t.i < pronoun.i]
        colon = next((n for n in range(len(before) - 1, 0, -1) if before[n].text == ":"), None)
        return self._after_to(before[: colon + 1]) if colon is not None else ()

    def _after_to(self, tokens: Sequence[Token]) -> tuple[Chain, ...]:
        """Those after the last "to" before a colon that opens the words, or that hangs on a verb of "I" or "we"."""
        first = next((t for t in tokens if t.pos != "CCONJ"), None)
        for token in reversed(tokens):
            if token.lower != "to" or token.pos == "PART":
                continue
            phrase = self.reading.by_first.get(token.i + 1)
            if phrase is not None and (token is first or self._said_by_speaker(token.head)):
                return self._named(phrase.head)
        return ()

    def _said_by_speaker(self, verb: Token) -> bool:
        subject = verb.child("nsubj")
        return subject is not None and self.reading.registry.pronouns.get(subject.lower) == "first"

    def _of_letter(self, block: Block) -> tuple[Chain, ...]:
        """Whom the paper is for, by the last line before that says no more than this: "To Ana Vey:", "Dear Ana,"."""
        for before in reversed(self.reading.text.blocks[: block.index]):
            tokens = [t for s in before.sentences for t in s.tokens]
            if not tokens or tokens[-1].text not in CLOSING or before.kind == "turn":
                continue
            found = self._after_to(tokens) if tokens[-1].text == ":" else self._saluted(tokens)
            if found:
                return found
        return ()

    def _saluted(self, tokens: Sequence[Token]) -> tuple[Chain, ...]:
        """ "Fellow Zambians,", "Dear Minister,": a line of few words without a verb."""
        if len(tokens) > SHORT or any(t.pos in PREDICATES for t in tokens):
            return ()
        phrases = [self.reading.phrases[t.i] for t in tokens if t.i in self.reading.phrases]
        last = next((p for p in reversed(phrases) if p.end == tokens[-1].start and p.kind != "pronoun"), None)
        return self._named(last.head) if last is not None else ()

    def _named(self, head: Token) -> tuple[Chain, ...]:
        chains = [c for t in head.conjuncts() for c in self.reading.chains_of(t)]
        return unique([c for c in chains if c.kind != "first"])
