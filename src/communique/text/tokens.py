"""Cuts text into words as spaCy's tokenizer does, each run of characters between two spaces once only.

Own code, because spaCy's tokenizer keeps no answer while new words are kept for a time only (its memory zone), and so
looks for affixes in every word of every text: a fifteenth of all parsing time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from communique.text.kept import Kept

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_PLAIN = re.compile("([A-Za-z]+(?:(?<=[a-z])(?=[.])|(?=,)|$))([.,]?)")
MAX_KEPT = 10_000  # runs of characters; at most twice as many are kept
_ALONE, _PAIR = (True,), (False, True)

Norms = tuple[tuple[int, str], ...]
"""The index of each word in a run whose plain form the tokenizer gave ("n't": "not"), and that form."""
Run = tuple[tuple[str, ...], tuple[bool, ...], Norms]
"""The words of a run without white space, whether a space follows each (the last), and plain forms."""


class Tokeniser:
    """Stands for the tokenizer of a pipeline, and gives the same documents."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        asked: Any = nlp.tokenizer
        self._asked = asked
        self._rules = frozenset(asked.rules)  # runs that are cut in ways of their own: "cannot", "Mr."
        self._kept = Kept(self._met, MAX_KEPT)

    def __call__(self, text: str) -> Doc:
        from spacy.tokens import Doc  # noqa: PLC0415 - costs a second; only those who parse pay for it

        chunks = text.split()
        if " ".join(chunks) != text:
            other: Doc = self._asked(text)  # white space that is a word of its own
            return other
        kept = self._kept
        words: list[str] = []
        spaces: list[bool] = []
        norms: list[tuple[int, str]] = []
        for chunk in chunks:
            own, followed, plain = kept[chunk]
            if plain:
                norms += [(len(words) + at, norm) for at, norm in plain]
            words += own
            spaces += followed
        if spaces:
            spaces[-1] = False
        doc = Doc(self._vocab, words=words, spaces=spaces)
        for at, norm in norms:
            doc[at].norm_ = norm
        return doc

    def _met(self, chunk: str) -> Run:
        return self._plain(chunk) or self._cut(chunk)

    def _plain(self, chunk: str) -> Run | None:
        """Letters of ASCII alone, or before a comma or full stop: no affix is to be looked for in them."""
        match = _PLAIN.fullmatch(chunk)
        if match is None or chunk in self._rules or match[1] in self._rules:
            return None
        return ((match[1], match[2]), _PAIR, ()) if match[2] else ((chunk,), _ALONE, ())

    def _cut(self, chunk: str) -> Run:
        tokens = list(self._asked(chunk))
        return (
            tuple(token.text for token in tokens),
            (*(False for _ in tokens[1:]), True),
            tuple((token.i, token.norm_) for token in tokens if token.norm != token.lex.norm),
        )


def with_fast_tokeniser(nlp: Language) -> Language:
    """``nlp`` with its tokenizer replaced, in place."""
    pipeline: Any = nlp
    pipeline.tokenizer = Tokeniser(nlp)
    return nlp
