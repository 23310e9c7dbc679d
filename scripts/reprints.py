"""Measures the finding of reprints on a seeded synthetic archive of known reprints: precision, recall, time, memory.

    python scripts/reprints.py [DOCUMENTS]

The text is synthetic: sentences of invented words, drawn as often as words of English are (Zipf). A third of the
documents are reprints of stories in the rest, made as desks make them: another dateline and headline, words put for
others, sentences cut from the end, a paragraph of local news added, sentences in another order. A tenth are forms
(market or match reports) that share their frame with others, and updates that share some sentences with an earlier
story and tell a new one; neither counts as a reprint.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, combinations

from communique.model import Document
from communique.reprints.find import find_stories

SEED = 7
WORDS = 20_000


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    truth: dict[str, int] = {}
    made = list(_archive(count, truth)) if count <= 20_000 else None
    begun = time.process_time()
    stories = find_stories(made if made is not None else _archive(count, truth))
    seconds = time.process_time() - begun
    if made is None:
        begun = time.process_time()
        for _ in _archive(count, {}):
            pass
        seconds -= time.process_time() - begun
    found = {pair for story in stories for pair in combinations(sorted(story.documents), 2)}
    groups: dict[int, list[str]] = {}
    for id, group in truth.items():
        groups.setdefault(group, []).append(id)
    known = {pair for ids in groups.values() for pair in combinations(sorted(ids), 2)}
    right = len(found & known)
    print(f"{count} documents, {len(known)} pairs of reprints, {len(found)} found")
    print(f"precision {right / max(1, len(found)):.4f}, recall {right / max(1, len(known)):.4f}")
    print(f"{seconds:.1f} s on one core ({seconds / count * 1e6 / 60:.1f} min for 1,000,000)")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    return 0


def _archive(count: int, truth: dict[str, int]) -> Iterator[Document]:
    dice = random.Random(SEED)
    words = ["".join(dice.choices("abcdefghiklmnoprstuvwy", k=dice.randint(2, 10))) for _ in range(WORDS)]
    weights = list(accumulate(1 / (n + 3) for n in range(WORDS)))

    def sentence() -> list[str]:
        return dice.choices(words, cum_weights=weights, k=dice.randint(12, 30))

    frames = [[sentence() for _ in range(4)] for _ in range(20)]
    recent: list[tuple[int, date, list[list[str]]]] = []
    for number in range(count):
        day = date(2020, 1, 1) + timedelta(number * 300 // count)
        kind = dice.random()
        if kind < 1 / 3 and recent:
            group, told, body = dice.choice(recent)
            body = _reprinted(body, sentence, words, dice)
            day = min(day, told + timedelta(dice.randint(0, 5)))
        else:
            group, body = number, [sentence() for _ in range(dice.randint(6, 30))]
            if kind > 0.95:
                body = [*dice.choice(frames), *body[:8]]
            elif kind > 0.9 and recent:
                old = dice.choice(recent)[2]
                body = [*body, *old[-len(old) // 4 :]]
            recent = [*recent[-200:], (group, day, body)]
        id = f"s{number}"
        truth[id] = group
        text = " ".join(" ".join(s).capitalize() + "." for s in body)
        yield Document(id=id, text=text, date=day.isoformat())


def _reprinted(body: list[list[str]], sentence, words: list[str], dice: random.Random) -> list[list[str]]:  # type: ignore[no-untyped-def]
    body = [list(s) for s in body]
    how = dice.sample(("words", "cut", "local", "order"), k=dice.randint(0, 2))
    if "words" in how:
        for s in body:
            for at in range(len(s)):
                if dice.random() < 0.04:
                    s[at] = dice.choice(words)
    if "cut" in how:
        body = body[: max(3, round(len(body) * dice.uniform(0.65, 0.95)))]
    if "order" in how and len(body) > 4:
        at = dice.randrange(1, len(body) - 1)
        body[at], body[at + 1] = body[at + 1], body[at]
    if "local" in how:
        body += [sentence() for _ in range(max(1, len(body) // 8))]
    return [sentence()[:8], *body]


if __name__ == "__main__":
    sys.exit(main())
