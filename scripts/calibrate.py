"""Fits the weights behind `confidence` from the project's own texts, and prints how well they hold.

python scripts/calibrate.py FOLDER [--write]

FOLDER holds odds networks that were fitted without part of the texts, as scripts/fit_odds.py writes them.
Reads training/running and, of training/corpus, the files 31 to 39 and from 56 on, but for 82, which the lexicon was not
written from. Every act that the lexicon reads is judged: right where type and words are those of a marked event. Each
article's figures come from weights fitted without it; from where on events are told is what gives the best F1 there.
With --write the weights go to confidence.tsv, the diagram to docs/reliability.svg. Needs the extra `train`.
"""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import communique
from communique.events.confidence import TOLD_ALONE_FROM, TOLD_FROM
from communique.odds.model import OddsModel
from communique.training.confidence import (
    TOLD_ALONE,
    alone,
    balanced,
    cross_validated,
    fit,
    judged_articles,
    judged_sentences,
    points,
    table,
)
from communique.training.corpus import Example, read_corpus
from communique.training.lessons import FOLDS, folds_of
from communique.training.running import read_running

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "src/communique/data/lexicon/frames/confidence.tsv"
DIAGRAM = ROOT / "docs/reliability.svg"
KNOWN = 82  # written with the lexicon in view
HEAD = """# What speaks for an event's being right, and what against: logistic regression over readable signs
# (events/signs.py), made by scripts/calibrate.py from training/running (files {digest})
# and held-out files of training/corpus; `seen`: how often. The sum of the weights of an event's signs, from
# "(start)" on, is the log odds of its confidence; it is told from the confidence "(told from)" on.
# "alone, …": signs in a text of one or two sentences. Those of -9 and "(told from, alone)" are set by hand, see
# training/confidence.py.
sign	weight	seen
"""


def held_out(example: Example) -> bool:
    number = int(example.file[:2])
    return (31 <= number <= 39 or number >= 56) and number != KNOWN


def binned(pairs: Sequence[tuple[float, bool]]) -> list[tuple[int, int, float, float]]:
    """For each tenth that occurs: its lower end in tenths, how many events, their mean confidence, the share right."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for value, right in pairs:
        bins[min(9, int(value * 10))].append((value, right))
    return [
        (low, len(part), sum(v for v, _ in part) / len(part), sum(r for _, r in part) / len(part))
        for low, part in sorted(bins.items())
    ]


def diagram(bins: Sequence[tuple[int, int, float, float]]) -> str:
    """A reliability diagram as SVG: confidence to the right, the share that was right upwards, dots as large as their
    bin; on the diagonal confidence is honest."""
    most = max(count for _, count, _, _ in bins)
    dots = "".join(
        f'<circle cx="{50 + 300 * mean:.1f}" cy="{340 - 300 * right:.1f}" r="{2 + 10 * (count / most) ** 0.5:.1f}">'
        f"<title>{count} events: confidence {mean:.2f}, right {right:.2f}</title></circle>"
        for _, count, mean, right in bins
    )
    ticks = "".join(
        f'<text x="{50 + 30 * n}" y="358" text-anchor="middle">{n / 10:.1f}</text>'
        f'<text x="42" y="{344 - 30 * n}" text-anchor="end">{n / 10:.1f}</text>'
        for n in range(0, 11, 2)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 370 395" font-family="sans-serif" font-size="11">'
        "<title>Share of events that were right, by their confidence</title>"
        '<rect x="50" y="40" width="300" height="300" fill="none" stroke="#888"/>'
        '<line x1="50" y1="340" x2="350" y2="40" stroke="#888" stroke-dasharray="4"/>'
        f'<g fill="#1f5fa8" fill-opacity="0.75">{dots}</g><g fill="#333">{ticks}'
        '<text x="200" y="384" text-anchor="middle">confidence</text>'
        '<text x="12" y="190" text-anchor="middle" transform="rotate(-90 12 190)">share right</text></g></svg>\n'
    )


def report(pairs: Sequence[tuple[float, bool]]) -> str:
    """Prints how confidence and truth go together; returns the diagram of it."""
    bins = binned(pairs)
    print("| confidence | acts | mean confidence | right |\n| --- | --- | --- | --- |")
    for low, count, mean, right in bins:
        print(f"| {low / 10:.1f}–{low / 10 + 0.1:.1f} | {count} | {mean:.2f} | {right:.2f} |")
    base = sum(r for _, r in pairs) / len(pairs)
    brier = sum((v - r) ** 2 for v, r in pairs) / len(pairs)
    print(f"\n{len(pairs)} acts, {base:.3f} right; Brier score {brier:.4f}, of the base rate {base * (1 - base):.4f}")
    return diagram(bins)


def main() -> None:
    kit = communique.load().kit
    kits = [kit._replace(odds=OddsModel(Path(sys.argv[1]) / f"fold-{n}")) for n in range(FOLDS)]
    articles = read_running(ROOT / "training/running")
    corpus = read_corpus(ROOT / "training/corpus")
    folds = [kits[n] for n in folds_of([True] * len(articles) + [False] * len(corpus))]
    read = judged_articles(articles, folds[: len(articles)])
    held = [(e, k) for e, k in zip(corpus, folds[len(articles) :], strict=True) if held_out(e)]
    sentences = judged_sentences([e for e, _ in held], [k for _, k in held])
    confidences, own = cross_validated(read, sentences)
    for point in alone([e for e, _ in held], sentences, own)[::5]:
        print(f"a sentence alone, told from {point.told_from:.2f}: found {point.found:.3f}, silent {point.silent:.3f}")
    marked = sum(not e.doubtful for a in articles for e in a.events)
    best = balanced(points(read, confidences, marked))
    print(f"{len(articles)} articles, {marked} marked events, {len(read)} acts read; {len(sentences)} of sentences")
    print(f"told from {best.told_from:.2f}: precision {best.precision:.3f}, recall {best.recall:.3f}, F1 {best.f1:.3f}")
    figure = report([(c, j.is_right) for c, j in zip(confidences, read, strict=True)])
    if "--write" in sys.argv:
        both = [*read, *sentences]
        lines = table({TOLD_FROM: best.told_from, TOLD_ALONE_FROM: TOLD_ALONE, **fit(both)}, both)
        TABLE.write_text(HEAD.format(digest=_digest()) + "\n".join(lines) + "\n", encoding="utf-8")
        DIAGRAM.write_text(figure, encoding="utf-8")


def _digest() -> str:
    digest = hashlib.sha256()
    for path in sorted((ROOT / "training/running").glob("*.txt")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


if __name__ == "__main__":
    main()
