"""Fits ``data/model/ledger.toml``: how much each sign weighs where the ledger's tables are silent.

python scripts/fit_ledger.py

Fitted on the training stories (``training/stories``) and on the stories of the project's own gold with odd numbers; the
even ones judge. The thresholds were chosen by hand between near-equals. Logistic regression on standardised signs with
a penalty on the squares of the weights, by Newton's method. Prints how the decisions fare on each story when fitted
without it.

Three decisions: whether two mentions are of one undertaking (``merging``), whether a deed speaks to an undertaking
(``evidence``), and whether one that does breaks it (``breach``).
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import communique  # noqa: E402
from communique.coding import code  # noqa: E402
from communique.kit import Kit  # noqa: E402
from communique.ledger import leaning, nearing  # noqa: E402
from communique.ledger.evidence import owed_of  # noqa: E402
from communique.ledger.matching import deadlines_agree, tie_of  # noqa: E402
from communique.ledger.noted import Done, Noted, done_in, noted_in  # noqa: E402
from communique.ledger.shapes import Shapes  # noqa: E402
from communique.ledger.sides import Sides  # noqa: E402
from communique.ledger.summary import summary_of  # noqa: E402
from communique.ledger.weighing import Scale, is_later  # noqa: E402
from communique.model import Document, Span  # noqa: E402
from communique.training.stories import Story, Told, read_stories  # noqa: E402
from gate.gold import Json, likeness, overlap  # noqa: E402
from gate.gold import place_of as words_at  # noqa: E402

Floats = NDArray[np.float64]
Row = tuple[tuple[float, ...], bool]
FREEDOM = {"merging": 1.0, "evidence": 0.1, "breach": 0.1}  # how large weights may grow
# In a story there are never many to be mistaken for: where it could be any of n, the odds of each are one in n. And few
# of its acts are numbered: that two numbers differ speaks for nothing.
KNOWN: dict[str, dict[str, float]] = {
    "merging": {"crowd": -math.log(2), "numbers_differ": 0.0},
    "evidence": {},
    "breach": {},
}
SURE = {"merging": 0.31, "evidence": 0.4, "breach": 0.5}  # how likely it must be


class Read(NamedTuple):
    """What the program reads in a story, and what is told there."""

    noted: list[Noted]
    done: list[Done]
    told: tuple[Told, ...]


def gold_stories() -> Iterator[Story]:
    """The stories of the project's own gold with odd numbers."""
    for path in sorted((ROOT / "tests/gold/stories").glob("*.json"))[::2]:
        yield _gold(path.stem, json.loads(path.read_text(encoding="utf-8")))
    lines = (ROOT / "tests/gold/blind/stories.jsonl").read_text(encoding="utf-8").splitlines()
    for n, line in enumerate(lines[::2]):
        yield _gold(f"blind {2 * n + 1}", json.loads(line))


def _gold(name: str, story: Json) -> Story:
    texts = {d["id"]: d["text"] for d in story["documents"]}

    def told(item: Json, key: str) -> Told:
        text, words = texts[item["document"]], item[key]
        span = words_at(text, words) if isinstance(words, str) else (words[0], words[1])
        return Told(str(item["undertaking"]), item["document"], span, item.get("verdict"))

    mentions = [told(m, "action") for m in story["mentions"]]
    evidence = [told(e, "words" if "words" in e else "span") for e in story["evidence"]]
    return Story(name, tuple(Document(**d) for d in story["documents"]), (*mentions, *evidence))


def read(story: Story, kit: Kit, shapes: Shapes, sides: Sides) -> Read:
    """A story coded."""
    records = [code(document, kit) for document in story.documents]
    noted = sorted((n for r in records for n in noted_in(r, shapes, sides)), key=lambda mention: mention.place)
    return Read(noted, [d for r in records for d in done_in(r, sides)], story.told)


def named(one: Read) -> dict[int, str]:
    """The undertakings of the mentions that the story tells of, by the mention's number."""
    found: dict[int, str] = {}
    for told in (t for t in one.told if t.verdict is None):
        spans = [(n, m.undertaking.action) for n, m in enumerate(one.noted) if m.document == told.document]
        scored = [(likeness(told.span, (a.start, a.end)), n) for n, a in spans]
        best = max(scored, default=(0.0, 0))
        if best[0] >= 0.4:
            found[best[1]] = told.undertaking
    return found


def merging(one: Read, shapes: Shapes, sides: Sides) -> list[Row]:
    """The signs of all pairs of mentions that may be one, and whether they are."""
    names, rows = named(one), []
    for late, later in enumerate(one.noted):
        known = [n for n, earlier in enumerate(one.noted[:late]) if _may_be(earlier, later)]
        for n in (k for k in known if k in names and late in names and deadlines_agree(one.noted[k], later)):
            tie = tie_of(one.noted[n], later, sides)
            if tie is not None:
                signs = nearing.signs_of(one.noted[n], later, tie, nearing.crowd_of(len(known)), shapes)
                rows.append((signs, names[n] == names[late]))
    return rows


