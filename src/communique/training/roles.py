"""Fits the weights by which a phrase is chosen for a role that no rule fills.

Logistic regression over the signs of every phrase that was weighed, in the project's running articles and in those
sentences of its corpus that the lexicon was not written from. Needs the extra ``train`` (scikit-learn).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from communique.coding import weigh
from communique.events.confidence import START, confidence_of
from communique.events.find import Weighed
from communique.events.likely import ACTOR, RECIPIENT, THING, Phrase
from communique.events.structure import antecedent, tops
from communique.kit import Kit
from communique.mentions.parties import coordinated
from communique.model import Document, Span
from communique.training.corpus import Example
from communique.training.running import Article, Marked

SEEN = 3  # times from which on a sign gets a weight
STRENGTH = 2.0  # inverse of the pull of the weights towards nothing
LEAST = 0.2  # weights nearer to nothing are left out: the choice does not change, the table is half as long
ALONE = 0.5  # what a sentence of the corpus counts beside an act of an article
FOLDS = 10
TAKEN_FROM = {ACTOR: 0.4, RECIPIENT: 0.55, THING: 0.3}
"""How likely a phrase must be: recipients are more often nobody; a thing that a rule gives stays from less on."""


class Weighing(NamedTuple):
    """The phrases weighed for an empty role of an act, each with whether it is marked as filling the role."""

    group: int  # the article or sentence
    role: str
    phrases: tuple[tuple[tuple[str, ...], bool], ...]  # signs, whether right
    is_filled: bool  # whether anything is marked for the role
    share: float  # what it counts for


class Outcome(NamedTuple):
    """What comes of taking the likeliest phrase from a chance on."""

    taken_from: float
    right: int
    wrong: int  # another phrase is marked
    extra: int  # nothing is marked
    left: int  # something is marked, nothing was taken


def of_articles(articles: Sequence[Article], kit: Kit) -> list[Weighing]:
    """What was weighed for each act that is a marked event, by type and words."""
    documents = [Document(text=a.text, id=str(n), date=a.date) for n, a in enumerate(articles)]
    found: list[Weighing] = []
    for n, (article, acts) in enumerate(zip(articles, weigh(documents, kit), strict=True)):
        for act in acts:
            marked = next((m for m in article.events if not m.doubtful and _is_of(act, m)), None)
            if marked is not None:
                found += _weighings(n, act, marked, 1.0)
    return found


def of_sentences(examples: Sequence[Example], kit: Kit, group: int) -> list[Weighing]:
    """The same for the corpus' sentences; their groups are counted from ``group`` on."""
    documents = [Document(text=e.text, id=str(n), date="2020-06-15") for n, e in enumerate(examples)]
    return [
        weighing
        for n, (example, acts) in enumerate(zip(examples, weigh(documents, kit), strict=True), group)
        for act in acts
        if _is_of(act, example)
        for weighing in _weighings(n, act, example, ALONE)
    ]


def _is_of(act: Weighed, marked: Marked | Example) -> bool:
    same = act.event.event == marked.event
    return same and any(a < y and x < b for a, b in act.event.event_text for x, y in marked.words)


def _weighings(group: int, act: Weighed, marked: Marked | Example, share: float) -> Iterator[Weighing]:
    """In a mutual act, which has no recipient, whoever is marked in either role has a part."""
    weighed = act.sides.weighed
    mutual = ACTOR in weighed and RECIPIENT not in weighed and not act.sides.recipients
    spans = {
        ACTOR: marked.actor + marked.recipient if mutual else marked.actor,
        RECIPIENT: marked.recipient,
        THING: marked.recipient,
    }
    for phrase in weighed.get(THING, ()):
        right = _is_marked(phrase, marked.recipient)
        yield Weighing(group, THING, ((phrase.signs, right),), right, share)
    for role, phrases in weighed.items():
        if role == THING:
            continue
        judged = tuple((p.signs, _is_marked(p, spans[role])) for p in phrases)
        yield Weighing(group, role, judged, bool(spans[role]), share)


def _is_marked(phrase: Phrase, spans: Sequence[Span]) -> bool:
    """Whether the phrase, or one coordinated with it, is one of the marked ones: by their head words."""
    own = {t.i for t in coordinated(phrase.head)}
    for start, end in spans:
        inside = [t for t in phrase.head.sentence.tokens if start <= t.start < end]
        if own & {h.i for t in tops(inside) for h in coordinated(antecedent(t))}:
            return True
    return False


def fit(weighings: Sequence[Weighing], role: str) -> dict[str, float]:
    """The weight of each sign that was seen often enough, rounded; ``START`` is where the sum starts from."""
    from scipy import sparse  # noqa: PLC0415 - only those who fit need it
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    rows = [(signs, right, w.share) for w in weighings if w.role == role for signs, right in w.phrases]
    counts = seen(weighings, role)
    names = sorted(sign for sign, count in counts.items() if count >= SEEN)
    column = {name: n for n, name in enumerate(names)}
    places = [(row, column[s]) for row, (signs, _, _) in enumerate(rows) for s in signs if s in column]
    lines, columns = zip(*places, strict=True)
    table = sparse.csr_matrix(([1.0] * len(places), (lines, columns)), shape=(len(rows), len(names)))
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    model.fit(table, [right for _, right, _ in rows], sample_weight=[share for _, _, share in rows])
    weights = {name: round(float(w), 2) for name, w in zip(names, model.coef_[0], strict=True)}
    start = round(float(model.intercept_[0]), 2)
    return {START: start, **{name: w for name, w in weights.items() if abs(w) >= LEAST}}


def seen(weighings: Sequence[Weighing], role: str) -> Counter[str]:
    """How often each sign was seen."""
    return Counter(s for w in weighings if w.role == role for signs, _ in w.phrases for s in signs)


def cross_validated(weighings: Sequence[Weighing], role: str, articles: int) -> list[tuple[Weighing, float, bool]]:
    """For each act of an article the chance of its likeliest phrase, and whether that is right, by weights fitted
    without the article. ``articles``: how many groups are articles."""
    groups = list(range(articles))
    random.Random(1).shuffle(groups)
    found = []
    for own in (set(groups[fold::FOLDS]) for fold in range(FOLDS)):
        weights = fit([w for w in weighings if w.group not in own], role)
        found += [(w, *_likeliest(w, weights)) for w in weighings if w.role == role and w.group in own]
    return found


def _likeliest(weighing: Weighing, weights: Mapping[str, float]) -> tuple[float, bool]:
    chances = [(confidence_of(signs, weights), right) for signs, right in weighing.phrases]
    return max(chances, key=lambda pair: pair[0], default=(0.0, False))


def outcomes(judged: Sequence[tuple[Weighing, float, bool]]) -> list[Outcome]:
    """What comes of it for each twentieth that phrases may be taken from."""
    found = []
    for taken_from in (n / 20 for n in range(5, 15)):
        taken = [(w, right) for w, chance, right in judged if chance >= taken_from]
        right = sum(right for _, right in taken)
        extra = sum(not w.is_filled for w, _ in taken)
        left = sum(w.is_filled and chance < taken_from for w, chance, _ in judged)
        found.append(Outcome(taken_from, right, len(taken) - right - extra, extra, left))
    return found
