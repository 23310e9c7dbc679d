"""Part of speech and lemma of each word of a parsed block, worked out once a kind of word.

spaCy's attribute ruler and lemmatizer look at one word at a time, by its form, tag and dependency, but take a fifth of
the parsing time, because they do so for every token anew. Here they are asked once for each such kind of word and the
answer is kept; where one of the ruler's few pairs of words may stand ("let's", "gonna") they are given the whole block.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
MAX_KEPT = 50_000  # kinds of word; the memory must not grow with the input


class Word(NamedTuple):
    """What is said of a kind of word."""

    lemma: str  # lower case
    pos: str  # Universal POS
    paired: bool  # whether it may begin a pair that the ruler knows


class Words:
    """Asks the two components of ``nlp``, which must not run in its pipeline as well."""

    def __init__(self, nlp: Language) -> None:
        from spacy.matcher import Matcher  # noqa: PLC0415 - costs a second; only those who parse pay for it

        self._nlp = nlp
        ruler: Any = nlp.get_pipe(RULER)
        lemmatizer: Any = nlp.get_pipe(LEMMATIZER)
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._quicken()
        patterns = [pattern for row in ruler.patterns for pattern in row["patterns"]]
        self._begins = Matcher(nlp.vocab)
        self._begins.add("begins", [pattern[:1] for pattern in patterns if len(pattern) > 1])
        self._deps = frozenset(nlp.vocab.strings[dep] for dep in _named("DEP", patterns))
        self._kept: dict[tuple[int, int, int], Word] = {}

    def of(self, doc: Doc, orths: Sequence[int], tags: Sequence[int], deps: Sequence[int]) -> list[Word]:
        """The words of ``doc``, which has tags and dependencies (their ids are given beside it), in order."""
        words = [self._word(*kind) for kind in zip(orths, tags, deps, strict=True)]
        if any(word.paired for word in words[:-1]):
            doc = self._lemmatizer(self._ruler(doc))
            return [Word(token.lemma_.lower(), token.pos_, False) for token in doc]
        return words

    def _word(self, orth: int, tag: int, dep: int) -> Word:
        key = (orth, tag, dep if dep in self._deps else 0)
        word = self._kept.get(key)
        if word is None:
            if len(self._kept) >= MAX_KEPT:
                self._kept.clear()
                self._lemmatizer.cache.clear()
            word = self._kept[key] = self._asked(orth, tag, dep)
        return word

    def _asked(self, orth: int, tag: int, dep: int) -> Word:
        from spacy.tokens import Doc  # noqa: PLC0415 - see above

        names = self._nlp.vocab.strings
        doc = Doc(self._nlp.vocab, words=[names[orth]], tags=[names[tag]], deps=[names[dep]], heads=[0])
        paired = bool(self._begins(doc))
        doc = self._lemmatizer(self._ruler(doc))
        return Word(doc[0].lemma_.lower(), doc[0].pos_, paired)

    def _quicken(self) -> None:
        """The lemmatizer looks each word up in lists of thousands; as sets they answer at once, and the same."""
        index = self._lemmatizer.lookups.get_table("lemma_index")
        for part, forms in list(index.items()):
            index[part] = frozenset(forms)


def _named(attribute: str, patterns: Sequence[Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    """The values of an attribute that any of the patterns names: all others are alike to them."""
    for pattern in patterns:
        for token in pattern:
            value = token.get(attribute)
            if isinstance(value, str):
                yield value
            elif value is not None:
                for listed in value.values():
                    yield from listed