def _may_be(earlier: Noted, later: Noted) -> bool:
    return earlier.document != later.document and earlier.undertaking.polarity == later.undertaking.polarity


def evidence(one: Read, scale: Scale) -> list[Row]:
    """The signs of all deeds that come after an undertaking, and whether they speak to it."""
    return [(signs, verdict is not None) for signs, verdict in _weighed(one, scale)]


def breach(one: Read, scale: Scale) -> list[Row]:
    """The signs of those that speak to an undertaking, and whether they break it."""
    return [(signs, v == "violates") for signs, v in _weighed(one, scale) if v in ("fulfils", "violates")]


def _weighed(one: Read, scale: Scale) -> Iterator[tuple[tuple[float, ...], str | None]]:
    """The signs of each deed beside each undertaking that it comes after, and the verdict that the story gives."""
    names = named(one)
    for name in sorted(set(names.values())):
        owed = owed_of(summary_of(one.noted[n] for n in sorted(names) if names[n] == name))
        if owed is None:
            continue
        later = [case for d in one.done if is_later(d, owed) and (case := scale.beside_any(d, owed)) is not None]
        for done, signs in zip((case.done for case in later), scale.signs(later), strict=True):
            said = {t.verdict for t in one.told if t.undertaking == name and _tells(t, done)}
            yield tuple(signs), min(filter(None, said), default=None)


def _tells(told: Told, done: Done) -> bool:
    span: Span = (done.deed.start, done.deed.end)
    return told.verdict is not None and told.document == done.document and overlap(told.span, span) > 0


def fitted(rows: Sequence[Row], freedom: float, known: dict[int, float]) -> tuple[float, Floats]:
    """Start and weights of a logistic regression on standardised signs, told for the signs as they are.

    ``known`` are weights by the number of their sign that are given, not fitted.
    """
    signs, right = np.array([r[0] for r in rows], float), np.array([r[1] for r in rows], float)
    given = np.zeros(signs.shape[1])
    given[list(known)] = list(known.values())
    apart = signs @ given
    signs[:, list(known)] = 0.0
    middle, spread = signs.mean(0), signs.std(0)
    spread[spread == 0] = 1.0
    table = np.hstack([np.ones((len(signs), 1)), (signs - middle) / spread])
    penalty = np.full(table.shape[1], 1 / freedom)
    penalty[0] = 0.0
    weights = np.zeros(table.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-table @ weights - apart))
        slope = table.T @ (chance - right) + penalty * weights
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(penalty)
        weights -= np.linalg.solve(bend, slope)
    plain = weights[1:] / spread
    return float(weights[0] - plain @ middle), plain + given


def left_out(stories: Sequence[Sequence[Row]], freedom: float, sure: float, known: dict[int, float]) -> str:
    """Precision, recall and F1 of the decisions on each story, fitted without it."""
    hits = told = gold = 0
    for n, own in enumerate(stories):
        start, weights = fitted([r for m, rows in enumerate(stories) if m != n for r in rows], freedom, known)
        for signs, right in own:
            said = start + float(weights @ np.array(signs)) >= _odds(sure)
            hits, told, gold = hits + (said and right), told + said, gold + right
    return f"precision {hits / told:.3f}, recall {hits / gold:.3f}, F1 {2 * hits / (told + gold):.3f}"


def _odds(chance: float) -> float:
    return math.log(chance / (1 - chance))


def main() -> None:
    kit, shapes = communique.load().kit, Shapes()
    sides = Sides(shapes.kinship)
    stories = [*read_stories(ROOT / "training/stories"), *gold_stories()]
    coded = list(map(partial(read, kit=kit, shapes=shapes, sides=sides), stories))
    lines = ["# Written by scripts/fit_ledger.py: logistic regressions, weights of the signs that the code names."]
    scale = Scale(shapes)
    for name, rows, signs in (
        ("merging", [merging(one, shapes, sides) for one in coded], nearing.SIGNS),
        ("evidence", [evidence(one, scale) for one in coded], leaning.SIGNS),
        ("breach", [breach(one, scale) for one in coded], leaning.SIGNS),
    ):
        known = {signs.index(sign): weight for sign, weight in KNOWN[name].items()}
        flat = [r for own in rows for r in own]
        print(
            f"{name}: {len(flat)} rows, {sum(r[1] for r in flat)} right;",
            left_out(rows, FREEDOM[name], SURE[name], known),
        )
        start, weights = fitted(flat, FREEDOM[name], known)
        lines += ["", f"[{name}]", f"start = {start:.4f}", f"least = {_odds(SURE[name]):.4f}", "", f"[{name}.weights]"]
        lines += [f"{sign} = {weight:.4f}" for sign, weight in zip(signs, weights, strict=True)]
    (ROOT / "src/communique/data/model/ledger.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
