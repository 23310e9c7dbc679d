"""Fits the weights by which a phrase is chosen for a role that no rule fills, and prints how well they hold.

python scripts/fit_roles.py [--write]

Reads training/running and those files of training/corpus that the lexicon was not written from, as
scripts/calibrate.py does. Each article's figures come from weights fitted without it. With --write the weights go to
roles.tsv. Needs the extra `train`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from calibrate import held_out

import communique
from communique.events.confidence import TOLD_FROM
from communique.events.likely import ROLES
from communique.training.corpus import read_corpus
from communique.training.roles import (
    TAKEN_FROM,
    Weighing,
    cross_validated,
    fit,
    of_articles,
    of_sentences,
    outcomes,
    seen,
)
from communique.training.running import read_running

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "src/communique/data/lexicon/frames/roles.tsv"
HEAD = """\
# What speaks for a phrase's filling a role of an act that no rule fills, and what against: weights of a logistic
# regression over readable signs (events/likely.py), made by scripts/fit_roles.py from training/running and held-out
# files of training/corpus; `seen`: how often. The sum of the weights of a phrase's signs, from "(start)" on, is the
# log odds of its filling the role; the likeliest phrase is taken from the chance "(told from)" on. In a path, ^ leads
# up to the word that one hangs on, > down to what hangs on it, by the parser's labels or the preposition itself.
role	sign	weight	seen
"""


def rows(weighings: list[Weighing], role: str) -> list[str]:
    counts = seen(weighings, role)
    weights = {TOLD_FROM: TAKEN_FROM[role], **fit(weighings, role)}
    total = sum(len(w.phrases) for w in weighings if w.role == role)
    return [f"{role}\t{sign}\t{weight:.2f}\t{counts.get(sign, total)}" for sign, weight in sorted(weights.items())]


def main() -> None:
    kit = communique.load().kit
    articles = read_running(ROOT / "training/running")
    examples = [e for e in read_corpus(ROOT / "training/corpus") if held_out(e) and e.event != "NONE"]
    weighings = of_articles(articles, kit) + of_sentences(examples, kit, len(articles))
    lines = []
    for role in ROLES:
        judged = cross_validated(weighings, role, len(articles))
        filled = sum(w.is_filled for w, _, _ in judged)
        print(f"{role}: {len(judged)} acts of articles where no rule fills it, {filled} where somebody is marked")
        for o in outcomes(judged):
            print(f"  from {o.taken_from:.2f}: right {o.right}, wrong {o.wrong}, nobody marked {o.extra}", end="")
            print(f", left {o.left}")
        lines += rows(weighings, role)
    if "--write" in sys.argv:
        TABLE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
