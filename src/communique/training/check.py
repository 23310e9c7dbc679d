"""Checks a corpus: labels, marks, balance, near-duplicates, and sentences that also stand in other texts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from communique.training.corpus import Example

WORD = re.compile(r"\w+")
DUPLICATE = 0.7  # Jaccard of word sets from which two sentences count as one
LEAK = 9  # consecutive words in common with another text from which a sentence counts as taken from it


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return WORD.findall(text.lower())


def duplicates(examples: Sequence[Example]) -> Iterator[tuple[Example, Example]]:
    """Pairs of examples whose word sets overlap by more than :data:`DUPLICATE`.

    Two such sentences share most of their words, so they also share one of their rarest: only those are compared.
    """
    sets = [frozenset(words_of(e.text)) for e in examples]
    counts = Counter(word for words in sets for word in words)
    rare: dict[str, list[int]] = defaultdict(list)
    for i, words in enumerate(sets):
        seen = set()
        for word in sorted(words, key=lambda w: (counts[w], w))[: max(3, len(words) // 3 + 1)]:
            for j in rare[word]:
                if j not in seen and len(words & sets[j]) >= DUPLICATE * len(words | sets[j]):
                    yield examples[j], examples[i]
                seen.add(j)
            rare[word].append(i)


def leaks(examples: Iterable[Example], texts: Iterable[str]) -> Iterator[tuple[Example, str]]:
    """Examples with :data:`LEAK` consecutive words that also stand in one of ``texts``, and those words."""
    known = {gram for text in texts for gram in _grams(words_of(text))}
    for example in examples:
        for gram in _grams(words_of(example.text)):
            if gram in known:
                yield example, " ".join(gram)
                break


def _grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[i:] for i in range(LEAK)), strict=False)
