"""Part of speech and lemma of each word of a parsed block, worked out once a kind of word.

spaCy's attribute ruler and lemmatizer look at one word at a time, by its form, tag and dependency, but take a fifth of
the parsing time, because they do so for every token anew. Here they are asked once for each such kind of word and the
answer is kept; where one of the ruler's few pairs of words may stand ("let's", "gonna") they are given the whole block.
The ruler names a few hundred words; of others it sees tag and dependency only, so that it is asked once for these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from communique.text.kept import Kept

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SILENT = ("ed", "ing", "es")  # endings before which a verb loses its "e"
DOUBLING = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")  # verbs that double their last letter before them: "hop", "plan"
AGAIN = "re-"  # before a verb, when it is no word of its own for the tokenizer: see ``tokens``
RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
OTHER, PLAIN = "xyz", "dep"  # a word and a dependency that the ruler does not name
MAX_KEPT = 7_500  # kinds of word; at most twice as many are kept

Kind = tuple[int, int, int]
"""The ids of a word's form, tag and dependency."""


class Word(NamedTuple):
    """What is said of a kind of word."""

    lemma: str  # lower case
    pos: str  # Universal POS
    paired: bool  # whether it may begin a pair that the ruler knows


class _Features(NamedTuple):
    """Morphological features, as plain data: spaCy's own are gone when it forgets words."""

    key: int
    values: Mapping[str, str]

    def to_dict(self) -> Mapping[str, str]:
        return self.values


class _Other(NamedTuple):
    """Stands for a word of a tag and dependency that the ruler does not name, as far as the lemmatizer looks at it."""

    orth: int
    text: str
    pos: int
    pos_: str
    morph: _Features


class _Names(dict[int, str]):
    """The names of tags and dependencies, a few hundred; looking one up in spaCy makes a new string each time."""

    def __init__(self, nlp: Language) -> None:
        self._strings = nlp.vocab.strings

    def __missing__(self, value: int) -> str:
        name = self[value] = self._strings[value]
        return name


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
        self._plain = nlp.vocab.strings.add(PLAIN)  # stands for every dependency that the ruler does not name
        self._forms = frozenset(_named("LOWER", patterns))
        self._others: dict[tuple[int, int], tuple[_Other, bool]] = {}  # by tag and dependency: as the ruler leaves it
        self._strings = nlp.vocab.strings  # of the document at hand
        self._kept = Kept(self._asked, MAX_KEPT)
        self.names = _Names(nlp)

    def of(self, doc: Doc, orths: Sequence[int], tags: Sequence[int], deps: Sequence[int]) -> list[Word]:
        """The words of ``doc``, which has tags and dependencies (their ids are given beside it), in order."""
        named, plain, kept = self._deps, self._plain, self._kept
        self._strings = doc.vocab.strings
        words = [
            kept[orth, tag, dep if dep in named else plain] for orth, tag, dep in zip(orths, tags, deps, strict=True)
        ]
        for at, word in enumerate(words[:-1]):
            if word.paired:
                kinds = list(zip(orths[at : at + 2], tags[at : at + 2], deps[at : at + 2], strict=True))
                words[at : at + 2] = self._pair(kinds, words[at : at + 2])
        return words

    def _pair(self, kinds: Sequence[Kind], words: Sequence[Word]) -> list[Word]:
        """Two words that may be one of the ruler's pairs; what the ruler does not name stays as it is.

        A word that it does not name goes by another's form, so that the components' own vocabulary, which is for good,
        learns no word.
        """
        from spacy.tokens import Doc  # noqa: PLC0415 - costs a second; only those who parse pay for it

        forms = [self._strings[orth] for orth, _, _ in kinds]
        ruled = self._ruler(
            Doc(
                self._nlp.vocab,
                words=[form if self._is_named(form) else OTHER for form in forms],
                tags=[self.names[tag] for _, tag, _ in kinds],
                deps=[self.names[dep] for _, _, dep in kinds],
                heads=[0, 0],
            )
        )
        return [
            Word(self._lemma(token.lemma_, form, token.pos_), token.pos_, word.paired) if self._is_named(form) else word
            for token, form, word in zip(self._lemmatizer(ruled), forms, words, strict=True)
        ]

    def _is_named(self, form: str) -> bool:
        return form.lower() in self._forms or form.isspace()

    def _asked(self, kind: Kind) -> Word:
        orth, tag, dep = kind
        self._lemmatizer.cache.clear()  # what it answered is kept here
        form = self._strings[orth]
        if self._is_named(form):
            doc = self._ruled(form, tag, dep)
            paired = bool(self._begins(doc))
            self._lemmatizer(doc)
            return Word(intern(self._lemma(doc[0].lemma_, form, doc[0].pos_)), doc[0].pos_, paired)
        if (tag, dep) not in self._others:
            doc = self._ruled(OTHER, tag, dep)
            self._others[tag, dep] = _other(doc[0]), bool(self._begins(doc))
        like, paired = self._others[tag, dep]
        return Word(self._lemma_like(like, orth, form), like.pos_, paired)

    def _lemma_like(self, like: _Other, orth: int, form: str) -> str:
        """The lemma of a word that the ruler leaves like another."""
        lemmas = self._lemmatizer.lemmatize(like._replace(orth=orth, text=form))
        return intern(self._lemma(lemmas[0], form, like.pos_))

    def _lemma(self, lemma: str, form: str, pos: str) -> str:
        """The lemma in small letters; "hoped" is of "hope": of "hop" it would be "hopped".

        Where both are verbs the lemmatizer gives the shorter one: "raped" of "rap", "staged" of "stag".
        """
        lemma, form = lemma.lower(), form.lower()
        if pos == "VERB" and lemma.startswith(AGAIN):
            return self._again(lemma.removeprefix(AGAIN))
        if pos != "VERB" or not form.startswith(lemma) or form[len(lemma) :] not in SILENT:
            return lemma
        return lemma + "e" if DOUBLING.fullmatch(lemma) and lemma + "e" in self._verbs else lemma

    def _again(self, lemma: str) -> str:
        """ "Re-opened" is of "reopen", "re-armed" of "re-arm": the lemmatizer knows no verb with a hyphen."""
        verb = next((v for v in (lemma, lemma.removesuffix("e")) if v in self._verbs), lemma)
        return f"re{verb}" if f"re{verb}" in self._verbs else AGAIN + verb

    def _ruled(self, form: str, tag: int, dep: int) -> Doc:
        """A document of one word, as the ruler leaves it."""
        from spacy.tokens import Doc  # noqa: PLC0415 - see above

        names = self._nlp.vocab.strings
        doc = Doc(self._nlp.vocab, words=[form], tags=[names[tag]], deps=[names[dep]], heads=[0])
        ruled: Doc = self._ruler(doc)
        return ruled

    def _quicken(self) -> None:
        """The lemmatizer looks each word up in lists of thousands; as sets they answer at once, and the same."""
        index = self._lemmatizer.lookups.get_table("lemma_index")
        for part, forms in list(index.items()):
            index[part] = frozenset(forms)
        self._verbs: frozenset[str] = index["verb"]


def _other(token: Any) -> _Other:
    return _Other(0, OTHER, token.pos, token.pos_, _Features(token.morph.key, token.morph.to_dict()))


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
