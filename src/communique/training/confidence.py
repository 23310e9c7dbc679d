"""Fits the weights behind an event's confidence: what speaks for its being right, and what against.

Logistic regression over the signs of every act that the lexicon reads, in the project's running articles and in those
sentences of its corpus that the lexicon was not written from. Needs the extra ``train`` (scikit-learn).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from communique.coding import weigh
from communique.events.confidence import START, confidence_of
from communique.events.find import Weighed
from communique.kit import Kit
from communique.model import Document, Span
from communique.training.corpus import Example
from communique.training.running import Article

SEEN = 4  # times from which on a sign gets a weight
STRENGTH = 0.1  # inverse of the pull of the weights towards nothing
ALONE = 0.5  # what a sentence of the corpus counts beside an event of an article
FOLDS = 10
NEAR = 0.01
TOLD_ALONE = 0.25  # by hand: whoever sends a sentence alone chose it for its event, so that finding it counts for more
SILENT = dict.fromkeys(
    (  # where the texts at hand hold too little to learn silence from: hard negatives that the lexicon's authors know
        "many lives: never, not met",
        "many lives: crowd, not met",
        "many lives: armed, not met",
        "parties: not of public affairs, in a document of another field",
        # a sentence of the corpus was chosen for its event or has two parties of note, so that a fit to it cannot
        # learn when to be silent about others
        "alone, parties: not of public affairs, nor is what is beside them",
    ),
    -9.0,
)
SILENT |= dict.fromkeys(
    ("alone, parties: not of public affairs", "alone, parties: not those that the rule asks for"), -2.0
)


class Judged(NamedTuple):
    """An act as read, and whether it is right."""

    group: int  # the article or sentence that it stands in
    signs: tuple[str, ...]
    hits: frozenset[int]  # lines of the marked events that it finds
    share: float  # what it counts for

    @property
    def is_right(self) -> bool:
        return bool(self.hits)


class Point(NamedTuple):
    """Precision, recall and F1 where events are told from this confidence on."""

    told_from: float
    precision: float
    recall: float
    f1: float


def judged_articles(articles: Sequence[Article], kits: Sequence[Kit]) -> list[Judged]:
    """Every act read in the articles, right where type and words are those of a marked event.

    ``kits``: for each article one whose odds were fitted without it. An act is left out where its words are those of
    an event that one may doubt.
    """
    documents = [Document(text=a.text, id=str(n), date=a.date) for n, a in enumerate(articles)]
    return [
        judged
        for n, (article, found) in enumerate(zip(articles, _weighed(documents, kits), strict=True))
        for event, signs, *_ in found
        for judged in _in_article(n, article, event.event, event.event_text, signs)
    ]


def _weighed(documents: Sequence[Document], kits: Sequence[Kit]) -> list[list[Weighed]]:
    """The acts of each document, read with its own kit."""
    found: list[list[Weighed]] = [[] for _ in documents]
    for kit in {id(kit): kit for kit in kits}.values():
        own = [n for n, other in enumerate(kits) if other is kit]
        for n, acts in zip(own, weigh((documents[n] for n in own), kit), strict=True):
            found[n] = acts
    return found


def _in_article(
    group: int, article: Article, event: str, words: Sequence[Span], signs: tuple[str, ...]
) -> Iterator[Judged]:
    near = [marked for marked in article.events if _overlap(words, marked.words)]
    hits = frozenset(m.line for m in near if m.event == event and not m.doubtful)
    if hits or not any(m.doubtful for m in near):
        yield Judged(group, signs, hits, 1.0)


def judged_sentences(examples: Sequence[Example], kits: Sequence[Kit]) -> list[Judged]:
    """Acts read at the marked words of the corpus' sentences, and all acts where there is nothing to code."""
    documents = [Document(text=e.text, id=str(n), date="2020-06-15") for n, e in enumerate(examples)]
    return [
        Judged(n, signs, frozenset({e.line} if event.event == e.event else ()), ALONE)
        for n, (e, found) in enumerate(zip(examples, _weighed(documents, kits), strict=True))
        for event, signs, *_ in found
        if e.event == "NONE" or _overlap(event.event_text, e.words)
    ]


def _overlap(left: Iterable[Span], right: Sequence[Span]) -> bool:
    return any(a < y and x < b for a, b in left for x, y in right)


