"""What the odds network sees of a text: of each word its meaning, form and grammar, and what it hangs together with.

Used in training and in coding, so that both see the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from communique.model import Text, Token

KINDS = ("form", "tag", "dep", "label")
BESIDE = ("before", "after", "head", "doer", "object", "of a preposition", "auxiliary")
_SLOT = {  # the place of a dependent's word beside its head
    "nsubj": 3, "csubj": 3, "agent": 3, "poss": 3, "nsubjpass": 4, "dobj": 4, "attr": 4, "oprd": 4, "acomp": 4,
    "xcomp": 4, "ccomp": 4, "dative": 4, "aux": 6, "neg": 6, "mark": 6, "prt": 6,
}  # fmt: skip
_TELLING = frozenset(("neg", "prt"))  # these stand before another auxiliary
_CONTENT = frozenset(("VERB", "NOUN", "ADJ"))
_OF_PREPOSITION = 5

Ints = npt.NDArray[np.int32]


class Vocabulary(NamedTuple):
    """The numbers of words with a vector, and of each kind of form, tag, dependency and name; 0 is any other."""

    words: Mapping[str, int]
    kinds: tuple[Mapping[str, int], ...]  # one for each of KINDS


class Columns(NamedTuple):
    """A text as arrays, one row a word. Rows of ``beside`` are numbers of words; that of no word is their count."""

    words: Ints  # (words,) row in the table of vectors, -1 for none
    kinds: Ints  # (words, 4)
    shape: Ints  # (words,) 1 where it opens with a capital, 2 where it has a digit, 3 both
    beside: Ints  # (words, 7)
    sentence: Ints  # (words,)
    content: npt.NDArray[np.bool_]  # (words,) verbs, nouns and adjectives that have a vector: what the text is about
    judged: npt.NDArray[np.bool_]  # (words,) what may tell an event: verbs, nouns, adjectives, known names


def columns_of(text: Text, vocabulary: Vocabulary) -> Columns:
    """The arrays of ``text``."""
    tokens = text.tokens
    rows = [vocabulary.words.get(t.lemma, vocabulary.words.get(t.lower, -1)) for t in tokens]
    form, tag, dep, label = vocabulary.kinds
    kinds = [(form.get(t.lower, 0), tag.get(t.tag, 0), dep.get(t.dep, 0), label.get(t.label, 0)) for t in tokens]
    words = np.array(rows, np.int32).reshape(-1)
    inner = np.array([t.pos in _CONTENT for t in tokens], np.bool_).reshape(-1)
    names = np.array([t.pos == "PROPN" for t in tokens], np.bool_).reshape(-1)
    return Columns(
        words=words,
        kinds=np.array(kinds, np.int32).reshape(-1, len(KINDS)),
        shape=np.array([_shape(t.text) for t in tokens], np.int32).reshape(-1),
        beside=_beside(tokens),
        sentence=np.array([t.sentence.index for t in tokens], np.int32).reshape(-1),
        content=inner & (words >= 0),
        judged=inner | (names & (words >= 0)),
    )


def _shape(word: str) -> int:
    return word[:1].isupper() + 2 * any(c.isdigit() for c in word)


def _beside(tokens: Sequence[Token]) -> Ints:
    """For each word the numbers of its neighbours in the sentence, of its head and of what hangs on it."""
    none = len(tokens)
    found = np.full((none, len(BESIDE)), none, np.int32)
    for token in tokens:
        i, head = token.i, token.head
        if i and tokens[i - 1].sentence is token.sentence:
            found[i, 0] = i - 1
            found[i - 1, 1] = i
        found[i, 2] = head.i
        if head is token:
            continue
        if token.dep == "pobj":
            above, slot = head.head.i, _OF_PREPOSITION
        else:
            above, slot = head.i, _SLOT.get(token.dep, -1)
        if slot >= 0 and (found[above, slot] == none or token.dep in _TELLING):
            found[above, slot] = i
    return found
