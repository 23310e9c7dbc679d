"""Cuts text into words as spaCy's tokenizer does, each run of characters between two spaces once only.

Verbs such as "re-open" stay whole: cut in three, the parser takes "re" for the verb.

Own code, for two reasons. spaCy's tokenizer keeps its first answers for ever and no others, and so looks for affixes in
nearly every word of every text: a fifteenth of all parsing time. And words are to be forgotten: spaCy's vocabulary
grows with every new one, and its memory zones give back the words but not their places in its tables, 32 bytes each.
Here documents are made with a vocabulary of their own, which goes as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from communique.text.kept import Kept

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_PLAIN = re.compile("((?:[Rr]e-)?[A-Za-z]+(?:(?<=[a-z])(?=[.])|(?=,)|$))([.,]?)")
MAX_KEPT = 5_000  # runs of characters; at most twice as many are kept
MAX_MET = 10_000  # words that spaCy's tokenizer may have met when all are forgotten: a new one costs a twentieth second
_ALONE, _PAIR = (True,), (False, True)

Norms = tuple[tuple[int, str], ...]
"""The index of each word in a run whose plain form the tokenizer gave ("n't": "not"), and that form."""
Run = tuple[tuple[str, ...], tuple[bool, ...], Norms]
"""The words of a run without white space, whether a space follows each (the last), and plain forms."""


class Tokeniser:
    """Stands for the tokenizer of a pipeline, and gives the same documents but for verbs such as "re-open"."""

    def __init__(self, nlp: Language) -> None:
        asked: Any = nlp.tokenizer
        asked.max_cache_size = 0  # what it answers is kept here
        self._asked = asked
        self._permanent = nlp.vocab
        self._labels = frozenset(_labels(nlp))
        self._vocab = self._emptied()
        self._rules = frozenset(asked.rules)  # runs that are cut in ways of their own: "cannot", "Mr."
        self._kept = Kept(self._met, MAX_KEPT)

    def __call__(self, text: str) -> Doc:
        chunks = text.split()
        if " ".join(chunks) != text:
            return self._doc(*_parts(self._asked(text)))  # white space that is a word of its own
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
        return self._doc(words, spaces, norms)

    def forget(self) -> None:
        """Lets go of the words that texts have brought, once no document is in use any more."""
        self._vocab = self._emptied()
        if self._asked.vocab is self._permanent or len(self._asked.vocab) > MAX_MET:
            self._asked = _anew(self._asked, self._emptied())

    def _emptied(self) -> Any:
        """A vocabulary that knows no word yet, only the names of what the pipeline tells of words."""
        like: Any = self._asked.vocab
        vocab = type(like)(like.lex_attr_getters, lookups=like.lookups, writing_system=like.writing_system)
        for label in self._labels:
            vocab.strings.add(label)
        return vocab

    def _doc(self, words: Sequence[str], spaces: Sequence[bool], norms: Iterable[tuple[int, str]]) -> Doc:
        from spacy.tokens import Doc  # noqa: PLC0415 - costs a second; only those who parse pay for it

        doc = Doc(self._vocab, words=list(words), spaces=list(spaces))
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
        words, spaces, norms = _parts(self._asked(chunk))
        return words, (*spaces[:-1], True), norms


def _parts(doc: Doc) -> Run:
    """The words of ``doc``, whether a space follows each, and the plain forms that the tokenizer gave."""
    return (
        tuple(token.text for token in doc),
        tuple(bool(token.whitespace_) for token in doc),
        tuple((token.i, token.norm_) for token in doc if token.norm != token.lex.norm),
    )


def _labels(nlp: Language) -> Iterator[str]:
    """The labels of the parser, whole and in parts ("prep||dobj": a preposition that hangs higher up), and of tags."""
    yield from nlp.pipe_labels.get("tagger", ())
    if nlp.has_pipe("parser"):
        parser: Any = nlp.get_pipe("parser")
        for move in map(parser.moves.get_class_name, range(parser.moves.n_moves)):
            yield move[2:]
            yield from move[2:].split("||")


def _anew(asked: Any, vocab: Any) -> Any:
    """A tokenizer of the same rules, with another vocabulary."""
    return type(asked)(
        vocab,
        rules=asked.rules,
        prefix_search=asked.prefix_search,
        suffix_search=asked.suffix_search,
        infix_finditer=asked.infix_finditer,
        token_match=asked.token_match,
        url_match=asked.url_match,
        faster_heuristics=asked.faster_heuristics,
        max_cache_size=asked.max_cache_size,
    )


def with_fast_tokeniser(nlp: Language) -> Language:
    """``nlp`` with its tokenizer replaced, in place."""
    pipeline: Any = nlp
    pipeline.tokenizer = Tokeniser(nlp)
    return nlp
