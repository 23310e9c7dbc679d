"""Measures how often the events of each rule are right, writes the table behind `confidence`, prints how well it holds.

python scripts/calibrate.py [--write]

The corpus' files 31 to 39 and from 56 on, but for 82, which the lexicon was not written from, are cut in two by their
number: the odd ones give the shares, the even ones the figures printed, and docs/reliability.svg with --write. An
event counts where it overlaps the sentence's marked event words, and is right where it has their type; in a sentence
with nothing to code every event is wrong.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import communique
from communique.coding import code_all
from communique.events.confidence import BARE, PHRASE, confidence_in
from communique.model import Document, Event
from communique.training.corpus import Example, read_corpus

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "src/communique/data/lexicon/frames/confidence.tsv"
DIAGRAM = ROOT / "docs/reliability.svg"
KNOWN = 82  # written with the lexicon in view
PULL = 10  # events that what is known of the wider class counts for
HEAD = """# How often events of a rule are right: smoothed shares from odd-numbered held-out files of training/corpus,
# made by scripts/calibrate.py. `form`: bare, one word; phrase, several. Rule "*": all rules; "lone": what is left
# of the share where one side is missing; `events`: how many were seen.
rule	form	events	share
"""


class Seen(NamedTuple):
    """One event of the program on the corpus."""

    rule: str
    form: str
    lone: bool
    right: bool


def held_out(example: Example, remainder: int) -> bool:
    number = int(example.file[:2])
    return (31 <= number <= 39 or number >= 56) and number != KNOWN and number % 2 == remainder


def seen(examples: Sequence[Example], kit: communique.kit.Kit) -> list[Seen]:
    documents = [Document(text=e.text, id=str(n), date="2020-06-15") for n, e in enumerate(examples)]
    found = []
    for document, record in code_all(documents, kit):
        example = examples[int(document.id or 0)]
        for event in record.events:
            marked = any(a < y and x < b for x, y in event.event_text for a, b in example.words)
            if marked or example.event == "NONE":
                rule, _, rest = event.why.partition(': "')
                form = PHRASE if " " in rest.partition('"')[0] else BARE
                found.append(Seen(rule, form, _lone(event), event.event == example.event))
    return found


def _lone(event: Event) -> bool:
    return not event.actor or not (event.recipient or len(event.actor) > 1)


def share(events: Sequence[Seen], prior: float) -> float:
    return (sum(e.right for e in events) + PULL * prior) / (len(events) + PULL)


def rows(events: Sequence[Seen]) -> Iterable[tuple[str, str, int, float]]:
    """The rows of the table: each rule and form is pulled towards its rule, each rule towards all."""
    overall = sum(e.right for e in events) / len(events)
    sides = [e for e in events if not e.lone], [e for e in events if e.lone]
    both, lone = (sum(e.right for e in part) / len(part) for part in sides)
    yield "*", BARE, len(events), overall
    yield "*", "lone", len(sides[1]), lone / both
    by_rule: dict[str, list[Seen]] = defaultdict(list)
    for event in events:
        by_rule[event.rule].append(event)
    for rule, own in sorted(by_rule.items()):
        base = share(own, overall)
        for form in (BARE, PHRASE):
            part = [e for e in own if e.form == form]
            if part:
                yield rule, form, len(part), share(part, base)


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


def report(events: Sequence[Seen], table: dict[tuple[str, str], float]) -> str:
    """Prints how confidence and truth go together; returns the diagram of it."""
    pairs = [(confidence_in(table, e.rule, e.form, e.lone), e.right) for e in events]
    bins = binned(pairs)
    print("| confidence | events | mean confidence | right |\n| --- | --- | --- | --- |")
    for low, count, mean, right in bins:
        print(f"| {low / 10:.1f}–{low / 10 + 0.1:.1f} | {count} | {mean:.2f} | {right:.2f} |")
    base = sum(r for _, r in pairs) / len(pairs)
    brier = sum((v - r) ** 2 for v, r in pairs) / len(pairs)
    print(f"\n{len(pairs)} events, {base:.3f} right; Brier score {brier:.4f}, of the base rate {base * (1 - base):.4f}")
    return diagram(bins)


def main() -> None:
    kit = communique.load().kit
    examples = read_corpus(ROOT / "training/corpus")
    table = list(rows(seen([e for e in examples if held_out(e, 1)], kit)))
    if "--write" in sys.argv:
        lines = (f"{rule}\t{form}\t{count}\t{value:.3f}" for rule, form, count, value in table)
        TABLE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    figure = report(seen([e for e in examples if held_out(e, 0)], kit), {(r, f): v for r, f, _, v in table})
    if "--write" in sys.argv:
        DIAGRAM.write_text(figure, encoding="utf-8")


if __name__ == "__main__":
    main()
