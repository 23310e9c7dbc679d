"""Measures how often the events of each rule are right, writes the table behind `confidence`, prints how well it holds.

python scripts/calibrate.py [--write]

The corpus' files 31 to 39 and from 56 on, which the lexicon was not written from, are cut in two by their number: the
odd ones give the shares, the even ones the figures printed. An event counts where it overlaps the sentence's marked
event words, and is right where it has their type; in a sentence with nothing to code every event is wrong.
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
    return (31 <= number <= 39 or number >= 56) and number % 2 == remainder


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


def report(events: Sequence[Seen], table: dict[tuple[str, str], float]) -> None:
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    pairs = [(confidence_in(table, e.rule, e.form, e.lone), e.right) for e in events]
    for value, right in pairs:
        bins[min(9, int(value * 10))].append((value, right))
    print("| confidence | events | mean confidence | right |\n| --- | --- | --- | --- |")
    for low, part in sorted(bins.items()):
        mean, right = (sum(p[n] for p in part) / len(part) for n in (0, 1))
        print(f"| {low / 10:.1f}–{low / 10 + 0.1:.1f} | {len(part)} | {mean:.2f} | {right:.2f} |")
    base = sum(r for _, r in pairs) / len(pairs)
    brier = sum((v - r) ** 2 for v, r in pairs) / len(pairs)
    print(f"\n{len(pairs)} events, {base:.3f} right; Brier score {brier:.4f}, of the base rate {base * (1 - base):.4f}")


def main() -> None:
    kit = communique.load().kit
    examples = read_corpus(ROOT / "training/corpus")
    table = list(rows(seen([e for e in examples if held_out(e, 1)], kit)))
    if "--write" in sys.argv:
        lines = (f"{rule}\t{form}\t{count}\t{value:.3f}" for rule, form, count, value in table)
        TABLE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    report(seen([e for e in examples if held_out(e, 0)], kit), {(r, f): v for r, f, _, v in table})


if __name__ == "__main__":
    main()