def fit(judged: Sequence[Judged]) -> dict[str, float]:
    """The weight of each sign that was seen often enough, rounded; ``START`` is where the sum starts from."""
    from scipy import sparse  # noqa: PLC0415 - only those who fit need it
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    counts = Counter(sign for j in judged for sign in j.signs)
    names = sorted(sign for sign, count in counts.items() if count >= SEEN)
    column = {name: n for n, name in enumerate(names)}
    places = [(row, column[s]) for row, j in enumerate(judged) for s in j.signs if s in column]
    rows, columns = zip(*places, strict=True)
    table = sparse.csr_matrix(([1.0] * len(places), (rows, columns)), shape=(len(judged), len(names)))
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    model.fit(table, [j.is_right for j in judged], sample_weight=[j.share for j in judged])
    weights = {name: round(float(w), 2) for name, w in zip(names, model.coef_[0], strict=True)}
    return {START: round(float(model.intercept_[0]), 2), **{name: w for name, w in weights.items() if w}, **SILENT}


def cross_validated(articles: Sequence[Judged], sentences: Sequence[Judged]) -> tuple[list[float], list[float]]:
    """For each act of articles and of sentences, its confidence by weights that were fitted without its text."""
    found = [0.0] * len(articles), [0.0] * len(sentences)
    folds = _folds(articles), _folds(sentences)
    for fold in range(FOLDS):
        seen = [
            j
            for judged, own in zip((articles, sentences), folds, strict=True)
            for j in judged
            if j.group not in own[fold]
        ]
        weights = fit(seen)
        for judged, own, values in zip((articles, sentences), folds, found, strict=True):
            for n, one in enumerate(judged):
                if one.group in own[fold]:
                    values[n] = confidence_of(one.signs, weights)
    return found


def _folds(judged: Sequence[Judged]) -> list[set[int]]:
    groups = sorted({j.group for j in judged})
    random.Random(1).shuffle(groups)
    return [set(groups[fold::FOLDS]) for fold in range(FOLDS)]


def points(articles: Sequence[Judged], confidences: Sequence[float], marked: int) -> list[Point]:
    """The figures for each hundredth that events may be told from; ``marked``: marked events, without doubtful ones."""
    found = []
    for told_from in (n / 100 for n in range(5, 91)):
        told = [j for j, value in zip(articles, confidences, strict=True) if value >= told_from]
        right = sum(j.is_right for j in told)
        hits = len({(j.group, line) for j in told for line in j.hits})
        precision, recall = right / max(1, len(told)), hits / max(1, marked)
        both = precision + recall
        found.append(Point(told_from, precision, recall, 2 * precision * recall / both if both else 0.0))
    return found


def balanced(points: Sequence[Point]) -> Point:
    """Of the points whose F1 is within :data:`NEAR` of the best, that with the highest recall.

    F1 hardly changes over a wide stretch; an event that is told with its low confidence can be left out by the reader,
    one that is not told is lost to him.
    """
    best = max(point.f1 for point in points)
    return min((p for p in points if p.f1 >= best - NEAR), key=lambda p: p.told_from)


class Alone(NamedTuple):
    """How sentences fare where their events are told from this confidence on."""

    told_from: float
    found: float  # share of those with an event in which it is found
    silent: float  # share of those without in which nothing is told


def alone(examples: Sequence[Example], sentences: Sequence[Judged], confidences: Sequence[float]) -> list[Alone]:
    """The shares for each hundredth that events of a sentence sent alone may be told from.

    ``examples`` are those that ``Judged.group`` counts.
    """
    silent = {n for n, example in enumerate(examples) if example.event == "NONE"}
    points = []
    for told_from in (n / 100 for n in range(5, 71)):
        told = [j for j, value in zip(sentences, confidences, strict=True) if value >= told_from]
        found = {j.group for j in told if j.is_right}
        broken = silent & {j.group for j in told}
        points.append(
            Alone(told_from, len(found) / (len(examples) - len(silent)), 1 - len(broken) / max(1, len(silent)))
        )
    return points


def table(weights: Mapping[str, float], judged: Sequence[Judged]) -> Iterator[str]:
    """The rows of ``confidence.tsv`` below its header: sign, weight, how often it was seen."""
    counts = Counter(sign for j in judged for sign in j.signs)
    for sign, weight in sorted(weights.items()):
        yield f"{sign}\t{weight:.2f}\t{counts[sign] or len(judged)}"
