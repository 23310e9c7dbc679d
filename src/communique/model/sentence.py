"""The parsed text: tokens, sentences and blocks as plain data, so that no later stage needs the parser.

A :class:`Text` can be pickled and compared; its tokens are linked to their heads and dependents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from communique.model.document import Span


class Token:
    """One word with its place in the text, its grammar (Universal POS, Penn tag, ClearNLP label) and its neighbours."""

    __slots__ = (
        "children",
        "dep",
        "end",
        "head",
        "i",
        "label",
        "lemma",
        "lower",
        "pos",
        "sentence",
        "start",
        "tag",
        "text",
    )

    def __init__(self, i: int, start: int, text: str, lemma: str, pos: str, tag: str, dep: str, label: str) -> None:
        self.i = i  # index in Text.tokens
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.lower = text.lower()
        self.lemma = lemma  # lower case
        self.pos = pos
        self.tag = tag
        self.dep = dep
        self.label = label  # entity label of the recogniser ("GPE", "PERSON", …) or ""
        self.head: Token = self  # the root is its own head
        self.children: tuple[Token, ...] = ()  # in text order
        self.sentence: Sentence

    def __repr__(self) -> str:
        return f"<{self.i} {self.text!r} {self.tag} {self.dep}>"

    @property
    def lefts(self) -> tuple[Token, ...]:
        return tuple(c for c in self.children if c.i < self.i)

    @property
    def rights(self) -> tuple[Token, ...]:
        return tuple(c for c in self.children if c.i > self.i)

    def child(self, *deps: str) -> Token | None:
        """The first dependent with one of these labels."""
        for child in self.children:  # plain loops: these are asked a thousand times a page
            if child.dep in deps:
                return child
        return None

    def having(self, *deps: str) -> list[Token]:
        """All dependents with one of these labels, in text order."""
        return [c for c in self.children if c.dep in deps]

    def ancestors(self) -> Iterator[Token]:
        """The heads above, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def subtree(self) -> list[Token]:
        """This token and all below it, in text order."""
        found = [self]
        for token in found:  # grows as it is walked
            if token.children:
                found += token.children
        found.sort(key=_place)
        return found

    def conjuncts(self) -> list[Token]:
        """This token and all that are coordinated with it below it ("A, B and C" read from A), in text order."""
        found = [self]
        for token in found:  # grows as it is walked
            found += [child for child in token.children if child.dep == "conj"]
        found.sort(key=_place)
        return found


_place = attrgetter("i")


class Block:
    """A paragraph, heading, list item, article or transcript turn: what was parsed on its own."""

    __slots__ = ("end", "index", "kind", "label", "sentences", "start")

    def __init__(self, index: int, start: int, end: int, kind: str, label: Span | None) -> None:
        self.index = index
        self.start = start  # of the prose, after the label
        self.end = end
        self.kind = kind  # paragraph | heading | item | turn
        self.label = label  # "(a)", "Article 3", "2.", "MR PRICE:" or None
        self.sentences: tuple[Sentence, ...] = ()


class Sentence:
    """A sentence: its tokens and the token that governs them."""

    __slots__ = ("block", "end", "index", "start", "tokens")

    def __init__(self, index: int, block: Block, tokens: tuple[Token, ...]) -> None:
        self.index = index
        self.block = block
        self.tokens = tokens
        self.start = tokens[0].start
        self.end = tokens[-1].end

    @property
    def root(self) -> Token:
        return next((t for t in self.tokens if t.head is t), self.tokens[0])


class Text:
    """A document's text with all its tokens, sentences and blocks, built from plain columns."""

    __slots__ = ("_columns", "blocks", "sentences", "text", "tokens")

    def __init__(self, text: str, blocks: Sequence[tuple[int, int, str, Span | None]], rows: Sequence[Row]) -> None:
        self._columns = (text, blocks, rows)
        self.text = text
        self.tokens = tuple([Token(i, *row[:7]) for i, row in enumerate(rows)])
        self.blocks = tuple(Block(i, *b) for i, b in enumerate(blocks))
        self.sentences = self._link(rows)

    def __reduce__(self) -> tuple[Any, ...]:
        return Text, self._columns

    def _link(self, rows: Sequence[Row]) -> tuple[Sentence, ...]:
        below: dict[int, list[Token]] = {}
        groups: dict[tuple[int, int], list[Token]] = {}
        last, group = (-1, -1), list[Token]()
        for token, (*_, head, block, number) in zip(self.tokens, rows, strict=True):
            token.head = self.tokens[head]
            if head != token.i:
                below.setdefault(head, []).append(token)
            if (block, number) != last:
                last = (block, number)
                group = groups.setdefault(last, [])
            group.append(token)
        for head, children in below.items():
            self.tokens[head].children = tuple(children)
        sentences = []
        for index, ((block, _), tokens) in enumerate(groups.items()):
            sentence = Sentence(index, self.blocks[block], tuple(tokens))
            for token in tokens:
                token.sentence = sentence
            sentences.append(sentence)
        held: list[list[Sentence]] = [[] for _ in self.blocks]
        for sentence in sentences:
            held[sentence.block.index].append(sentence)
        for block_, own in zip(self.blocks, held, strict=True):
            block_.sentences = tuple(own)
        return tuple(sentences)

    def words(self, start: int, end: int) -> str:
        """The words of the document at these offsets."""
        return self.text[start:end]

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that overlap ``[start, end)``, in text order."""
        low = _bisect(self.tokens, start)
        high = low
        while high < len(self.tokens) and self.tokens[high].start < end:
            high += 1
        return self.tokens[low:high]


Row = tuple[int, str, str, str, str, str, str, int, int, int]
"""start, text, lemma, pos, tag, dep, label, index of the head, index of the block, number of the sentence in it."""


def _bisect(tokens: Sequence[Token], start: int) -> int:
    low, high = 0, len(tokens)
    while low < high:
        mid = (low + high) // 2
        if tokens[mid].end <= start:
            low = mid + 1
        else:
            high = mid
    return low
