"""What each word of the project's own texts tells: the labels that the odds network learns from."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from communique.kit import Kit
from communique.model import Document, Span, Text, Token
from communique.odds.features import KINDS, Columns, Vocabulary, columns_of
from communique.text.header import read_header
from communique.training.corpus import Example, read_corpus
from communique.training.running import Article, read_running

NOTHING, UNKNOWN = 0, -1
FOLDS = 5
SENTENCE_DATE = "2020-06-15"
OFTEN = {"form": 20, "tag": 5, "dep": 5, "label": 5}  # how often a kind must occur to have a weight of its own
_WINDOW = 64
_OBJECTS = frozenset(("dobj", "attr", "nsubjpass"))
_CONTENT = frozenset(("VERB", "NOUN", "ADJ", "PROPN", "ADV"))

Labels = npt.NDArray[np.int8]


class Mark(NamedTuple):
    """An event that somebody marked: its type, its words, whether it may be doubted."""

    event: str
    words: tuple[Span, ...]
    doubtful: bool


class Lesson(NamedTuple):
    """A text with what its words tell."""

    key: str  # file and line
    runs: bool  # a whole article, every event of which is marked; else a sentence with one
    text: Text
    labels: Labels  # (words,) number of the type in ``types``, NOTHING or UNKNOWN


def read_lessons(folder: Path, kit: Kit, types: Sequence[str]) -> list[Lesson]:
    """The running articles and the sentences of the corpus in ``folder``, parsed and labelled.

    Raises:
        DataError: a file is wrong, with file and line.
    """
    articles = [_of_article(a) for a in read_running(folder / "running")]
    return list(_parsed([*articles, *(_of_sentence(e) for e in read_corpus(folder / "corpus"))], kit, types))


def folds_of(runs: Sequence[bool]) -> list[int]:
    """The fold of each lesson, by whether it is an article: drawn once for articles and once for sentences."""
    draw = random.Random(5)
    found = [0] * len(runs)
    for kind in (True, False):
        numbers = [n for n, run in enumerate(runs) if run is kind]
        draw.shuffle(numbers)
        for place, number in enumerate(numbers):
            found[number] = place % FOLDS
    return found


def kinds_of(lessons: Iterable[Lesson]) -> tuple[tuple[str, ...], ...]:
    """For each of ``KINDS``, those that occur often enough, sorted."""
    counts: tuple[Counter[str], ...] = tuple(Counter() for _ in KINDS)
    for lesson in lessons:
        for token in lesson.text.tokens:
            for counter, value in zip(counts, (token.lower, token.tag, token.dep, token.label), strict=True):
                counter[value] += 1
    pairs = zip(KINDS, counts, strict=True)
    return tuple(tuple(sorted(k for k, n in c.items() if k and n >= OFTEN[kind])) for kind, c in pairs)


def columns(lessons: Iterable[Lesson], vocabulary: Vocabulary) -> list[Columns]:
    """What the network sees of each lesson."""
    return [columns_of(lesson.text, vocabulary) for lesson in lessons]


class _Source(NamedTuple):
    key: str
    runs: bool
    document: Document
    marks: tuple[Mark, ...]


def _of_article(article: Article) -> _Source:
    key = f"{article.file}:{article.line}"
    marks = tuple(Mark(e.event, e.words, e.doubtful) for e in article.events)
    return _Source(key, True, Document(text=article.text, id=key, date=article.date), marks)


def _of_sentence(example: Example) -> _Source:
    key = f"{example.file}:{example.line}"
    marks = (Mark(example.event, example.words, False),)
    return _Source(key, False, Document(text=example.text, id=key, date=SENTENCE_DATE), marks)


def _parsed(sources: Iterable[_Source], kit: Kit, types: Sequence[str]) -> Iterator[Lesson]:
    iterator = iter(sources)
    while window := list(islice(iterator, _WINDOW)):
        headers = [read_header(s.document, kit.calendar) for s in window]
        texts = kit.parser.parse_all((s.document.text, h.asides) for s, h in zip(window, headers, strict=True))
        for source, text in zip(window, texts, strict=True):
            yield Lesson(source.key, source.runs, text, labels_of(text, source.marks, source.runs, types))


def labels_of(text: Text, marks: Sequence[Mark], runs: bool, types: Sequence[str]) -> Labels:
    """The label of each word.

    Of the words that name an event its head and what that governs tell it, the others may be read either way. What
    stands beside the one marked event of a sentence is unknown, unless it is marked to hold nothing.
    """
    silent = runs or all(m.event == types[NOTHING] for m in marks)
    found = np.full(len(text.tokens), NOTHING if silent else UNKNOWN, np.int8)
    for mark in marks:
        if mark.event == types[NOTHING]:
            continue
        words = [t for a, b in mark.words for t in text.tokens_in(a, b)]
        telling = set() if mark.doubtful else _telling(words)
        for word in words:
            if word.i in telling:
                found[word.i] = types.index(mark.event)
            elif word.pos in _CONTENT or mark.doubtful:
                found[word.i] = UNKNOWN
    return found


def _telling(words: Sequence[Token]) -> set[int]:
    """The words of an event's that tell it: its heads, and the nouns that they govern ("held talks")."""
    inside = {t.i for t in words}
    heads = [t for t in words if t.head is t or t.head.i not in inside]
    found = {t.i for t in heads if t.pos in _CONTENT}
    for token in words:
        governed = token.head.i in found and token.dep in _OBJECTS
        behind = token.dep == "pobj" and token.head.head.i in found
        if token.pos == "NOUN" and (governed or behind):
            found.add(token.i)
    return found or {t.i for t in heads} or inside
